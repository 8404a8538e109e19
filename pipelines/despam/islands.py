"""Where a line stops being prose: runs that spam explains better, and their exact borders.

A run is scored by the sum of its steps' gains (``pipelines.despam.reading``), as in sequence
alignment: a run ends where going on has cost ``DROP_NATS`` (the X-drop of Altschul et al., 1990).
Its borders are then moved to where the run and the text that is left both read best.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.despam.alphabet import is_han
from pipelines.despam.lexicon import Word
from pipelines.despam.reading import Reading, Step

DROP_NATS = 11.0
"""Three or four characters of plain prose end a run."""
NAME_NATS = (0.0, 5.0, 1.5, 3.0, 4.0, 7.0, 10.0, 13.0, 16.0, 19.0, 22.0)
"""Price of a name by its length in unknown Han characters or letters: 乐鱼 is usual, one is not."""
TAIL_NATS = 5.0
"""Price of unknown characters after the last word: what follows it is mostly prose again."""
LEAST_NATS = 6.0
"""Runs below are not looked at further."""
REACH = 7
"""How far a border may move, in characters: a brand is seldom longer."""
JOINING_NATS = 4.0
"""Price of beginning with a sign that parts two pieces."""
NUMBER_NATS = 3.0
"""Price of beginning a number."""
LATIN_NATS = 2.0
"""Price of beginning an unknown Latin name."""
PROPER_NATS = 4.0
"""Price of an unknown name before a word that is a name or an offer itself."""
MOST_JOIN_NATS = 24.0
"""No text closes better than this: two characters at their dearest."""
SPLIT_NATS = 5.0
"""Price of a border inside a number or a Latin word: places are seldom chosen there."""
MEANING = 0.6
"""From this ``core`` a word carries meaning of its own."""
MARKS = frozenset("。，；：、！？”“,;!?")
"""Marks of sentences: no phrase begins or ends with one."""
OPENING = MARKS | {"("}
"""Nor does one end with an opening bracket."""
LEAST_NAME, LONGEST_NAME = 2, 8
"""Letters or Han characters of a name: 乐鱼, kaiyun, 尊龙凯时."""


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
    before: str
    """The character before, if it is of no known word."""
    strangers: int
    """How many Han characters of no known word stand right before."""


def islands(reading: Reading, lo: int, hi: int) -> Iterator[Island]:
    """Give the runs between two positions, borders still rough, best first, none overlapping."""
    peaks: dict[int, tuple[float, int]] = {}
    for end, path in _paths(reading, lo, hi):
        if path.value >= LEAST_NATS and path.value > peaks.get(path.start, (0.0, 0))[0]:
            peaks[path.start] = (path.value, end)
    taken: list[tuple[int, int]] = []
    for start, (_, end) in sorted(peaks.items(), key=lambda item: -item[1][0]):
        if all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
            yield between(reading, start, end)


def _paths(reading: Reading, lo: int, hi: int) -> Iterator[tuple[int, _Path]]:
    """Give the best path that ends at each position."""
    best: dict[int, _Path] = {}
    for at in range(lo, hi):
        path = best.pop(at, None)
        if path is not None:
            yield at, path
        if path is None or path.value <= 0:
            path = _Path(0.0, at, 0.0, "", 0)
        for step in reading.steps(at):
            if at + step.length <= hi:
                _extend(best, path, at, step, reading)
    if hi in best:
        yield hi, best[hi]


def _extend(best: dict[int, _Path], path: _Path, at: int, step: Step, reading: Reading) -> None:
    character = reading.text[at]
    value = path.value + _gain(step, path.before, path.strangers, character)
    known = best.get(at + step.length)
    if value < path.peak - DROP_NATS or (known is not None and known.value >= value):
        return
    before = character if step.word is None else ""
    strangers = path.strangers + 1 if is_han(before or ".") else 0
    best[at + step.length] = _Path(value, path.start, max(path.peak, value), before, strangers)


def _gain(step: Step, before: str, strangers: int, character: str) -> float:
    """Return what a step brings after a character and so many unknown Han characters in a row.

    ``before``: the character before, or "" at the beginning and after a word.
    """
    if step.word is not None or not character.isalnum():
        return step.gain
    if character.isdigit():
        return step.gain - (0.0 if before.isdigit() else NUMBER_NATS)
    if character.isascii():
        return step.gain - (0.0 if before.isascii() and before.isalnum() else LATIN_NATS)
    return step.gain - _name(strangers + 1) + _name(strangers)


def _name(length: int) -> float:
    """Return the price of a name of so many characters."""
    return NAME_NATS[min(length, len(NAME_NATS) - 1)]


class _Told(NamedTuple):
    """The best way to tell a piece of a line as spam."""

    gain: float = 0.0
    meant: float = 0.0
    called: float = 0.0
    words: tuple[Word, ...] = ()
    named: bool = False
    before: str = ""
    """The character before, if it is of no known word."""
    strangers: int = 0
    """Unknown Han characters right before."""
    letters: int = 0
    """Unknown letters, digits and Han characters right before."""
    loose: bool = False
    """Whether a sign or digit of no word stands last: contacts and prices end so."""


def sharpened(reading: Reading, start: int, end: int) -> Island:
    """Return the run near these borders that leaves the best text."""
    ends = range(max(start + 1, end - REACH), min(len(reading.text), end + REACH) + 1)
    best: Island | None = None
    for first in range(max(0, start - REACH), min(start + REACH, end - 1) + 1):
        if reading.text[first] in MARKS or reading.text[first] == ")":
            continue
        told = _from(reading, first, ends[-1])
        for last in ends:
            if last <= first or last not in told or reading.text[last - 1] in OPENING:
                continue
            if best is not None and told[last].gain + MOST_JOIN_NATS < best.total:
                continue
            island = _island(reading, first, last, told[last])
            if best is None or island.total > best.total:
                best = island
    return best or between(reading, start, end)


def between(reading: Reading, start: int, end: int) -> Island:
    """Return the run with exactly these borders."""
    return _island(reading, start, end, _from(reading, start, end)[end])


def _island(reading: Reading, start: int, end: int, told: _Told) -> Island:
    return Island(
        start=start,
        end=end,
        gain=told.gain - _end(told),
        meant=told.meant,
        called=told.called,
        named=told.named,
        join=reading.join(start, end) - _splits(reading.text, start) - _splits(reading.text, end),
        words=told.words,
    )


def _end(told: _Told) -> float:
    """Return the price of ending as this piece does."""
    if not told.words:
        return 0.0
    return TAIL_NATS if told.letters and not told.loose else told.words[-1].end * (not told.loose)


def _splits(text: str, at: int) -> float:
    """Return the price of a border inside a number or a Latin word."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if (before.isdigit() and after.isdigit()) or (_is_latin(before) and _is_latin(after)):
        return SPLIT_NATS
    return 0.0


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _from(reading: Reading, start: int, limit: int) -> dict[int, _Told]:
    """Return, for each end up to the limit, the best way to tell the piece from ``start``."""
    joins = reading.text[start] in reading.words.joining
    best: dict[int, _Told] = {start: _Told(gain=-JOINING_NATS if joins else 0.0)}
    for at in range(start, limit):
        told = best.get(at)
        if told is None:
            continue
        for step in reading.steps(at):
            after = _with(told, step, reading.text[at])
            end = at + step.length
            if end <= limit and (end not in best or after.gain > best[end].gain):
                best[end] = after
    return best


def _with(told: _Told, step: Step, character: str) -> _Told:
    word = step.word
    if word is None:
        return _Told(
            told.gain + _gain(step, told.before, told.strangers, character),
            told.meant,
            told.called,
            told.words,
            told.named,
            before=character,
            strangers=told.strangers + 1 if is_han(character) else 0,
            letters=told.letters + 1 if character.isalnum() else 0,
            loose=not character.isalpha(),
        )
    has_meaning = word.core >= MEANING
    price = PROPER_NATS if told.letters and word.proper else 0.0
    if not told.words and not told.letters:
        price = word.start
    return _Told(
        gain=told.gain + step.gain - price,
        meant=told.meant + step.gain * has_meaning,
        called=told.called + step.gain * (not has_meaning),
        words=(*told.words, word),
        named=told.named or (not told.words and LEAST_NAME <= told.letters <= LONGEST_NAME),
    )
