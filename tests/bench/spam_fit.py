"""Fit what decides about runs: ``python -m tests.bench.spam_fit --words WORDS CLEAN_TEXT…``.

Clean text files are attacked with the phrases of the benchmark's author half and of the list that
was fresh once. Every run that the search finds in attacked lines, clean lines and the author half's
traps is one example. Trees (``tests.bench.spam_forest``) give ``seeds/vocabulary/spam_forest.toml``
for runs in sight; logistic regression (Newton's method, ridge 1.0) gives
``seeds/vocabulary/spam_weights.toml`` for those that are hidden or link to other sites. A run that
is no spam weighs more than one that is, since a lost word of an article is worse than a phrase that
stays. ``--hold LIST`` leaves one list of phrases and a third of the pages of good faith out of the
fit, and tells how the trees do on them.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np

from pipelines.despam.borders import search
from pipelines.despam.borders.network import BorderNetwork, border_network, network_of
from pipelines.despam.runs.deciding import DOUBT_NATS, weights
from pipelines.despam.runs.evidence import signs
from pipelines.despam.runs.finding import Run, runs_of
from pipelines.despam.runs.forest import STEPS_PER_NAT
from tests.bench import spam_forest
from tests.bench.spam_attacks import disguised
from tests.bench.spam_cases import (
    PAGE_URL,
    clean_lines,
    headlines,
    lists,
    phrases,
    real_phrases,
    trap_pages,
    traps,
)
from tests.bench.spam_names import InventedNames
from tests.bench.spam_splices import Words, half_of, put, strange, words_of

WEIGHTS = Path("seeds/vocabulary/spam_weights.toml")
FOREST = Path("seeds/vocabulary/spam_forest.toml")
HEAD = (
    "# The trees that decide about a run in sight: made by `python -m tests.bench.spam_fit`.\n"
    "# Meanings of signs: pipelines/despam/runs/evidence.py, clauses.py and shape.py.\n"
)
RIDGE = 1.0
DISGUISED = 0.4
"""Share of phrases that are disguised."""
MOST_DRAWN = 4_500
"""Phrases of the author half, which has many more."""
AT_ONCE = 800
"""Phrases or lines that one process takes at a time."""
FRESH_TIMES, HEADLINE_SHARE = 2, 0.25
"""How often each phrase of the list that was fresh once is put into a line; share of all lines that
are headlines, so that the trees do not take a short line for one of good faith."""
SHORTEST_HEADLINE = 12
ALONE_SHARE = 0.15
"""Share of lines that are nothing but phrases: titles and keywords."""
JOINTS = (" ", " ", "_", "-", ",", "|")
"""What stands between two of them."""
FURTHER = (0, 0, 1, 2, 3, 4, 5)
"""How many more stand in such a line."""
MASS = {"clean": 8.0, "traps": 4.0, "pages": 8.0}
"""What a run of each kind weighs. Traps are few, and what they stand for is common."""
HELD_FROM = ("traps", "pages")
HELD_PAGES = 3
"""One page of good faith in so many is held back."""

BY_HAND = {
    "core": 0.0,
    "latin": 0.0,
    "crossing": -6.0,
    "guarded_article": -1.0,
    "foreign_link": 5.0,
    "home_link": -4.0,
    "hacked_article": 0.0,
    "thrown_link": 0.0,
    "hidden": -3.0,
    "repeats": 1.5,
}
"""Signs of the page, not of the text: made-up pages would only teach how they were made up. What is
hidden is judged by words set apart, without prose around: more is asked of it.
``core`` and ``latin`` only bar."""
OF_PAGE = frozenset(
    {
        "foreign_link",
        "home_link",
        "hidden",
        "repeats",
        "guarded_article",
        "again",
        "hacked_article",
        "thrown_link",
    }
)
"""Signs that the page tells, not the text: no tree asks for them."""


class Example(NamedTuple):
    """A run: its signs, whether it is spam, what it weighs, and where it is from."""

    signs: dict[str, float]
    is_spam: bool
    mass: float
    origin: str
    """Name of a list of phrases, of texts of good faith, or "held"."""


def attacked(
    origin: str, some: Sequence[str], lines: Sequence[str], tools: Tools
) -> Iterator[Example]:
    """Give the runs found in lines into which phrases were put, each once."""
    words, networks, rng = tools
    for plain in some:
        phrase = disguised(plain, rng, DISGUISED)
        with networks.strange_to(plain):
            if rng.random() < ALONE_SHARE:
                text = rng.choice(JOINTS).join(
                    [phrase, *rng.sample(some, min(len(some), rng.choice(FURTHER)))]
                )
                yield from (_example(run, True, origin) for run in runs_of(text, (), PAGE_URL))
            else:
                yield from _around(origin, *put(rng.choice(lines), phrase, words, rng), phrase)


def _around(origin: str, text: str, at: int, phrase: str) -> Iterator[Example]:
    """Give the runs found in a line into which a phrase was put."""
    end = at + len(phrase)
    for run in runs_of(text, (), PAGE_URL):
        shared = min(run.end, end) - max(run.start, at)
        is_spam = shared * 2 > run.end - run.start and shared * 2 > end - at
        if is_spam or shared <= 0:
            yield _example(run, is_spam, origin)


def _example(run: Run, is_spam: bool, origin: str) -> Example:
    found = signs(run.reading, run.island, run.around)
    return Example(found, is_spam, 1.0 if is_spam else MASS.get(origin, MASS["clean"]), origin)


def innocent(origin: str, lines: Sequence[str], networks: Halves) -> Iterator[Example]:
    """Give the runs found in lines without spam, as the surer of two networks sees them."""
    for line in lines:
        told = []
        for network in networks.both:
            with using(network):
                told.append([_example(run, False, origin) for run in runs_of(line, (), PAGE_URL)])
        yield from max(told, key=lambda mine: max((one.signs["odds"] for one in mine), default=0.0))


class Halves(NamedTuple):
    """Two networks that find borders, each fitted on one half of all phrases and clean windows.

    Odds of phrases that a network was fitted on are too good to learn from.
    """

    both: tuple[BorderNetwork, BorderNetwork]

    def strange_to(self, phrase: str) -> AbstractContextManager[object]:
        """Return what has the search use the network that was not fitted on a phrase."""
        return using(self.both[1 - half_of(phrase)])


class Tools(NamedTuple):
    """What attacks are made with."""

    words: Words
    networks: Halves
    rng: random.Random


def using(network: BorderNetwork) -> AbstractContextManager[object]:
    """Return what has the search for borders use a network."""
    return patch.object(search, "border_network", lambda: network)


def halves_of(paths: Sequence[Path]) -> Halves:
    """Read the two networks: of the half 0, of the half 1; without any the one that is shipped."""
    if not paths:
        return Halves((border_network(), border_network()))
    first, second = (network_of(path.read_bytes()) for path in paths)
    return Halves((first, second))


def lists_of(found: Sequence[str], words: Words, rng: random.Random) -> Mapping[str, list[str]]:
    """Return the lists of phrases in random order; ``found``: those of hacked pages."""
    author = phrases("author", everyday=words.everyday)
    author = rng.sample(author, min(MOST_DRAWN, len(author)))
    every = {"author": author, "found": found}
    every |= {name: phrases(name) * FRESH_TIMES for name in ("fresh", "further")}
    every |= {"wider": phrases("wider", everyday=words.everyday)}
    return {origin: rng.sample(some, len(some)) for origin, some in every.items()}


def is_held(line: str) -> bool:
    """Tell whether a page of good faith is held back from a fit that is only to be judged."""
    return zlib.crc32(line.encode()) % HELD_PAGES == 0


def grow(examples: Sequence[Example]) -> tuple[list[str], spam_forest.Forest]:
    """Return the trees that tell the examples apart, and the signs that they ask for."""
    names = [name for name in examples[0].signs if name not in OF_PAGE]
    rows = np.array([[one.signs[name] for name in names] for one in examples])
    is_spam = np.array([one.is_spam for one in examples])
    grown = spam_forest.fit(rows, is_spam, np.array([one.mass for one in examples]))
    return names, grown


def judged(
    names: Sequence[str], grown: spam_forest.Forest, examples: Sequence[Example]
) -> Iterator[float]:
    """Give the nats of each example beyond those that caution asks for."""
    rows = np.array([[one.signs[name] for name in names] for one in examples])
    yield from (grown.nats(rows) - DOUBT_NATS).tolist()


def forest_file(head: str, names: Sequence[str], grown: spam_forest.Forest) -> str:
    """Return the file of some trees; ``head``: what they are for, in lines of comment."""
    asked = sorted(set(grown.signs.ravel().tolist()))
    numbers = {sign: number for number, sign in enumerate(asked)}
    form = (
        "# Of each tree: the signs it asks for, beyond what the answer is yes, and the leaves in\n"
        f"# nats / {STEPS_PER_NAT}; bit n of a leaf's number is the answer to question n.\n"
    )
    parts = {
        "questions": [[numbers[sign] for sign in row] for row in grown.signs.tolist()],
        "thresholds": [[round(x, 3) for x in row] for row in grown.thresholds.tolist()],
        "leaves": [[round(x * STEPS_PER_NAT) for x in row] for row in grown.leaves.tolist()],
    }
    names_of = json.dumps([names[sign] for sign in asked])
    rows = "".join(
        f"\n{name} = [\n" + "".join(f"  {row},\n" for row in part) + "]\n"
        for name, part in parts.items()
    )
    return f"{head}{form}\nbias = {grown.bias:.3f}\nasked = {names_of}\n{rows}"


def weigh(examples: Sequence[Example], names: Sequence[str]) -> list[float]:
    """Return the bias and the weights, by Newton's method."""
    rows = [
        ([1.0, *(one.signs[name] for name in names)], one.mass if one.is_spam else -one.mass)
        for one in examples
    ]
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
        "# Meanings: pipelines/despam/runs/evidence.py.\n\n"
    )
    table = "\n".join(f"{name} = {value:.3f}" for name, value in weights.items())
    return f"{head}bias = {bias:.3f}\n\n[weights]\n{table}\n"


