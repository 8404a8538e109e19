"""Fit the model of advertisements: ``python -m tests.bench.spam_fit_adverts [--hold-out]``.

Advertisements of many trades and paragraphs of good faith that look like them (``spam_adverts``),
the author half's traps and the clean articles. Characters and pairs are weighed by logistic
regression; what they come to where a tenth of the trades and of the kinds is held out is then
weighed together with the signs of ``pipelines.despam.advertisements.paragraph_signs``. Writes
``seeds/vocabulary/spam_paragraphs.toml``, the same for the same texts; a minute.
``--hold-out`` prints what is told of trades and kinds that were held out, instead.
"""

from __future__ import annotations

import argparse
import base64
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.advertisements.paragraph_signs import paragraph_signs, without_quotations
from pipelines.despam.advertisements.speaking import sentences_of
from pipelines.despam.language.hashing import BITS, grams_of
from tests.bench.spam_adverts import Paragraph, adverts, innocent
from tests.bench.spam_cases import trap_pages, traps
from tests.bench.spam_clean import clean_articles, fresh_articles

OUTPUT = Path("seeds/vocabulary/spam_paragraphs.toml")
FOLDS = 10
CLEAN_WEIGHT = 2.0
"""A paragraph of good faith that is cut is worse than an advertisement that stays."""
RIDGE, ROUNDS, RATE = 0.03, 150, 0.1
STEP = 0.05
"""Resolution of stored weights: a byte holds up to 6.35."""
TRAP_SENTENCES = 300
SHORTEST = 8
"""Characters of a sentence worth learning from."""

Numbers = NDArray[np.float64]
Held = NDArray[np.bool_]


def paragraphs() -> list[Paragraph]:
    """Return all that is learnt from: paragraphs, and a sentence of each long one of good faith."""
    rng = random.Random(3)
    found = [*adverts(random.Random(1)), *_stopped(rng), *innocent(random.Random(2)), *_clean(rng)]
    return [*found, *_sentences(found, rng)]


def _stopped(rng: random.Random) -> Iterator[Paragraph]:
    """Give advertisements again, ended and parted as sentences of prose are."""
    for one in adverts(random.Random(5)):
        text = one.text.replace("，", "。", 1) if rng.random() < 0.5 else one.text
        yield Paragraph(text.rstrip("。！") + rng.choice("。！"), True, one.group, one.trade)


def _clean(rng: random.Random) -> Iterator[Paragraph]:
    for number, page in enumerate(trap_pages("author")):
        for text in page:
            yield Paragraph(text, False, f"trap {number % FOLDS}")
    for number, text in enumerate(rng.sample(traps("author"), TRAP_SENTENCES)):
        yield Paragraph(text, False, f"sentence {number % FOLDS}")
    for number, article in enumerate((*clean_articles(), *fresh_articles())):
        for text in article.lines:
            if len(text) >= SHORTEST:
                yield Paragraph(text, False, f"clean {number % FOLDS}")


def _sentences(found: Sequence[Paragraph], rng: random.Random) -> Iterator[Paragraph]:
    for one in found:
        ranges = sentences_of(one.text)
        if not one.is_advert and len(ranges) > 1:
            start, end = rng.choice(ranges)
            if end - start >= SHORTEST:
                yield Paragraph(one.text[start:end], False, one.group, one.trade)


def folds(found: Sequence[Paragraph]) -> list[Held]:
    """Return which paragraphs are held out each time: whole trades and whole kinds."""
    rng = random.Random(9)
    trades = sorted({one.trade for one in found if one.trade})
    kinds = sorted({one.group for one in found if not one.is_advert})
    rng.shuffle(trades)
    rng.shuffle(kinds)
    return [
        np.array([o.trade in trades[k::FOLDS] or o.group in kinds[k::FOLDS] for o in found])
        for k in range(FOLDS)
    ]


class Fit:
    """Weights of characters and pairs, fitted to some paragraphs by Adam (Kingma and Ba, 2015)."""

    def __init__(self, rows: Sequence[NDArray[np.uint32]], truth: Numbers) -> None:
        sizes = np.array([len(row) for row in rows])
        self._columns = np.concatenate(rows).astype(np.int64)
        self._rows = np.repeat(np.arange(len(rows)), sizes)
        self._values = (1 / np.sqrt(np.maximum(1, sizes)))[self._rows]
        self._truth, self._size = truth, len(rows)
        self.weights = np.zeros((1 << BITS) + 1)
        """The last is the bias."""
        self._run()

    def _run(self) -> None:
        mean, square = np.zeros_like(self.weights), np.zeros_like(self.weights)
        for time in range(1, ROUNDS + 1):
            slope = self._slope()
            mean = 0.9 * mean + 0.1 * slope
            square = 0.99 * square + 0.01 * slope * slope
            step = mean / (1 - 0.9**time) / (np.sqrt(square / (1 - 0.99**time)) + 1e-3)
            self.weights -= RATE * step

    def _slope(self) -> Numbers:
        weights = self.weights[:-1]
        told = np.bincount(self._rows, weights[self._columns] * self._values, self._size)
        off = _probability(told + self.weights[-1]) - self._truth
        off *= np.where(self._truth > 0, 1.0, CLEAN_WEIGHT)
        grams = np.bincount(self._columns, off[self._rows] * self._values, len(weights))
        return np.concatenate((grams + RIDGE * weights, [off.sum()]))


