"""The regression behind ``tests.bench.spam_fit_borders``: which piece of a line is spam, if any."""

from __future__ import annotations

import random
import sys
from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.borders.places import SEAM_SIZES, Places
from pipelines.despam.borders.weighing import LONGEST, SEAMS

ROUNDS = 6
STEP = 0.25
RIDGE = 2e-3
CLEAN_WEIGHT = 2.0
"""A lost word of an article is worse than a phrase that stays."""
NEVER_ZERO = 1e-2
"""Where the sums of squared slopes begin."""

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]


class Rows(NamedTuple):
    """The signs of consecutive places, by number: those of place i lie from ends[i] on."""

    signs: Indices
    ends: Indices

    @staticmethod
    def of(lists: Sequence[Sequence[str]]) -> Rows:
        """Number the signs of places."""
        signs, ends = array("i"), array("i", [0])
        for names in lists:
            signs.extend(_NUMBERS.setdefault(name, len(_NUMBERS)) for name in names)
            ends.append(len(signs))
        return Rows(np.array(signs, np.int32), np.array(ends, np.int32))

    def sums(self, weights: Floats) -> Floats:
        """Return the sum of each place's weights."""
        sums = np.concatenate(([0.0], np.cumsum(weights[self.signs])))
        return np.asarray(sums[self.ends[1:]] - sums[self.ends[:-1]])


_NUMBERS: dict[str, int] = {}
"""The number of each sign, in the order in which they were met."""


class Example(NamedTuple):
    """What the search has to choose from near one rough run."""

    inside: Rows
    openings: Rows
    closings: Rows
    starts: Indices
    ends: Indices
    seams: Indices
    choice: int | None
    """Number of the true pair, or None in clean text."""

    @staticmethod
    def of(places: Places, borders: Sequence[tuple[int, int]], choice: int | None) -> Example:
        """Return the example of some places and pairs of borders."""
        pairs = np.array(borders, np.int32) - places.lo
        seams = np.array([places.seam(*pair) for pair in borders], np.int32)
        inside, openings = Rows.of(places.inside()), Rows.of(places.openings())
        closings = Rows.of(places.closings())
        return Example(inside, openings, closings, pairs[:, 0], pairs[:, 1], seams, choice)


class Fitted(NamedTuple):
    """Weights, by name of sign."""

    signs: Mapping[str, float]
    seams: Mapping[str, Sequence[float]]
    lengths: Sequence[float]


class _Weights:
    """One group of weights, each with its own step."""

    def __init__(self, size: int) -> None:
        self.values = np.zeros(size)
        self._squares = np.full(size, NEVER_ZERO)

    def move(self, at: Indices, slopes: Floats, ridge: float = 0.0) -> None:
        """Add slopes of the logarithm of the probability to the weights at some places."""
        which, back = np.unique(at, return_inverse=True)
        total = np.bincount(back, slopes) - ridge * self.values[which]
        self._squares[which] += total * total
        self.values[which] += STEP * total / np.sqrt(self._squares[which])


class _Model:
    """All weights."""

    def __init__(self, size: int, known: NDArray[np.bool_]) -> None:
        self.signs, self.lengths = _Weights(size), _Weights(LONGEST + 1)
        self.seams = [_Weights(n) for n in SEAM_SIZES]
        self._known = known

    def scores(self, one: Example) -> Floats:
        """Return the nats of each pair of borders against there being no spam."""
        signs = self.signs.values
        inside = np.concatenate(([0.0], np.cumsum(one.inside.sums(signs))))
        starts, ends = one.openings.sums(signs) - inside, one.closings.sums(signs) + inside
        total = starts[one.starts] + ends[one.ends]
        total += self.lengths.values[one.ends - one.starts]
        for n, weights in enumerate(self.seams):
            total += weights.values[one.seams[:, n]]
        return np.asarray(total)

    def learn(self, one: Example) -> None:
        """Take one step towards the true answer."""
        scores = self.scores(one)
        highest = max(0.0, float(scores.max()))
        shares = np.exp(scores - highest)
        slopes = -shares / (shares.sum() + np.exp(-highest))
        if one.choice is None:
            slopes *= CLEAN_WEIGHT
        else:
            slopes[one.choice] += 1.0
        size = len(one.openings.ends) - 1
        first: Floats = np.asarray(np.bincount(one.starts, slopes, size), np.float64)
        last: Floats = np.asarray(np.bincount(one.ends, slopes, size), np.float64)
        self._move(one.openings, first)
        self._move(one.closings, last)
        self._move(one.inside, np.cumsum(first - last)[: size - 1])
        self.lengths.move(one.ends - one.starts, slopes)
        for n, weights in enumerate(self.seams):
            weights.move(one.seams[:, n], slopes)

    def _move(self, rows: Rows, slopes: Floats) -> None:
        each = np.repeat(slopes, np.diff(rows.ends))
        kept = (np.abs(each) > 1e-4) & self._known[rows.signs]
        if kept.any():
            self.signs.move(rows.signs[kept], each[kept], RIDGE)


def fit(examples: Sequence[Example], least_seen: int, rng: random.Random) -> Fitted:
    """Return the weights that make the true answers likeliest."""
    model = _Model(len(_NUMBERS), _seen(examples) >= least_seen)
    order = list(examples)
    for number in range(ROUNDS):
        rng.shuffle(order)
        for one in order:
            model.learn(one)
        sys.stderr.write(f"round {number + 1} of {ROUNDS}\n")
    return Fitted(
        {name: float(model.signs.values[number]) for name, number in _NUMBERS.items()},
        {name: w.values.tolist() for name, w in zip(SEAMS, model.seams, strict=True)},
        model.lengths.values.tolist(),
    )


def _seen(examples: Sequence[Example]) -> Indices:
    """Return in how many examples each sign stands."""
    counts = np.zeros(len(_NUMBERS), np.int32)
    for one in examples:
        every = [one.inside.signs, one.openings.signs, one.closings.signs]
        counts[np.unique(np.concatenate(every))] += 1
    return counts
