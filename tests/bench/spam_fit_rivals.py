"""Fit what chooses between borders: ``python -m tests.bench.spam_fit_rivals --words WORDS TEXT…``.

Phrases of the benchmark's lists that are learned from are put into lines of clean text, as for the
search (``tests.bench.spam_fit_borders``). Of the pairs of borders that the search finds nearly as
likely (``borders.rivals``) one is right: boosted trees learn which. Most phrases are of
lists that the search was not fitted on: of others its first answer is too often right. ``--hold
LIST`` leaves one list out and tells how many of its pairs are chosen rightly.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pipelines.despam.borders.rivals import MODEL_SHARE, signs
from pipelines.despam.borders.search import rivals_near
from pipelines.despam.language.reading import read
from pipelines.despam.runs.finding import LEAST_GAIN
from tests.bench import spam_forest
from tests.bench.spam_attacks import disguised
from tests.bench.spam_cases import clean_lines, headlines, phrases, real_phrases
from tests.bench.spam_fit import forest_file
from tests.bench.spam_fit_borders import BESIDE, DISGUISED, DRAWS, Words, put, rough_runs, words_of

OUTPUT = Path("seeds/vocabulary/spam_rivals.toml")
MOST_DRAWN = 10_000
"""Phrases of the author half, which has many more, and on which the search was fitted."""
TIMES = {"author": 1, "fresh": 6, "further": 6, "found": 4}
"""How often each phrase of a list is put into a line."""
HEADLINE_SHARE = 0.1
"""Share of the lines that are headlines."""
SHORTEST_HEADLINE = 14
HEAD = (
    "# The trees that choose between borders: made by `python -m tests.bench.spam_fit_rivals`.\n"
    "# Meanings of signs: pipelines/despam/borders/rivals.py.\n"
)


class Choice(NamedTuple):
    """Rivals near one phrase: the signs of each, the nats of each, and which is right."""

    origin: str
    signs: Sequence[Mapping[str, float]]
    nats: Sequence[float]
    right: int


class Lines(NamedTuple):
    """What phrases are put into."""

    prose: Sequence[str]
    headlines: Sequence[str]

    def draw(self, rng: random.Random) -> str:
        """Return a line by chance."""
        is_short = self.headlines and rng.random() < HEADLINE_SHARE
        return rng.choice(self.headlines if is_short else self.prose)


def choices(
    origin: str, some: Sequence[str], lines: Lines, words: Words, rng: random.Random
) -> Iterator[Choice]:
    """Give the choices near phrases, each put into a line."""
    for plain in some:
        phrase = disguised(plain, rng, DISGUISED)
        text, at = put(lines.draw(rng), phrase, words, rng)
        lo = max(0, at - BESIDE)
        end = at + len(phrase)
        yield from islice(_choices(origin, text[lo : end + BESIDE], at - lo, end - lo), 1)


def _choices(origin: str, text: str, start: int, end: int) -> Iterator[Choice]:
    """Give the choices near a phrase of a text in which the right pair of borders is found."""
    reading = read(text)
    true = reading.folded.inside(start), reading.folded.inside(end)
    for rough in rough_runs(reading):
        if rough.gain >= LEAST_GAIN and rough.start < true[1] and rough.end > true[0]:
            places, rivals = rivals_near(reading, rough.start, rough.end)
            right = [n for n, one in enumerate(rivals) if one[1:] == true]
            nats = [one.nats for one in rivals]
            yield from (Choice(origin, signs(places, rivals), nats, n) for n in right)


def lists_of(found: Sequence[str], words: Words, rng: random.Random) -> Mapping[str, list[str]]:
    """Return the lists of phrases; ``found``: those of hacked pages."""
    drawn = phrases("author", everyday=words.everyday, times=DRAWS)
    author = rng.sample(drawn, min(MOST_DRAWN, len(drawn)))
    every = {"author": author, "fresh": phrases("fresh"), "further": phrases("further")}
    return {origin: some * TIMES[origin] for origin, some in {**every, "found": [*found]}.items()}


def grow(every: Sequence[Choice]) -> tuple[list[str], spam_forest.Forest]:
    """Return the trees that make the right pairs likeliest, and the names of signs."""
    names = list(every[0].signs[0])
    rows = np.array([[mine[name] for name in names] for one in every for mine in one.signs])
    groups = np.repeat(np.arange(len(every)), [len(one.nats) for one in every])
    right = np.array([n == one.right for one in every for n in range(len(one.nats))])
    nats = MODEL_SHARE * np.array([nats for one in every for nats in one.nats])
    return names, spam_forest.fit_choice(rows, groups, right, nats)


def report(every: Sequence[Choice], held: str) -> None:
    """Print how many pairs of a list that was held back the search and the trees choose rightly."""
    names, grown = grow([one for one in every if one.origin != held])
    mine = [one for one in every if one.origin == held]
    chosen = 0
    for one in mine:
        rows = np.array([[signs[name] for name in names] for signs in one.signs])
        nats = MODEL_SHARE * np.array(one.nats) + grown.nats(rows)
        chosen += int(nats.argmax()) == one.right
    first = sum(one.right == 0 for one in mine)
    print(f"{held}: of {len(mine)} {first} right by the search, {chosen} by trees")  # noqa: T201


def main() -> None:
    """Fit on the texts of the command line and write the trees."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_fit_rivals")
    parser.add_argument("texts", nargs="+", type=Path, metavar="CLEAN_TEXT")
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--phrases", type=Path, help="phrases of hacked pages, one a line")
    parser.add_argument("--headlines", type=Path, help="headlines of news, one a line")
    parser.add_argument("--hold", choices=tuple(TIMES), help="only judge the fit")
    arguments = parser.parse_args()
    rng, words = random.Random(7), words_of(arguments.words)
    short = [line for line in headlines(arguments.headlines) if len(line) >= SHORTEST_HEADLINE]
    lines = Lines(list(clean_lines(arguments.texts)), short)
    every: list[Choice] = []
    for origin, some in lists_of(real_phrases(arguments.phrases), words, rng).items():
        every += choices(origin, some, lines, words, rng)
    if arguments.hold:
        report(every, arguments.hold)
        return
    OUTPUT.write_text(forest_file(HEAD, *grow(every)), "utf-8")
    print(f"{len(every)} choices -> {OUTPUT}")  # noqa: T201


if __name__ == "__main__":
    main()
