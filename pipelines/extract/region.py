"""Finds the box that holds the article, for pages of any make."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from pipelines.extract.lines import Box, Page
from pipelines.extract.weights import noise_of, weight

_NOISE_FACTORS = {"noise": -0.1, "weak_noise": 0.2}
"""What prose counts for within a box whose name says comments, footer, tools or the like."""
_NOISE_SHARES = {"noise": 0.6, "weak_noise": 0.25}
"""Share of the page's prose above which such a name is not believed."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where the article stands: its box, and the lines of it from ``start`` to before ``end``."""

    box: Box
    start: int
    end: int
    score: float


def line_weights(page: Page) -> list[float]:
    """Return the weight of each line, with what the names of the boxes around it say."""
    weights = [weight(line) for line in page.lines]
    prose = [0.0, *accumulate(max(0.0, value) for value in weights)]
    done = 0
    for box in page.boxes:
        kind = noise_of(box) if box.end > done else None
        if kind is None or prose[box.end] - prose[box.start] > _NOISE_SHARES[kind] * prose[-1]:
            continue
        done = box.end
        for index in range(box.start, box.end):
            weights[index] = min(weights[index], weights[index] * _NOISE_FACTORS[kind])
    return weights


def best_region(page: Page, weights: list[float]) -> Region | None:
    """Return the box whose lines together weigh most, or None where no line is prose."""
    sums = [0.0, *accumulate(weights)]
    best: Box | None = None
    best_score = 0.0
    for box in page.boxes:
        score = sums[box.end] - sums[box.start]
        if score > 0 and score >= best_score:  # the inner of two that hold the same
            best, best_score = box, score
    if best is None:
        return None
    return Region(best, best.start, best.end, best_score)
