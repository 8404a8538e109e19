"""One HTML page read on its own: parsed, its region found and cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from pipelines.document import Element
from pipelines.errors import NotAnArticleError
from pipelines.extract import second_opinion
from pipelines.extract.about import introduction
from pipelines.extract.anchors import (
    below_bar,
    filed_below_bar,
    pictured_below_bar,
    prefer_anchored,
    told_below_bar,
)
from pipelines.extract.announced import announced_rows
from pipelines.extract.cleaning import Cleaned, clean
from pipelines.extract.families import container_region, delimiters, page_breaks, recognise
from pipelines.extract.head import Head, read_head, style_sheets
from pipelines.extract.hiding import NOT_RENDERED, hidden_names
from pipelines.extract.lines import Line, Page
from pipelines.extract.links import absolute
from pipelines.extract.listing import announces_all, listed_below_bar
from pipelines.extract.parsing import parse, select
from pipelines.extract.pictures import article_pictures, captions_alone
from pipelines.extract.refusal import refusal
from pipelines.extract.region import Region, best_region, line_weights, smallest_box
from pipelines.extract.tabled import tabled_rows
from pipelines.extract.walk import walk
from seeds.catalogue import Selectors
from seeds.families import Family

_MIN_WEIGHT = 10.0
"""Weight of an article's lines under which the page holds none; the shortest notice has more."""
_ANNOUNCED = 1.0
"""Weight of a row of links that the text announces: they part no text."""
_LEAST_OF_TABLE = 3
"""Rows of links of a table that is all of an article, below its head."""
_NONE: frozenset[int] = frozenset()
_SEEN_SHARE = 0.4
"""Weight of what is in sight, of that of all text, under which the article itself is hidden."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page and where its article stands on it."""

    tree: Element
    page: Page
    family: Family | None
    region: Region
    cleaned: Cleaned
    lines: list[Line]
    """The article's lines in order."""
    base: str
    """What relative addresses are relative to."""
    why: str
    """Who found it: ``selector``, ``family NAME``, ``general``, ``headline``, ``pictures``,
    ``links``, ``summary``, ``files``, or ``trafilatura``."""


def read(html: str, url: str, selectors: Selectors, encoded: bytes | None = None) -> Reading:
    """Return the page with its article's lines. Raises NotAnArticleError where there are none.

    ``encoded``: the page as UTF-8, where it came so.
    """
    tree, head, page = read_lines(html, selectors, encoded=encoded)
    breaks = page_breaks(page)
    if breaks:
        tree, head, page = read_lines(html, selectors, breaks)
    family = recognise(page, html)
    weights = line_weights(page)
    rows = announced_rows(page, 0, len(page.lines))
    is_column = bool(rows) and not announces_all(page, head.titles, url, rows)
    tabled = tabled_rows(page, head.titles, url)
    for index in tabled if is_column else tabled | rows:
        weights[index] = max(weights[index], _ANNOUNCED)
    chosen = _selected(page, select(tree, selectors.body)) if selectors.body else None
    base = absolute(url, head.base) or url
    try:
        region, why, cleaned = _text(page, weights, chosen, family, head.titles, tabled=tabled)
    except NotAnArticleError:
        found = _of_table(page, tabled) or _without_text(page, head.titles, base, url)
        if found is None:
            raise
        region, why, kept = found
        cleaned = Cleaned(kept, region.start, max(region.end, region.start + len(kept)), _NONE)
    lines = [page.lines[index] for index in cleaned.kept]
    lines = [line for line in lines if line.hidden not in NOT_RENDERED]
    if is_column and not chosen and why != "pictures" and _is_of_rows(cleaned.kept, page, rows):
        raise NotAnArticleError("list page: rows of links and no text")
    refused = (
        None
        if chosen
        else introduction(page, lines, head, url) or refusal(page, region, lines, head, url)
    )
    if refused:
        raise NotAnArticleError(refused)
    if why in ("general", "headline") and second_opinion.is_latin(lines):
        others = second_opinion.ask(html, page)
        lines, why = (others, "trafilatura") if others else (lines, why)
    return Reading(tree, page, family, region, cleaned, lines, base, why)


def _is_of_rows(kept: Sequence[int], page: Page, rows: Set[int]) -> bool:
    """Whether lines are rows of links and what announces them, and nothing else."""
    above = {min(rows) - 1, *(index for index in kept if index + 1 in rows)}
    return bool(kept) and all(
        index in rows or index in above or page.lines[index].link_characters for index in kept
    )