def report(examples: Sequence[Example], held: str) -> None:
    """Print how the trees do on phrases and pages that were held back from them."""
    known = [one for one in examples if one.origin not in (held, "held")]
    names, grown = grow(known)
    for origin in (held, "held"):
        mine = [one for one in examples if one.origin == origin]
        every = judged(names, grown, mine)
        told = zip(every, mine, strict=True)
        asked = [nats for nats, one in told if one.is_spam == (origin == held)]
        above = sum(nats >= 0 for nats in asked)
        print(f"{origin}: {above} of {len(asked)} runs would go")  # noqa: T201


class Job(NamedTuple):
    """Texts of one kind, of which one process makes examples."""

    number: int
    origin: str
    texts: Sequence[str]
    lines: Sequence[str] = ()
    """What phrases are put into; none: the texts are clean."""


def jobs_of(arguments: argparse.Namespace, words: Words, rng: random.Random) -> Iterator[Job]:
    """Give all texts of the command line, and those of the repository."""
    names = InventedNames(lists("spam_author")["names"], words.everyday)
    lines = strange(list(clean_lines(arguments.texts)), words, names, rng)
    news = headlines(arguments.headlines)
    short = [line for line in news if len(line) >= SHORTEST_HEADLINE]
    numbers = itertools.count()
    for origin, some in lists_of(real_phrases(arguments.phrases), words, rng).items():
        size = round(len(some) * HEADLINE_SHARE) if short else 0
        for phrases_of, around in ((some[size:], lines), (some[:size], short)):
            for at in range(0, len(phrases_of), AT_ONCE):
                yield Job(next(numbers), origin, phrases_of[at : at + AT_ONCE], around)
    pages = [line for page in trap_pages("author") for line in page]
    for origin, texts in (("clean", [*lines, *news]), ("traps", traps("author")), ("pages", pages)):
        for at in range(0, len(texts), AT_ONCE):
            yield Job(next(numbers), origin, texts[at : at + AT_ONCE])


