"""Offers that a page sets apart from the sentence they stand in: hidden, or as a link.

What the page sets apart was put in as a whole, and the sentence around it is the article's,
whatever both come to together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipelines.despam.lines import Line

Range = tuple[int, int]


def set_apart(line: Line, ranges: Iterable[Range], is_offer: Callable[[str], bool]) -> list[Range]:
    """Return ranges of a line, those no wider than what is set apart that are no offer without it.

    ``is_offer``: tells whether a piece of a text is one.
    """
    apart = _apart(line)
    found: list[Range] = []
    for start, end in ranges:
        inside = [(a, b) for a, b in apart if start <= a < b <= end and (a, b) != (start, end)]
        offered = [(a, b) for a, b in inside if is_offer(line.text[a:b])]
        is_apart = bool(offered) and not is_offer(_without(line.text, (start, end), offered))
        found += offered if is_apart else [(start, end)]
    return found


def _apart(line: Line) -> list[Range]:
    """Return what of a line is hidden or linked; what nothing but white space parts is one."""
    found: list[Range] = []
    for start, end in sorted((s.start, s.end) for s in line.spans if s.hidden or s.link):
        if found and not line.text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _without(text: str, where: Range, gone: Iterable[Range]) -> str:
    """Return what of a piece of a text stands in none of the ranges within it."""
    at, end = where
    kept = []
    for first, last in sorted(gone):
        kept.append(text[at:first])
        at = max(at, last)
    return "".join((*kept, text[at:end]))
