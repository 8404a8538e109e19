"""What a line looks like at each place, as the search for exact borders sees it.

Each character and each gap between two has signs: short strings that say what kind of characters
stand there, which words of the vocabulary begin and end, how firmly prose binds the two, what is
disguised. Their weights are fitted (``tests.bench.spam_fit_borders``); a sign without one tells
nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from pipelines.despam.borders.place_signs import (
    Character,
    Gap,
    Lead,
    Tail,
    of_character,
    of_gap,
    of_lead,
    of_tail,
)
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.kinds import kinds_of
from pipelines.despam.language.reading import Reading
from pipelines.despam.words.lexicon import Word

LONGEST_LEAD = 6
"""Kinds of characters that are told apart before the first known word and after the last."""
FREE_NATS = 4.0
"""Words of the vocabulary count that are so much dearer than prose: they are told, not weighed."""
AROUND = 8
"""Characters beside a piece that are looked at: the two next to it, and the year one of them may be
of. A line may be a whole article: a piece of it must not cost what the line does."""
LONGEST_ECHO = 20
"""Characters of a name that may be said again."""
BOUND = ("hh", "0h", "h0")
"""Kinds of two characters that prose binds: 会|议, 2025|年, 第|3."""
MEETING = "h0,o"
"""Kinds by which two characters meet once a run is gone: Han, digits, marks and ends, others."""
_MEETING = {"h": 0, "0": 1, "y": 1, ",": 2, "^": 2}
_BOUND = {
    (MEETING.index(kinds[0]), MEETING.index(kinds[1])): number for number, kinds in enumerate(BOUND)
}
_SEPARATOR = re.compile("[_|,/·-]")
"""A sign between two pieces of a phrase."""
_STEPS = (-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.5, 6.0, 8.0)


def step(nats: float) -> int:
    """Return the number of the interval that nats lie in."""
    return bisect_right(_STEPS, nats)


class Places:
    """The places of a reading between two positions; offsets are those of the reading."""

    def __init__(self, reading: Reading, lo: int, hi: int) -> None:
        self.reading = reading
        self.lo, self.hi = lo, hi
        self._first, self._last = max(0, lo - AROUND), min(len(reading.text), hi + AROUND)
        self._base = lo - AROUND
        """Where what is kept of each character begins, also before and behind the line."""
        self._kinds = self._padded(kinds_of(reading.text[self._first : self._last]), "^")
        self.words = _covering(reading, lo, hi)
        self._ends = {at + len(word.text): word for at, word in self.words}
        self._starts = dict(self.words)
        self._disguised = self._padded("".join(self._disguises()), "-")
        self._prose_from = max(0, lo - 1)
        self._prose = reading.prose_between(self._prose_from, min(len(reading.text), hi + 2))
        """What prose pays for each character from there on."""
        self._bounds = self._bindings()
        self._cut = {at + n: word.kind for at, word in self.words for n in range(1, len(word.text))}
        self._leads, self._tails = self._found_leads(), self._found_tails()
        self._covers = self._covered()
        self._parts = _SEPARATOR.search(reading.text, lo + 1, hi) is not None

    def _disguises(self) -> Sequence[str]:
        """Return how each character is disguised; one that stands as the page has it is not."""
        folded, first, last = self.reading.folded, self._first, self._last
        if folded.origin is not None:
            return [self._disguise(at) for at in range(first, last)]
        page, text = folded.page[first:last], folded.text[first:last]
        if page == text:
            return "-" * len(text)
        both = zip(page, text, strict=True)
        return ["-" if a == b else self._disguise(at) for at, (a, b) in enumerate(both, first)]

    def _disguise(self, at: int) -> str:
        """Return how a character is disguised: width, signs, Han forms, letters; or "-"."""
        folded = self.reading.folded
        page = folded.page[folded.start(at)]
        if "\uff01" <= page <= "\uff5e" and self.reading.text[at].isalnum():
            return "w"
        if not folded.is_disguised(at):
            return "-"
        return "s" if page == self.reading.text[at] else "h" if is_han(page) else "l"

    def kind(self, at: int) -> str:
        """Return the kind of a character, or "^" outside the line."""
        return self._kinds[at - self._base] if self._first <= at < self._last else "^"

    def disguise(self, at: int) -> str:
        """Return how a character is disguised."""
        return self._disguised[at - self._base] if self._first <= at < self._last else "-"

    def _padded(self, kept: str, outside: str) -> str:
        """Return what is kept of each character, with as much beyond the line as is looked at."""
        before, behind = self._first - self._base, self.hi + AROUND - self._last
        return outside * before + kept + outside * behind

    def _bound(self, at: int) -> int:
        """Return how firmly prose binds a Han character to those before it."""
        return self._bounds[at - self.lo + 1]

    def _bindings(self) -> list[int]:
        """Return the same of each place from one before the piece to one behind; -1 of others."""
        kinds, prices, symbols = self._kinds, self.reading.model.prices, self.reading.symbols
        before, prose, offset = self._base + 1, self._prose, self._prose_from
        return [
            bisect_right(_STEPS, prices[symbols[at]] - prose[at - offset])
            if kinds[at - before : at - before + 2] == "hh"
            else -1
            for at in range(self.lo - 1, self.hi + 2)
        ]

    def inside(self, positions: Iterable[int] | None = None) -> list[list[str]]:
        """Return the signs of each character, or of those at some positions."""
        asked = range(self.lo, self.hi) if positions is None else positions
        signs = ([*of_character(*self.character(at)), self.own_sign(at)] for at in asked)
        return [list(filter(None, named)) for named in signs]

    def character(self, at: int) -> Character:
        """Return what the signs of a character are made of, but for the character itself."""
        nats, here = bisect_right(_STEPS, self._prose[at - self._prose_from]), at - self._base
        bound = self._bounds[at - self.lo + 1]
        return self._kinds[here], self._disguised[here], self._covers.get(at, ""), nats, bound

    def own_sign(self, at: int) -> str:
        """Return the sign that names a character; "" for Latin letters and digits."""
        here = at - self._base
        kind = self._kinds[here]
        if kind == "h":
            return f"c{self.reading.text[at]}"
        if kind in "a0":
            return ""
        return f"s{self._kinds[here - 1]}{self.reading.text[at]}{self._kinds[here + 1]}"

    def _covered(self) -> dict[int, str]:
        """Return class and place of the word that covers each position."""
        found = {}
        for at, word in self.words:
            size = len(word.text)
            for n in range(size):
                part = "b" if n == 0 else "e" if n == size - 1 else "i"
                found[at + n] = word.kind + part
        return found

    def openings(self) -> list[list[str]]:
        """Return the signs of each gap, as the beginning of a run; the last gap is the end."""
        return [self.opening(at) for at in range(self.lo, self.hi + 1)]

    def closings(self) -> list[list[str]]:
        """Return the signs of each gap, as the end of a run."""
        return [self.closing(at) for at in range(self.lo, self.hi + 1)]

    def opening(self, at: int) -> list[str]:
        """Return the signs of one gap as the beginning of a run."""
        return [*of_gap(*self.gap(at, "A")), *self.beside(at, "A"), *of_lead(*self.lead(at))]

    def closing(self, at: int) -> list[str]:
        """Return the signs of one gap as the end of a run."""
        return [*of_gap(*self.gap(at, "B")), *self.beside(at, "B"), *of_tail(*self.tail(at))]

    def gap(self, at: int, side: str) -> Gap:
        """Return what the signs of a gap are made of: of a beginning ("A"), of an end ("B")."""
        here, bound = at - self._base, at - self.lo + 1
        further = self._bounds[bound - 1 if side == "A" else bound + 1]
        kinds, disguises = self._kinds[here - 2 : here + 2], self._disguised[here - 1 : here + 1]
        return side, kinds, self._bounds[bound], further, disguises

    def beside(self, at: int, side: str) -> tuple[str, str]:
        """Return the signs that name the characters to the left and to the right of a gap."""
        here, text = at - self._base, self.reading.text
        before, after = self._kinds[here - 1], self._kinds[here]
        left = text[at - 1] if before in "h,s" and at else before
        return f"{side}l{left}", f"{side}r{text[at] if after in 'h,s' else after}"

    def _echo(self, at: int) -> int:
        """Return how much of what stands before the next separator is said again behind it."""
        text = self.reading.text
        found = _SEPARATOR.search(text, at + 1, min(at + LONGEST_ECHO, self.hi))
        if found is None:
            return 0
        name, behind = text[at : found.start()], text[found.end() : found.end() + LONGEST_ECHO]
        return 2 if behind.startswith(name) else int(len(name) > 1 and name[-2:] in behind)

    def lead(self, at: int) -> Lead:
        """Return what stands between a gap and the first known word after it, and its class."""
        here = at - self.lo
        shape, kind = self._leads[here]
        bounds, before = self._bounds, self._kinds[at - self._base - 1]
        further, mean = -1, -1
        if shape and before == "h":
            further = bounds[here + 2] if len(shape) > 1 else -1
            mean = self._mean(at, len(shape))
        echo = self._echo(at) if self._parts else 0
        return self._cut.get(at, ""), echo, shape, kind, bounds[here + 1], before, further, mean

    def _mean(self, at: int, size: int) -> int:
        """Return how dear prose has each character of a name, on average: an interval's number."""
        first = at - self._prose_from
        prices = self._prose[first : first + size]
        return bisect_right(_STEPS, sum(prices) / len(prices))

    def _found_leads(self) -> list[tuple[str, str]]:
        """Return, for each gap, the shape of what stands before the first word, and its class."""
        starts, base, (shape, kind) = self._starts, self._base, ("", "$")
        found = [(shape, kind)]
        for at in range(self.hi - 1, self.lo - 1, -1):
            word = starts.get(at)
            if word is None:
                shape = _prefixed(self._kinds[at - base], shape)
            else:
                shape, kind = "", word.kind
            found.append((shape, kind))
        return found[::-1]

    def tail(self, at: int) -> Tail:
        """Return what stands between the last known word before a gap and the gap."""
        shape, kind = self._tails[at - self.lo]
        return self._cut.get(at, ""), shape, kind, self._bound(at), self._kinds[at - self._base]

    def _found_tails(self) -> list[tuple[str, str]]:
        """Return, for each gap, the shape of what stands after the last word, and its class."""
        ends, base, (shape, kind) = self._ends, self._base, ("", "$")
        found = [(shape, kind)]
        for at in range(self.lo + 1, self.hi + 1):
            word = ends.get(at)
            if word is None:
                shape = _prefixed(self._kinds[at - base - 1], shape)
            else:
                shape, kind = "", word.kind
            found.append((shape, kind))
        return found

    def seam(self, start: int, end: int) -> tuple[int, int]:
        """Return how well the text goes on once a run is gone: numbers of intervals of nats."""
        first, second = self.reading.seam(start, end)
        return step(first) * (len(_STEPS) + 1) + step(second), self._joined(start, end)

    def meeting(self, at: int) -> int:
        """Return the number of a character's kind among ``MEETING``, by which it joins another."""
        return _MEETING.get(self._kinds[at - self._base], len(MEETING) - 1)

    def _joined(self, start: int, end: int) -> int:
        """Return how firmly prose binds the character after a run to those before it."""
        pair = self.meeting(start - 1), self.meeting(end)
        bound = _BOUND.get(pair)
        if bound is None:
            return _unbound(*pair)
        reading = self.reading
        ahead, symbol = reading.symbols[max(0, start - 2) : start], reading.symbols[end]
        prices = reading.model.prices
        return step(prices[symbol] - prices[ahead + symbol]) + bound * (len(_STEPS) + 1)


