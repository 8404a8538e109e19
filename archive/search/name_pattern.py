"""A pattern that finds a name in all ways of writing it, for columns that no index has folded."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from archive.folding import fold

_RANGES = (range(0x20, 0x250), range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0xFF00, 0xFFF0))
"""Where other ways of writing stand: Latin, ideographs, their compatibility forms, full width."""

LONGEST_NAME = 200
"""Characters. PostgreSQL refuses the pattern of some thousands as "too complex"."""


def name_pattern(part: str) -> str:
    """Return a regular expression for both databases: 新华社 finds 新華社, and ＣＣＴＶ is cctv.

    Only groups, alternatives and escaped punctuation, which Python and PostgreSQL read alike.
    """
    return "".join(_pattern(character) for character in fold(part))


def _pattern(folded: str) -> str:
    ways = [re.escape(way) for way in _ways().get(folded, (folded,))]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


@cache
def _ways() -> dict[str, tuple[str, ...]]:
    """Return for folded characters what folds to them."""
    ways: dict[str, list[str]] = {}
    for character in map(chr, chain(*_RANGES)):
        ways.setdefault(fold(character), []).append(character)
    return {folded: tuple(written) for folded, written in ways.items()}
