"""What a part of a line looks like to the network that finds exact borders.

Of each character: which one it is, its kind, how it is disguised, the word of the vocabulary that
covers it and its place in that word, and what prose pays for it, with and without what stands
before. ``borders.network`` makes scores of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.alphabet import code_points, is_han
from pipelines.despam.language.folding import Folded
from pipelines.despam.language.kinds import kinds_of
from pipelines.despam.language.reading import Reading
from pipelines.despam.words.classes import CLASSES
from pipelines.despam.words.lexicon import Word

CONTEXT = 8
"""Characters to each side of the places where borders are looked for that are read too."""
FREE_NATS = 4.0
"""Words of the vocabulary count that are so much dearer than prose: they are told, not weighed."""
KINDS = "h0ya,so-_|·/.:()[]+@%《》【】「」『』▌★"
"""Kinds of characters, each the number of its place and 1; 0 stands for what is beyond the line."""
PLAIN, WIDE, SIGN, HAN_FORM, LETTER = range(5)
"""How a character is disguised: not, by its width, as a sign, by another form, by a letter."""
_NUMBERS = {ord(kind): chr(number) for number, kind in enumerate(KINDS, 1)}
HERE_NATS, ALONE_NATS, GAINED_NATS = 6, 8, 5
"""What the nats of a character are divided by, so that they are of about one."""
_ROWS = {kind: 3 * number + 1 for number, kind in enumerate(CLASSES)}
"""The first of a class's three rows: of a word's first character, of those inside, of its last."""

Integers = NDArray[np.intp]
Floats = NDArray[np.float32]


class Window:
    """A part of a reading, with some characters around it; offsets are those of the reading."""

    def __init__(self, reading: Reading, lo: int, hi: int) -> None:
        self.reading = reading
        self.lo, self.hi = lo, hi
        """Where the first border may be, and the last."""
        self.first, self.last = max(0, lo - CONTEXT), min(len(reading.text), hi + CONTEXT)
        """What is read."""
        self.text = reading.text[self.first : self.last]
        self.words = covering(reading, self.first, self.last)
        """The words of the vocabulary that tell most of it, none overlapping another."""

        self.here: list[float] = reading.prose_between(self.first, self.last)
        """What prose pays for each character where it stands, in nats."""
        self.alone: list[float] = [
            *map(reading.model.prices.__getitem__, reading.symbols[self.first : self.last])
        ]
        """What prose pays for each character by itself, in nats."""

    def points(self) -> Integers:
        """Return the code point of each character."""
        return code_points(self.text)

    def kinds(self) -> Integers:
        """Return the number of each character's kind."""
        return numbers_of_kinds(self.text)

    def disguises(self) -> Integers:
        """Return how each character is disguised."""
        found = np.zeros(len(self.text), np.intp)
        for place, disguise in self.disguised():
            found[place] = disguise
        return found

    def disguised(self) -> list[tuple[int, int]]:
        """Return the places of characters that are disguised, and how each is."""
        folded, first, last = self.reading.folded, self.first, self.last
        if folded.origin is None:
            every = [*map(_DISGUISES.__getitem__, map(add, folded.page[first:last], self.text))]
            return [(place, how) for place, how in enumerate(every) if how] if any(every) else []
        return [(at - first, how) for at in range(first, last) if (how := _disguise(folded, at))]

    def classes(self) -> Integers:
        """Return class and place of the word that covers each character; 0: none does."""
        found = np.zeros(len(self.text), np.intp)
        self.put_classes(found)
        return found

    def put_classes(self, found: Integers) -> None:
        """Write the same into zeros, where words stand."""
        for at, word in self.words:
            row, start, end = _ROWS[word.kind], at - self.first, at - self.first + len(word.text)
            found[start:end] = row + 1
            found[end - 1] = row + 2
            found[start] = row

    def ends(self) -> set[int]:
        """Return the places of the first and last character of the line, if they are seen."""
        found = {0} if self.first == 0 else set()
        return found | {len(self.text) - 1} if self.last == len(self.reading.text) else found

    def numbers(self) -> Floats:
        """Return four numbers of each character, all of about one.

        What prose pays for it where it stands, by itself, the difference, whether it is at the
        beginning or end of the line.
        """
        here, alone = np.array(self.here), np.array(self.alone)
        found = np.zeros((len(self.text), 4), np.float32)
        found[:, 0], found[:, 1] = here / HERE_NATS - 1, alone / ALONE_NATS - 1
        found[:, 2] = (alone - here) / GAINED_NATS
        found[[*self.ends()], 3] = 1
        return found


