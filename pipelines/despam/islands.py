"""Where a line stops being prose: runs that spam explains better, and their exact borders.

A run is scored by the sum of its steps' gains (``pipelines.despam.reading``), as in sequence
alignment: a run ends where going on has cost ``DROP_NATS`` (the X-drop of Altschul et al., 1990).
Its borders are then moved to where the run and the text that is left both read best.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.despam.alphabet import is_han
from pipelines.despam.lexicon import Word
from pipelines.despam.reading import Reading, Step

DROP_NATS = 11.0
"""Three or four characters of plain prose end a run."""
STRANGER_NATS = 2.5
"""Price of beginning a run of unknown Han characters: a brand is rarer than a word."""
LEAST_NATS = 6.0
"""Runs below are not looked at further."""
REACH = 7
"""How far a border may move, in characters: a brand is seldom longer."""
NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Island:
    """A run of a reading that spam explains better than prose."""

    start: int
    end: int
    gain: float
    """Nats by which spam explains the run better."""
    join: float
    """Nats by which the text around reads better without it."""
    words: tuple[Word, ...]
    """The vocabulary's words in it, in order."""

    @property
    def total(self) -> float:
        """Nats for taking the run out."""
        return self.gain + self.join


@dataclass(slots=True)
class _Path:
    """The best way to have spam end at one position."""

    value: float
    start: int
    peak: float
    stranger: bool
    """Whether the last step was an unknown Han character."""


def islands(reading: Reading, lo: int, hi: int) -> Iterator[Island]:
    """Give the runs between two positions, best first, none overlapping another."""
    peaks: dict[int, tuple[float, int]] = {}
    for end, path in _paths(reading, lo, hi):
        if path.value >= LEAST_NATS and path.value > peaks.get(path.start, (0.0, 0))[0]:
            peaks[path.start] = (path.value, end)
    taken: list[tuple[int, int]] = []
    for start, (_, end) in sorted(peaks.items(), key=lambda item: -item[1][0]):
        if all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
            yield sharpened(reading, start, end)


def _paths(reading: Reading, lo: int, hi: int) -> Iterator[tuple[int, _Path]]:
    """Give the best path that ends at each position."""
    best: dict[int, _Path] = {}
    for at in range(lo, hi):
        path = best.pop(at, None)
        if path is not None:
            yield at, path
        if path is None or path.value <= 0:
            path = _Path(0.0, at, 0.0, stranger=False)
        for step in reading.steps[at]:
            if at + step.length <= hi:
                _extend(best, path, at, step, reading)
    if hi in best:
        yield hi, best[hi]


def _extend(best: dict[int, _Path], path: _Path, at: int, step: Step, reading: Reading) -> None:
    value = path.value + _gain(step, path.stranger, reading.text[at])
    known = best.get(at + step.length)
    if value < path.peak - DROP_NATS or (known is not None and known.value >= value):
        return
    stranger = step.word is None and is_han(reading.text[at])
    best[at + step.length] = _Path(value, path.start, max(path.peak, value), stranger)


def _gain(step: Step, after_stranger: bool, character: str) -> float:  # noqa: FBT001 - a state
    if step.word is None and not after_stranger and is_han(character):
        return step.gain - STRANGER_NATS
    return step.gain


def sharpened(reading: Reading, start: int, end: int) -> Island:
    """Return the run near these borders that leaves the best text."""
    ends = range(max(start + 1, end - REACH), min(len(reading.text), end + REACH) + 1)
    best: Island | None = None
    for first in range(max(0, start - REACH), min(start + REACH, end - 1) + 1):
        reached = _from(reading, first, ends[-1])
        for last in ends:
            if last > first and last in reached:
                gain, words = reached[last]
                island = Island(first, last, gain, reading.join(first, last), words)
                if best is None or island.total > best.total:
                    best = island
    if best is None:
        raise AssertionError("every run can be told as single characters")
    return best


def _from(reading: Reading, start: int, limit: int) -> dict[int, tuple[float, tuple[Word, ...]]]:
    """Return, for each end, the best gain of a run from ``start``, and its words."""
    best: dict[int, tuple[float, tuple[Word, ...], bool]] = {start: (0.0, (), False)}
    for at in range(start, limit):
        value, words, stranger = best.get(at, (NEVER, (), False))
        for step in reading.steps[at] if value > NEVER else ():
            gain = value + _gain(step, stranger, reading.text[at])
            if gain > best.get(at + step.length, (NEVER, (), False))[0]:
                now = (*words, step.word) if step.word else words
                unknown = step.word is None and is_han(reading.text[at])
                best[at + step.length] = (gain, now, unknown)
    return {end: (gain, words) for end, (gain, words, _) in best.items()}


def between(reading: Reading, start: int, end: int) -> Island:
    """Return the run with exactly these borders."""
    gain, words = _from(reading, start, end)[end]
    return Island(start, end, gain, reading.join(start, end), words)
