"""Two views of one article that differ: one says half a sentence, or a paragraph, more.

Nothing that either says is lost. So two paragraphs are one only where the one is the other with
text put in; where names or numbers stand in place of others, they are of two notices of one form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import takewhile
from operator import eq

from pipelines.extract.lines import Box, Line

LEAST_EQUAL = 3
"""Paragraphs that both views have; one less where the second repeats the article's headline."""
MOST_DIFFERING = 1 / 3
"""Paragraphs that differ, or that one view alone has, for each that both have; one may always."""
LEAST_PUT_IN, LEAST_BESIDE = 6, 20
"""Characters of what is put in, and of the paragraph that it is put into."""
MOST_LINES = 400
"""Lines of a view that are held against those of the other."""
_FIELD = re.compile(r"[^，,。；]{1,12}[：:]")
"""How a field of a form begins, and a question, and an answer."""
_ASKS = ("？", "?", "：", ":")

Gap = tuple[range, range]
"""Where the views differ: positions of lines in the first and in the second."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A box that holds a text again, and what it says more; lines by their index on the page."""

    box: Box
    instead: Mapping[int, int] = field(default_factory=dict)
    """Lines of the first view, and those of the second that say more in their place."""
    behind: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """Lines of the second view alone, by that of the first behind which they stand."""
    put_in: tuple[str, ...] = ()
    """What one view alone says within a paragraph that both have."""

    def joined(self, kept: Sequence[int]) -> Iterator[int]:
        """Give the lines of the first view with those that the second has alone."""
        for index in kept:
            yield index
            yield from self.behind.get(index, ())

    def is_held_by(self, kept: Sequence[int]) -> bool:
        """Tell whether every line beside which the second view says more is kept."""
        return {*self.instead, *self.behind}.issubset(kept)


@dataclass(frozen=True, slots=True)
class View:
    """The lines of one view without furniture."""

    lines: Sequence[Line]
    at: Sequence[int]
    """Index of each on the page."""
    texts: Sequence[str]
    """Without white space, in width and marks as any copy."""
    prose: Sequence[bool]

    def is_paragraph(self, position: int) -> bool:
        """Tell whether a line is a statement, and no field of a form, question or row."""
        text = self.texts[position]
        is_prose = self.prose[position] and self.lines[position].kind == "paragraph"
        return is_prose and not text.endswith(_ASKS) and not _FIELD.match(text)


def merged(first: View, second: View, box: Box, *, headed: bool) -> Copy | None:
    """Return the second view, which ``box`` holds, as a copy of the first.

    None where they are two texts. ``headed``: the second repeats the article's headline.
    """
    shared = {*first.texts}.intersection(second.texts)
    if max(len(first.at), len(second.at)) > MOST_LINES or len(shared) < LEAST_EQUAL - headed:
        return None
    equal, gaps = _compared(first, second)
    alone = [(a.start - 1, b) for a, b in gaps if not a]
    pairs = [pair for a, b in gaps if a and b for pair in _pairs(len(first.at), a, b)]
    differing = len(pairs) + sum(len(b) for _, b in alone) + _own(first, gaps)
    if equal < LEAST_EQUAL - headed or differing > max(1.0, MOST_DIFFERING * equal):
        return None
    if not all(_is_put_in(first, second, pair) for pair in pairs):
        return None
    if not all(headed and a >= 0 and all(map(second.is_paragraph, b)) for a, b in alone):
        return None
    return _copy(first, second, box, pairs, alone)


def _compared(first: View, second: View) -> tuple[int, list[Gap]]:
    """Return how many lines of prose both views have in the same order, and where they differ."""
    equal, gaps = 0, []
    matcher = SequenceMatcher(None, first.texts, second.texts, autojunk=False)
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag == "equal":
            equal += sum(first.prose[a:a_end])
        else:
            gaps.append((range(a, a_end), range(b, b_end)))
    return equal, gaps


def _own(first: View, gaps: Sequence[Gap]) -> int:
    """Return how many paragraphs the first view alone has between those that both have."""
    inner = (a for a, b in gaps if not b and a.start and a.stop < len(first.at))
    return sum(first.prose[position] for a in inner for position in a)


def _pairs(size: int, a: range, b: range) -> Iterator[tuple[int, int]]:
    """Give the lines that stand in each other's place; -1 for one that is not there.

    ``size``: lines of the first view, which may have lines of the page above and below the text.
    """
    if not a.start:
        a = a[-len(b) :]
    elif a.stop == size:
        a = a[: len(b)]
    for number in range(max(len(a), len(b))):
        yield a[number] if number < len(a) else -1, b[number] if number < len(b) else -1


def _is_put_in(first: View, second: View, pair: tuple[int, int]) -> bool:
    """Tell whether one of two paragraphs is the other with half a sentence put in."""
    a, b = pair
    if min(pair) < 0 or not (first.is_paragraph(a) and second.is_paragraph(b)):
        return False
    short, long = sorted((first.texts[a], second.texts[b]), key=len)
    piece = _piece(short, long)
    return len(piece) >= LEAST_PUT_IN and len(short) >= LEAST_BESIDE


def _piece(short: str, long: str) -> str:
    """Return what has to be put into one text to make the other; empty where nothing does."""
    start = sum(takewhile(bool, map(eq, short, long)))
    rest = len(short) - start
    if rest and not long.endswith(short[start:]):
        return ""
    piece = long[start : len(long) - rest]
    is_number = short[:start][-1:].isdigit() or short[start : start + 1].isdigit()
    return "" if is_number and (piece[:1].isdigit() or piece[-1:].isdigit()) else piece


def _copy(
    first: View,
    second: View,
    box: Box,
    pairs: Sequence[tuple[int, int]],
    alone: Sequence[tuple[int, range]],
) -> Copy:
    more = [(a, b) for a, b in pairs if len(second.texts[b]) > len(first.texts[a])]
    told = (sorted((first.lines[a].text, second.lines[b].text), key=len) for a, b in pairs)
    return Copy(
        box,
        {first.at[a]: second.at[b] for a, b in more},
        {first.at[a]: [second.at[position] for position in b] for a, b in alone},
        tuple(piece for short, long in told if (piece := _piece(short, long))),
    )
