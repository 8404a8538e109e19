"""Which parts of a text are worth a close look: cheap, since nearly all prose is clean.

The vocabulary's words are found in one pass, and one looks at all pairs of neighbouring characters
at once: does an odd sign or a Latin letter stand next to a Han character? Where such signs stand
close together, pairs count too that government prose does not have. Where all that is enough, the
line is read closely (``pipelines.despam.runs.islands``).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from operator import add

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.alphabet import HAN, Points, is_han, symbols
from pipelines.despam.language.folding import (
    FOLDED_POINTS,
    INVISIBLE,
    SET_APART,
    folded_character,
)
from pipelines.despam.language.joined import Joined
from pipelines.despam.language.model import prose_model
from pipelines.despam.language.reading import HIGHEST_NATS, identity
from pipelines.despam.words.lexicon import lexicon
from pipelines.despam.words.spotting import spotted
from pipelines.despam.words.telling import MEANING

ENOUGH = 11.0
"""Nats: one word that names nothing but spam, or several weaker signs together."""
ROUNDING = 1e-6
"""More than a sum differs by the weights that were added to it and taken away again."""
WINDOW = 16
"""Characters to each side within which signs add up: the length of a usual phrase."""
MARGIN = 11
"""Characters on each side of the signs that are read closely too."""
LEAST_NATS = 5.0
"""Words that prose has nearly as often are not counted."""
CORE_NATS = 5.0
"""What meaning adds to a word's weight: names of crimes stand in prose too."""
STRANGE_PAIR = 1.0
"""Says little, and nothing where no word or sign tells: names and rare words have them too."""
LATIN_BORDER = 2.1
ODD_SIGN = 7.0
MILD_SIGN = 2.5
"""Signs that names and slogans have too: 豪尔赫·罗德里格斯, 思想+艺术+技术."""
SPACE = 2.0
DISGUISE = ENOUGH
MOST_REMEMBERED = 16_384
"""Pairs of characters of which it is kept at hand what they weigh."""

_MILD_SIGNS = frozenset("·+~•")
_LAST_PUNCTUATION = "\u303f"
"""Beyond it, what is no letter is an emoji or another picture; full-width forms are folded."""
_SPACES = frozenset(" \u3000\u00a0")
_HAN, _OTHER, _ANYWHERE = 1, 2, 4
"""Kinds of characters: Han, those that may tell next to Han, those that may tell anywhere."""
_BORDER = _HAN | _OTHER

Part = tuple[int, int]


def suspects(text: str) -> list[Part]:
    """Return the parts of a line to read closely, in order, none touching another."""
    return suspects_of([text])[0]


def suspects_of(lines: Sequence[str], *, apart: bool = False) -> list[list[Part]]:
    """Return the parts to read closely of each line.

    ``apart``: the lines are no text: signs in one add nothing to those of the next.
    """
    return suspects_in(Joined(lines, WINDOW + 1 if apart else 1)) if lines else []


def suspects_in(joined: Joined) -> list[list[Part]]:
    """Return the parts to read closely of each line of a text."""
    lines, starts, folded = joined.lines, joined.starts, joined.folded
    parts: list[list[Part]] = [[] for _ in lines]
    telling = sorted(_telling(joined.text, folded, joined.points))
    if not telling:
        return parts
    for at in dense(telling, folded):
        line = bisect_right(starts, at) - 1
        _add(parts[line], at - starts[line], len(lines[line]))
    return parts


def _telling(text: str, folded: str, points: Points) -> Iterator[tuple[int, float]]:
    """Give where a word or a sign tells, and how much."""
    for match in SET_APART.finditer(text):
        yield match.start(), DISGUISE
    for at, _ in lexicon().addresses(text):
        yield at, DISGUISE
    yield from _heaviest(folded).items()
    for at in _may_tell(points).nonzero()[0].tolist():
        weight = _weight_of_signs(text[at : at + 2])
        if weight and folded[at : at + 2] not in _beginnings():
            yield at, weight


def _heaviest(folded: str) -> dict[int, float]:
    """Return what the heaviest word weighs at each place where one stands that counts."""
    weights, found = _weights(), dict[int, float]()
    for at, word in spotted(folded):
        weight = weights.get(word)
        if weight is not None:
            found[at] = max(weight, found.get(at, 0.0))
    return found


def _may_tell(points: Points) -> NDArray[np.bool_]:
    """Tell of each pair of neighbours whether it may hold a sign that tells; most are Han."""
    kinds = _kinds()[points]
    first, second = kinds[:-1], kinds[1:]
    borders: NDArray[np.bool_] = (first | second) & _BORDER == _BORDER
    return borders | (second >= _ANYWHERE)


