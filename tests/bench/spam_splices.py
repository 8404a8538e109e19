"""Lines of clean text with a phrase put in, from which borders and decisions are learned.

Phrases stand inside sentences, between them, in place of a word, behind headlines.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tests.bench.spam_cases import place

HEADLINES, BETWEEN, OVERWRITTEN = 0.08, 0.10, 0.24
"""Shares of phrases behind a headline, between sentences, in place of a word; others: inside."""
EVERYDAY = 9_000
"""Most frequent words of two and three characters, of which names are made."""
LEAST_FREQUENCY = 50
"""Of a word that may be overwritten."""
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


def half_of(text: str, size: int = 2) -> int:
    """Return which of two halves a phrase is of: those that begin with the same are of one."""
    return zlib.crc32(f"fold{text[:size]}".encode()) % 2
