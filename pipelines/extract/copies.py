"""A text that its page holds twice: for wide screens and for narrow ones, to print, to read aloud.

Which of the two is seen is said by style sheets that are not the page's own; the first is read,
with what the other says more (``pipelines.extract.views``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.extract.lines import Box, Line, Page
from pipelines.extract.phrases import bare, is_editor_line, is_label_bar, is_tool
from pipelines.extract.views import Copy, View, merged
from pipelines.normal_form import nfkc

_LEAST = 20.0
"""Weight of a line that no text has twice by chance."""
_LEAST_ALONE = 60
"""Characters of a copy that is one such line, beside its headline."""
_SHARE = 0.5
"""Share of the text that its copy holds: the first may have more."""
_PARTS = frozenset(("td", "th", "tr", "li", "dd"))
"""Boxes beside each other that are compared, not shown one at a time: as it was, as it is now."""
_LEAST_HEADLINE = 8
"""Characters of a headline by which a copy is known as one."""
_MOST_TRIED = 8
"""Repeated lines that are looked at: a form repeats its lines without being a copy."""


def second_copy(
    page: Page, start: int, end: int, weights: list[float], titles: Sequence[str] = ()
) -> Copy | None:
    """Return the box that holds again what stands above it from ``start`` on, or None.

    It begins before ``end``. ``titles``: what the page's head gives as the title, without white
    space; either copy may have it above.
    """
    seen: dict[str, int] = {}
    tried = 0
    heavy = [index for index in range(start, end) if weights[index] >= _LEAST]
    for index, text in zip(heavy, _alike([page.lines[i] for i in heavy]), strict=False):
        at = seen.setdefault(text, index)
        if at == index:
            if text == (first := next(iter(seen))) or first not in text:
                continue
            at = seen[first]  # all of the text in one line
        box = _apart_from(page.lines[index].box, at)
        if box is not None and box.tag not in _PARTS:
            if _is_copy(page, box, start, weights, titles):
                return Copy(box)
            if copy := _other_view(page, box, range(start, end), weights, titles):
                return copy
        tried += 1
        if tried == _MOST_TRIED:
            break
    return None


def _apart_from(box: Box, other: int) -> Box | None:
    """Return the outermost box around ``box`` that does not hold the line ``other`` above it."""
    if box.start <= other:
        return None
    while box.parent is not None and box.parent.start > other:
        box = box.parent
    return box


def _is_copy(page: Page, box: Box, start: int, weights: list[float], titles: Sequence[str]) -> bool:
    """Whether a box says nothing that does not stand above it, and at least half of that.

    Two lots of a tender, a rule as it was and as it is now, share most of their lines: a copy
    shares all.
    """
    above = _prose(page, start, box.start, weights)
    inside = _prose(page, box.start, box.end, weights)
    said, copy = "".join(_plain(page, start, box.start)), "".join(inside)
    same = [len(text) for text in above if text in copy]
    if len(same) < 2 and (box.end - box.start < 2 or sum(same) < _LEAST_ALONE):  # a line alone
        return False
    if sum(same) < _SHARE * sum(map(len, above)):
        return False
    own = [text for text in _plain(page, box.start, box.end) if text not in said]
    if len(own) == 1:  # perhaps all of it in one line
        own = [_without(own[0], above)]
    return all(_is_beside(text, titles) for text in own)


def _other_view(
    page: Page, box: Box, text: range, weights: list[float], titles: Sequence[str]
) -> Copy | None:
    """Return a box as another view of what stands above it, or None; ``text``: both of them."""
    first = _view(page, range(text.start, box.start), weights, titles)
    inside = range(_top(page, box, weights, titles), min(box.end, text.stop))
    second = _view(page, inside, weights, titles)
    repeated = _plain(page, box.start, box.end)
    headed = any(len(text) >= _LEAST_HEADLINE and _is_title(text, titles) for text in repeated)
    return merged(first, second, box, headed=headed)


def _top(page: Page, box: Box, weights: list[float], titles: Sequence[str]) -> int:
    """Return where a view begins: at its headline, above which a page for phones has its menu."""
    for index in range(box.start, box.end):
        text = "".join(_plain(page, index, index + 1))
        if len(text) >= _LEAST_HEADLINE and _is_title(text, titles):
            return index
        if weights[index] >= _LEAST:
            break
    return box.start


def _view(page: Page, part: range, weights: list[float], titles: Sequence[str]) -> View:
    """Return the lines of a part that are of its text."""
    at, texts = [], []
    for index, text in zip(part, _alike(page.lines[part.start : part.stop]), strict=False):
        if not _is_beside(text, titles):
            at.append(index)
            texts.append(text)
    lines = [page.lines[index] for index in at]
    return View(lines, at, texts, [weights[index] >= _LEAST for index in at])


def _without(text: str, lines: Iterable[str]) -> str:
    for line in lines:
        text = text.replace(line, "", 1)
    return text


def _is_beside(text: str, titles: Sequence[str]) -> bool:
    """Whether a line that only one copy has is its headline, or is no part of the text."""
    if not text or is_label_bar(text) or is_tool(text) or is_editor_line(text):
        return True
    return _is_title(text, titles)


def _is_title(text: str, titles: Sequence[str]) -> bool:
    return any(text in nfkc(title) for title in titles)


def _prose(page: Page, start: int, end: int, weights: list[float]) -> dict[str, None]:
    """Return the different lines of prose between two, as ``_plain`` has them, in order."""
    prose = [page.lines[at] for at in range(start, end) if weights[at] >= _LEAST]
    return dict.fromkeys(filter(None, _alike(prose)))


def _plain(page: Page, start: int, end: int) -> list[str]:
    """Return the lines between two without white space, in width and marks as any copy."""
    return [*filter(None, _alike(page.lines[start:end]))]


def _alike(lines: Sequence[Line]) -> list[str]:
    """Return each line without white space, in width and marks as any copy; of none an empty one.

    All at once: a normal form costs more to ask for than to make. No line has a line break in it,
    and with one nothing is put together.
    """
    return [*map(bare, nfkc("\n".join([line.text for line in lines])).split("\n"))]
