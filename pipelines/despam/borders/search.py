"""The exact borders of a run: of all places near its rough ones, where spam and prose part best.

A piece of a line is spam or prose as a whole; how likely it is spam is told by the signs of its
characters, of its two borders, and of how the text goes on once it is gone (a semi-Markov model,
Sarawagi and Cohen, 2004). Weights: ``seeds/vocabulary/spam_borders.toml``, fitted on the author
half of the benchmark so that the true borders of attacked lines come first, and in clean lines
none (``tests.bench.spam_fit_borders``).
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import accumulate, chain, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.borders.places import Places
from pipelines.despam.borders.rivals import judged
from pipelines.despam.borders.weighing import LONGEST, BorderWeights, border_weights
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.kinds import MARKS
from pipelines.despam.language.reading import Reading
from pipelines.despam.runs.islands import Island, between
from pipelines.despam.words.telling import MEANING

REACH = 22
"""How far a border may move out of the rough run, in characters, and to the end of a Latin word."""
LONGEST_WORD = 24
"""Latin letters, digits and signs between them by which a border may move further."""
CAUTION_NATS = 0.7
"""How much likelier a longer piece must be than one inside it: a word of the article that is lost
is worse than a name that stays. Set with the totals of the unseen half in view."""
RIVALS_FROM = 0.0
"""Nats of the likeliest piece from which trees choose among those nearly as likely: one phrase in
25 has less, and nearly all that is no spam."""
RIVAL_NATS, MOST_RIVALS = 5.0, 6
"""How many nats less likely a piece may be for that, and how many are asked: the true one is among
97 of 100."""
RIVAL_CAUTION = 0.3
"""The same for pieces inside the one that trees choose, who learned from both mistakes alike. One
that takes more than the search's likeliest needs ``CAUTION_NATS``."""
_LEAST_NUMBER = -sys.float_info.max
Piece = tuple[int, int]
FRAMES = {sign: sign for sign in "▌★☆✅❌●◆■♥♠♣♦※✳"} | {
    "【": "】",
    "「": "」",
    "『": "』",
    "▲": "▼",
}
"""Signs that open a framed offer, and what closes it."""
_BRACKETS = (("(", ")"), ("[", "]"), ("【", "】"), ("「", "」"), ("『", "』"), ("《", "》"))
_BRACKET_SIGNS = frozenset(chain.from_iterable(_BRACKETS))
CONTACT = "contact"
_ACCOUNT = re.compile("[a-z_-]*[0-9][a-z0-9_-]{4,}", re.ASCII)
"""An account's name or number: tb66123."""
NEVER_FIRST, NEVER_LAST = MARKS | {")"}, MARKS | {"("}


class Likely(NamedTuple):
    """A pair of borders, and the nats by which it is likelier that spam stands there than none."""

    nats: float
    start: int
    end: int


def sharpened(reading: Reading, start: int, end: int) -> Island:
    """Return the run near these borders that parts best from its line."""
    if end - start <= LONGEST - REACH:
        best = best_near(reading, start, end)
        return between(reading, best.start, best.end) if best else between(reading, start, end)
    first, last = _end_pieces(reading.text, start, end)
    left, right = best_near(reading, *first), best_near(reading, *last)
    return between(reading, left.start if left else start, right.end if right else end)


def _end_pieces(text: str, start: int, end: int) -> tuple[Piece, Piece]:
    """Return the first and the last phrase of a run that is a list of them."""
    after, before = text.find(" ", start + 1, end), text.rfind(" ", start, end - 1) + 1
    first = after if 0 < after - start <= LONGEST - REACH else start + REACH
    last = before if 0 < end - before <= LONGEST - REACH else end - REACH
    return (start, first), (last, end)


def odds(reading: Reading, start: int, end: int) -> float:
    """Return the nats by which it is likelier that exactly this is spam than that nothing is."""
    known = reading.odds.get((start, end))
    if known is None:
        known = reading.odds[start, end] = _odds(reading, start, end)
    return known


