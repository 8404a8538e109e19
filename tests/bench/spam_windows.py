"""Windows of clean and attacked lines, from which ``spam_fit_network`` learns borders."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.borders.windows import CONTEXT, Window
from pipelines.despam.language.reading import read
from pipelines.despam.runs.suspicion import suspects
from tests.bench.spam_attacks import disguised
from tests.bench.spam_seams import seams_of
from tests.bench.spam_splices import Words, half_of, put

REACH = 24
"""Characters to each side of a suspicious part in which borders are looked for."""
WIDEST = 112
"""Characters in which borders are looked for, at most."""
BESIDE = 90
"""Characters of a line to each side of the phrase that are kept: more have no say."""
DISGUISED = 0.45
"""Share of phrases that are disguised."""
NEAR = 12
"""Characters around a phrase that nothing made suspicious, which are read all the same, at most."""
LEAST_READ, MOST_READ = 6, 30
"""The same of clean text that is drawn by chance."""

Part = tuple[int, int]


class Example(NamedTuple):
    """A window with the pair of borders that is right, or None in clean text."""

    origin: str
    """The list that the phrase is from, or the kind of clean text."""
    points: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    disguises: NDArray[np.uint8]
    classes: NDArray[np.uint8]
    numbers: NDArray[np.float32]
    lo: int
    hi: int
    """Where borders may stand, in characters of the window."""
    seams: NDArray[np.float16]
    """Of each pair of gaps from ``lo`` to ``hi``."""
    true: Part | None
    """In characters of the window."""
    half: int
    """Which of two halves it is of, when the network is fitted on one alone."""


def attacked(
    origin: str, some: Sequence[str], lines: Sequence[str], words: Words, rng: random.Random
) -> Iterator[Example]:
    """Give the windows around phrases, each put into a line."""
    for plain in some:
        phrase = disguised(plain, rng, DISGUISED)
        line, at = put(rng.choice(lines), phrase, words, rng)
        first = max(0, at - BESIDE)
        text, start = line[first : at + len(phrase) + BESIDE], at - first
        end = start + len(phrase)
        near = [part for part in suspects(text) if part[0] < end and part[1] > start]
        if near:
            part = min(a for a, _ in near), max(b for _, b in near)
        else:
            part = start - rng.randrange(NEAR), end + rng.randrange(NEAR)
        for one in _examples(origin, text, part, (start, end), rng):
            yield one._replace(half=half_of(plain))


def innocent(
    origin: str, lines: Sequence[str], share: float, rng: random.Random
) -> Iterator[Example]:
    """Give the suspicious windows of clean lines, and any window of a share of them."""
    for line in lines:
        for part in suspects(line):
            yield from _examples(origin, line, part, None, rng)
        if rng.random() < share and len(line) > MOST_READ:
            at = rng.randrange(len(line) - LEAST_READ)
            part = at, at + rng.randrange(LEAST_READ, MOST_READ)
            yield from _examples(origin, line, part, None, rng)


def _examples(
    origin: str, text: str, part: Part, true: Part | None, rng: random.Random
) -> Iterator[Example]:
    """Give the window around a part of a line, if the true borders are in it."""
    reading = read(text)
    inside = reading.folded.inside
    lo, hi = inside(max(0, part[0])), inside(min(len(text), part[1]))
    lo, hi = max(0, lo - REACH), min(len(reading.text), hi + REACH)
    right = (inside(true[0]), inside(true[1])) if true else None
    if hi - lo > WIDEST:
        middle = sum(right) // 2 if right else rng.randrange(lo, hi)
        lo = max(lo, middle - WIDEST // 2)
        hi = min(hi, lo + WIDEST)
    if right is None or lo <= right[0] < right[1] <= hi:
        yield example_of(origin, Window(reading, lo, hi), right)


def example_of(origin: str, window: Window, right: Part | None) -> Example:
    """Return a window as it is learned; ``right``: its true borders, in the reading."""
    first = window.first
    return Example(
        origin,
        window.points().astype(np.uint32),
        window.kinds().astype(np.uint8),
        window.disguises().astype(np.uint8),
        window.classes().astype(np.uint8),
        window.numbers(),
        window.lo - first,
        window.hi - first,
        seams_of(window.reading, window.lo, window.hi),
        (right[0] - first, right[1] - first) if right else None,
        half_of(window.text, CONTEXT),
    )
