"""What a part of a line looks like to the network that finds exact borders.

Of each character: which one it is, its kind, how it is disguised, the word of the vocabulary that
covers it and its place in that word, and what prose pays for it, with and without what stands
before. ``borders.network`` makes scores of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.alphabet import code_points, is_han
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

    def points(self) -> Integers:
        """Return the code point of each character."""
        return code_points(self.text)

    def kinds(self) -> Integers:
        """Return the number of each character's kind."""
        numbers = kinds_of(self.text).translate(_NUMBERS).encode("latin-1")
        return np.frombuffer(numbers, np.uint8).astype(np.intp)

    def disguises(self) -> Integers:
        """Return how each character is disguised."""
        folded, first, found = self.reading.folded, self.first, np.zeros(len(self.text), np.intp)
        changed: Sequence[int] = range(len(self.text))
        if folded.origin is None:
            pairs = zip(folded.page[first : self.last], self.text, strict=True)
            changed = [place for place, (page, plain) in enumerate(pairs) if page != plain]
        for place in changed:
            found[place] = self._disguise(first + place)
        return found

    def _disguise(self, at: int) -> int:
        folded = self.reading.folded
        page = folded.page[folded.start(at)]
        if "\uff01" <= page <= "\uff5e" and self.reading.text[at].isalnum():
            return WIDE
        if not folded.is_disguised(at):
            return PLAIN
        return SIGN if page == self.reading.text[at] else HAN_FORM if is_han(page) else LETTER

    def classes(self) -> Integers:
        """Return class and place of the word that covers each character; 0: none does."""
        found = np.zeros(len(self.text), np.intp)
        for at, word in self.words:
            row, start, end = _ROWS[word.kind], at - self.first, at - self.first + len(word.text)
            found[start:end] = row + 1
            found[end - 1] = row + 2
            found[start] = row
        return found

    @cached_property
    def here(self) -> NDArray[np.float64]:
        """What prose pays for each character where it stands, in nats."""
        return np.array(self.reading.prose_between(self.first, self.last))

    @cached_property
    def alone(self) -> NDArray[np.float64]:
        """What prose pays for each character by itself, in nats."""
        prices, symbols = self.reading.model.prices, self.reading.symbols
        return np.array([prices[symbol] for symbol in symbols[self.first : self.last]])

    def numbers(self) -> Floats:
        """Return four numbers of each character, all of about one.

        What prose pays for it where it stands, by itself, the difference, whether it is at the
        beginning or end of the line.
        """
        here, alone = self.here, self.alone
        found = np.zeros((len(self.text), 4), np.float32)
        found[:, 0], found[:, 1], found[:, 2] = here / 6 - 1, alone / 8 - 1, (alone - here) / 5
        found[:1, 3] = self.first == 0
        if self.last == len(self.reading.text):
            found[-1:, 3] = 1
        return found


def covering(reading: Reading, lo: int, hi: int) -> list[tuple[int, Word]]:
    """Return the words of the vocabulary that tell most of a piece, none overlapping another."""
    places = reading.places
    if not any(lo <= at < hi for at in places):
        return []
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
