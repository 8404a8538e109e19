"""Tell a piece of a line as spam: the cheapest way to make it of known words and unknown pieces."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.reading import Reading, Step
from pipelines.despam.words.lexicon import Word

NAME_NATS = (0.0, 5.0, 1.5, 3.0, 4.0, 7.0, 10.0, 13.0, 16.0, 19.0, 22.0)
"""Price of a name by its length in unknown Han characters or letters: 乐鱼 is usual, one is not."""
_FURTHER = (*(b - a for a, b in pairwise(NAME_NATS)), 0.0)
"""What one more character adds to that price."""
TAIL_NATS = 5.0
"""Price of unknown characters after the last word: what follows it is mostly prose again."""
JOINING_NATS = 4.0
"""Price of beginning with a sign that parts two pieces."""
NUMBER_NATS = 3.0
"""Price of beginning a number."""
LATIN_NATS = 2.0
"""Price of beginning an unknown Latin name."""
PROPER_NATS = 4.0
"""Price of an unknown name before a word that is a name or an offer itself."""
MEANING = 0.6
"""From this ``core`` a word carries meaning of its own."""


class Told(NamedTuple):
    """The best way to tell a piece of a line as spam."""

    gain: float = 0.0
    """Nats by which spam explains the piece better than prose."""
    meant: float = 0.0
    """The part of ``gain`` from words that carry meaning."""
    called: float = 0.0
    """The part of ``gain`` from words that any web page has."""
    words: tuple[Word, ...] = ()
    lead: int = 0
    """Unknown letters, digits and Han characters before the first word."""
    head: float = 0.0
    """Nats by which a name explains the unknown Han characters before the first word better."""
    tail: float = 0.0
    """The same for those after the last word."""
    before: str = ""
    """The character before, if it is of no known word."""
    strangers: int = 0
    """Unknown Han characters right before."""
    letters: int = 0
    """Unknown letters, digits and Han characters right before."""
    loose: bool = False
    """Whether a sign or digit of no word stands last: contacts and prices end so."""


def told_from(reading: Reading, start: int, limit: int, drop: float = math.inf) -> dict[int, Told]:
    """Return, for each end up to the limit, the best way to tell the piece from ``start``.

    ``drop``: ways are given up that have lost so many nats since their best end.
    """
    joins = reading.text[start] in reading.words.joining
    best: dict[int, Told] = {start: Told(gain=-JOINING_NATS if joins else 0.0)}
    least = -drop
    for at in range(start, limit):
        told = best.get(at)
        if told is None or told.gain < least:
            continue
        least = max(least, told.gain - drop)
        for step in reading.steps(at):
            end = at + step.length
            if end <= limit:
                after = _with(told, step, reading, at)
                if end not in best or after.gain > best[end].gain:
                    best[end] = after
    return best


def _with(told: Told, step: Step, reading: Reading, at: int) -> Told:
    word = step.word
    if word is None:
        return _with_character(told, step, reading, at)
    has_meaning = word.core >= MEANING
    price = PROPER_NATS if told.letters and word.proper else 0.0
    if not told.words and not told.letters:
        price = word.start
    return Told(
        told.gain + step.gain - price,
        told.meant + step.gain * has_meaning,
        told.called + step.gain * (not has_meaning),
        (*told.words, word),
        told.lead if told.words else told.letters,
        told.head if told.words else told.tail,
    )


def _with_character(told: Told, step: Step, reading: Reading, at: int) -> Told:
    character = reading.text[at]
    gain = gain_of(step, reading, at, told.before, told.strangers)
    han = is_han(character)
    return Told(
        told.gain + gain,
        told.meant,
        told.called,
        told.words,
        told.lead,
        told.head,
        told.tail + gain + _further(told.strangers) if han else told.tail,
        character,
        told.strangers + 1 if han else 0,
        told.letters + 1 if character.isalnum() else 0,
        not character.isalpha(),
    )


def gain_of(step: Step, reading: Reading, at: int, before: str, strangers: int) -> float:
    """Return what a step brings after a character and so many unknown Han characters in a row.

    ``before``: the character before, or "" at the beginning and after a word.
    """
    character = reading.text[at]
    if step.word is not None or not character.isalnum():
        return step.gain
    if character.isdigit():
        return step.gain - (0.0 if before.isdigit() else NUMBER_NATS)
    if character.isascii():
        return step.gain - (0.0 if before.isascii() and before.isalnum() else LATIN_NATS)
    gain = reading.linked(at) if strangers else step.gain
    return gain - _further(strangers)


def _further(strangers: int) -> float:
    """Return what a Han character adds to the price of a name of so many."""
    return _FURTHER[strangers] if strangers < len(_FURTHER) else 0.0


def ending(told: Told) -> float:
    """Return the price of ending as this piece does, in nats."""
    if not told.words:
        return 0.0
    return TAIL_NATS if told.letters and not told.loose else told.words[-1].end * (not told.loose)
