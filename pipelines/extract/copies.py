"""A text that its page holds twice: for wide screens and for narrow ones, to print, to read aloud.

Which of the two is seen is said by style sheets that are not the page's own; the first is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from pipelines.extract import phrases
from pipelines.extract.lines import Box, Line, Page
from pipelines.extract.phrases import bare

_LEAST = 20.0
"""Weight of a line that no text has twice by chance."""
_LEAST_ALONE = 60
"""Characters of a copy that is one such line, beside its headline."""
_SHARE = 0.5
"""Share of a copy, and of the text, that is the same: one of them may have been altered."""
_MOST_OWN = 6
"""Characters that both may have of their own, each instead of the other's: two notices of one form
have different names. What was put into one of them, the other has nothing instead of."""
_ALIKE = 8
"""Characters in a row that both have in an altered line."""
_LONGEST_COMPARED = 2_000
"""Characters of such lines that are compared; two texts of one form have other ones early on."""
_PARTS = frozenset(("td", "th", "tr", "li", "dd"))
"""Boxes beside each other that are compared, not shown one at a time: as it was, as it is now."""
_MOST_TRIED = 8
"""Repeated lines that are looked at: a form repeats its lines without being a copy."""


def second_copy(page: Page, start: int, end: int, weights: list[float]) -> Box | None:
    """Return the box that holds again what stands above it from ``start`` on, or None.

    It begins before ``end``.
    """
    seen: dict[str, int] = {}
    tried = 0
    for index in range(start, end):
        if weights[index] < _LEAST:
            continue
        text = page.lines[index].text
        at = seen.setdefault(text, index)
        if at == index:
            if text == (first := next(iter(seen))) or first not in text:
                continue
            at = seen[first]  # all of the text in one line
        box = _apart_from(page.lines[index].box, at)
        if box is not None and box.tag not in _PARTS and _is_copy(page, box, start, weights):
            return box
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


def _is_copy(page: Page, box: Box, start: int, weights: list[float]) -> bool:
    """Whether half of a box, and half of what stands above it, are the same lines."""
    above = _prose(page, start, box.start, weights)
    inside = _prose(page, box.start, box.end, weights)
    copy = "".join(inside)
    same = [len(text) for text in above if text in copy]
    if len(same) < 2 and (box.end - box.start < 2 or sum(same) < _LEAST_ALONE):  # a line alone
        return False
    if sum(same) < _SHARE * max(len(copy), sum(map(len, above))):
        return False
    return _of_each_alone(page, box, start) <= _MOST_OWN


def _of_each_alone(page: Page, box: Box, start: int) -> int:
    """Return how many characters a box has, and the text above it, that the other has not.

    Of both the fewer: headings and names count here, which are no prose.
    """
    head, text = _said(page.lines[:start]), _said(page.lines[start : box.start])
    inside = _said(page.lines[box.start : box.end])
    here, there = _left(text, inside), _left(inside, [*head, *text])
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    same = sum(each.size for each in matcher.get_matching_blocks() if each.size >= _ALIKE)
    return min(len(here), len(there)) - same


def _said(lines: Iterable[Line]) -> list[str]:
    """Return what lines say to their readers, tools and bars of labels left out."""
    seen = (line.text for line in lines if not (line.hidden or line.link_characters))
    return [bare(text) for text in seen if not _is_furniture(text)]


def _is_furniture(text: str) -> bool:
    return phrases.is_tool(text) or phrases.is_label_bar(text)


def _left(texts: list[str], others: list[str]) -> str:
    """Return what of texts is in none of the others, nor made of them."""
    whole = "".join(others)
    left = "".join(text for text in texts if text not in whole)
    for other in others:
        if len(other) >= _ALIKE:
            left = left.replace(other, "")
    return left[:_LONGEST_COMPARED]


def _prose(page: Page, start: int, end: int, weights: list[float]) -> dict[str, None]:
    """Return the different lines of prose between two, without white space, in order."""
    prose = (page.lines[at].text for at in range(start, end) if weights[at] >= _LEAST)
    return dict.fromkeys(map(bare, prose))
