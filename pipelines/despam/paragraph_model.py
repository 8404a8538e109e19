"""How much the words of a text are those of an advertisement.

A linear model of single characters and pairs, fitted by logistic regression
(``tests.bench.spam_fit_adverts``). Each character and each pair of neighbours has a bucket and each
bucket a weight (Weinberger et al., Feature hashing for large scale multitask learning, 2009), so
that the model has the same size whatever was learnt, and numpy scores all sentences of a page at
once. All digits count as one.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.alphabet import Points
from pipelines.despam.folding import folded_points
from seeds.vocabulary import table

TABLE = "spam_paragraphs"
BITS = 16
"""Binary logarithm of the number of buckets."""
_FIRST, _SECOND = np.uint32(2654435761), np.uint32(2246822519)
"""Odd numbers that scatter what they multiply (Knuth, The Art of Computer Programming, 6.4)."""

_ZERO, _DIGITS = np.uint32(ord("0")), np.uint32(10)

Weights = NDArray[np.int32]
Buckets = NDArray[np.uint32]
Places = Sequence[int] | NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class ParagraphModel:
    """Weights of characters and pairs, and of the signs of ``paragraph_signs``."""

    grams: Weights
    """A weight for each bucket, in steps."""
    step: float
    """Nats of a step."""
    bias: float
    words: float
    """Weight of what characters and pairs come to."""
    signs: Mapping[str, float]
    """Weights of signs; their bias stands at ``bias``."""


def buckets(points: Points) -> tuple[Buckets, Buckets]:
    """Return the bucket of each folded character, and of each pair of neighbours."""
    plain = points.astype(np.uint32)
    plain[plain - _ZERO < _DIGITS] = _ZERO
    single = plain * _FIRST
    shift = np.uint32(32 - BITS)
    pairs = (single[:-1] ^ (single[:-1] >> np.uint32(15))) * _SECOND + single[1:]
    return (single * _SECOND) >> shift, (pairs * _FIRST) >> shift


class Scores:
    """What characters and pairs of pieces of one text come to."""

    def __init__(self, text: str) -> None:
        self.points = folded_points(text)
        model = paragraph_model()
        single, pairs = buckets(self.points)
        self._pairs = np.zeros(len(single) + 1, dtype=np.int32)
        """The weight of each character with the one before it."""
        model.grams.take(pairs, out=self._pairs[1:-1], mode="clip")
        self._sums = np.zeros(len(single) + 1, dtype=np.int32)
        np.cumsum(model.grams.take(single) + self._pairs[:-1], out=self._sums[1:])
        self._step = model.step

    def of(self, starts: Places, ends: Places) -> NDArray[np.float64]:
        """Return the score of each piece: the sum of weights by the root of their number.

        The pieces must not be empty; of an empty one the score means nothing.
        """
        first, last = np.asarray(starts), np.asarray(ends)
        total = self._sums[last] - self._sums[first] - self._pairs[first]
        count = np.maximum(1, 2 * (last - first) - 1)
        scores: NDArray[np.float64] = total * self._step / np.sqrt(count)
        return scores


@cache
def paragraph_model() -> ParagraphModel:
    """Return the model that the repository ships, read once a process."""
    data = table(TABLE)
    packed = zlib.decompress(base64.b85decode(data["grams"]["weights"]))
    grams = np.frombuffer(packed, dtype=np.int8).astype(np.int32)
    step: float = data["grams"]["step"]
    return ParagraphModel(grams, step, data["bias"], data["words"], data["signs"])
