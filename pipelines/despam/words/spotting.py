"""Where words stand, found in a whole text at once.

A word stands only where its first two characters do. Looking each pair of a text up in a Python
dict costs more than all that follows; numpy looks all of them up in tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.alphabet import Points, text_of
from pipelines.despam.language.folding import FOLDED_POINTS

HEAD = 3
"""Characters by which words are told apart before they are compared in full."""


class Spotter:
    """Finds many folded words, each of which has a weight."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._heads: dict[str, list[tuple[str, float]]] = {}
        for word, weight in weights.items():
            self._heads.setdefault(word[:HEAD], []).append((word, weight))
        self._sizes = sorted(set(map(len, self._heads)))
        self._pairs = {word[:2] for word in weights}
        firsts = _numbered({pair[0] for pair in self._pairs})
        seconds = _numbered({pair[1] for pair in self._pairs if len(pair) > 1})
        width = len(seconds) + 1
        rows = _table({first: number * width for first, number in firsts.items()})
        self._cells = np.stack((rows, _table(seconds)), axis=1)
        """Row and column of each folded code point, side by side: memory is read once for both."""
        self._known = np.zeros((len(firsts) + 1) * width, dtype=bool)
        for pair in self._pairs:
            row = firsts[pair[0]] * width
            self._known[row + seconds[pair[1]] if len(pair) > 1 else slice(row, row + width)] = True

    def __contains__(self, pair: str) -> bool:
        """Tell whether a word begins with two folded characters."""
        return pair in self._pairs

    def beginnings(self, points: Points) -> NDArray[np.bool_]:
        """Tell for each pair of neighbours whether a word may begin with it."""
        if len(points) < 2:
            return np.zeros(0, dtype=bool)
        cells = self._cells.take(points, axis=0)
        return self._known.take(cells[:-1, 0] + cells[1:, 1])

    def heaviest(
        self, points: Points, beginnings: NDArray[np.bool_] | None = None
    ) -> Iterator[tuple[int, float]]:
        """Give where words stand, in order, and what the heaviest of those there weighs.

        ``beginnings``: where they may, when the caller has asked for that already.
        """
        if beginnings is None:
            beginnings = self.beginnings(points)
        places = beginnings.nonzero()[0].tolist()
        if not places:
            return
        text, heads = text_of(points), self._heads
        for at in places:
            found = 0.0
            for size in self._sizes:
                for word, weight in heads.get(text[at : at + size], ()):
                    if weight > found and text.startswith(word, at):
                        found = weight
            if found:
                yield at, found


def _numbered(characters: Iterable[str]) -> dict[str, int]:
    return {character: number for number, character in enumerate(sorted(characters), start=1)}


def _table(numbers: dict[str, int]) -> Points:
    """Return a number for each folded code point: 0 for those that are not named."""
    table = np.zeros(FOLDED_POINTS, dtype=np.intp)
    table[list(map(ord, numbers))] = list(numbers.values())
    return table
