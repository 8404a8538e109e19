"""Which parts of a line are worth a close look: cheap, since nearly every line of prose is clean.

Words of the vocabulary, Latin runs and odd signs next to Han characters, and pairs of characters
that government prose does not have are counted; where enough of them stand close together, the line
is read closely there (``pipelines.despam.islands``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from operator import add

from pipelines.despam.alphabet import is_han
from pipelines.despam.lexicon import lexicon
from pipelines.despam.model import prose_model

ENOUGH = 1.5
"""One word that names nothing but spam, or several weaker signs together."""
WINDOW = 20
"""Characters within which signs add up: the length of a usual phrase."""
MARGIN = 25
"""Characters on each side of the signs that are read closely too."""
STRANGE_PAIR = 0.3
LATIN_RUN = 0.5
ODD_SIGN = 0.7

_LATIN = re.compile(
    r"(?<=[\u4e00-\u9fff])[a-z0-9]*[a-z][a-z0-9]*|[a-z0-9]*[a-z][a-z0-9]*(?=[\u4e00-\u9fff])"
)


def suspects(text: str) -> list[tuple[int, int]]:
    """Return the parts of a folded line to read closely, in order, none touching another."""
    found = [(m.start(), _cores()[m.group()]) for m in _vocabulary().finditer(text)]
    found += ((m.start(), LATIN_RUN) for m in _LATIN.finditer(text))
    found += ((m.start(), ODD_SIGN) for m in _odd_signs().finditer(text))
    strange = list(map(_STRANGE.__getitem__, map(add, text, text[1:])))
    if True in strange:
        found += ((at, STRANGE_PAIR) for at, is_strange in enumerate(strange) if is_strange)
    return _merged(_dense(sorted(found)), len(text))


def _dense(found: list[tuple[int, float]]) -> Iterable[tuple[int, int]]:
    """Give the windows whose signs add up to enough."""
    total, first = 0.0, 0
    for at, weight in found:
        total += weight
        while found[first][0] < at - WINDOW:
            total -= found[first][1]
            first += 1
        if total >= ENOUGH:
            yield found[first][0], at


def _merged(windows: Iterable[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for start, end in windows:
        lo, hi = max(0, start - MARGIN), min(size, end + MARGIN)
        if parts and lo <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(hi, parts[-1][1]))
        else:
            parts.append((lo, hi))
    return parts


class _StrangePairs(dict[str, bool]):
    """Whether a pair of characters is of two Han characters that prose does not have together."""

    def __missing__(self, pair: str) -> bool:
        answer = is_han(pair[0]) and is_han(pair[1]) and not prose_model().has_pair(pair)
        self[pair] = answer
        return answer


_STRANGE = _StrangePairs()
"""Remembers answers; it never changes one."""


@cache
def _cores() -> dict[str, float]:
    return {text: word.core for text, word in lexicon().words.items()}


@cache
def _vocabulary() -> re.Pattern[str]:
    """Return one pattern for all words, longest first where one begins another."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(lexicon().words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return re.compile("|".join(branches))


@cache
def _odd_signs() -> re.Pattern[str]:
    signs = re.escape("".join(sorted(lexicon().odd)))
    return re.compile(
        rf"(?<=[\w)）\]])[{signs}\U0001f300-\U0001faff\u2600-\u27bf]+(?=\w)|[▌▎│┃▲▼『【✅]"
    )
