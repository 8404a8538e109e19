"""Fit what the rest of a page adds to borders: ``python -m tests.bench.spam_fit_said``.

``--words WORDS [--phrases PHRASES] TEXT…`` puts phrases of the lists that are learned from into
lines of clean text, whose neighbours stand for the rest of the page, and weighs the signs of
``pipelines.despam.borders.said`` beside the nats of the network: the true pair of borders is made
the likeliest of those that are nearly as likely (a conditional logit by Newton's method). It prints
the weights for each nat of the network, and how many borders are exact without them and with them;
``--held PHRASES TEXT`` tells the same of phrases and a text that were not learned from.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.borders.said import Weights, signs_of
from pipelines.despam.borders.search import (
    LEAST_NATS,
    MOST_NEARLY,
    NEARLY_NATS,
    NearPairs,
    window,
)
from pipelines.despam.language.folding import fold
from pipelines.despam.language.reading import Reading, read
from pipelines.despam.runs.suspicion import suspects
from tests.bench.spam_attacks import disguised
from tests.bench.spam_cases import phrases, real_phrases
from tests.bench.spam_splices import Words, put, words_of

CASES, HELD_CASES, SEED = 3_500, 1_500, 7
DISGUISED = 0.35
BESIDE, NEIGHBOURS, LEAST = 90, 5, 40
"""Characters of a line to each side of a phrase that are read, lines of the text before and behind
it that are the page's, characters of a line that may be attacked."""
MOST_AUTHORED = 3_000
RIDGE, ROUNDS = 2.0, 40

Floats = NDArray[np.float64]


class Case(NamedTuple):
    """Pairs of borders that are nearly as likely as the likeliest, and which of them is right."""

    signs: Floats
    """Of each pair the nats of the network, then the signs."""
    right: int | None


def cases(
    some: Sequence[str], texts: Sequence[Sequence[str]], words: Words, rng: random.Random, many: int
) -> Iterator[Case]:
    """Give so many lines with a phrase in each, but for those in which the network sees nothing."""
    for _ in range(many):
        text = rng.choice(texts)
        at = rng.choice([n for n, line in enumerate(text) if len(line) >= LEAST])
        phrase = disguised(rng.choice(some), rng, DISGUISED)
        line, start = put(text[at], phrase, words, rng)
        end = start + len(phrase)
        first, last = max(0, start - BESIDE), end + BESIDE
        around = [*text[max(0, at - NEIGHBOURS) : at], *text[at + 1 : at + 1 + NEIGHBOURS]]
        elsewhere = "\n".join((*around, line[:first], line[last:]))
        found = _case(line[first:last], (start - first, end - first), fold(elsewhere).text)
        if found is not None:
            yield found


def _case(line: str, true: tuple[int, int], elsewhere: str) -> Case | None:
    reading = read(line)
    inside = reading.folded.inside
    near = [part for part in suspects(line) if part[0] < true[1] and part[1] > true[0]]
    part = (min(a for a, _ in near), max(b for _, b in near)) if near else true
    rough = inside(part[0]), inside(part[1])
    found = sorted(NearPairs(reading, *window(reading, *rough)).likeliest(*rough), reverse=True)
    if not found or found[0].nats < LEAST_NATS:
        return None
    nearly = [one for one in found if one.nats >= found[0].nats - NEARLY_NATS][:MOST_NEARLY]
    pairs = [one[1:] for one in nearly]
    right = inside(true[0]), inside(true[1])
    return Case(_signs(reading, nearly, elsewhere), pairs.index(right) if right in pairs else None)


def _signs(reading: Reading, nearly: Sequence[tuple[float, int, int]], elsewhere: str) -> Floats:
    rows = [(nats, *signs_of(reading.text, elsewhere, *pair)) for nats, *pair in nearly]
    return np.array(rows, np.float64)


def weigh(every: Sequence[Case]) -> Floats:
    """Return the weight of the network's nats and of each sign."""
    first: Floats = np.eye(1 + len(Weights._fields))[0]
    weights: Floats = first.copy()
    for _ in range(ROUNDS):
        gradient, curvature = RIDGE * (first - weights), RIDGE * np.eye(len(weights))
        for signs, right in every:
            if right is not None and len(signs) > 1:
                told = signs @ weights
                share = np.exp(told - told.max())
                share /= share.sum()
                mean = share @ signs
                gradient += signs[right] - mean
                curvature += (signs * share[:, np.newaxis]).T @ signs - np.outer(mean, mean)
        weights += np.clip(np.linalg.solve(curvature, gradient), -1, 1)
    return weights


def exact(every: Sequence[Case], weights: Floats) -> str:
    """Tell how many borders are exact without the signs and with them."""
    plain = sum(one.right == 0 for one in every)
    told = sum(one.right == int((one.signs @ weights).argmax()) for one in every)
    return f"{len(every)} phrases, exact {plain} without, {told} with what the page says"


def learned(words: Words, found: Path | None, rng: random.Random) -> list[str]:
    """Return phrases of all lists that are learned from."""
    some = real_phrases(found)
    for name in ("wider", "fresh", "further"):
        some += phrases(name, everyday=words.everyday, draw=SEED)
    authored = phrases("author", everyday=words.everyday, draw=SEED)
    return some + rng.sample(authored, min(MOST_AUTHORED, len(authored)))


def lines_of(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line]


def main() -> None:
    """Print the weights, and what they are worth."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_fit_said")
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT")
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--phrases", type=Path)
    parser.add_argument("--held", type=Path, nargs=2, metavar=("PHRASES", "TEXT"))
    arguments = parser.parse_args()
    words, rng = words_of(arguments.words), random.Random(SEED)
    texts = [lines_of(path) for path in arguments.texts]
    every = [*cases(learned(words, arguments.phrases, rng), texts, words, rng, CASES)]
    weights = weigh(every)
    print(exact(every, weights))  # noqa: T201 - the command's answer
    for name, weight in zip(Weights._fields, weights[1:] / weights[0], strict=True):
        print(f"{name} = {weight:.2f}")  # noqa: T201
    if arguments.held:
        some, text = real_phrases(arguments.held[0]), lines_of(arguments.held[1])
        print("held:", exact([*cases(some, [text], words, rng, HELD_CASES)], weights))  # noqa: T201


if __name__ == "__main__":
    main()
