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

from pipelines.despam.language.alphabet import is_han
from pipelines.despam.words.lexicon import lexicon
from tests.bench.spam_cases import place
from tests.bench.spam_names import InventedNames

HEADLINES, BETWEEN, OVERWRITTEN = 0.08, 0.10, 0.24
"""Shares of phrases behind a headline, between sentences, in place of a word; others: inside."""
EVERYDAY = 9_000
"""Most frequent words of two and three characters, of which names are made."""
LEAST_FREQUENCY = 50
"""Of a word that may be overwritten; rarer ones are strange."""
STRANGE, MOST_STRANGE = 0.3, 4
"""Share of clean lines in which words give way to rare ones, and how many do at most."""
NAMED = 0.2
"""Share of these that are invented names of firms, places and people."""
NAMES = (
    "{}公司",
    "{}集团",
    "{}科技",
    "“{}”",
    "{}村",
    "{}镇",
    "{}小区",
    "{}社区",
    "{}路",
    "{}大厦",
    "{}品牌",
)
_CLAUSE_END = re.compile("[，。：；？！]")


class Words(NamedTuple):
    """What a list of words gives."""

    everyday: Sequence[str]
    all: frozenset[str]
    rare: Sequence[str]
    """Those that nearly no text holds and that name nothing of spam."""


def words_of(path: Path) -> Words:
    """Read a list of words with their frequencies."""
    rows = [line.split()[:2] for line in path.read_text("utf-8").splitlines()]
    ranked = sorted(((int(count), word) for word, count in rows), reverse=True)
    short = (word for _, word in ranked if 2 <= len(word) <= 3)
    usual = frozenset(word for count, word in ranked if count > LEAST_FREQUENCY)
    rare = [word for count, word in ranked if count <= LEAST_FREQUENCY and _is_strange(word)]
    return Words(list(islice(short, EVERYDAY)), usual, rare)


def _is_strange(word: str) -> bool:
    """Tell whether a rare word may stand in any news: the vocabulary of spam has none like it."""
    told = (one for words in lexicon().places(word).values() for one in words)
    return 2 <= len(word) <= 4 and all(map(is_han, word)) and not any(w.core for w in told)


def strange(
    lines: Sequence[str], words: Words, names: InventedNames, rng: random.Random
) -> list[str]:
    """Return lines, in some of which words gave way to rare ones and to names.

    Most words of any article are of a few thousand; its names are not, and no spam.
    """
    return [_strange(line, words, names, rng) if rng.random() < STRANGE else line for line in lines]


def _strange(line: str, words: Words, names: InventedNames, rng: random.Random) -> str:
    for _ in range(rng.randint(1, MOST_STRANGE)):
        for at, size in islice(_whole_words(line, words, rng), 1):
            word = rng.choice(words.rare)
            if rng.random() < NAMED:
                word = rng.choice(NAMES).format(names.draw(rng))
            line = line[:at] + word + line[at + size :]
    return line


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