class _Disguises(dict[str, int]):
    """How a character of the page is disguised, by itself and its folded form."""

    def __missing__(self, pair: str) -> int:
        self[pair] = how = _disguise(Folded(pair[1], pair[0]), 0)
        return how


_DISGUISES = _Disguises()


def _disguise(folded: Folded, at: int) -> int:
    page, plain = folded.page[folded.start(at)], folded.text[at]
    if "\uff01" <= page <= "\uff5e" and plain.isalnum():
        return WIDE
    if not folded.is_disguised(at):
        return PLAIN
    return SIGN if page == plain else HAN_FORM if is_han(page) else LETTER


def numbers_of_kinds(text: str) -> Integers:
    """Return the number of the kind of each character of a text."""
    numbers = kinds_of(text).translate(_NUMBERS).encode("latin-1")
    return np.frombuffer(numbers, np.uint8).astype(np.intp)


class Row:
    """Windows in a row, so much of nothing before and behind each of them."""

    def __init__(self, windows: Sequence[Window], apart: int) -> None:
        none, zeros = "\0" * apart, [0.0] * apart
        self.text = none.join(["", *(window.text for window in windows), ""])
        self.firsts: list[int] = []
        """Where the characters of each window begin."""
        here, alone, at = [*zeros], [*zeros], apart
        for window in windows:
            self.firsts.append(at)
            at += len(window.text) + apart
            here += window.here + zeros
            alone += window.alone + zeros
        self.nats = np.array((here, alone), np.float32)
        """What prose pays for each character where it stands, and by itself; 0 for nothing."""
        self._windows, self._apart = windows, apart

    def between(self) -> Integers | None:
        """Return the places of nothing between windows."""
        if len(self.firsts) == 1:
            return None
        return (np.array(self.firsts[1:])[:, np.newaxis] - np.arange(1, self._apart + 1)).ravel()

    def kinds(self) -> Integers:
        """Return the number of each character's kind; 0 for nothing."""
        found = numbers_of_kinds(self.text)
        apart = self._apart
        found[:apart] = found[-apart:] = 0
        for first in self.firsts[1:]:
            found[first - apart : first] = 0
        return found

    def disguises(self) -> Integers | None:
        """Return how each character is disguised, or None where none may be."""
        places = {
            first + place: disguise
            for first, window in zip(self.firsts, self._windows, strict=True)
            for place, disguise in window.disguised()
        }
        if not places:
            return None
        found = np.zeros(len(self.text), np.intp)
        found[[*places]] = [*places.values()]
        return found

    def classes(self) -> Integers | None:
        """Return class and place of the word that covers each character, or None without words."""
        if not any(window.words for window in self._windows):
            return None
        found = np.zeros(len(self.text), np.intp)
        for first, window in zip(self.firsts, self._windows, strict=True):
            window.put_classes(found[first : first + len(window.text)])
        return found

    def ends(self) -> list[int]:
        """Return the places of the first and last characters of lines."""
        pairs = zip(self.firsts, self._windows, strict=True)
        return [first + place for first, window in pairs for place in window.ends()]


def covering(reading: Reading, lo: int, hi: int) -> list[tuple[int, Word]]:
    """Return the words of the vocabulary that tell most of a piece, none overlapping another."""
    places = reading.places
    begun = reading.places_between(lo, hi)
    if not begun:
        return []
    lo = begun[0]
    best: list[tuple[float, int, Word | None]] = [(0.0, lo, None)] * (hi - lo + 1)
    for at in range(lo, hi):
        value = best[at - lo][0]
        if best[at + 1 - lo][0] <= value:
            best[at + 1 - lo] = value, at, None
        if at not in places:
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
