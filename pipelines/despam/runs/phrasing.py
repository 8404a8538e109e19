"""Which pieces of a text read like phrases of spam, whatever they name: cheap, for whole texts.

The vocabulary does not know what most trades sell. A linear model of characters, pairs and pairs
with one character between (``language.hashing``), fitted to pieces of phrases and of clean text
(``tests.bench.spam_fit_phrasing``), tells of each piece of ``SIZE`` characters how much likelier it
is part of a phrase. It finds places alone; what stands there ``borders.network`` tells.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.folding import folded_points
from pipelines.despam.language.hashing import Buckets, buckets

FILE_NAME = "spam_phrasing.npz"
SIZE = 8
"""Characters of a piece."""
APART = 16
"""Characters between two pieces up to which they are of one phrase."""

Part = tuple[int, int]
Sums = NDArray[np.int32]


class Phrasing:
    """The model with its weights."""

    def __init__(self, parts: Mapping[str, NDArray[Any]]) -> None:
        self._weights = [parts[name] for name in ("characters", "pairs", "parted")]
        self._step, self._bias = float(parts["step"]), float(parts["bias"])

    def nats(self, text: str) -> NDArray[np.float64]:
        """Return the nats of the piece that begins at each character but the last few."""
        every: tuple[Buckets, ...] = buckets(folded_points(text))
        count = max(0, len(text) - SIZE + 1)
        total = np.zeros(count, np.int32)
        for less, (weights, own) in enumerate(zip(self._weights, every, strict=True)):
            size = SIZE - less  # a piece has as many fewer pairs
            sums = np.zeros(len(own) + 1, np.int32)
            weights.take(own).cumsum(dtype=np.int32, out=sums[1:])
            total += sums[size : size + count] - sums[:count]
        nats: NDArray[np.float64] = total * self._step + self._bias
        return nats


def phrases_of(lines: Sequence[str], least: float) -> list[list[Part]]:
    """Return for each line the pieces that have so many nats, the likeliest of each place."""
    found: list[list[Part]] = [[] for _ in lines]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for at in _likeliest(phrasing().nats("\n".join((*lines, ""))), least):
        number = bisect_right(starts, at + SIZE // 2) - 1
        start = at - starts[number]
        found[number].append((max(0, start), min(len(lines[number]), start + SIZE)))
    return found


def _likeliest(nats: NDArray[np.float64], least: float) -> Iterator[int]:
    """Give where the likeliest piece of each place begins."""
    high = np.flatnonzero(nats > least)
    if len(high):
        for place in np.split(high, np.flatnonzero(np.diff(high) > APART) + 1):
            yield int(place[nats[place].argmax()])


@cache
def phrasing() -> Phrasing:
    """Return the model that the repository ships, read once a process."""
    return phrasing_of((files("seeds") / "vocabulary" / FILE_NAME).read_bytes())


def phrasing_of(data: bytes) -> Phrasing:
    """Return the model of a file."""
    with np.load(io.BytesIO(data), allow_pickle=False) as parts:
        return Phrasing({name: parts[name] for name in parts.files})