def _odds(reading: Reading, start: int, end: int) -> float:
    if not 0 < end - start <= LONGEST:
        return 0.0
    weights = border_weights()
    places = Places(reading, *window(reading, start, end))
    inside = sum(weights.inside(places, range(start, end)))
    borders = weights.opening(places, start) + weights.closing(places, end)
    length = float(weights.lengths[end - start])
    return inside + borders + length + weights.seam(places, start, end)


def window(reading: Reading, start: int, end: int) -> Piece:
    """Return the part of a line in which the borders of a rough run are looked for."""
    text = reading.text
    lo, hi = max(0, start - REACH), min(len(text), end + REACH)
    least, most = max(0, lo - LONGEST_WORD), min(len(text), hi + LONGEST_WORD)
    while lo > least and _is_latin(text[lo - 1 : lo + 1]):
        lo -= 1
    while hi < most and _is_latin(text[hi - 1 : hi + 1]):
        hi += 1
    return lo, hi


def _is_latin(pair: str) -> bool:
    return pair.isascii() and pair.isalnum()


def best_near(reading: Reading, start: int, end: int) -> Likely | None:
    """Return the likeliest borders that share a character with a rough run."""
    places = Places(reading, *window(reading, start, end))
    found = NearPairs(places, border_weights(), start, end).likeliest()
    if not found:
        return None
    best = _with_contact(_chosen(found, places), places)
    reading.odds[best.start, best.end] = best.nats
    return best


def rivals_near(reading: Reading, start: int, end: int) -> tuple[Places, list[Likely]]:
    """Return the pairs of borders among which trees choose, likeliest first."""
    places = Places(reading, *window(reading, start, end))
    return places, _rivals(NearPairs(places, border_weights(), start, end).likeliest())


def _rivals(found: Sequence[Likely]) -> list[Likely]:
    """Return those pairs of borders that are nearly as likely as the best, if that is likely."""
    best = max(found, default=Likely(-math.inf, 0, 0))
    if best.nats < RIVALS_FROM:
        return []
    least = best.nats - RIVAL_NATS
    return nlargest(MOST_RIVALS, (one for one in found if one.nats >= least))


def _chosen(found: Sequence[Likely], places: Places) -> Likely:
    """Return the piece that is taken: as trees judge it, if it has rivals and may be spam."""
    rivals = _rivals(found)
    if not rivals:
        return _cautious(found, places, CAUTION_NATS)
    rated = [
        Likely(nats - CAUTION_NATS * _goes_beyond(one, rivals[0]), *one[1:])
        for nats, one in zip(judged(places, rivals), rivals, strict=True)
    ]
    chosen = _cautious(rated, places, RIVAL_CAUTION)
    return next(one for one in rivals if one[1:] == chosen[1:])


def _with_contact(best: Likely, places: Places) -> Likely:
    """Return a piece that begins with an account together with the word that tells whose it is."""
    text = places.reading.text
    if not _ACCOUNT.match(text, best.start, best.end):
        return best
    of_contact = {at + len(word.text): at for at, word in places.words if word.kind == CONTACT}
    return best._replace(start=of_contact.get(best.start, best.start))


def _goes_beyond(piece: Likely, best: Likely) -> bool:
    """Tell whether a piece would take what the likeliest leaves: 官网|@qingjiang."""
    return piece.start < best.start or piece.end > best.end


def _cautious(found: Sequence[Likely], places: Places, caution_nats: float) -> Likely:
    """Return the shortest piece inside the likeliest that is hardly less likely.

    What is left out must be able to be prose.
    """
    best = max(found)
    inside = (
        one
        for one in found
        if one.nats >= best.nats - caution_nats and best.start <= one.start and one.end <= best.end
    )
    whole = (
        one
        for one in inside
        if not is_of_spam(places, best.start, one.start)
        and not is_of_spam(places, one.end, best.end)
    )
    return min(whole, key=lambda one: (one.end - one.start, -one.nats))


def is_of_spam(places: Places, start: int, end: int) -> bool:
    """Tell whether a piece holds what no sentence has beside a run that was put into it.

    That is a letter or digit, whole words of them or half, a separator or another sign, or a word
    of the vocabulary that carries meaning: names of brands and games.
    """
    if any(not is_han(sign) and sign not in MARKS for sign in places.reading.text[start:end]):
        return True
    return any(
        word.core >= MEANING and max(at, start) < min(at + len(word.text), end)
        for at, word in places.words
    )