def _unbound(before: int, after: int) -> int:
    """Return the number of two kinds of characters that prose does not bind."""
    marks = MEETING.index(",")
    return len(BOUND) * (len(_STEPS) + 1) + (before == marks) + 2 * (after == marks)


def most_joined(weights: Sequence[float]) -> list[list[float]]:
    """Return the highest weight that ``Places.seam`` may name for each two kinds that meet.

    ``weights``: those of the second number that it gives.
    """
    size, kinds = len(_STEPS) + 1, range(len(MEETING))
    most = [max(weights[n * size : (n + 1) * size]) for n in range(len(BOUND))]
    return [
        [most[_BOUND[a, b]] if (a, b) in _BOUND else weights[_unbound(a, b)] for b in kinds]
        for a in kinds
    ]


SEAM_SIZES = ((len(_STEPS) + 1) ** 2, len(BOUND) * (len(_STEPS) + 1) + 4)
"""Numbers of intervals that ``Places.seam`` tells apart."""


def _prefixed(kind: str, shape: str) -> str:
    """Return a shape with one more character before it; Latin letters and digits count once."""
    if shape[:1] == kind and kind in "a0":
        return shape
    return (kind + shape)[:LONGEST_LEAD]


def _covering(reading: Reading, lo: int, hi: int) -> list[tuple[int, Word]]:
    """Return the words of the vocabulary that tell most of a piece, none overlapping another."""
    best: list[tuple[float, int, Word | None]] = [(0.0, lo, None)] * (hi - lo + 1)
    for at in range(lo, hi):
        value = best[at - lo][0]
        if best[at + 1 - lo][0] <= value:
            best[at + 1 - lo] = value, at, None
        if not reading.words_at(at):
            continue
        for one in reading.steps(at):
            if one.word is None or at + one.length > hi:
                continue
            gain = value + one.gain + one.word.core + FREE_NATS * (one.length > 1)
            if gain > best[at + one.length - lo][0]:
                best[at + one.length - lo] = gain, at, one.word
    return list(_traced(best, lo, hi))[::-1]


def _traced(
    best: list[tuple[float, int, Word | None]], lo: int, hi: int
) -> Iterator[tuple[int, Word]]:
    at = hi
    while at > lo:
        _, before, word = best[at - lo]
        if word is not None:
            yield before, word
        at = before
