"""Where a line stops being prose: runs that spam explains better, their borders still rough.

A run is scored by the sum of its steps' gains (``language.reading``), as in sequence
alignment: a run ends where going on has cost ``DROP_NATS`` (the X-drop of Altschul et al., 1990).
Exact borders are looked for afterwards (``borders.search``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.reading import Reading
from pipelines.despam.words.lexicon import Word
from pipelines.despam.words.telling import Told, ending, gain_of, told_from

DROP_NATS = 11.0
"""Three or four characters of plain prose end a run."""
LEAST_NATS = 4.0
"""Runs below are not looked at further."""
SPLIT_NATS = 5.0
"""Price of a border inside a number or a Latin word: places are seldom chosen there."""
LEAST_NAME, LONGEST_NAME = 2, 14
"""Letters or Han characters of a name: 乐鱼, kaiyun, 尊龙凯时, ladybirdsport."""


@dataclass(frozen=True, slots=True)
class Island:
    """A run of a reading that spam explains better than prose."""

    start: int
    end: int
    gain: float
    """Nats by which spam explains the run better."""
    meant: float
    """The part of ``gain`` from words that carry meaning."""
    called: float
    """The part of ``gain`` from words that any web page has."""
    named: bool
    """Whether it begins with an unknown name right before one of the vocabulary's words."""
    join: float
    """Nats by which the text around reads better without it."""
    words: tuple[Word, ...]
    """The vocabulary's words in it, in order."""


_Path = tuple[float, int, float, str, int]
"""The best way to have spam end at one position.

Its nats, where it began, the most nats it had before, the character before (if it is of no known
word), and how many Han characters of no known word stand right before.
"""


def islands(reading: Reading, lo: int, hi: int) -> Iterator[Island]:
    """Give the runs between two positions, borders still rough, best first, none overlapping."""
    peaks: dict[int, tuple[float, int]] = {}
    for end, value, start in _paths(reading, lo, hi):
        if value >= LEAST_NATS and value > peaks.get(start, (0.0, 0))[0]:
            peaks[start] = (value, end)
    taken: list[tuple[int, int]] = []
    for start, (_, end) in sorted(peaks.items(), key=lambda item: -item[1][0]):
        if all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
            yield between(reading, start, end)


def _paths(reading: Reading, lo: int, hi: int) -> Iterator[tuple[int, float, int]]:
    """Give where the best path ends at each position, its nats and where it began.

    One that has gained nothing is dropped: to begin where it ends is as good. So no run begins
    with an unknown Han character, which never gains by itself.
    """
    best: dict[int, _Path] = {}
    places, text = reading.places, reading.text
    for at in range(lo, hi):
        path = best.pop(at, None)
        if path is not None:
            yield at, path[0], path[1]
        elif at in places or not is_han(text[at]):
            path = 0.0, at, 0.0, "", 0
        else:
            continue
        _extend(best, path, at, hi, reading)
    if hi in best:
        path = best[hi]
        yield hi, path[0], path[1]


def _extend(best: dict[int, _Path], path: _Path, at: int, hi: int, reading: Reading) -> None:
    """Add the paths that go on with each word or character of a position, where none is better."""
    gained, start, peak, before, strangers = path
    for step in reading.steps(at):
        length, value, word = step
        end = at + length
        if end > hi:
            continue
        if word is None:
            value = gain_of(step, reading, at, before, strangers)
        value += gained
        if value <= 0 or value < peak - DROP_NATS:
            continue
        known = best.get(end)
        if known is None or known[0] < value:
            most = value if value > peak else peak
            if word is not None:
                best[end] = value, start, most, "", 0
            else:
                sign = reading.text[at]
                best[end] = value, start, most, sign, strangers + 1 if is_han(sign) else 0


def between(reading: Reading, start: int, end: int) -> Island:
    """Return the run with exactly these borders."""
    return island_of(reading, start, end, told_from(reading, start, end)[end])


def island_of(reading: Reading, start: int, end: int, told: Told) -> Island:
    """Return the run with these borders, told in this way."""
    return Island(
        start=start,
        end=end,
        gain=told.gain - ending(told),
        meant=told.meant,
        called=told.called,
        named=bool(told.words) and LEAST_NAME <= told.lead <= LONGEST_NAME,
        join=reading.join(start, end) - SPLIT_NATS * splits(reading.text, start, end),
        words=told.words,
    )


def splits(text: str, *borders: int) -> int:
    """Count the borders that stand inside a number or a Latin word."""
    return sum(_is_inside(text[at - 1 : at], text[at : at + 1]) for at in borders)


def _is_inside(before: str, after: str) -> bool:
    return (before.isdigit() and after.isdigit()) or (_is_latin(before) and _is_latin(after))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
