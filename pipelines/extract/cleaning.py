"""Which lines of the region are the article: its head and tail cropped, foreign parts left out."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from pipelines.extract import phrases
from pipelines.extract.announced import announced_rows
from pipelines.extract.beginning import beginning_of
from pipelines.extract.below_bar import lines_below_bar
from pipelines.extract.copies import second_copy
from pipelines.extract.ending import end_of
from pipelines.extract.families import boxes_of
from pipelines.extract.foreign import cut_tools, is_foreign, leads_away
from pipelines.extract.lines import Box, Line, Page
from pipelines.extract.links import is_attachment
from pipelines.extract.region import Region
from pipelines.extract.scanning import own_codes
from pipelines.extract.steps import own_steps
from pipelines.extract.weights import noise_of

_NOISE_SHARES = {"noise": 0.7, "weak_noise": 0.1}
"""Share of the region's prose above which a box named so is kept all the same."""
_LONGEST_COLUMN = 8
"""Characters of a column's name; a link to an article has more."""
_MOST_RELATED = 12
"""Lines of a box of related articles within the text."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article's lines by their index on the page; what is above ``start`` is header."""

    kept: list[int]
    start: int
    """Index of the line that the article may begin with."""
    end: int
    foreign: frozenset[int]
    """Lines in boxes of another purpose."""
    below_bar: frozenset[int] = frozenset()
    """Lines below the bar of the page that look like another and are text."""
    put_in: tuple[str, ...] = ()
    """What one of two views of the text alone says within a paragraph that both have."""


def clean(
    page: Page,
    region: Region,
    weights: list[float],
    *,
    titles: tuple[str, ...] = (),
    remove: tuple[str, ...] = (),
    tabled: Set[int] = frozenset(),
) -> Cleaned:
    """Return the lines of the region that are the article's.

    ``titles``: what the page's head gives as the title, without white space. ``remove``: names of
    boxes that the page's family has in its body for other purposes. ``tabled``: rows of the
    text's own tables, links or not.
    """
    named = {box for name in remove for box in boxes_of(page, name)}
    foreign = _foreign_lines(page, region, weights, named)
    copy = second_copy(page, region.start, region.end, weights, titles)
    again = range(copy.box.start, min(copy.box.end, region.end)) if copy else ()
    cleaned = _cleaned(page, region, weights, titles, foreign.union(again), tabled=tabled)
    if copy and not copy.is_held_by(cleaned.kept):
        cleaned = _cleaned(page, region, weights, titles, foreign, tabled=tabled)
    elif copy:
        for short, long in copy.instead.items():
            page.lines[short], page.lines[long] = page.lines[long], page.lines[short]
        cleaned = replace(cleaned, kept=[*copy.joined(cleaned.kept)], put_in=copy.put_in)
    for index in cleaned.kept:
        cut_tools(page.lines[index])
    return cleaned


def _cleaned(
    page: Page,
    region: Region,
    weights: list[float],
    titles: tuple[str, ...],
    foreign: Set[int],
    *,
    tabled: Set[int],
) -> Cleaned:
    """Return the lines of the region that are the article's and not ``foreign``."""
    rows = (announced_rows(page, region.start, region.end) | tabled) - foreign
    below_bar = lines_below_bar(page, region, weights, titles) - foreign
    start = beginning_of(page, region, weights, titles, rows | below_bar)
    end = end_of(page, Region(region.box, start, region.end, region.score), weights, foreign)
    own = own_codes(page, start, end, foreign) | own_steps(page, start, end, foreign) | rows
    kept = [
        index
        for index in range(start, end)
        if index in own or (index not in foreign and not is_foreign(page.lines[index]))
    ]
    kept = _without_files(page, _without_tail(page, kept, own))
    return Cleaned(kept, start, end, frozenset(foreign), below_bar)


def _without_tail(page: Page, kept: list[int], own: Set[int]) -> list[int]:
    """Return the lines without those at the end that are the site's words and not the article's.

    Editor lines among them stay: the next stage reads them. ``own``: lines that are the article's
    whatever they say.
    """
    editors: list[int] = []
    for position in range(len(kept) - 1, -1, -1):
        line = page.lines[kept[position]]
        if kept[position] in own:
            return kept[: position + 1] + editors[::-1]
        if phrases.is_editor_line(line.text):
            editors.append(kept[position])
        elif not (_is_tail(line) or _heads_links(page, kept[position])):
            return kept[: position + 1] + editors[::-1]
    return editors[::-1]


def _without_files(page: Page, kept: list[int]) -> list[int]:
    """Return the lines without those at the end that only name attached files: they are a field.

    A label with no file behind it (附件：) names nothing; the editor may stand below it.
    """
    end = len(kept)
    while end and _names_files(page.lines[kept[end - 1]]):
        end -= 1
    while 0 < end < len(kept) and phrases.heads_files(page.lines[kept[end - 1]].text):
        end -= 1
    last = end
    while last and phrases.is_editor_line(page.lines[kept[last - 1]].text):
        last -= 1
    label = last
    while label and phrases.labels_files(page.lines[kept[label - 1]].text):
        label -= 1
    return kept[:label] + kept[last:end] if label else kept[:end] or kept


def _names_files(line: Line) -> bool:
    """Tell a line that is links to attached files and 附件 with its number: 附件1：报名表.doc."""
    if not any(link and is_attachment(link) for _, _, link, _ in line.runs):
        return False
    rest, done = "", 0
    for start, end, link, _ in line.runs:
        if link:
            rest += line.text[done:start]
            done = max(done, end)
    return phrases.heads_files(rest + line.text[done:])


def _heads_links(page: Page, index: int) -> bool:
    """Tell the name of a column (证券要闻): a heading right above a link to an article."""
    line, below = page.lines[index], page.lines[index + 1 : index + 2]
    set_off = line.kind == "heading" or line.bold
    if not set_off or len(line.text) > _LONGEST_COLUMN or line.link_characters:
        return False
    return bool(below) and len(below[0].text) > _LONGEST_COLUMN and leads_away(below[0])


def _is_tail(line: Line) -> bool:
    """Tell a line that is not the article's if nothing of the article follows."""
    return (
        phrases.is_disclaimer(line.text)
        or phrases.is_disclaimer_heading(line.text)
        or phrases.is_footer(line.text)
        or phrases.is_related_heading(line.text)
        or phrases.is_leftover(line.text)
        or phrases.names_neighbour(line.text)
        or (line.link_characters > 0 and phrases.labels_other_articles(line.text))
    )


def _foreign_lines(page: Page, region: Region, weights: list[float], named: set[Box]) -> set[int]:
    """Return the lines that stand in boxes of another purpose: shares, comments, related links."""
    total = sum(max(0.0, value) for value in weights[region.start : region.end])
    foreign: set[int] = set()
    for box in page.boxes_within(region.start, region.end):
        if box.end == box.start or box.end > region.end or box is region.box:
            continue
        kind = "noise" if box in named or _is_box_of_links(page, box) else noise_of(box)
        if kind is None or box.start in foreign:
            continue
        prose = sum(max(0.0, value) for value in weights[box.start : box.end])
        if prose <= _NOISE_SHARES[kind] * total:
            foreign.update(range(box.start, box.end))
    return foreign


def _is_box_of_links(page: Page, box: Box) -> bool:
    """Whether a box is a heading over related articles and links to them, and no more."""
    if not 1 < box.end - box.start <= _MOST_RELATED:
        return False
    heading, *others = page.lines[box.start : box.end]
    return phrases.is_related_heading(heading.text) and all(map(leads_away, others))
