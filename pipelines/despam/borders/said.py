"""Which of several borders the rest of the page bears out.

An article says its names and terms more than once. So what a piece leaves behind is right where the
page joins the same characters elsewhere (富|士康), and wrong where the page says elsewhere what the
piece would take along or cut in two. The network knows nothing of the page. Weights were fitted by
``tests.bench.spam_fit_said``: how many times likelier a pair of borders is for each.
"""

from __future__ import annotations

from typing import NamedTuple

from pipelines.despam.language.alphabet import is_han

MOST_JOINED = 3
"""Characters to each side of a gap, at most."""


class Weights(NamedTuple):
    """Nats of each sign."""

    twice: float
    joined4: float
    joined3: float
    joined2: float
    own2: float
    own3: float
    split2: float
    split3: float


WEIGHTS = Weights(0.8, 0.7, 0.83, 1.02, -1.29, -0.99, -1.22, -1.88)
Piece = tuple[int, int]


def nats_of(text: str, elsewhere: str, start: int, end: int) -> float:
    """Return the nats by which the page makes a pair of borders likelier."""
    return sum(
        weight * sign
        for weight, sign in zip(WEIGHTS, signs_of(text, elsewhere, start, end), strict=True)
    )


def signs_of(text: str, elsewhere: str, start: int, end: int) -> Weights:
    """Return how often each sign holds: at no border, at one or at both.

    ``joined4``: four characters across the gap stand elsewhere; three; two. ``own2``, ``own3``: so
    do two or three with which the piece begins or ends; ``split2``, ``split3``: that are parted.
    """
    lengths = [a + b for a, b in _SIDES if _is_joined(text, elsewhere, (start, end), (a, b))]
    ends = [(text[start : start + size], text[max(start, end - size) : end]) for size in (2, 3)]
    own2, own3 = (sum(_is_said(one, elsewhere) for one in pair) for pair in ends)
    pairs = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    split2 = sum(len(pair) > 1 and _is_said(pair, elsewhere) for pair in pairs)
    split3 = sum(_is_parted(text, elsewhere, at) for at in (start, end))
    return Weights(
        says_twice(text, start, end),
        4 in lengths,
        3 in lengths,
        2 in lengths,
        own2,
        own3,
        split2,
        split3,
    )


_SIDES = ((1, 1), (1, 2), (2, 1), (1, 3), (2, 2), (3, 1))


def _is_joined(text: str, elsewhere: str, piece: Piece, sides: Piece) -> bool:
    """Tell whether so many characters before a piece and behind it stand together elsewhere."""
    (start, end), (before, behind) = piece, sides
    if start < before or end + behind > len(text):
        return False
    return text[start - before : start] + text[end : end + behind] in elsewhere


def _is_said(piece: str, elsewhere: str) -> bool:
    return all(map(is_han, piece)) and piece in elsewhere


def _is_parted(text: str, elsewhere: str, at: int) -> bool:
    """Tell whether three characters stand elsewhere that a border parts."""
    return any(
        first >= 0 and first + 3 <= len(text) and text[first : first + 3] in elsewhere
        for first in (at - 2, at - 1)
    )


NAMED = 2
"""Characters that are a name if they are said again: 机体官网,机体体育."""


def says_twice(text: str, start: int, end: int) -> bool:
    """Tell whether a piece says the name that it begins with again, behind a sign."""
    name = text[start : start + NAMED]
    if not name.isalnum():
        return False
    again = text.find(name, start + NAMED + 1, end)
    while again > 0 and text[again - 1].isalnum():
        again = text.find(name, again + 1, end)
    return again > 0