def dense(telling: Sequence[tuple[int, float]], folded: str) -> Iterator[int]:
    """Give the signs around which enough stands, in order."""
    total, first, last = 0.0, 0, 0
    least = ENOUGH - ROUNDING
    most_strange, before = math.inf, 0
    strange = Strangeness(folded)
    for at, _ in telling:
        while last < len(telling) and telling[last][0] <= at + WINDOW:
            total += telling[last][1]
            last += 1
        while telling[first][0] < at - WINDOW:
            total -= telling[first][1]
            first += 1
        most_strange += STRANGE_PAIR * (at - before)  # so many pairs are new around this sign
        before = at
        if total < least <= total + most_strange:
            most_strange = strange.around(at)
        if total >= least or total + most_strange >= least:
            yield at


class Strangeness:
    """What the pairs of a text weigh that government prose does not have.

    Places are asked for in order: pairs around the last that stand around the next too are not
    looked up again.
    """

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._first = 0
        self._counts = [0]
        """How many strange pairs begin between the first looked up and each of those behind it."""

    def around(self, at: int) -> float:
        """Return what they weigh around a place."""
        folded, counts = self._folded, self._counts
        start, end = max(0, at - WINDOW), min(len(folded), at + WINDOW + 1) - 1
        last = self._first + len(counts) - 1
        if start > last:
            self._first, self._counts = last, counts = start, [0]
        if end > last:
            new = map(_STRANGE.__getitem__, map(add, folded[last:end], folded[last + 1 : end + 1]))
            counts += [*accumulate(new, initial=counts.pop())]
        return STRANGE_PAIR * (counts[end - self._first] - counts[start - self._first])


def _add(parts: list[Part], at: int, size: int) -> None:
    """Add what stands around a sign to the parts before it."""
    lo, hi = max(0, at - MARGIN), min(size, at + MARGIN)
    if parts and lo <= parts[-1][1]:
        parts[-1] = (parts[-1][0], max(hi, parts[-1][1]))
    else:
        parts.append((lo, hi))


class _StrangePairs(dict[str, bool]):
    """Whether government prose has no such pair of Han characters, found when it is first met."""

    def __missing__(self, pair: str) -> bool:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[pair] = strange = _is_strange(pair)
        return strange


_STRANGE = _StrangePairs()


def _is_strange(pair: str) -> bool:
    if pair in _beginnings() or not all(map(is_han, pair)):
        return False
    return not prose_model().has_pair(pair)


@lru_cache(maxsize=MOST_REMEMBERED)
def _weight_of_signs(pair: str) -> float:
    """Return what a pair weighs with which no word begins."""
    if "\n" in pair:
        return 0.0
    if INVISIBLE.match(pair[1]) or pair == "&#":
        return DISGUISE
    first, second = map(folded_character, pair)
    if is_han(first) == is_han(second):
        return 0.0
    return _weight_at_border(second if is_han(first) else first)


def _weight_at_border(other: str) -> float:
    """Return what a character that is not Han weighs next to one that is."""
    if other in _SPACES:
        return SPACE
    if other in _MILD_SIGNS:
        return MILD_SIGN
    is_picture = other > _LAST_PUNCTUATION and not other.isalnum()
    if other in lexicon().odd or is_picture:
        return ODD_SIGN
    return LATIN_BORDER if other.isascii() and other.isalpha() else 0.0


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return the kind of each folded code point; whether and what it tells is asked later."""
    kinds = np.zeros(FOLDED_POINTS, dtype=np.uint8)
    for point in range(ord(_LAST_PUNCTUATION) + 1):
        if _weight_at_border(chr(point)):
            kinds[point] = _OTHER
        if INVISIBLE.match(chr(point)) or chr(point) == "#":
            kinds[point] |= _ANYWHERE
    kinds[ord(_LAST_PUNCTUATION) + 1 :] = _OTHER
    kinds[0xFE00:0xFF00] |= _ANYWHERE  # the invisible ones among them
    for first, last in HAN:
        kinds[ord(first) : ord(last) + 1] = _HAN
    return kinds


@cache
def _weights() -> Mapping[str, float]:
    """Return what each of the words weighs that are worth counting.

    A word weighs how much dearer prose has it than spam, in nats, and something for its meaning.
    """
    model = prose_model()
    found: dict[str, float] = {}
    for text, word in lexicon().words.items():
        seen = symbols(text)
        prose = sum(min(cost, HIGHEST_NATS) for cost in model.costs(seen, ""))
        weight = prose + sum(map(identity, seen)) - word.cost + word.core * CORE_NATS
        if word.core < MEANING / 2:
            weight /= 2  # names of places and everyday words say little alone
        if len(text) > 1 and weight >= LEAST_NATS:
            found[text] = weight
    return found


@cache
def _beginnings() -> frozenset[str]:
    """Return the first two characters of each of those words."""
    return frozenset(word[:2] for word in _weights())
