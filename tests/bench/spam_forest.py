"""Fit what decides about a run: small trees, each of which mends what those before it get wrong.

Gradient boosting (Friedman, Greedy function approximation, 2001) of trees that ask the same
question at all nodes of one depth (Kohavi and Li, Oblivious decision trees, 1995): a tree is a few
questions and a value for each combination of their answers, so that few examples cannot be learned
by heart, and all trees are asked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TREES, STEP = 240, 0.08
DEPTH = 4
RIDGE = 6.0
"""Added to the curvature of a leaf: leaves of few examples say little."""
MOST_QUESTIONS = 24
"""Thresholds that are tried of each sign."""
SHARE = 0.7
"""Part of the signs that a tree may ask for, drawn by chance."""
SEED = 6

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
_NOTHING: Floats = np.full(1, -np.inf)


class Slopes(NamedTuple):
    """First and second derivative of each example's logarithm of the probability."""

    first: Floats
    second: Floats


class Forest(NamedTuple):
    """What was fitted: of each tree its questions (sign, threshold) and its leaves, in nats."""

    bias: float
    signs: Integers
    """Numbers of the signs asked for, a row a tree."""
    thresholds: Floats
    leaves: Floats
    """Bit n of a leaf's number is set where the sign of question n exceeds its threshold."""

    def nats(self, rows: Floats) -> Floats:
        """Return the logarithm of the odds of each row of signs."""
        total = np.full(len(rows), self.bias)
        powers = 1 << np.arange(self.signs.shape[1])
        for signs, thresholds, leaves in zip(self.signs, self.thresholds, self.leaves, strict=True):
            total += leaves[(rows[:, signs] > thresholds) @ powers]
        return total


SlopesOf = Callable[[Floats], Slopes]
"""Gives the derivatives from the nats so far."""


def fit(rows: Floats, is_spam: NDArray[np.bool_], mass: Floats) -> Forest:
    """Return the forest of examples: their signs, which are spam, and what each weighs."""

    def slopes(nats: Floats) -> Slopes:
        p = 1 / (1 + np.exp(-nats))
        return Slopes(mass * (is_spam - p), mass * p * (1 - p))

    bias = float(np.log(mass[is_spam].sum() / mass[~is_spam].sum()))
    return _boosted(rows, np.full(len(rows), bias), slopes)._replace(bias=bias)


def _boosted(rows: Floats, nats: Floats, slopes_of: SlopesOf) -> Forest:
    """Return so many trees, each grown on what those before it leave; without a bias."""
    rng = np.random.default_rng(SEED)
    questions = [_questions(column) for column in rows.T]
    bins = np.array(
        [np.searchsorted(q, column) for q, column in zip(questions, rows.T, strict=True)]
    )
    trees = []
    for _ in range(TREES):
        allowed = rng.random(len(bins)) < SHARE
        tree = _tree(bins, questions, slopes_of(nats), allowed)
        leaves_of = STEP * tree[2]
        trees.append((*tree[:2], leaves_of))
        nats = nats + leaves_of[tree[3]]
    signs, thresholds, leaves = (np.array(part) for part in zip(*trees, strict=True))
    return Forest(0.0, signs, thresholds, leaves)


def _questions(column: Floats) -> Floats:
    """Return the thresholds that are tried of one sign."""
    values = np.unique(column)
    middles: Floats = (values[1:] + values[:-1]) / 2
    if len(middles) <= MOST_QUESTIONS:
        return middles
    return np.unique(np.quantile(column, np.linspace(0.02, 0.98, MOST_QUESTIONS)))


def _tree(
    bins: Integers,
    questions: Sequence[Floats],
    slopes: Slopes,
    allowed: NDArray[np.bool_],
) -> tuple[list[int], list[float], Floats, Integers]:
    """Return one tree, and the leaf of each example."""
    leaf = np.zeros(bins.shape[1], np.int64)
    signs: list[int] = []
    thresholds: list[float] = []
    for depth in range(DEPTH):
        gains = [
            _gains(mine, len(asked) + 1, leaf, slopes) if may and len(asked) else _NOTHING
            for mine, asked, may in zip(bins, questions, allowed, strict=True)
        ]
        best = int(np.argmax([gain.max() for gain in gains]))
        number = int(gains[best].argmax())
        signs.append(best)
        thresholds.append(float(questions[best][number]))
        leaf += (bins[best] > number).astype(np.int64) << depth
    size = 1 << DEPTH
    total, weight = (np.bincount(leaf, part, size) for part in slopes)
    return signs, thresholds, total / (weight + RIDGE), leaf


def _gains(bins: Integers, size: int, leaf: Integers, slopes: Slopes) -> Floats:
    """Return what each question of one sign would gain, all leaves together."""
    cells = leaf * size + bins
    shape = int(leaf.max()) + 1, size
    first, second = (
        np.bincount(cells, part, shape[0] * size).reshape(shape).cumsum(1) for part in slopes
    )
    rest, other = first[:, -1:] - first, second[:, -1:] - second
    gains = first**2 / (second + RIDGE) + rest**2 / (other + RIDGE)
    return np.asarray(gains.sum(0)[:-1])
