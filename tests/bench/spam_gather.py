"""What the network for borders is fitted on: windows of attacked and of clean lines."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench import spam_adverts
from tests.bench.spam_cases import (
    clean_lines,
    filled,
    headlines,
    lists,
    phrases,
    real_phrases,
    trap_lines,
)
from tests.bench.spam_names import InventedNames
from tests.bench.spam_splices import Words, strange
from tests.bench.spam_windows import Example, attacked, innocent

DRAWS, MOST_DRAWN = 4, 17_000
"""How often as many phrases are drawn as the benchmark scores; taken of the author half."""
TIMES = {"fresh": 3, "further": 3, "found": 2}
"""How often each phrase of a list is put into a line."""
NAMED = 60
"""How often each pattern of two of them is filled with an invented name."""
SHARES = {"clean": 0.15, "headlines": 0.1, "traps": 0.3, "context": 0.3, "legit": 0.2, "laws": 0.0}
"""Clean texts of each kind of which any window is read, not the suspicious ones alone."""
SEED, DRAW_APART = 8, 1_000


class Sources(NamedTuple):
    """What the windows are made of beside the lists of the repository."""

    lines: Sequence[str]
    """Of clean text, long enough to be attacked."""
    words: Words
    headlines: Sequence[str] = ()
    found: Sequence[str] = ()
    """Phrases of hacked pages."""
    innocent: Sequence[str] = ()
    """Lines that hold no spam, and into which none is put."""


class Part(NamedTuple):
    """One of so many equal parts of all phrases and lines of a draw."""

    number: int = 0
    of: int = 1
    draw: int = 0
    """Names, lines, places and disguises are drawn anew for each."""

    def taken(self, every: Sequence[str]) -> Sequence[str]:
        """Return what is of this part."""
        return every[self.number :: self.of]


def sources(
    texts: Sequence[Path],
    words: Words,
    headings: Path | None,
    found: Path | None,
    innocent: Sequence[Path],
) -> Sources:
    """Read the files of a command line."""
    lines, others = list(clean_lines(texts)), list(clean_lines(innocent))
    return Sources(lines, words, headlines(headings), real_phrases(found), others)


def gathered(mine: Sources, part: Part) -> Iterator[Example]:
    """Give the windows of one part; the same sources, the same windows."""
    rng = random.Random(SEED + DRAW_APART * part.draw)
    lines = strange(mine.lines, mine.words, names_of(mine.words), rng)
    attacks = attacks_of(mine, part.draw, rng)
    for origin, some in attacks.items():
        yield from attacked(origin, part.taken(some), lines, mine.words, rng)
    for origin, texts in clean_of(mine, lines, rng).items():
        yield from innocent(origin, part.taken(texts), SHARES[origin], rng)


def attacks_of(mine: Sources, draw: int, rng: random.Random) -> Mapping[str, list[str]]:
    """Return the phrases of each list, as often as they are put into a line."""
    everyday = mine.words.everyday
    drawn = phrases("author", everyday=everyday, times=DRAWS, draw=draw)
    some = {"author": rng.sample(drawn, min(MOST_DRAWN, len(drawn)))}
    some |= {name: [*phrases(name, draw=draw)] * TIMES[name] for name in ("fresh", "further")}
    some |= {"wider": phrases("wider", everyday=everyday, times=DRAWS, draw=draw)}
    return some | {
        "found": [*mine.found] * TIMES["found"],
        "named": list(_named(mine.words, rng)),
    }


def _named(words: Words, rng: random.Random) -> Iterator[str]:
    """Give patterns of two lists, filled with names that no list has."""
    names = names_of(words)
    for name in ("fresh", "further"):
        data = lists(f"spam_{name}")
        decorated = (pattern for pattern in data["decorated"] if "{b}" in pattern)
        for pattern in (*data["grammars"], *decorated):
            yield from (filled(pattern, names.draw(rng), data, rng) for _ in range(NAMED))


def names_of(words: Words) -> InventedNames:
    return InventedNames(lists("spam_author")["names"], words.everyday)


def clean_of(mine: Sources, lines: list[str], rng: random.Random) -> Mapping[str, Sequence[str]]:
    """Return the texts of each kind in which nothing is spam."""
    context = [
        line for page in lists("spam_context")["author"] for line in page.strip().split("\n")
    ]
    return {
        "clean": lines,
        "headlines": mine.headlines,
        "traps": trap_lines("author"),
        "context": [line for line in context if not line.startswith("@")],
        "legit": [one.text for one in spam_adverts.innocent(rng)],
        "laws": mine.innocent,
    }
