"""How much the words of a text are those of an advertisement.

A linear model of single characters and pairs (``language.hashing``), fitted by logistic regression
(``tests.bench.spam_fit_adverts``); numpy scores all sentences of a page at once.
"""

from __future__ import annotations

import base64
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.folding import folded_points
from pipelines.despam.language.hashing import grams_of
from seeds.vocabulary import table

TABLE = "spam_paragraphs"
Weights = NDArray[np.int32]
Grams = NDArray[np.int8]
Places = Sequence[int] | NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class ParagraphModel:
    """Weights of characters and pairs, and of the signs of ``paragraph_signs``."""

    grams: Grams
    """A weight for each bucket, in steps."""
    step: float
    """Nats of a step."""
    bias: float
    words: float
    """Weight of what characters and pairs come to."""
    signs: Mapping[str, float]
    """Weights of signs; their bias stands at ``bias``."""


class Scores:
    """What characters and pairs of pieces of one text come to."""

    def __init__(self, text: str) -> None:
        self.points = folded_points(text)
        model, grams = paragraph_model(), grams_of(text)
        self._pairs = np.zeros(len(text) + 1, dtype=np.int32)
        """The weight of each character with the one before it."""
        self._pairs[1:-1] = model.grams.take(grams.pairs)
        self._sums = np.zeros(len(text) + 1, dtype=np.int32)
        weights = model.grams.take(grams.characters) + self._pairs[:-1]
        weights.cumsum(dtype=np.int32, out=self._sums[1:])  # of its own accord it takes 64 bits
        self._before = self._sums + self._pairs
        """What is not of a piece that begins there: no pair crosses its beginning."""
        self._step = model.step

    def are_positive(self, starts: Places, ends: Places) -> NDArray[np.bool_]:
        """Tell of each piece whether its score is above nothing; ``of`` takes twice as long."""
        return self._totals(starts, ends) > 0

    def _totals(self, starts: Places, ends: Places) -> Weights:
        """Return the sum of weights of each piece, in steps."""
        totals: Weights = self._sums.take(ends) - self._before.take(starts)
        return totals

    def of(self, starts: Places, ends: Places) -> NDArray[np.float64]:
        """Return the score of each piece: the sum of weights by the root of their number.

        The pieces must not be empty; of an empty one the score means nothing.
        """
        first, last = np.asarray(starts), np.asarray(ends)
        count = np.maximum(1, 2 * (last - first) - 1)
        scores: NDArray[np.float64] = self._totals(first, last) * self._step / np.sqrt(count)
        return scores

    def of_one(self, start: int, end: int) -> float:
        """Return the score of one piece: ``of`` takes ten times as long to begin."""
        total = int(self._sums[end]) - int(self._before[start])
        return total * self._step / math.sqrt(max(1, 2 * (end - start) - 1))


@cache
def paragraph_model() -> ParagraphModel:
    """Return the model that the repository ships, read once a process."""
    data = table(TABLE)
    packed = zlib.decompress(base64.b85decode(data["grams"]["weights"]))
    grams = np.frombuffer(packed, dtype=np.int8)
    step: float = data["grams"]["step"]
    return ParagraphModel(grams, step, data["bias"], data["words"], data["signs"])
