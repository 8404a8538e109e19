"""Where words may begin, found in a whole text at once.

A word begins only where its first two characters stand. Looking each pair of a text up in a Python
dict costs more than all that follows; numpy looks all of them up in tables.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.folding import FOLDED_POINTS

Points = NDArray[np.uint32]
"""Folded code points, as ``pipelines.despam.folding.folded_points`` gives them."""


class Beginnings:
    """The first two characters of many words, all of them folded; of words of one, any second."""

    def __init__(self, words: Iterable[str]) -> None:
        pairs = {(word[0], word[1:2]) for word in words}
        firsts = _numbered({first for first, _ in pairs})
        seconds = _numbered({second for _, second in pairs if second})
        width = len(seconds) + 1
        self._rows = _table({first: number * width for first, number in firsts.items()})
        self._columns = _table(seconds)
        self._known = np.zeros((len(firsts) + 1) * width, dtype=bool)
        for first, second in pairs:
            row = firsts[first] * width
            cells = row + seconds[second] if second else slice(row, row + width)
            self._known[cells] = True

    def at(self, points: Points) -> NDArray[np.bool_]:
        """Tell for each pair of neighbours whether a word may begin with it."""
        if len(points) < 2:
            return np.zeros(0, dtype=bool)
        cells = self._rows.take(points[:-1])
        cells += self._columns.take(points[1:])
        return self._known.take(cells)

    def places(self, points: Points) -> list[int]:
        """Return where a word may begin, in order."""
        places: list[int] = self.at(points).nonzero()[0].tolist()
        return places


def _numbered(characters: Iterable[str]) -> dict[str, int]:
    return {character: number for number, character in enumerate(sorted(characters), start=1)}


def _table(numbers: dict[str, int]) -> NDArray[np.int32]:
    """Return a number for each folded code point: 0 for those that are not named."""
    table = np.zeros(FOLDED_POINTS, dtype=np.int32)
    table[list(map(ord, numbers))] = list(numbers.values())
    return table
