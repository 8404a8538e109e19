"""Which pieces of a text read like phrases of spam, whatever they name: cheap, for whole texts.

The vocabulary does not know what most trades sell. A linear model of characters, pairs and pairs
with one character between (``language.hashing``), fitted to pieces of phrases and of clean text
(``tests.bench.spam_fit_phrasing``), tells of each piece of ``SIZE`` characters how much likelier it
is part of a phrase. It finds places alone; what stands there ``borders.network`` tells.
"""

from __future__ import annotations

import io
import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.hashing import Grams, grams_of

FILE_NAME = "spam_phrasing.npz"
SIZE = 8
"""Characters of a piece."""
BESIDE = 3
"""Characters beside a run that a piece of it may hold."""
NO_PIECE = 0.0
"""Nats of a run in a text that is shorter than a piece."""
LEAST_OF_ANY, LEAST_MEAN = -1.0, 3.0
"""Nats that every piece of a text must have, and that its pieces must have on average, for it to
read like a phrase from end to end. Of 11,775 headings and headlines of 7 to 24 characters none has
so much; of 2,802 such phrases of hacked pages that were not learned from, seven in ten."""
APART = 16
"""Characters between two pieces up to which they are of one phrase."""

Part = tuple[int, int]


class Phrasing:
    """The model with its weights."""

    def __init__(self, parts: Mapping[str, NDArray[Any]]) -> None:
        self._characters, self._pairs, self._parted = (parts[name] for name in Grams._fields)
        self._step, self._bias = float(parts["step"]), float(parts["bias"])

    def nats(self, text: str) -> NDArray[np.float64]:
        """Return the nats of the piece that begins at each character but the last few."""
        nats: NDArray[np.float64] = self.steps(text).astype(np.float64) * self._step + self._bias
        return nats

    def nats_of(self, steps: int) -> float:
        """Return the nats of a piece of so many steps."""
        return steps * self._step + self._bias

    def least_steps(self, nats: float) -> int:
        """Return the fewest steps of a piece of more nats than these."""
        steps = math.floor((nats - self._bias) / self._step) - 1
        return next(one for one in count(steps) if self.nats_of(one) > nats)

    def steps(self, text: str) -> NDArray[np.int32]:
        """Return the same in the model's own whole numbers: quicker, and in the same order."""
        pieces = len(text) - SIZE + 1
        if pieces <= 0:
            return np.zeros(0, np.int32)
        grams = grams_of(text)
        weights = self._characters.take(grams.characters).astype(np.int32)
        pairs, parted = self._pairs.take(grams.pairs), self._parted.take(grams.parted)
        weights[1:] += pairs
        weights[2:] += parted
        sums = np.zeros(len(text) + 1, np.int32)
        weights.cumsum(dtype=np.int32, out=sums[1:])
        total = sums[SIZE:] - sums[:pieces]
        total[1:] -= pairs[: pieces - 1]  # pairs with what stands before the piece
        total[2:] -= parted[: max(0, pieces - 2)]
        total[1:] -= parted[: pieces - 1]
        return total


class PhrasedLines:
    """What the pieces of the lines of a page come to, worked out at once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._steps = phrasing().steps("\n".join((*lines, "")))
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))

    def most(self, number: int, part: Part) -> float:
        """Return the most nats of a piece that holds most of a part of a line, or lies in it."""
        first, last = (self._starts[number] + at - SIZE // 2 for at in part)
        steps = self._steps[max(0, first) : max(first + 1, last)]
        return phrasing().nats_of(int(steps.max())) if len(steps) else NO_PIECE

    def likeliest(self, least: float) -> list[list[Part]]:
        """Return for each line the pieces of so many nats, the likeliest of each place."""
        found: list[list[Part]] = [[] for _ in self._lines]
        for at in _likeliest(self._steps, least):
            number = bisect_right(self._starts, at + SIZE // 2) - 1
            start, size = at - self._starts[number], len(self._lines[number])
            found[number].append((max(0, start), min(size, start + SIZE)))
        return found


def phrased_nats(text: str, start: int, end: int) -> float:
    """Return the most nats of a piece that lies in a run, or that holds most of a short one."""
    first, last = max(0, start - BESIDE), min(len(text), max(end, start + SIZE // 2) + BESIDE)
    nats = phrasing().nats(text[first:last])
    return float(nats.max()) if len(nats) else NO_PIECE


def reads_wholly(text: str) -> bool:
    """Tell whether a text that stands for itself reads like a phrase from end to end."""
    nats = phrasing().nats(text)
    return len(nats) > 0 and bool(nats.min() >= LEAST_OF_ANY and nats.mean() >= LEAST_MEAN)


def _likeliest(steps: NDArray[np.int32], least: float) -> Iterator[int]:
    """Give where the likeliest piece of each place begins."""
    model, place = phrasing(), list[int]()
    for at in (steps >= model.least_steps(least)).nonzero()[0].tolist():
        if place and at - place[-1] > APART:
            yield max(place, key=steps.item)
            place = []
        place.append(at)
    if place:
        yield max(place, key=steps.item)


@cache
def phrasing() -> Phrasing:
    """Return the model that the repository ships, read once a process."""
    return phrasing_of((files("seeds") / "vocabulary" / FILE_NAME).read_bytes())


def phrasing_of(data: bytes) -> Phrasing:
    """Return the model of a file."""
    with np.load(io.BytesIO(data), allow_pickle=False) as parts:
        return Phrasing({name: parts[name] for name in parts.files})
