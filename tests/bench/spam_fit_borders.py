"""Fit the weights of borders: ``python -m tests.bench.spam_fit_borders CLEAN_TEXT…``.

Phrases of the benchmark's author half are put into lines of clean text. Of all borders that the
search looks at near a run (``pipelines.despam.borders.candidates``) the true ones should come
first: conditional logistic regression (McFadden, 1974), by gradient ascent with a step for each
weight of its own (Duchi et al., Adaptive subgradient methods, 2011).
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipelines.despam.borders import Signs, border_signs, candidates
from pipelines.despam.islands import islands
from pipelines.despam.reading import read
from pipelines.despam.suspicion import suspects
from tests.bench.spam_attacks import disguised
from tests.bench.spam_cases import clean_lines, phrases, place, spliced

OUTPUT = Path("seeds/vocabulary/spam_borders.toml")
ROUNDS = 12
STEP = 0.3
RIDGE = 3e-4
DIFFERENT_PHRASES = 2
"""Times each phrase is put into another line."""
HEADLINES = 0.1
"""Share of phrases that are appended to a first clause, as to a headline."""
_CLAUSE_END = re.compile("[，。：；？！]")

Choice = tuple[list[Signs], int]
"""The signs of all borders looked at, and which of them is the true one."""


def choices(lines: Sequence[str], rng: random.Random) -> Iterator[Choice]:
    """Give what the search has to choose from, for attacked lines where it may choose right."""
    for plain in phrases("author") * DIFFERENT_PHRASES:
        line, phrase = rng.choice(lines), disguised(plain, rng)
        if rng.random() < HEADLINES:
            headline = _CLAUSE_END.split(line)[0] + rng.choice(("-", "_", " ", "|", ""))
            yield from _choices_in(headline + phrase, len(headline), len(headline + phrase))
        else:
            at = place(line, rng, inside=rng.random() < 0.9)
            yield from _choices_in(spliced(line, phrase, at).text, at, at + len(phrase))


def _choices_in(text: str, start: int, end: int) -> Iterator[Choice]:
    reading = read(text)
    folded = reading.folded
    true = folded.inside(start), folded.inside(end)
    for lo, hi in suspects(text):
        for rough in islands(reading, folded.inside(lo), folded.inside(hi)):
            if rough.start >= true[1] or rough.end <= true[0]:
                continue
            all_of_them = list(candidates(reading, rough.start, rough.end))
            borders = [(first, last) for first, last, _ in all_of_them]
            if true in borders:
                signs = [border_signs(reading, *one) for one in all_of_them]
                yield signs, borders.index(true)


def fit(examples: Sequence[Choice], rng: random.Random) -> dict[str, float]:
    """Return the weights that make the true borders likeliest."""
    weights: defaultdict[str, float] = defaultdict(float)
    seen: defaultdict[str, float] = defaultdict(lambda: 1e-6)
    order = list(examples)
    for _ in range(ROUNDS):
        rng.shuffle(order)
        for signs, true in order:
            for name, rise in _slopes(signs, true, weights).items():
                slope = rise - RIDGE * weights[name]
                seen[name] += slope * slope
                weights[name] += STEP * slope / math.sqrt(seen[name])
    return dict(weights)


def _slopes(signs: Sequence[Signs], true: int, weights: Mapping[str, float]) -> dict[str, float]:
    """Return, by weight, how the logarithm of the true borders' probability rises with it."""
    scores = [sum(weights.get(name, 0.0) * x for name, x in one.items()) for one in signs]
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    total = sum(shares)
    slopes: defaultdict[str, float] = defaultdict(float)
    for name, value in signs[true].items():
        slopes[name] += value
    for one, share in zip(signs, shares, strict=True):
        if share > total * 1e-4:
            for name, value in one.items():
                slopes[name] -= value * share / total
    return slopes


def written(weights: Mapping[str, float]) -> str:
    """Return the weights' file."""
    head = (
        "# What each sign of a pair of borders weighs: made by\n"
        "# `python -m tests.bench.spam_fit_borders`. Meanings: pipelines/despam/borders.py.\n\n"
    )
    rows = (f"{name} = {value:.3f}" for name, value in sorted(weights.items()))
    return f"{head}[weights]\n" + "\n".join(rows) + "\n"


def main() -> None:
    """Fit on the texts of the command line and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_fit_borders")
    parser.add_argument("texts", nargs="+", type=Path, metavar="CLEAN_TEXT")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    rng = random.Random(5)
    examples = list(choices(list(clean_lines(arguments.texts)), rng))
    arguments.output.write_text(written(fit(examples, rng)), "utf-8")
    print(f"{len(examples)} runs -> {arguments.output}")  # noqa: T201 - the command's answer


if __name__ == "__main__":
    main()
