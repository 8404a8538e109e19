"""Fit the borders: ``python -m tests.bench.spam_fit_borders --words WORDS CLEAN_TEXT…``.

Phrases of the benchmark's author half, many with invented names, are put into lines of clean text:
inside sentences, between them, in place of a word, behind headlines. Of all pieces that the search
looks at near a rough run (``borders.search``) the true one should come first, and in
clean lines and traps none: conditional logistic regression over pieces and "no spam" (Sarawagi and
Cohen, Semi-Markov conditional random fields, 2004), with a step for each weight of its own (Duchi
et al., Adaptive subgradient methods, 2011). WORDS: a word and its frequency a line, by which names
are made of everyday words and whole words are overwritten.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pipelines.despam.borders.places import Places
from pipelines.despam.borders.search import pairs, window
from pipelines.despam.language.reading import Reading, read
from pipelines.despam.runs.islands import Island, islands
from pipelines.despam.runs.suspicion import suspects
from tests.bench.spam_attacks import disguised
from tests.bench.spam_cases import clean_lines, phrases, place, real_phrases, trap_lines
from tests.bench.spam_regression import Example, Fitted, fit

OUTPUT = Path("seeds/vocabulary/spam_borders.toml")
DRAWS = 4
"""How often as many phrases are drawn as the benchmark scores."""
MOST_PHRASES = 20_000
FOUND_TIMES = 2
"""How often each phrase of hacked pages is put into a line."""
MOST_CLEAN = 6_000
"""Runs in clean text."""
DISGUISED = 0.35
"""Share of phrases that are disguised."""
HEADLINES, BETWEEN, OVERWRITTEN = 0.08, 0.10, 0.24
"""Shares of phrases behind a headline, between sentences, in place of a word; others: inside."""
BESIDE = 90
"""Characters of a line to each side of the phrase that are kept: more have no say."""
EVERYDAY = 9_000
"""Most frequent words of two and three characters, of which names are made."""
LEAST_FREQUENCY = 50
"""Of a word that may be overwritten."""
LEAST_SEEN = 8
"""Examples that a sign must stand in."""
LEAST_WEIGHT = 0.08
_CLAUSE_END = re.compile("[，。：；？！]")


class Words(NamedTuple):
    """What a list of words gives."""

    everyday: Sequence[str]
    all: frozenset[str]


def words_of(path: Path) -> Words:
    """Read a list of words with their frequencies."""
    rows = [line.split()[:2] for line in path.read_text("utf-8").splitlines()]
    ranked = sorted(((int(count), word) for word, count in rows), reverse=True)
    short = (word for _, word in ranked if 2 <= len(word) <= 3)
    usual = frozenset(word for count, word in ranked if count > LEAST_FREQUENCY)
    return Words(list(islice(short, EVERYDAY)), usual)


def attacked(
    lines: Sequence[str], words: Words, found: Sequence[str], rng: random.Random
) -> Iterator[Example]:
    """Give attacked lines, each once, with what the search has to choose from.

    ``found``: phrases of hacked pages, beside those of the author half.
    """
    drawn = phrases("author", everyday=words.everyday, times=DRAWS)
    drawn = rng.sample(drawn, min(MOST_PHRASES, len(drawn)))
    for plain in (*drawn, *list(found) * FOUND_TIMES):
        phrase = disguised(plain, rng, DISGUISED)
        text, at = put(rng.choice(lines), phrase, words, rng)
        lo, hi = max(0, at - BESIDE), at + len(phrase) + BESIDE
        reading = read(text[lo:hi])
        inside = reading.folded.inside
        true = inside(at - lo), inside(at - lo + len(phrase))
        near = (
            rough for rough in rough_runs(reading) if rough.start < true[1] and rough.end > true[0]
        )
        for rough in islice(near, 1):
            yield from _example(reading, rough, true)


def put(line: str, phrase: str, words: Words, rng: random.Random) -> tuple[str, int]:
    """Return the line with the phrase in it, and where it stands."""
    chance = rng.random()
    if chance < HEADLINES:
        headline = _CLAUSE_END.split(line)[0][:40] + rng.choice(("-", "_", " ", "|", ""))
        return headline + phrase, len(headline)
    at = place(line, rng, inside=chance > HEADLINES + BETWEEN)
    size = 0
    if HEADLINES + BETWEEN < chance < HEADLINES + BETWEEN + OVERWRITTEN:
        at, size = next(_whole_words(line, words, rng), (at, 0))
    return line[:at] + phrase + line[at + size :], at


def _whole_words(line: str, words: Words, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Give places of words in a line, by chance."""
    for _ in range(30):
        at, size = rng.randrange(2, len(line) - 5), rng.choice((2, 2, 2, 3, 4))
        if line[at : at + size] in words.all:
            yield at, size


def innocent(lines: Sequence[str]) -> Iterator[Example]:
    """Give the runs found in lines without spam."""
    for line in lines:
        reading = read(line)
        for rough in rough_runs(reading):
            yield from _example(reading, rough, None)


def rough_runs(reading: Reading) -> Iterator[Island]:
    """Give the runs of a line, borders still rough, that the search begins with."""
    inside = reading.folded.inside
    for lo, hi in suspects(reading.folded.page):
        yield from islands(reading, inside(lo), inside(hi))


def _example(reading: Reading, rough: Island, true: tuple[int, int] | None) -> Iterator[Example]:
    """Give what the search has to choose from, if the true borders are among it."""
    places = Places(reading, *window(reading, rough.start, rough.end))
    borders = list(pairs(places, rough.start, rough.end))
    if borders and (true is None or true in borders):
        choice = borders.index(true) if true else None
        yield Example.of(places, borders, choice)


def written(fitted: Fitted) -> str:
    """Return the weights' file."""
    head = (
        "# What the signs of places weigh in the search for exact borders, in nats: made by\n"
        "# `python -m tests.bench.spam_fit_borders`. Meanings:\n"
        "# pipelines/despam/borders/places.py.\n"
    )
    seams = "\n".join(f"{name} = {_list(row)}" for name, row in fitted.seams.items())
    rows = (
        f"{json.dumps(sign, ensure_ascii=False)} = {weight:.2f}"
        for sign, weight in sorted(fitted.signs.items())
        if abs(weight) >= LEAST_WEIGHT
    )
    signs = "\n".join(rows)
    lengths = _list(fitted.lengths)
    return f"{head}\n[seams]\n{seams}\n\n[lengths]\nnats = {lengths}\n\n[signs]\n{signs}\n"


def _list(values: Sequence[float]) -> str:
    return f"[{', '.join(f'{value:.2f}' for value in values)}]"


def main() -> None:
    """Fit on the texts of the command line and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_fit_borders")
    parser.add_argument("texts", nargs="+", type=Path, metavar="CLEAN_TEXT")
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--phrases", type=Path, help="phrases of hacked pages, one a line")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    rng = random.Random(5)
    lines = list(clean_lines(arguments.texts))
    found = real_phrases(arguments.phrases)
    examples = list(attacked(lines, words_of(arguments.words), found, rng))
    spam = len(examples)
    examples += islice(innocent(rng.sample(lines, len(lines))), MOST_CLEAN)
    examples += innocent(trap_lines("author"))
    arguments.output.write_text(written(fit(examples, LEAST_SEEN, rng)), "utf-8")
    print(f"{spam} attacked, {len(examples) - spam} clean -> {arguments.output}")  # noqa: T201


if __name__ == "__main__":
    main()