def _probability(odds: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def told(weights: Numbers, rows: Sequence[NDArray[np.uint32]]) -> Numbers:
    """Return what characters and pairs of each text come to, without the bias."""
    return np.array([weights[row].sum() / np.sqrt(max(1, len(row))) for row in rows])


def stacked(table: Numbers, truth: Numbers) -> Numbers:
    """Return bias and weights of few signs: Newton's method, ridge 1.0 on signs of unit spread."""
    spread = table.std(axis=0) + 1e-9
    rows = np.column_stack((np.ones(len(table)), table / spread))
    cost = np.where(truth > 0, 1.0, CLEAN_WEIGHT)
    ridge = np.eye(rows.shape[1])
    ridge[0, 0] = 0
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        found = _probability(rows @ weights)
        slope = rows.T @ ((found - truth) * cost) + ridge @ weights
        curve = (rows * (cost * found * (1 - found))[:, None]).T @ rows + ridge
        weights -= np.linalg.solve(curve, slope)
    return np.concatenate((weights[:1], weights[1:] / spread))


def held_out(rows: Sequence[NDArray[np.uint32]], truth: Numbers, held: Sequence[Held]) -> Numbers:
    """Return what the words of each text come to for models that did not see its like."""
    found: dict[int, list[float]] = defaultdict(list)
    for out in held:
        kept = np.flatnonzero(~out).tolist()
        fit = Fit([rows[i] for i in kept], truth[kept])
        tested = np.flatnonzero(out).tolist()
        for i, score in zip(tested, told(fit.weights, [rows[i] for i in tested]), strict=True):
            found[i].append(float(score))
    return np.array([np.mean(found[i]) for i in range(len(rows))])


def row_of(text: str) -> NDArray[np.uint32]:
    """Return the buckets of a text without what it quotes."""
    return np.concatenate(grams_of(without_quotations(text))[:2])


def written(grams: Numbers, words: float, bias: float, signs: Mapping[str, float]) -> str:
    """Return the model's file."""
    steps = np.clip(np.round(grams / STEP), -127, 127).astype(np.int8)
    packed = base64.b85encode(zlib.compress(steps.tobytes(), 9)).decode()
    named = "\n".join(f"{name} = {value:.4f}" for name, value in signs.items())
    return (
        "# How advertisements of spam are told from paragraphs of good faith: made by\n"
        "# `python -m tests.bench.spam_fit_adverts`. Meanings: paragraph_signs.py;\n"
        "# `weights`: steps of 2^16 buckets, a signed byte each, zlib and base85.\n\n"
        f"bias = {bias:.4f}\nwords = {words:.4f}\n\n[signs]\n{named}\n\n"
        f"[grams]\nstep = {STEP}\nweights = '''{packed}'''\n"
    )


def reported(found: Sequence[Paragraph], odds: Numbers) -> Iterator[str]:
    """Give the lines of a report on what is told of trades and kinds that were held out."""
    is_advert = np.array([one.is_advert for one in found])
    for least in range(9):
        wrong = int((odds[~is_advert] > least).sum())
        yield f"odds > {least}: {(odds[is_advert] > least).mean():.3f} found, {wrong} wrong"
    trades = sorted({one.trade for one in found if one.is_advert})
    for trade in trades:
        mine = np.array([one.is_advert and one.trade == trade for one in found])
        yield f"{trade}: {(odds[mine] > 4).mean():.2f} found"
    order = np.argsort(-np.where(is_advert, -99.0, odds))[:30]
    yield from (f"{odds[i]:.1f} {found[i].group}: {found[i].text}" for i in order)


def main() -> None:
    """Fit and write the model, or print what it is worth."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_fit_adverts")
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    found = paragraphs()
    truth = np.array([float(one.is_advert) for one in found])
    rows = [row_of(one.text) for one in found]
    signs = [paragraph_signs(one.text) for one in found]
    held = folds(found)
    words = held_out(rows, truth, held)
    table = np.column_stack((words, np.array([list(one.values()) for one in signs])))
    if arguments.hold_out:
        odds = np.zeros(len(found))
        for out in held:
            bias, *weights = stacked(table[~out], truth[~out])
            odds[out] = bias + table[out] @ np.array(weights)
        sys.stdout.write("\n".join(reported(found, odds)) + "\n")
        return
    bias, of_words, *of_signs = stacked(table, truth).tolist()
    grams = Fit(rows, truth).weights[:-1]
    named = dict(zip(signs[0], of_signs, strict=True))
    arguments.output.write_text(written(grams, of_words, bias, named), "utf-8")


if __name__ == "__main__":
    main()
