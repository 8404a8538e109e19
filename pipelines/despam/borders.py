"""The exact borders of a run: of all places near its rough ones, where spam and prose part best.

Each pair of borders has signs: how well the text goes on once the run is gone, how well the run
reads as spam, how firmly the characters at its borders belong to what stands outside. Their
weights stand in ``seeds/vocabulary/spam_borders.toml``, fitted on the author half of the benchmark
so that the true borders of attacked lines come first (``tests.bench.spam_fit_borders``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pipelines.despam.alphabet import is_han
from pipelines.despam.islands import Island, between, island_of, splits
from pipelines.despam.reading import Reading
from pipelines.despam.telling import Told, ending, told_from
from seeds.vocabulary import table

REACH = 8
"""How far a border may move, in characters: a brand is seldom longer."""
MARKS = frozenset("。，；：、！？”“,;!?")
"""Marks of sentences: no phrase begins or ends with one."""
LONGEST_COUNTED = 5
"""Unknown characters that are counted one by one, at the beginning and at the end."""
FIRMEST_NATS = 8.0
WORST_JOIN, BEST_JOIN = -8.0, 12.0
"""Nats, for each of the two characters after a seam: one rare character must not decide alone."""

Signs = dict[str, float]


def sharpened(reading: Reading, start: int, end: int) -> Island:
    """Return the run near these borders that parts best from its line."""
    weights = _weights()
    rated = sorted(
        (
            (_sum(weights, signs), -first, last, told)
            for first, last, told in candidates(reading, start, end)
            for signs in (border_signs(reading, first, last, told),)
        ),
        key=lambda one: one[:3],
        reverse=True,
    )
    most = BEST_JOIN * (weights["seam_first"] + weights["seam_second"])
    best: tuple[float, Island] | None = None
    for value, first, last, told in rated:
        if best is not None and value + most < best[0]:
            break
        value += _sum(weights, seam_signs(reading, -first, last))
        if best is None or value > best[0]:
            best = value, island_of(reading, -first, last, told)
    return best[1] if best else between(reading, start, end)


def candidates(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int, Told]]:
    """Give the borders that a run near these may have, each with the best way to tell it."""
    text = reading.text
    lasts = range(max(start + 1, end - REACH), min(len(text), end + REACH) + 1)
    for first in range(max(0, start - REACH), min(start + REACH, end - 1) + 1):
        if text[first] in MARKS or text[first] == ")":
            continue
        told = told_from(reading, first, lasts[-1])
        for last in lasts:
            if last > first and last in told and text[last - 1] not in MARKS | {"("}:
                yield first, last, told[last]


def border_signs(reading: Reading, start: int, end: int, told: Told) -> Signs:
    """Return the signs of a pair of borders, but for those of the seam, by their weights' names."""
    text, disguised = reading.text, reading.folded.is_disguised
    signs = {
        "meant": told.meant / 10,
        "called": told.called / 10,
        "unknown": (told.gain - told.meant - told.called - told.head - told.tail) / 10,
        "head": told.head / 10,
        "tail": told.tail / 10,
        "ending": ending(told) / 10,
        "split": float(splits(text, start, end)),
        "mark_before": float(start == 0 or text[start - 1] in MARKS),
        "mark_after": float(end == len(text) or text[end] in MARKS),
        "bound_before": _bound(reading, start) / 10,
        "bound_after": _bound(reading, end) / 10,
        "sign_first": float(not text[start].isalnum()),
        "sign_last": float(not text[end - 1].isalnum()),
        "sign_before": float(_is_sign(reading, start - 1)),
        "sign_after": float(_is_sign(reading, end)),
        "disguised_first": float(disguised(start)),
        "disguised_last": float(disguised(end - 1)),
        "disguised_before": float(disguised(start - 1)),
        "disguised_after": float(disguised(end)),
        f"lead_{min(told.lead, LONGEST_COUNTED)}": 1.0,
        f"tail_{min(told.letters, LONGEST_COUNTED)}": 1.0,
    }
    if told.words:
        if not told.lead:
            signs[f"first_{told.words[0].kind}"] = 1.0
        if not told.letters:
            signs[f"last_{told.words[-1].kind}"] = 1.0
    return signs


def seam_signs(reading: Reading, start: int, end: int) -> Signs:
    """Return how well the text goes on once the run is gone, for the two characters after it."""
    first, second = (
        max(WORST_JOIN, min(nats, BEST_JOIN)) for nats in reading.seam(start, end)
    )
    return {"seam_first": first, "seam_second": second}


def _bound(reading: Reading, at: int) -> float:
    """Return how much more prose expects a character after those before it than alone, in nats."""
    if at >= len(reading.text) or not is_han(reading.text[at]):
        return 0.0
    alone = reading.model.alone(reading.symbols[at])
    return max(-FIRMEST_NATS, min(alone - reading.prose(at), FIRMEST_NATS))


def _is_sign(reading: Reading, at: int) -> bool:
    """Tell whether a sign of spam stands at a place outside a run."""
    return 0 <= at < len(reading.text) and reading.text[at] in reading.words.odd


def _sum(weights: Mapping[str, float], signs: Signs) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in signs.items())


@cache
def _weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = table("spam_borders")["weights"]
    return weights
