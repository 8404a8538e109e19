"""Fit the model that finds where a text reads like phrases of spam.

``python -m tests.bench.spam_fit_phrasing --words WORDS [--phrases PHRASES] [--headlines HEADLINES]
[--hold LIST…] CLEAN_TEXT…`` puts the phrases that the network for borders learns from into lines of
clean text, takes pieces of ``phrasing.SIZE`` characters within phrases and out of clean text, and
weighs characters and pairs by logistic regression. Writes ``seeds/vocabulary/spam_phrasing.npz``,
the same for the same texts; two minutes. ``--hold LIST``: a list of phrases is left out.
"""

from __future__ import annotations

import argparse
import io
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.hashing import BITS, Grams, grams_of
from pipelines.despam.runs.phrasing import FILE_NAME, SIZE
from tests.bench.spam_attacks import disguised
from tests.bench.spam_cases import filled, lists, phrases
from tests.bench.spam_gather import Sources, attacks_of, clean_of, names_of, sources
from tests.bench.spam_splices import put, strange, words_of
from tests.bench.spam_windows import BESIDE, DISGUISED

OUTPUT = Path("seeds/vocabulary") / FILE_NAME
SEED, DRAW = 5, 0
PIECES = 2
"""Taken of each phrase."""
EVERY = 5
"""Of so many pieces of clean text one is taken."""
MOST = 26_000
"""Phrases of one list that are taken."""
EVERYDAY: Final = "everyday"
"""The list of trades that speak in everyday words, and of what good faith says of the same."""
SAID_AGAIN = 5
"""How often each of those texts of good faith is read."""
KINDS = Grams._fields
ROUNDS, RATE, RIDGE = 120, 0.08, 1.0
STEP = 0.03
"""Resolution of stored weights: a byte holds up to 3.8 nats."""

Columns = NDArray[np.int64]
Numbers = NDArray[np.float64]


def examples(mine: Sources, hold: Sequence[str]) -> Iterator[tuple[Columns, bool]]:
    """Give the buckets of pieces, and whether each is of a phrase."""
    rng = random.Random(SEED)
    lines = strange(mine.lines, mine.words, names_of(mine.words), rng)
    attacks = {**attacks_of(mine, DRAW, rng), EVERYDAY: phrases(EVERYDAY)}
    for name, every in attacks.items():
        if name not in hold:
            for phrase in rng.sample(every, min(MOST, len(every))):
                yield from _of_phrase(disguised(phrase, rng, DISGUISED), lines, mine, rng)
    for texts in (*clean_of(mine, lines, rng).values(), good_faith(rng)):
        for text in texts:
            yield from _of_clean(text, rng)


def good_faith(rng: random.Random) -> list[str]:
    """Return sentences about those trades, and names of services, pages and news of them."""
    data = lists(f"spam_{EVERYDAY}")
    services = [
        filled(pattern, "", data, rng)
        for pattern in data["services"]
        for _ in range(data["service_draws"])
    ]
    return [*data["good_faith"], *services] * SAID_AGAIN


def _of_phrase(
    phrase: str, lines: Sequence[str], mine: Sources, rng: random.Random
) -> Iterator[tuple[Columns, bool]]:
    """Give pieces within a phrase, or that hold a short one."""
    line, at = put(rng.choice(lines), phrase, mine.words, rng)
    first = max(0, at - BESIDE)
    text, at = line[first : at + len(phrase) + BESIDE], at - first
    spare = len(phrase) - SIZE
    for _ in range(PIECES):
        start = at + (rng.randint(0, spare) if spare >= 0 else -rng.randint(0, -spare))
        if 0 <= start <= len(text) - SIZE:
            yield _columns(text, start), True


def _of_clean(text: str, rng: random.Random) -> Iterator[tuple[Columns, bool]]:
    count = len(text) - SIZE + 1
    for _ in range(-(-count // EVERY) if count > 0 else 0):
        yield _columns(text, rng.randrange(count)), False


def _columns(text: str, start: int) -> Columns:
    """Return the buckets of a piece, those of each kind in a range of their own."""
    own = grams_of(text[start : start + SIZE])
    return np.concatenate([part.astype(np.int64) + (n << BITS) for n, part in enumerate(own)])


def fit(rows: Columns, truth: Numbers) -> tuple[Numbers, float]:
    """Return weights of all buckets and the bias: Adam (Kingma and Ba, 2015), all rows at once."""
    weights = np.zeros((len(KINDS) << BITS) + 1)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for time in range(1, ROUNDS + 1):
        off = 1 / (1 + np.exp(-(weights[rows].sum(1) + weights[-1]))) - truth
        counted = np.bincount(rows.ravel(), off.repeat(rows.shape[1]), len(weights))
        slope = counted + RIDGE * weights
        slope[-1] = off.sum()
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        step = mean / (1 - 0.9**time) / (np.sqrt(square / (1 - 0.99**time)) + 1e-3)
        weights -= RATE * step
    return weights[:-1], float(weights[-1])


def file_of(weights: Numbers, bias: float) -> bytes:
    """Return the model's file."""
    steps = np.clip(np.round(weights / STEP), -127, 127).astype(np.int8)
    parts = dict(zip(KINDS, steps.reshape(len(KINDS), -1), strict=True))
    data = io.BytesIO()
    np.savez_compressed(
        data, **parts, step=np.float64(STEP), bias=np.float64(bias), allow_pickle=False
    )
    return data.getvalue()


def main() -> None:
    """Fit and write the model."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_fit_phrasing")
    parser.add_argument("texts", nargs="+", type=Path, metavar="CLEAN_TEXT")
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--phrases", type=Path, help="phrases of hacked pages, one a line")
    parser.add_argument("--headlines", type=Path, help="headlines of news, one a line")
    parser.add_argument("--hold", nargs="*", default=(), help="lists of phrases to leave out")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    words = words_of(arguments.words)
    mine = sources(arguments.texts, words, arguments.headlines, arguments.phrases, ())
    rows, truth = zip(*examples(mine, arguments.hold), strict=True)
    weights, bias = fit(np.array(rows), np.array(truth, np.float64))
    arguments.output.write_bytes(file_of(weights, bias))
    print(f"{len(rows)} pieces, {sum(truth)} of phrases -> {arguments.output}")  # noqa: T201


if __name__ == "__main__":
    main()
