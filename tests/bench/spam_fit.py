"""Fit the weights of spam's signs: ``python -m tests.bench.spam_fit [--phrases FILE] CLEAN_TEXT…``.

Clean text files are attacked with the author half of the benchmark's phrases. Every run that the
search finds in attacked lines, clean lines and the author half's traps is one example; logistic
regression (Newton's method, ridge 1.0) gives the weights that stand in
``seeds/vocabulary/spam_weights.toml``. A run that is no spam weighs more than one that is, since a
lost word of an article is worse than a phrase that stays.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipelines.despam.deciding import BARRING
from pipelines.despam.evidence import signs
from pipelines.despam.runs import runs_of
from tests.bench.spam_attacks import disguised
from tests.bench.spam_cases import (
    PAGE_URL,
    clean_lines,
    phrases,
    place,
    real_phrases,
    spliced,
    trap_lines,
)

OUTPUT = Path("seeds/vocabulary/spam_weights.toml")
RIDGE = 1.0
CLEAN_WEIGHT = 5.0
TRAP_WEIGHT = 8.0
"""Traps are few, and what they stand for is common."""

BY_HAND = {
    "core": 0.0,
    "latin": 0.0,
    "crossing": -6.0,
    "guarded_article": -1.0,
    "foreign_link": 5.0,
    "home_link": -4.0,
    "hidden": -3.0,
    "repeats": 1.5,
}
"""Signs of the page, not of the text: made-up pages would only teach how they were made up. What is
hidden is judged by words set apart, without prose around: more is asked of it.
``core`` and ``latin`` only bar."""

Example = tuple[dict[str, float], float]
"""The signs of a run and what it weighs: more than 0 for spam, less for clean text."""


def attacked(lines: Sequence[str], found: Sequence[str], rng: random.Random) -> Iterator[Example]:
    """Give the runs found in attacked lines; ``found``: phrases of hacked pages."""
    for plain in (*phrases("author"), *found):
        line, phrase = rng.choice(lines), disguised(plain, rng)
        at = place(line, rng, inside=rng.random() < 0.85)
        end = at + len(phrase)
        for run in runs_of(spliced(line, phrase, at).text, (), PAGE_URL):
            shared = min(run.end, end) - max(run.start, at)
            is_spam = shared * 2 > run.end - run.start and shared * 2 > end - at
            if is_spam or shared <= 0:
                yield signs(run.reading, run.island, run.around), 1.0 if is_spam else -CLEAN_WEIGHT


def innocent(lines: Sequence[str], weight: float) -> Iterator[Example]:
    """Give the runs found in lines without spam."""
    for line in lines:
        for run in runs_of(line, (), PAGE_URL):
            yield signs(run.reading, run.island, run.around), -weight


def fit(examples: Sequence[Example], names: Sequence[str]) -> list[float]:
    """Return the bias and the weights, by Newton's method."""
    rows = [([1.0, *(found[name] for name in names)], weight) for found, weight in examples]
    size = len(names) + 1
    weights = [0.0] * size
    for _ in range(25):
        gradient, curvature = _derivatives(rows, weights, size)
        step = _solved(curvature, gradient)
        weights = [w + max(-2.0, min(2.0, s)) for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights


def _derivatives(
    rows: Sequence[tuple[list[float], float]], weights: Sequence[float], size: int
) -> tuple[list[float], list[list[float]]]:
    gradient = [-RIDGE * w * (i > 0) for i, w in enumerate(weights)]
    curvature = [[RIDGE * (i == j) for j in range(size)] for i in range(size)]
    for row, mass in rows:
        z = sum(w * x for w, x in zip(weights, row, strict=True))
        p = 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
        for i, x in enumerate(row):
            if x:
                gradient[i] += abs(mass) * ((mass > 0) - p) * x
                slope = abs(mass) * p * (1 - p) * x
                for j, y in enumerate(row):
                    curvature[i][j] += slope * y
    return gradient, curvature


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small system by Gaussian elimination with pivoting."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(size):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def written(bias: float, weights: Mapping[str, float]) -> str:
    """Return the weights' file."""
    head = (
        "# What each sign of spam weighs, in nats: made by `python -m tests.bench.spam_fit`.\n"
        "# Meanings: pipelines/despam/evidence.py.\n\n"
    )
    table = "\n".join(f"{name} = {value:.3f}" for name, value in weights.items())
    return f"{head}bias = {bias:.3f}\n\n[weights]\n{table}\n"


def main() -> None:
    """Fit on the texts of the command line and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_fit", description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path, metavar="CLEAN_TEXT")
    parser.add_argument("--phrases", type=Path, help="phrases of hacked pages, one a line")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    rng = random.Random(4)
    lines = list(clean_lines(arguments.texts))
    examples = [
        *attacked(lines, real_phrases(arguments.phrases), rng),
        *innocent(lines, CLEAN_WEIGHT),
        *innocent(trap_lines("author"), TRAP_WEIGHT),
    ]
    names = [name for name in examples[0][0] if name not in {*BY_HAND, *BARRING}]
    bias, *weights = fit(examples, names)
    fitted = {**dict(zip(names, weights, strict=True)), **BY_HAND}
    spam = sum(weight > 0 for _, weight in examples)
    arguments.output.write_text(written(bias, fitted), "utf-8")
    print(f"{spam} spam, {len(examples) - spam} clean runs -> {arguments.output}")  # noqa: T201


if __name__ == "__main__":
    main()