def _text(
    page: Page,
    weights: list[float],
    chosen: Region | None,
    family: Family | None,
    titles: tuple[str, ...],
    *,
    tabled: Set[int],
) -> tuple[Region, str, Cleaned]:
    """Return the region of the text, who found it, and its lines."""
    region, why = _find_region(page, weights, chosen, family, titles)
    remove = family.remove if family else ()
    cleaned = clean(page, region, weights, titles=titles, remove=remove, tabled=tabled)
    if why == "general" and sum(max(0.0, weights[i]) for i in cleaned.kept) < _MIN_WEIGHT:
        below = below_bar(page, titles)
        if below is None:
            raise NotAnArticleError("no text: no line of prose is left of the page")
        region, why = below, "headline"
        cleaned = clean(page, region, weights, titles=titles, remove=remove, tabled=tabled)
        if not cleaned.kept:
            raise NotAnArticleError("no text: nothing but furniture stands below the label bar")
    return region, why, cleaned


def _of_table(page: Page, tabled: Set[int]) -> tuple[Region, str, list[int]] | None:
    """Return where an article stands that is a table of links; ``tabled``: its rows."""
    if len(tabled) <= _LEAST_OF_TABLE:
        return None
    start, end = min(tabled), max(tabled) + 1
    return Region(smallest_box(page, start, end), start, end, 0.0), "links", sorted(tabled)


def _without_text(
    page: Page, titles: tuple[str, ...], base: str, url: str
) -> tuple[Region, str, list[int]] | None:
    """Return where an article stands that is pictures, links or files, which, and its lines."""
    pictured = pictured_below_bar(page, titles)
    if pictured and article_pictures(page, pictured.start, pictured.end, _NONE, base)[1]:
        return pictured, "pictures", captions_alone(page, pictured.start, base)
    if listed := listed_below_bar(page, titles, url):
        return listed[0], "links", listed[1]
    if told := told_below_bar(page, titles):
        return told, "summary", [*range(told.start, told.end)]
    filed = filed_below_bar(page, titles)
    return (filed, "files", []) if filed else None


def read_lines(
    html: str,
    selectors: Selectors,
    breaks: Iterable[re.Pattern[str]] = (),
    encoded: bytes | None = None,
) -> tuple[Element, Head, Page]:
    """Return the page's tree, head and lines; ``breaks``: marks that become line breaks."""
    tree = parse(html, breaks, encoded)
    _remove(tree, selectors)
    page = walk(tree, hidden_names(style_sheets(tree)), delimiters())
    return tree, read_head(page.elements), page


def _remove(tree: Element, selectors: Selectors) -> None:
    for selector in selectors.remove:
        for element in select(tree, selector):
            _drop(element)


def _drop(element: Element) -> None:
    """Take an element out of its page; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _find_region(
    page: Page,
    weights: list[float],
    chosen: Region | None,
    family: Family | None,
    titles: tuple[str, ...],
) -> tuple[Region, str]:
    """Return the region and who found it: the site's selector, its family, or the general way.

    ``chosen``: what the site's selector selects.
    """
    if chosen:
        return chosen, "selector"
    heaviest = _general_region(page, weights)
    general = prefer_anchored(page, heaviest, titles)
    if family:
        narrowed = container_region(page, family, weights, general)
        if narrowed:
            return narrowed, f"family {family.name}"
    if general is None:
        raise NotAnArticleError("no text: the page has no line of prose")
    return general, "general" if general is heaviest else "headline"


def _selected(page: Page, elements: list[Element]) -> Region | None:
    """Return the region that the elements span, or None where they hold no line."""
    wanted = set(elements)
    boxes = [box for box in page.boxes if box.element in wanted and box.end > box.start]
    if not boxes:
        return None
    start, end = min(box.start for box in boxes), max(box.end for box in boxes)
    box = boxes[0] if len(boxes) == 1 else smallest_box(page, start, end)
    return Region(box, start, end, 0.0)


def _general_region(page: Page, weights: list[float]) -> Region | None:
    """Return the best region; where scripts show the article later, uncover its lines."""
    region = best_region(page, weights)
    hidden = sum(len(line.text) for line in page.lines if line.hidden in NOT_RENDERED)
    if region and region.score >= _SEEN_SHARE * hidden:
        return region
    uncovered = line_weights(page, hidden_too=True)
    other = best_region(page, uncovered)
    if other is None or (region and region.score >= _SEEN_SHARE * other.score):
        return region
    for index in range(other.start, other.end):
        weights[index] = uncovered[index]
        page.lines[index] = _in_sight(page.lines[index])
    return other


def _in_sight(line: Line) -> Line:
    """Return the line as the page's script shows it."""
    if line.hidden in NOT_RENDERED:
        line.hidden = None
        line.runs = [run for run in line.runs if run[2] is not None]
    return line
