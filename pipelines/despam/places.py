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
from functools import cache

from pipelines.despam.alphabet import is_han
from pipelines.despam.lexicon import Word
from pipelines.despam.reading import Reading

MARKS = frozenset("。，；：、！？”“,;!?")
"""Marks of sentences: no phrase begins or ends with one."""
LONGEST_LEAD = 6
"""Kinds of characters that are told apart before the first known word and after the last."""
FREE_NATS = 4.0
"""Words of the vocabulary count that are so much dearer than prose: they are told, not weighed."""
AROUND = 8
"""Characters beside a piece that are looked at: the two next to it, and the year one of them may be
of. A line may be a whole article: a piece of it must not cost what the line does."""
LONGEST_ECHO = 20
"""Characters of a name that may be said again."""
_SEPARATOR = re.compile("[_|,/·-]")
"""A sign between two pieces of a phrase."""
_YEAR = re.compile(r"(?<![0-9])20[0-3][0-9](?![0-9])")
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
        self._kinds = _kinds(reading.text[self._first : self._last])
        self.words = _covering(reading, lo, hi)
        self._ends = {at + len(word.text): word for at, word in self.words}
        self._starts = dict(self.words)
        self._disguised = self._disguises()
        self._bounds: dict[int, int] = {}
        self._cut = {at + n: word.kind for at, word in self.words for n in range(1, len(word.text))}
        self._leads, self._tails = self._found_leads(), self._found_tails()

    def _disguises(self) -> Sequence[str]:
        """Return how each character is disguised; one that stands as the page has it is not."""
        folded, first, last = self.reading.folded, self._first, self._last
        if folded.origin is not None:
            return [self._disguise(at) for at in range(first, last)]
        both = zip(folded.page[first:last], folded.text[first:last], strict=True)
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
        return self._kinds[at - self._first] if self._first <= at < self._last else "^"

    def disguise(self, at: int) -> str:
        """Return how a character is disguised."""
        return self._disguised[at - self._first] if self._first <= at < self._last else "-"

    def _bound(self, at: int) -> int:
        """Return how firmly prose binds a Han character to those before it."""
        known = self._bounds.get(at)
        if known is None:
            known = self._bounds[at] = self._binding(at)
        return known

    def _binding(self, at: int) -> int:
        if self.kind(at) != "h" or self.kind(at - 1) != "h":
            return -1
        reading = self.reading
        return step(reading.model.alone(reading.symbols[at]) - reading.prose(at))

    def inside(self, positions: Iterable[int] | None = None) -> list[list[str]]:
        """Return the signs of each character, or of those at some positions."""
        found = []
        covered = self._covered()
        for at in range(self.lo, self.hi) if positions is None else positions:
            kind, disguise = self.kind(at), self.disguise(at)
            word = covered.get(at, "")
            nats = step(self.reading.prose(at))
            signs = [f"k{kind}", f"d{kind}{disguise}", f"w{word}{nats}", f"p{kind}{nats}"]
            signs.append(f"g{self._bound(at)}{word[:-1]}")
            if kind == "h":
                signs.append(f"c{self.reading.text[at]}")
            elif kind not in "a0":
                signs.append(f"s{self.kind(at - 1)}{self.reading.text[at]}{self.kind(at + 1)}")
            found.append(signs)
        return found

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
        return self._gap(at, "A") + self._lead(at)

    def closing(self, at: int) -> list[str]:
        """Return the signs of one gap as the end of a run."""
        return self._gap(at, "B") + self._tail(at)

    def _gap(self, at: int, side: str) -> list[str]:
        text, before, after = self.reading.text, self.kind(at - 1), self.kind(at)
        bound, further = self._bound(at), self._bound(at - 1 if side == "A" else at + 1)
        signs = [
            f"{side}k{before}{after}",
            f"{side}K{self.kind(at - 2)}{before}{after}{self.kind(at + 1)}",
            f"{side}b{bound}",
            f"{side}B{bound}.{further}",
            f"{side}d{self.disguise(at - 1)}{self.disguise(at)}",
            f"{side}l{text[at - 1] if before in 'h,s' and at else before}",
            f"{side}r{text[at] if after in 'h,s' else after}",
        ]
        if at in self._cut:
            signs.append(f"{side}x{self._cut[at]}")
        if side == "A":
            signs.append(f"Ae{self._echo(at)}")
        return signs

    def _echo(self, at: int) -> int:
        """Return how much of what stands before the next separator is said again behind it."""
        text = self.reading.text
        found = _SEPARATOR.search(text, at + 1, min(at + LONGEST_ECHO, self.hi))
        if found is None:
            return 0
        name, behind = text[at : found.start()], text[found.end() : found.end() + LONGEST_ECHO]
        return 2 if behind.startswith(name) else int(len(name) > 1 and name[-2:] in behind)

    def _lead(self, at: int) -> list[str]:
        """Return what stands between a gap and the first known word after it, and its class."""
        shape, kind = self._leads[at - self.lo]
        bound, before = self._bound(at), self.kind(at - 1)
        signs = [f"As{shape}", f"Ac{shape}{kind}", f"Ad{shape}{bound}", f"Aw{kind}{before}"]
        if shape and before == "h":
            further = self._bound(at + 1) if len(shape) > 1 else -1
            signs += [
                f"Ai{shape[:3]}{bound}.{further}",
                f"Am{shape[:3]}{self._mean(at, len(shape))}",
            ]
        return signs

    def _mean(self, at: int, size: int) -> int:
        """Return how dear prose has each character of a name, on average: an interval's number."""
        prices = [self.reading.prose(n) for n in range(at, min(at + size, self._last))]
        return step(sum(prices) / len(prices))

    def _found_leads(self) -> list[tuple[str, str]]:
        """Return, for each gap, the shape of what stands before the first word, and its class."""
        found: list[tuple[str, str]] = [("", "$")]
        for at in range(self.hi - 1, self.lo - 1, -1):
            shape, kind = found[-1]
            word = self._starts.get(at)
            if word is not None:
                found.append(("", word.kind))
            else:
                found.append((_prefixed(self.kind(at), shape), kind))
        return found[::-1]

    def _tail(self, at: int) -> list[str]:
        shape, kind = self._tails[at - self.lo]
        bound, after = self._bound(at), self.kind(at)
        return [f"Bs{shape}", f"Bc{shape}{kind}", f"Bd{shape}{bound}", f"Bw{kind}{after}"]

    def _found_tails(self) -> list[tuple[str, str]]:
        """Return, for each gap, the shape of what stands after the last word, and its class."""
        found: list[tuple[str, str]] = [("", "$")]
        for at in range(self.lo + 1, self.hi + 1):
            word = self._ends.get(at)
            shape, kind = found[-1]
            found.append(("", word.kind) if word else (_prefixed(self.kind(at - 1), shape), kind))
        return found

    def seam(self, start: int, end: int) -> tuple[int, int]:
        """Return how well the text goes on once a run is gone: numbers of intervals of nats."""
        first, second = self.reading.seam(start, end)
        return step(first) * (len(_STEPS) + 1) + step(second), self._joined(start, end)

    def _joined(self, start: int, end: int) -> int:
        """Return how firmly prose binds the character after a run to those before it."""
        if self.kind(end) != "h" or self.kind(start - 1) != "h":
            return len(_STEPS) + 1 + (self.kind(start - 1) in ",^") + 2 * (self.kind(end) in ",^")
        reading = self.reading
        before = reading.symbols[max(0, start - 2) : start]
        symbol = reading.symbols[end]
        return step(reading.model.alone(symbol) - reading.model.cost(before, symbol))


SEAM_SIZES = ((len(_STEPS) + 1) ** 2, len(_STEPS) + 5)
"""Numbers of intervals that ``Places.seam`` tells apart."""


def _prefixed(kind: str, shape: str) -> str:
    """Return a shape with one more character before it; Latin letters and digits count once."""
    if shape[:1] == kind and kind in "a0":
        return shape
    return (kind + shape)[:LONGEST_LEAD]


def _kinds(text: str) -> str:
    """Return the kind of each character of a text; the digits of a year are a kind of their own."""
    years = _YEAR.sub("yyyy", text)
    return "".join(k if k == "y" != c else _kind(c) for k, c in zip(years, text, strict=True))


@cache
def _kind(character: str) -> str:
    """Return the kind of a character."""
    if is_han(character):
        return "h"
    if character.isdigit():
        return "0"
    if character.isalpha():
        return "a"
    if character.isspace():
        return "s"
    if character in MARKS:
        return ","
    return character if character in _TOLD_APART else "o"


_TOLD_APART = frozenset("-_|·/.:()[]+@%《》【】「」『』▌★")


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