def examples_of(words: Words, networks: Halves, job: Job) -> list[Example]:
    """Return the examples of one job."""
    if job.lines:
        tools = Tools(words, networks, random.Random(job.number))
        return list(attacked(job.origin, job.texts, job.lines, tools))
    found: list[Example] = []
    for line in job.texts:
        held = job.origin in HELD_FROM and is_held(line)
        mine = innocent(job.origin, [line], networks)
        found += (one._replace(origin="held") if held else one for one in mine)
    return found


def gathered(arguments: argparse.Namespace, rng: random.Random) -> list[Example]:
    """Return all examples of the command line's texts; as many processes, the same examples."""
    words, networks = words_of(arguments.words), halves_of(arguments.networks)
    jobs = list(jobs_of(arguments, words, rng))
    work = partial(examples_of, words._replace(rare=()), networks)
    with ProcessPoolExecutor(arguments.workers) as pool:
        return list(itertools.chain.from_iterable(pool.map(work, jobs)))


def main() -> None:
    """Fit on the texts of the command line and write trees and weights."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_fit", description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path, metavar="CLEAN_TEXT")
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--phrases", type=Path, help="phrases of hacked pages, one a line")
    parser.add_argument("--headlines", type=Path, help="headlines of news, one a line")
    parser.add_argument(
        "--networks",
        type=Path,
        nargs=2,
        default=(),
        help="those of `spam_fit_network --fold 1`, `0`",
    )
    parser.add_argument("--workers", type=int, default=1, help="processes")
    parser.add_argument(
        "--hold",
        choices=("author", "fresh", "further", "wider", "found"),
        help="only judge the fit",
    )
    arguments = parser.parse_args()
    examples = gathered(arguments, random.Random(4))
    if arguments.hold:
        report(examples, arguments.hold)
        return
    FOREST.write_text(forest_file(HEAD, *grow(examples)), "utf-8")
    names = [name for name in weights()[1] if name not in BY_HAND]
    bias, *fitted = weigh(examples, names)
    every = {**dict(zip(names, fitted, strict=True)), **BY_HAND}
    WEIGHTS.write_text(written(bias, every), "utf-8")
    spam_runs = sum(one.is_spam for one in examples)
    print(f"{spam_runs} spam, {len(examples) - spam_runs} clean runs")  # noqa: T201


if __name__ == "__main__":
    main()
