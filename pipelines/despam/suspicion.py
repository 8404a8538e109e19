"""Which parts of a line are worth a close look: cheap, since nearly every line of prose is clean.

One pass looks at each pair of neighbouring characters: may a word of the vocabulary begin here, is
it a pair that government prose does not have, does an odd sign or a Latin letter stand next to a
Han character? Where enough of that stands close together, the line is read closely there
(``pipelines.despam.islands``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from operator import add

from pipelines.despam.alphabet import is_han, symbols
from pipelines.despam.folding import INVISIBLE, SET_APART, folded_character
from pipelines.despam.lexicon import lexicon
from pipelines.despam.model import prose_model
from pipelines.despam.reading import HIGHEST_NATS, identity
from pipelines.despam.telling import MEANING

ENOUGH = 17.0
"""Nats: one word that names nothing but spam, or several weaker signs together."""
STRANGE_ENOUGH = 30.0
"""The same where no word or sign tells: names and rare words come in groups too."""
WINDOW = 20
"""Characters within which signs add up: the length of a usual phrase."""
MARGIN = 16
"""Characters on each side of the signs that are read closely too."""
LEAST_NATS = 5.0
"""Words that prose has nearly as often are not counted."""
CORE_NATS = 5.0
"""What meaning adds to a word's weight: names of crimes stand in prose too."""
STRANGE_PAIR = 2.0
LATIN_BORDER = 2.1
ODD_SIGN = 7.0
MILD_SIGN = 2.5
"""Signs that names and slogans have too: 豪尔赫·罗德里格斯, 思想+艺术+技术."""
SPACE = 2.0
DISGUISE = 17.0

_WORD = -1.0
"""Marks a pair with which a word of the vocabulary may begin."""
_MILD_SIGNS = frozenset("·+~•")
_LAST_PUNCTUATION = "\u303f"
"""Beyond it, what is no letter is an emoji or another picture; full-width forms are folded."""
_SPACES = frozenset(" \u3000\u00a0")


def suspects(text: str) -> list[tuple[int, int]]:
    """Return the parts of a line to read closely, in order, none touching another."""
    weights = list(map(_PAIRS.__getitem__, map(add, text, text[1:])))
    apart = [(match.start(), DISGUISE, True) for match in SET_APART.finditer(text)]
    if not apart and not any(weights):
        return []
    found = [(at, weight, weight > STRANGE_PAIR) for at, weight in enumerate(weights) if weight > 0]
    found += (
        (at, weight, True)
        for at, mark in enumerate(weights)
        if mark < 0 and (weight := _heaviest(text, at))
    )
    return _merged(_dense(sorted(found + apart)), len(text))


def _dense(found: list[tuple[int, float, bool]]) -> Iterable[tuple[int, int]]:
    """Give the windows whose signs add up to enough; rare pairs alone must be many."""
    total = telling = 0.0
    first = 0
    for at, weight, tells in found:
        total += weight
        telling += weight * tells
        while found[first][0] < at - WINDOW:
            total -= found[first][1]
            telling -= found[first][1] * found[first][2]
            first += 1
        if total >= ENOUGH and (telling >= LEAST_NATS or total >= STRANGE_ENOUGH):
            yield found[first][0], at


def _merged(windows: Iterable[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for start, end in windows:
        lo, hi = max(0, start - MARGIN), min(size, end + MARGIN)
        if parts and lo <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(hi, parts[-1][1]))
        else:
            parts.append((lo, hi))
    return parts


def _heaviest(text: str, at: int) -> float:
    """Return the weight of the heaviest word that begins at a position, or 0."""
    pair = "".join(map(folded_character, text[at : at + 2]))
    words = _beginnings()[pair]
    longest = max(map(len, words))
    ahead = pair + "".join(map(folded_character, text[at + 2 : at + longest]))
    return max((w for word, w in words.items() if ahead.startswith(word)), default=0.0)


class _PairWeights(dict[str, float]):
    """What each pair of neighbouring characters weighs; remembered, never changed."""

    def __missing__(self, pair: str) -> float:
        self[pair] = weight = _pair_weight(pair)
        return weight


_PAIRS = _PairWeights()


def _pair_weight(pair: str) -> float:
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
