"""The seams of all pairs of gaps of a window at once, for which training asks.

The stage itself asks for a few pairs of a line, one by one (``search.seam_of``).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.alphabet import START, code_points
from pipelines.despam.language.model import UNKNOWN_NATS, ProseModel, prose_model
from pipelines.despam.language.reading import NEVER_SEEN_NATS, Reading, identity

LONGEST = 48
"""Characters of the longest piece whose seam is learned."""
NOTHING = 0
"""Stands for a symbol beyond the line, or for a context that is not asked for."""
_BITS = 16
"""Of a symbol: the model's are of the basic plane."""

Costs = NDArray[np.float64]
Symbols = NDArray[np.intp]


class Prices:
    """The costs of a model in tables: those of many sequences are found at once."""

    def __init__(self, model: ProseModel) -> None:
        contexts = [(c, symbols, np.array(costs)) for c, symbols, costs in model.contexts()]
        self._single = np.full(1 << _BITS, np.nan)
        self._fallback = np.zeros(1 << _BITS)
        self._pairs = _Sparse([_keyed(one) for one in contexts if len(one[0]) == 1])
        self._triples = _Sparse([_keyed(one) for one in contexts if len(one[0]) == 2])
        self._after_two = _Sparse(
            [(np.array(_key(c)), costs[:1]) for c, _, costs in contexts if len(c) == 2]
        )
        for context, symbols, costs in contexts:
            if not context:
                self._single[code_points(symbols)] = costs[1:]
            elif len(context) == 1:
                self._fallback[ord(context)] = costs[0]

    def of(self, first: Symbols, second: Symbols, third: Symbols) -> Costs:
        """Return what the third symbols cost after the two others, in nats."""
        before = first << _BITS | second
        has_two = (first != NOTHING) & (second != NOTHING)
        triple = np.where(has_two, self._triples.at(before << _BITS | third), np.nan)
        fallen = np.where(has_two, np.nan_to_num(self._after_two.at(before)), 0.0)
        pair = np.where(second != NOTHING, self._pairs.at(second << _BITS | third), np.nan)
        twice = fallen + np.where(second != NOTHING, self._fallback[second], 0.0)
        found = np.where(np.isnan(pair), twice + self._single[third], fallen + pair)
        found = np.where(np.isnan(triple), found, triple)
        return np.where(third == NOTHING, 0.0, np.where(np.isnan(found), UNKNOWN_NATS, found))


class _Sparse:
    """Numbers by keys, a row of keys and one of numbers for each part."""

    def __init__(self, parts: list[tuple[Symbols, Costs]]) -> None:
        keys = np.concatenate([np.atleast_1d(key) for key, _ in parts])
        order = np.argsort(keys)
        self._keys = keys[order]
        self._values = np.concatenate([values for _, values in parts])[order]

    def at(self, keys: Symbols) -> Costs:
        """Return the number of each key; NaN where there is none."""
        place = np.searchsorted(self._keys, keys).clip(0, len(self._keys) - 1)
        return np.where(self._keys[place] == keys, self._values[place], np.nan)


def _keyed(one: tuple[str, str, Costs]) -> tuple[Symbols, Costs]:
    context, symbols, costs = one
    return _key(context) << _BITS | code_points(symbols), costs[1:]


def _key(context: str) -> int:
    return ord(context[0]) << _BITS | ord(context[1]) if len(context) == 2 else ord(context)


@cache
def prices() -> Prices:
    """Return the tables of the model that the repository ships, made once a process."""
    return Prices(prose_model())


def seams_of(reading: Reading, lo: int, hi: int) -> NDArray[np.float16]:
    """Return ``search.seam_of`` of each pair of gaps that is not too far apart, all at once."""
    size = hi - lo + 1
    points = code_points(START + reading.symbols + "\0\0")
    place = np.arange(lo, hi + 1)
    starts, ends = (x.ravel() for x in np.meshgrid(place, place, indexing="ij"))
    is_piece = (ends > starts) & (ends - starts <= LONGEST)
    starts, ends = starts[is_piece], ends[is_piece]
    ahead, beyond = points[ends + 1], points[ends + 2]
    before, nothing = points[starts], np.full(len(starts), NOTHING)
    alone, parted, dearest = _costs(reading, lo, hi + 2)
    one = prices().of(np.where(starts > 0, points[starts - 1], NOTHING), before, ahead)
    two = np.where(beyond == NOTHING, 0.0, prices().of(before, ahead, beyond))
    alone_before = np.where(starts > 0, before, NOTHING)
    bound = np.where(starts > 1, one, prices().of(nothing, alone_before, ahead))
    here, later = ends - lo, ends - lo + 1
    found = np.zeros((size, size, 3), np.float16)
    found[starts - lo, here, 0] = parted[here] - np.minimum(one, dearest[here])
    found[starts - lo, here, 1] = parted[later] - np.minimum(two, dearest[later])
    found[starts - lo, here, 2] = alone[here] - bound
    return found


def _costs(reading: Reading, lo: int, hi: int) -> tuple[Costs, Costs, Costs]:
    """Return what each symbol costs alone, where it stands, and at most; 0 beyond the line."""
    alone, parted, dearest = (np.zeros(hi - lo) for _ in range(3))
    for at, symbol in enumerate(reading.symbols[lo:hi]):
        alone[at] = reading.model.alone(symbol)
        dearest[at] = alone[at] + NEVER_SEEN_NATS
        parted[at] = min(reading.prose(lo + at) - identity(symbol), dearest[at])
    return alone, parted, dearest
