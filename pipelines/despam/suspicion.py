"""Which parts of a text are worth a close look: cheap, since nearly all prose is clean.

One pass looks at each pair of neighbouring characters: may a word of the vocabulary begin here, is
it a pair that government prose does not have, does an odd sign or a Latin letter stand next to a
Han character? Where enough of that stands close together, the line is read closely there
(``pipelines.despam.islands``).
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, compress

from pipelines.despam.alphabet import is_han, symbols
from pipelines.despam.folding import INVISIBLE, SET_APART, folded_character, folded_each
from pipelines.despam.lexicon import lexicon
from pipelines.despam.model import prose_model
from pipelines.despam.reading import HIGHEST_NATS, identity
from pipelines.despam.telling import MEANING

ENOUGH = 11.0
"""Nats: one word that names nothing but spam, or several weaker signs together."""
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
MOST_REMEMBERED = 300_000
"""Pairs whose weight is kept at hand, about 30 MB; then all are forgotten."""

_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
"""In the machine's own byte order."""
_WORD = -1.0
"""Marks a pair with which a word of the vocabulary may begin."""
_MAY_TELL = frozenset({_WORD, DISGUISE, SPACE, MILD_SIGN, ODD_SIGN, LATIN_BORDER})
"""All weights of pairs but that of a strange one, and nothing."""
_MILD_SIGNS = frozenset("·+~•")
_LAST_PUNCTUATION = "\u303f"
"""Beyond it, what is no letter is an emoji or another picture; full-width forms are folded."""
_SPACES = frozenset(" \u3000\u00a0")


Part = tuple[int, int]


def suspects(text: str) -> list[Part]:
    """Return the parts of a line to read closely, in order, none touching another."""
    return suspects_of([text])[0]


def suspects_of(lines: Sequence[str]) -> list[list[Part]]:
    """Return the parts to read closely of each line."""
    text = "\n".join(lines)
    weights = _weights_of_pairs(text)
    telling = sorted(_telling(text, weights))
    parts: list[list[Part]] = [[] for _ in lines]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for at in _dense(telling, weights):
        line = bisect_right(starts, at) - 1
        _add(parts[line], at - starts[line], len(lines[line]))
    return parts


def _weights_of_pairs(text: str) -> list[float]:
    """Return what each pair of neighbouring characters weighs.

    A pair is looked up as the number that its eight bytes of UTF-32 make: to build a string for
    each takes twice as long as all the rest.
    """
    data = text.encode(_UTF_32, "surrogatepass")
    weights = [0.0] * max(0, len(text) - 1)
    weigh = _PAIRS.__getitem__
    for first in (0, 1):
        size = (len(text) - first) // 2 * 8
        numbers = memoryview(data)[4 * first :][:size].cast("Q")
        weights[first::2] = map(weigh, numbers)
    return weights


def _telling(text: str, weights: Sequence[float]) -> Iterator[tuple[int, float]]:
    """Give where a word or a sign tells, and how much."""
    for match in SET_APART.finditer(text):
        yield match.start(), DISGUISE
    for at in compress(range(len(weights)), map(_MAY_TELL.__contains__, weights)):
        weight = weights[at]
        weight = weight if weight > 0 else _heaviest(text, at)
        if weight:
            yield at, weight


def _dense(telling: Sequence[tuple[int, float]], weights: Sequence[float]) -> Iterator[int]:
    """Give the signs around which enough stands, in order."""
    total, first, last = 0.0, 0, 0
    for at, _ in telling:
        while last < len(telling) and telling[last][0] <= at + WINDOW:
            total += telling[last][1]
            last += 1
        while telling[first][0] < at - WINDOW:
            total -= telling[first][1]
            first += 1
        lo, hi = max(0, at - WINDOW), at + WINDOW
        if total + STRANGE_PAIR * weights[lo:hi].count(STRANGE_PAIR) >= ENOUGH:
            yield at


def _add(parts: list[Part], at: int, size: int) -> None:
    """Add what stands around a sign to the parts before it."""
    lo, hi = max(0, at - MARGIN), min(size, at + MARGIN)
    if parts and lo <= parts[-1][1]:
        parts[-1] = (parts[-1][0], max(hi, parts[-1][1]))
    else:
        parts.append((lo, hi))


def _heaviest(text: str, at: int) -> float:
    """Return the weight of the heaviest word that begins at a position, or 0."""
    words, longest = _words_of_pair(text[at : at + 2])
    ahead = folded_each(text[at + 2 : at + longest])
    return max([w for rest, w in words if ahead.startswith(rest)], default=0.0)


@lru_cache(maxsize=16_384)
def _words_of_pair(pair: str) -> tuple[tuple[tuple[str, float], ...], int]:
    """Return the words that begin with a pair of characters, and the length of the longest.

    Each is what follows the pair, and what the word weighs.
    """
    words = _beginnings()[folded_each(pair)]
    return tuple((word[2:], w) for word, w in words.items()), max(map(len, words))


class _PairWeights(dict[int, float]):
    """What each pair of neighbouring characters weighs, worked out when it is first met.

    Keys are the two characters in UTF-32, read as one number.
    """

    def __missing__(self, number: int) -> float:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        pair = number.to_bytes(8, sys.byteorder).decode(_UTF_32, "surrogatepass")
        self[number] = weight = _pair_weight(pair)
        return weight


_PAIRS = _PairWeights()


def _pair_weight(pair: str) -> float:
    if "\n" in pair:
        return 0.0
    first, second = map(folded_character, pair)
    if first + second in _beginnings():
        return _WORD
    if INVISIBLE.match(pair[1]) or pair == "&#":
        return DISGUISE
    if is_han(first) and is_han(second):
        return 0.0 if prose_model().has_pair(first + second) else STRANGE_PAIR
    if is_han(first) or is_han(second):
        return _weight_at_border(second if is_han(first) else first)
    return 0.0


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
def _beginnings() -> dict[str, dict[str, float]]:
    """Return the words worth counting and what each weighs, by their first two characters.

    A word weighs how much dearer prose has it than spam, in nats, and something for its meaning.
    """
    model = prose_model()
    found: dict[str, dict[str, float]] = {}
    for text, word in lexicon().words.items():
        seen = symbols(text)
        prose = sum(min(cost, HIGHEST_NATS) for cost in model.costs(seen, ""))
        weight = prose + sum(map(identity, seen)) - word.cost + word.core * CORE_NATS
        if word.core < MEANING / 2:
            weight /= 2  # names of places and everyday words say little alone
        if len(text) > 1 and weight >= LEAST_NATS:
            found.setdefault(text[:2], {})[text] = weight
    return found
