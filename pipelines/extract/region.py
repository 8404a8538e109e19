"""Finds the box that holds the article, for pages of any make."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from pipelines.extract.lines import Box, Page
from pipelines.extract.weights import noisy_boxes, weight

_NOISE_FACTORS = {"noise": -0.1, "weak_noise": 0.2, "related": -0.1}
"""What prose counts for within a box whose name says comments, footer, tools or the like."""
_NOISE_SHARES = {"noise": 0.6, "weak_noise": 0.25, "related": 1.0}
"""Share of the page's prose above which such a name is not believed."""
_ABOVE_RELATED = 60.0
"""Weight of what stands above teasers of other articles, which may be longer than the article."""
_MOST_LINES = 500
"""Lines of a box that holds a notice of one sentence and what it lists, such as names."""
_PLAIN = -3.0
"""Weight above which a line is neither a link nor a tool."""
_BOX_SHARE = 0.75
"""Weight of the best box, of that of the best run of lines, under which no box is the article's."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where the article stands: its box, and the lines of it from ``start`` to before ``end``."""

    box: Box
    start: int
    end: int
    score: float


def line_weights(page: Page, *, hidden_too: bool = False) -> list[float]:
    """Return the weight of each line, with what the names of the boxes around it say.

    Hidden lines weigh nothing, unless ``hidden_too``.
    """
    weights = [weight(line) if hidden_too or not line.hidden else 0.0 for line in page.lines]
    prose = [0.0, *accumulate([value if value > 0.0 else 0.0 for value in weights])]
    done = 0
    for box, kind in noisy_boxes(page):
        if box.end <= done or box.end == box.start:
            continue
        if kind == "related" and prose[box.start] < _ABOVE_RELATED:
            continue
        if prose[box.end] - prose[box.start] > _NOISE_SHARES[kind] * prose[-1]:
            continue
        done = box.end
        factor = _NOISE_FACTORS[kind]
        for index in range(box.start, box.end):
            if weights[index] > 0.0:
                weights[index] *= factor
    return weights


def best_region(page: Page, weights: list[float]) -> Region | None:
    """Return where the article stands, or None where no line is prose.

    Most articles have a box of their own: the one whose lines together weigh most. Where the
    article shares its box with lists of links, as in old table layouts, the heaviest run of lines
    outweighs every box, and the region is that run.
    """
    sums = [0.0, *accumulate(weights)]
    best, score = page.root, sums[page.root.end]
    for box in page.boxes:
        weight_of_box = sums[box.end] - sums[box.start]
        if weight_of_box >= score:
            best, score = box, weight_of_box  # the inner of two that hold the same
    start, end, run = heaviest_run(weights)
    if run <= 0:
        return None
    if score >= _BOX_SHARE * run:
        if best.end - best.start == 1 and (
            around := _with_short_siblings(page, best, weights, score)
        ):
            return around
        return Region(best, best.start, _below_table(page, best, weights), score)
    start, end = _with_short_lines(page, weights, start, end)
    return Region(smallest_box(page, start, end), start, end, run)


def heaviest_run(weights: list[float]) -> tuple[int, int, float]:
    """Return start, end and weight of the contiguous lines that weigh most (Kadane's algorithm)."""
    best = (0, 0, 0.0)
    start, total = 0, 0.0
    for index, value in enumerate(weights):
        if total <= 0:
            start, total = index, 0.0
        total += value
        if total > best[2]:
            best = (start, index + 1, total)
    return best


def _with_short_lines(page: Page, weights: list[float], start: int, end: int) -> tuple[int, int]:
    """Return the run with the short lines around it that stand beside its own: heads, signatures.

    They weigh nothing or a little less, so that the heaviest run leaves them out.
    """
    lines = page.lines
    above, below = lines[start].box.parent, lines[end - 1].box.parent
    while start > 0 and _is_plain(weights[start - 1]) and lines[start - 1].box.parent is above:
        start -= 1
    while end < len(lines) and _is_plain(weights[end]) and lines[end].box.parent is below:
        end += 1
    return start, end


def _with_short_siblings(page: Page, box: Box, weights: list[float], score: float) -> Region | None:
    """Return a lone paragraph with the short lines beside it, or None where it is all there is.

    A notice of one sentence and a list of names, or 敬请谅解！, weighs less than the sentence. So
    does a long paragraph with short ones and a row of tools (打印, 关闭); then only lines in boxes
    like its own are the text's, up to the first that is not.
    """
    parent = box.parent
    if parent is None or parent.end - parent.start > _MOST_LINES:
        return None
    others = (weights[i] for i in range(parent.start, parent.end) if i != box.start)
    if all(map(_is_plain, others)):
        return Region(parent, parent.start, parent.end, score)
    within = page.boxes_within(parent.start, parent.end)
    alike = {one.start for one in within if _is_alike(one, box)}
    start, end = box.start, box.end
    while start - 1 in alike and _is_plain(weights[start - 1]):
        start -= 1
    while end in alike and _is_plain(weights[end]):
        end += 1
    return Region(parent, start, end, score) if end - start > 1 else None


def _is_alike(one: Box, other: Box) -> bool:
    """Whether a box of one line stands beside another and is of the same kind."""
    return one.parent is other.parent and one.tag == other.tag and one.end - one.start == 1


def _below_table(page: Page, box: Box, weights: list[float]) -> int:
    """Return the end of a box; of a table of data, that of the short lines right below it.

    A table outweighs the line under it that says how long its contents are on display.
    """
    end = box.end
    if page.lines[box.start].kind != "table_row" or page.lines[end - 1].kind != "table_row":
        return end
    table = page.lines[end - 1].box
    while table.tag != "table" and table.parent is not None:
        table = table.parent
    around = table.parent
    while end < len(page.lines) and _is_plain(weights[end]):
        below = page.lines[end].box
        if around not in (below, below.parent):
            break
        end += 1
    return end


def _is_plain(weight_of_line: float) -> bool:
    return weight_of_line > _PLAIN


def smallest_box(page: Page, start: int, end: int) -> Box:
    """Return the innermost box that holds the lines from ``start`` to before ``end``."""
    return next(box for box in reversed(page.boxes_within(0, start + 1)) if end <= box.end)
