"""The exact borders of a run: of all places near its rough ones, where spam and prose part best.

A piece of a line is spam or prose as a whole (Sarawagi and Cohen, Semi-Markov conditional random
fields, 2004); how likely it is spam a network tells (``borders.network``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from heapq import nlargest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.borders.network import LONGEST, NO_PIECE, Scores, border_network
from pipelines.despam.borders.said import nats_of
from pipelines.despam.borders.windows import Floats, Window
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.kinds import MARKS
from pipelines.despam.language.reading import Reading, Seam
from pipelines.despam.runs.islands import Island, between
from pipelines.despam.words.lexicon import Word
from pipelines.despam.words.telling import MEANING

REACH = 22
"""How far a border may move out of the rough run, in characters, and to the end of a Latin word."""
LONGEST_WORD = 24
"""Latin letters, digits and signs between them by which a border may move further."""
CAUTION_NATS = 1.0
"""How much likelier a longer piece must be than one inside it: a word of the article that is lost
is worse than a name that stays. Set with the totals of the unseen half in view."""
NEARLY_NATS, MOST_NEARLY = 4.0, 8
"""How much less likely than the likeliest a piece may be of which it is asked what the rest of the
page says, and how many are asked."""
MOST_WEIGHED = 64
"""Pairs of which it may be asked how firmly prose binds what is left."""
WEIGHED_AT_ONCE = 12
LEAST_NATS = -3.0
"""Nats of the likeliest piece below which nothing near is looked at further: one phrase in 500 that
the network did not learn from has less, and so have two of three windows of clean text."""
IMPOSSIBLE = NO_PIECE / 2
"""Nats of which no piece has as few, whatever its characters."""
Piece = tuple[int, int]
FRAMES = {sign: sign for sign in "▌★☆✅❌●◆■♥♠♣♦※✳"} | {
    "【": "】",
    "「": "」",
    "『": "』",
    "▲": "▼",
}
"""Signs that open a framed offer, and what closes it."""
_BRACKETS = (("(", ")"), ("[", "]"), ("【", "】"), ("「", "」"), ("『", "』"), ("《", "》"))
_BALANCE = {
    sign: side * 1000**number
    for number, pair in enumerate(_BRACKETS)
    for sign, side in zip(pair, (1, -1), strict=True)
}
"""What a bracket adds to the balance of a text: no window has a thousand of a kind."""
BRACKETS = frozenset(_BALANCE)
CONTACT = "contact"
_ACCOUNT = re.compile("[a-z_-]*[0-9][a-z0-9_-]{4,}", re.ASCII)
"""An account's name or number: tb66123."""
NEVER_FIRST, NEVER_LAST = MARKS | {")"}, MARKS | {"("}


class Likely(NamedTuple):
    """A pair of borders, and the nats by which it is likelier that spam stands there than none."""

    nats: float
    start: int
    end: int


HOPELESS = Likely(-math.inf, 0, 0)


def windows_of(reading: Reading, start: int, end: int) -> list[Piece]:
    """Return the windows of a line in which borders of a rough run are looked for or weighed."""
    if start >= end:
        return []
    pieces = [(start, end)]
    if end - start > LONGEST - REACH:
        pieces = [*_end_pieces(reading.text, start, end)]
    return [window(reading, *piece) for piece in pieces]


def sharpened(reading: Reading, start: int, end: int) -> Island | None:
    """Return the run near these borders that parts best from its line, if one may be there."""
    if end - start <= LONGEST - REACH:
        best = best_near(reading, start, end)
        return between(reading, best.start, best.end) if best else None
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


def widen_odds(reading: Reading, inner: Piece, outer: Piece) -> None:
    """Have a run that took the borders of a frame be as likely as the piece found within it."""
    if outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]:
        reading.odds[outer] = max(odds(reading, *inner), odds(reading, *outer))


def _odds(reading: Reading, start: int, end: int) -> float:
    if not 0 < end - start <= LONGEST:
        return 0.0
    return NearPairs(reading, *window(reading, start, end)).nats_of(start, end)


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
    """Return the likeliest borders that share a character with a rough run, if any may be spam."""
    near = NearPairs(reading, *window(reading, start, end))
    found = near.likeliest(start, end)
    if max(found, default=HOPELESS).nats < LEAST_NATS:
        return None
    chosen = _cautious(_borne_out(found, near), near)
    best = next(one for one in found if one[1:] == chosen[1:])
    best = _with_contact(best, near)
    reading.odds[best.start, best.end] = best.nats
    return best


def _borne_out(found: Sequence[Likely], near: NearPairs) -> list[Likely]:
    """Return the likeliest pieces, each with the nats that the rest of the page adds.

    These tell which of them it is, not whether anything was put in.
    """
    least = max(found).nats - NEARLY_NATS
    nearly = nlargest(MOST_NEARLY, (one for one in found if one.nats >= least))
    if len(nearly) == 1:
        return nearly
    text = near.reading.text
    said = "\n".join((near.reading.elsewhere.text, text[: near.lo], text[near.hi :]))
    return [one._replace(nats=one.nats + nats_of(text, said, one.start, one.end)) for one in nearly]


def _with_contact(best: Likely, near: NearPairs) -> Likely:
    """Return a piece that begins with an account together with the word that tells whose it is."""
    text = near.reading.text
    if not _ACCOUNT.match(text, best.start, best.end):
        return best
    of_contact = {at + len(word.text): at for at, word in near.words if word.kind == CONTACT}
    return best._replace(start=of_contact.get(best.start, best.start))


