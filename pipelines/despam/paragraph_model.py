"""How much the words of a text are those of an advertisement: a linear model of single characters
and pairs, fitted by logistic regression (``tests.bench.spam_fit_adverts``).

Each character and each pair of neighbours has a bucket and each bucket a weight (Weinberger et al.,
Feature hashing for large scale multitask learning, 2009), so that the model has the same size
whatever was learnt, and numpy scores all sentences of a page at once. All digits count as one.
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
from pipelines.despam.folding import FOLDED_POINTS, folded_points
from seeds.vocabulary import table

TABLE = "spam_paragraphs"
BITS = 16
"""Binary logarithm of the number of buckets."""
_FIRST, _SECOND = np.uint32(2654435761), np.uint32(2246822519)
"""Odd numbers that scatter what they multiply (Knuth, The Art of Computer Programming, 6.4)."""

Weights = NDArray[np.float32]
Buckets = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class ParagraphModel:
    """Weights of characters and pairs, and of the signs of ``paragraph_signs``."""

    grams: Weights
    """A weight for each bucket."""
    bias: float
    words: float
    """Weight of what characters and pairs come to."""
    signs: Mapping[str, float]
    """Weights of signs; their bias stands at ``bias``."""


def buckets(points: Points) -> tuple[Buckets, Buckets]:
    """Return the bucket of each folded character, and of each pair of neighbours."""
    plain = _plain()[points]
    single = plain * _FIRST
    shift = np.uint32(32 - BITS)
    pairs = (single[:-1] ^ (single[:-1] >> np.uint32(15))) * _SECOND + single[1:]
    return (single * _SECOND) >> shift, (pairs * _FIRST) >> shift


class Scores:
    """What characters and pairs of pieces of one text come to."""

    def __init__(self, text: str, model: ParagraphModel | None = None) -> None:
        self.points = folded_points(text)
        grams = (model or paragraph_model()).grams
        single, pairs = buckets(self.points)
        self._single, self._pairs = _summed(grams[single]), _summed(grams[pairs])

    def of(self, starts: Sequence[int], ends: Sequence[int]) -> NDArray[np.float64]:
        """Return the score of each piece: the sum of weights by the root of their number."""
        first, last = np.asarray(starts), np.asarray(ends)
        inner = np.maximum(first, last - 1)
        total = self._single[last] - self._single[first] + self._pairs[inner] - self._pairs[first]
        count = np.maximum(1, (last - first) + (inner - first))
        scores: NDArray[np.float64] = total / np.sqrt(count)
        return scores


def _summed(weights: Weights) -> NDArray[np.float64]:
    return np.concatenate(([0.0], np.cumsum(weights, dtype=np.float64)))


@cache
def _plain() -> NDArray[np.uint32]:
    """Return what stands for each folded code point: one digit for all."""
    plain = np.arange(FOLDED_POINTS, dtype=np.uint32)
    plain[ord("0") : ord("9") + 1] = ord("0")
    return plain


@cache
def paragraph_model() -> ParagraphModel:
    """Return the model that the repository ships, read once a process."""
    data = table(TABLE)
    packed = zlib.decompress(base64.b85decode(data["grams"]["weights"]))
    steps = np.frombuffer(packed, dtype=np.int8).astype(np.float32)
    grams = steps * np.float32(data["grams"]["step"])
    return ParagraphModel(grams, data["bias"], data["words"], data["signs"])