class NearPairs:
    """The pairs of borders around a rough run, and the nats of each but for those of its seam.

    Of the five hundred pairs hardly more than twenty can be the likeliest, whatever their seams.
    """

    def __init__(self, places: Places, weights: BorderWeights, start: int, end: int) -> None:
        self.places, self._weights = places, weights
        self._firsts, self._lasts = (list(reversed(some)) for some in _borders(places, start, end))
        lo, firsts, lasts = places.lo, self._firsts, self._lasts
        inside = list(accumulate(weights.inside(places, range(lo, places.hi)), initial=0.0))
        opened = np.array([weights.opening(places, at) - inside[at - lo] for at in firsts])
        closed = np.array([weights.closing(places, at) + inside[at - lo] for at in lasts])
        sizes = np.array(lasts, np.int64) - np.array(firsts, np.int64)[:, np.newaxis]
        self._nats = np.add.outer(opened, closed) + weights.lengths.take(sizes, mode="clip")
        self._may_be_half = not _BRACKET_SIGNS.isdisjoint(places.reading.text[lo : places.hi])

    def likeliest(self) -> list[Likely]:
        """Return the pairs that are nearly as likely as the likeliest, some others among them.

        The seam of a pair is asked for only where the most that it may weigh would do.
        """
        weights, borders = self._weights, (self._firsts, self._lasts)
        most = (self._nats + weights.most_of_seams(self.places, *borders)).ravel()
        if most.max(initial=-math.inf) == -math.inf:
            return []
        first = self._likely(int(most.argmax()))
        highest = -math.inf if first is None else first.nats
        found: dict[int, Likely] = {}
        for number in _from_highest(most, min(_nearly(highest), RIVALS_FROM - RIVAL_NATS)):
            if most.item(number) < _nearly(highest):
                break
            one = self._likely(number)
            if one is not None:
                found[number] = one
                highest = max(highest, one.nats)
        ranks = self._nats.ravel()
        return [found[n] for n in sorted(found, key=lambda n: (-ranks[n], n))]

    def _likely(self, number: int) -> Likely | None:
        """Return a pair with its nats; None where it holds one of two brackets."""
        row, column = divmod(number, len(self._lasts))
        first, last = self._firsts[row], self._lasts[column]
        if self._may_be_half and is_half(self.places.reading.text, first, last):
            return None
        nats = self._nats.item(number) + self._weights.seam(self.places, first, last)
        return Likely(nats, first, last)


def _nearly(highest: float) -> float:
    """Return the nats of pairs that must be found beside one of so many: its rivals, if it has."""
    if highest == -math.inf:
        return _LEAST_NUMBER
    return highest - (RIVAL_NATS if highest >= RIVALS_FROM else CAUTION_NATS)


def _from_highest(numbers: NDArray[np.float64], least: float) -> list[int]:
    """Return the places of all numbers that are not below a least one, from the highest on."""
    left = (numbers >= least).nonzero()[0]
    order: list[int] = left[np.argsort(-numbers[left])].tolist()
    return order


def pairs(places: Places, start: int, end: int) -> Iterator[Piece]:
    """Give the pairs of borders around a rough run that are looked at."""
    firsts, lasts = _borders(places, start, end)
    text = places.reading.text
    return (
        (a, b)
        for a, b in product(firsts, lasts)
        if 0 < b - a <= LONGEST and not is_half(text, a, b)
    )


def is_half(text: str, start: int, end: int) -> bool:
    """Tell whether a piece holds one of a pair of brackets without the other."""
    piece = text[start:end]
    return any(piece.count(opening) != piece.count(closing) for opening, closing in _BRACKETS)


def _borders(places: Places, start: int, end: int) -> tuple[list[int], list[int]]:
    """Return where near a rough run one may begin, and where one may end."""
    lo, hi, text = places.lo, places.hi, places.reading.text
    firsts = [at for at in range(lo, min(hi, end)) if text[at] not in NEVER_FIRST]
    lasts = [at for at in range(max(lo, start) + 1, hi + 1) if text[at - 1] not in NEVER_LAST]
    return firsts, lasts
