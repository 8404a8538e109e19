"""What decides about a run in sight: many small trees, fitted, whose leaves add up to log odds.

A tree asks a few questions ("is this sign more than that?") and has a value for each combination of
answers. Made by ``tests.bench.spam_fit``; ``seeds/vocabulary/spam_forest.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from seeds.vocabulary import table

TABLE = "spam_forest"
STEPS_PER_NAT = 1000
"""Resolution of the leaves."""


class Forest:
    """Trees that ask the same question at all nodes of one depth."""

    def __init__(
        self,
        bias: float,
        asked: Sequence[str],
        questions: Sequence[Sequence[int]],
        thresholds: Sequence[Sequence[float]],
        leaves: Sequence[Sequence[int]],
    ) -> None:
        self._bias = bias
        self._asked = tuple(asked)
        self._questions: NDArray[np.intp] = np.array(questions, np.intp)
        self._thresholds: NDArray[np.float64] = np.array(thresholds, np.float64)
        self._leaves: NDArray[np.float64] = np.array(leaves, np.float64) / STEPS_PER_NAT
        self._powers: NDArray[np.intp] = 1 << np.arange(self._questions.shape[1], dtype=np.intp)
        self._trees: NDArray[np.intp] = np.arange(len(self._questions), dtype=np.intp)

    def nats(self, found: Mapping[str, float]) -> float:
        """Return the logarithm of the odds that a run with these signs is spam."""
        values = np.array([found[name] for name in self._asked])
        answers = values[self._questions] > self._thresholds
        return self._bias + float(self._leaves[self._trees, answers @ self._powers].sum())


@cache
def forest() -> Forest:
    """Return the trees that the repository ships, read once a process."""
    data = table(TABLE)
    return Forest(
        data["bias"], data["asked"], data["questions"], data["thresholds"], data["leaves"]
    )
