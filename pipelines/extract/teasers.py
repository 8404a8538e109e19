"""Teasers below a text: headline as a link and the first sentences of another article, boxed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.extract import phrases
from pipelines.extract.lines import Box, Line, Page
from pipelines.extract.links import is_attachment

_MIN_TEASERS = 2
_MOST_LINES = 5
"""Lines of a teaser: headline, text of up to two, source, date."""
_MIN_HEADLINE = 6
_MIN_TEXT = 20
"""Characters of a line that is the text of a teaser, or of the article."""

_DAY = re.compile(r"[\[(]?\d{1,2}\s?(?:19|20)\d\d[-./年]\d{1,2}月?[\])]?")
"""The day that stands large beside its month."""


def first_teaser(page: Page, start: int, end: int) -> int | None:
    """Return the line between ``start`` and ``end`` from which on all text is teasers, or None.

    The text above has a line of its own; below it each text stands in a box that begins with a
    link. Summaries under linked headlines within an article share one box.
    """
    texts = [index for index in range(start, end) if _is_text(page.lines[index])]
    if len(texts) <= _MIN_TEASERS:
        return None
    teasers: list[Box] = []
    for box in _boxes(page, texts[0], end):
        if not teasers or box.start >= teasers[-1].end:
            teasers.append(box)
    if len(teasers) < _MIN_TEASERS:
        return None
    first = teasers[0].start
    boxed = sum(box.start <= index < box.end for box in teasers for index in texts)
    if boxed != sum(index > first for index in texts):
        return None
    while first > texts[0] + 1 and _heads_teasers(page.lines[first - 1]):
        first -= 1
    return first


def _heads_teasers(line: Line) -> bool:
    """Tell the heading over teasers, and the day beside the first of them: 09 2007.01."""
    return phrases.is_related_heading(line.text) or _DAY.fullmatch(line.text) is not None


def _boxes(page: Page, after: int, end: int) -> Iterator[Box]:
    """Yield the boxes behind a line that are a teaser each, in page order."""
    for box in page.boxes_within(after + 1, end):
        if not box.start < box.end <= end or box.end - box.start > _MOST_LINES:
            continue
        inside = page.lines[box.start : box.end]
        if not _is_headline(inside[0]) or any(map(_is_headline, inside[1:])):
            continue
        if any(map(_is_text, inside)):
            yield box


def _is_headline(line: Line) -> bool:
    if not line.link_characters == len(line.text) >= _MIN_HEADLINE:
        return False
    return not any(link and is_attachment(link) for _, _, link, _ in line.runs)


def _is_text(line: Line) -> bool:
    return len(line.text) - line.link_characters >= _MIN_TEXT and not line.hidden