def _cautious(found: Sequence[Likely], near: NearPairs) -> Likely:
    """Return the shortest piece inside the likeliest that is hardly less likely.

    What is left out must be able to be prose.
    """
    best = max(found)
    inside = (
        one
        for one in found
        if one.nats >= best.nats - CAUTION_NATS and best.start <= one.start and one.end <= best.end
    )
    whole = (
        one
        for one in inside
        if not is_of_spam(near, best.start, one.start) and not is_of_spam(near, one.end, best.end)
    )
    return min(whole, key=lambda one: (one.end - one.start, -one.nats))


def is_of_spam(near: NearPairs, start: int, end: int) -> bool:
    """Tell whether a piece holds what no sentence has beside a run that was put into it.

    That is a letter or digit, whole words of them or half, a separator or another sign, or a word
    of the vocabulary that carries meaning: names of brands and games.
    """
    if any(not is_han(sign) and sign not in MARKS for sign in near.reading.text[start:end]):
        return True
    return any(
        word.core >= MEANING and max(at, start) < min(at + len(word.text), end)
        for at, word in near.words
    )


class Seen(NamedTuple):
    """What a window holds: it is kept with the reading, which it does not name."""

    words: Sequence[tuple[int, Word]]
    """The words of the vocabulary that tell most of it, and where they stand."""
    scores: Scores


class NearPairs:
    """The pairs of borders in a window, and the nats of each."""

    def __init__(self, reading: Reading, lo: int, hi: int) -> None:
        if (lo, hi) not in reading.near:
            foresee([(reading, (lo, hi))])
        seen: Seen = reading.near[lo, hi]
        self.reading, self.lo, self.hi = reading, lo, hi
        self.words = seen.words
        self._nats, self._most = seen.scores

    def likeliest(self, start: int, end: int) -> list[Likely]:
        """Return the likeliest pairs that share a character with a rough run, in no order."""
        lo = self.lo
        rows, first = min(self.hi, end) - lo, max(lo, start) + 1 - lo
        if rows <= 0 or first >= len(self._nats):
            return []
        pieces = self._without_impossible(self._nats[:rows, first:].copy(), start, end)
        size, nats, every = pieces.shape[1], pieces.ravel(), range(pieces.size)
        if pieces.size > MOST_WEIGHED:
            highest = nats.argpartition(-MOST_WEIGHED)[-MOST_WEIGHED:]
            nats, every = nats[highest], highest.tolist()
        most, least = self._most[first:].tolist(), max(IMPOSSIBLE, LEAST_NATS - CAUTION_NATS)
        rated = zip(nats.tolist(), every, strict=True)
        hopeful = [
            (may_be, own, lo + at // size, lo + first + at % size)
            for own, at in rated
            if (may_be := own + most[at % size]) >= least
        ]
        hopeful.sort(reverse=True)
        return self._weighed(hopeful)

    def _without_impossible(self, pieces: Floats, start: int, end: int) -> Floats:
        """Return the nats of pairs without those between which no piece may stand.

        Rows are the gaps from the first of the window, columns those from behind ``start``.
        """
        lo, hi, text = self.lo, self.hi, self.reading.text
        first = max(lo, start)
        marks = [n for n, sign in enumerate(text[lo : min(hi, end)]) if sign in NEVER_FIRST]
        if marks:
            pieces[marks] = NO_PIECE
        marks = [n for n, sign in enumerate(text[first:hi]) if sign in NEVER_LAST]
        if marks:
            pieces[:, marks] = NO_PIECE
        if not BRACKETS.isdisjoint(text[lo:hi]):
            balance = _balance(text[lo:hi])
            rows, columns = balance[: len(pieces)], balance[first + 1 - lo :]
            pieces[rows[:, np.newaxis] != columns] = NO_PIECE
        return pieces

    def _weighed(self, hopeful: Sequence[tuple[float, float, int, int]]) -> list[Likely]:
        """Return pairs with all their nats, those standing first that may have most.

        The seam of a pair is asked for only where the most that it may weigh would do.
        ``hopeful``: of each pair what it may come to, what it has without its seam, its borders.
        """
        found: list[Likely] = []
        highest = LEAST_NATS
        for at in range(0, len(hopeful), WEIGHED_AT_ONCE):
            some = hopeful[at : at + WEIGHED_AT_ONCE]
            if some[0][0] < highest - CAUTION_NATS:
                break
            seams = self._seams([(start, end) for _, _, start, end in some])
            pairs = zip(some, seams, strict=True)
            found += [Likely(own + seam, start, end) for (_, own, start, end), seam in pairs]
            highest = max(highest, *(one.nats for one in found[at:]))
        return found

    def nats_of(self, start: int, end: int) -> float:
        """Return the nats of a pair, with those of its seam."""
        (seam,) = self._seams([(start, end)])
        return float(self._nats[start - self.lo, end - self.lo]) + seam

    def _seams(self, pairs: Sequence[Piece]) -> list[float]:
        nats: list[float] = (
            border_network().of_seams(np.array(self.reading.seams(pairs), np.float32)).tolist()
        )
        return nats


def foresee(parts: Sequence[tuple[Reading, Piece]]) -> None:
    """Work out at once what is likely in some windows: one by one it takes longer."""
    missing = dict.fromkeys((r, *part) for r, part in parts if part not in r.near)
    new = [Window(*one) for one in missing]
    if new:
        for one, scores in zip(new, border_network().scores(new), strict=True):
            one.reading.near[one.lo, one.hi] = Seen(one.words, scores)


def seam_of(reading: Reading, start: int, end: int) -> Seam:
    """Return what two characters behind a piece gain once it is gone, how the first is bound."""
    return reading.seams([(start, end)])[0]


def _balance(text: str) -> NDArray[np.int64]:
    """Return a number of each gap: two are alike where no bracket between stands alone."""
    steps = [_BALANCE.get(sign, 0) for sign in text]
    return np.concatenate(([0], np.cumsum(steps, dtype=np.int64)))
