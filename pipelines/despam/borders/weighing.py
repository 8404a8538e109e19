"""What the signs of places weigh in the search for exact borders, each sum worked out once.

Most places of a text are made of the same few things as many others: what their signs weigh
together is kept at hand. Sums are those of the signs in their order (``borders.places``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.borders.place_signs import (
    Character,
    Gap,
    Lead,
    Tail,
    of_character,
    of_gap,
    of_lead,
    of_tail,
)
from pipelines.despam.borders.places import Places, most_joined
from seeds.vocabulary import table

SEAMS = ("both", "joined")
"""Names of what ``Places.seam`` gives."""
LONGEST = 72
"""Characters of the longest run whose borders are looked for."""
MOST_REMEMBERED = 8_192
"""Sums of each kind that are kept at hand, about 2 MB; then all are forgotten."""
_Parts = TypeVar("_Parts", bound=tuple[Any, ...])
_Found = TypeVar("_Found")


class _Remembered(dict[_Parts, _Found], Generic[_Parts, _Found]):
    """What is made of some parts, worked out when it is first asked for."""

    def __init__(self, work: Callable[[_Parts], _Found]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, parts: _Parts) -> _Found:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[parts] = found = self._work(parts)
        return found


class BorderWeights:
    """What signs weigh, in nats."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._signs: dict[str, float] = data["signs"]
        self._both, self._joined = (data["seams"][name] for name in SEAMS)
        self._most_of_seams: NDArray[np.float64] = max(self._both) + np.array(
            most_joined(self._joined)
        )
        self.lengths = np.array([-math.inf, *data["lengths"]["nats"][1 : LONGEST + 1], -math.inf])
        """Of runs by their length: ``LONGEST`` at most; not 0, which is as unlikely as can be."""
        self._characters: _Remembered[Character, float] = _Remembered(
            lambda parts: sum(self._weights(of_character(*parts)))
        )
        self._gaps: _Remembered[Gap, float] = _Remembered(
            lambda parts: sum(self._weights(of_gap(*parts)))
        )
        self._leads: _Remembered[Lead, tuple[float, ...]] = _Remembered(
            lambda parts: self._weights(of_lead(*parts))
        )
        self._tails: _Remembered[Tail, tuple[float, ...]] = _Remembered(
            lambda parts: self._weights(of_tail(*parts))
        )

    def _weights(self, signs: Iterable[str]) -> tuple[float, ...]:
        """Return the weights of those signs that have one."""
        get = self._signs.get
        return tuple([weight for sign in signs if (weight := get(sign))])

    def inside(self, places: Places, positions: Iterable[int]) -> list[float]:
        """Return what each character weighs."""
        characters, get = self._characters, self._signs.get
        found = []
        for at in positions:
            own = places.own_sign(at)
            nats = characters[places.character(at)]
            found.append(nats + get(own, 0.0) if own else nats)
        return found

    def opening(self, places: Places, at: int) -> float:
        """Return what a gap weighs as the beginning of a run."""
        left, right = places.beside(at, "A")
        nats = self._gaps[places.gap(at, "A")]
        nats = nats + self._signs.get(left, 0.0) + self._signs.get(right, 0.0)
        return sum(self._leads[places.lead(at)], nats)

    def closing(self, places: Places, at: int) -> float:
        """Return what a gap weighs as the end of a run."""
        left, right = places.beside(at, "B")
        nats = self._gaps[places.gap(at, "B")]
        nats = nats + self._signs.get(left, 0.0) + self._signs.get(right, 0.0)
        return sum(self._tails[places.tail(at)], nats)

    def most_of_seams(
        self, places: Places, firsts: Sequence[int], lasts: Sequence[int]
    ) -> NDArray[np.float64]:
        """Return nats that ``seam`` does not exceed, for each pair of borders: a row a first one.

        They are told by the kinds of the two characters that would meet.
        """
        before = [places.meeting(at - 1) for at in firsts]
        behind = [places.meeting(at) for at in lasts]
        return self._most_of_seams.take(before, axis=0).take(behind, axis=1)

    def seam(self, places: Places, start: int, end: int) -> float:
        """Return what it weighs how well the text goes on once a run is gone."""
        both, joined = places.seam(start, end)
        weight: float = self._both[both] + self._joined[joined]
        return weight


@cache
def border_weights() -> BorderWeights:
    """Return what the repository ships, read once a process."""
    return BorderWeights(table("spam_borders"))
