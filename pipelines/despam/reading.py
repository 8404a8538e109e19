"""One line as the search for spam reads it: folded, in symbols, with what prose would pay for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipelines.despam.alphabet import START, is_han, symbols
from pipelines.despam.folding import Folded, fold
from pipelines.despam.lexicon import Lexicon, Word, lexicon
from pipelines.despam.model import ProseModel, prose_model

LETTER_NATS = 3.3
"""Logarithm of 26: the model knows that a letter stands there, not which one."""
DIGIT_NATS = 2.3
"""Logarithm of 10, likewise."""
HIGHEST_NATS = 10.5
"""No single character speaks louder: a rare name is not yet spam."""


SENTENCE_NATS = 9.0
"""Spam seldom has stops, commas, quotation marks of sentences inside."""
_OF_SENTENCES = frozenset("。!?;,、“”‘’《》…")


class Step(NamedTuple):
    """One word or character of spam that may stand at a position."""

    length: int
    gain: float
    """Nats that prose would pay for it minus what spam pays."""
    word: Word | None


@dataclass(frozen=True)
class Reading:
    """A line, and what prose and spam would each pay for its parts. Positions are in ``text``."""

    folded: Folded
    model: ProseModel = field(default_factory=prose_model)
    words: Lexicon = field(default_factory=lexicon)

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    @cached_property
    def symbols(self) -> str:
        """The model's symbols, one a character."""
        return symbols(self.folded.text)

    @cached_property
    def prose(self) -> list[float]:
        """What prose pays for each character where it stands, in nats."""
        costs = self.model.costs(self.symbols)
        return [
            min(cost, HIGHEST_NATS) + _identity(symbol)
            for cost, symbol in zip(costs, self.symbols, strict=True)
        ]

    @cached_property
    def steps(self) -> list[list[Step]]:
        """For each position, the words and the one character that spam may have there."""
        return [self._steps(position) for position in range(len(self.text))]

    def _steps(self, position: int) -> list[Step]:
        steps = [
            Step(len(w.text), sum(self.prose[position : position + len(w.text)]) - w.cost, w)
            for w in self.words.at(self.text, position)
        ]
        steps.append(Step(1, self.prose[position] - self._single(self.text[position]), None))
        return steps

    def _single(self, character: str) -> float:
        """Return what spam pays for a character that belongs to no word."""
        words = self.words
        if is_han(character):
            return words.han_cost
        if character in _OF_SENTENCES:
            return SENTENCE_NATS
        if character.isalnum():
            return words.digit_cost if character.isdigit() else words.latin_cost
        return words.plain_cost if character in words.plain else words.odd_cost

    def join(self, start: int, end: int) -> float:
        """Return how much better the text after ``end`` goes on from ``start``, in nats."""
        after = self.symbols[end : end + 2]
        before = (START + self.symbols[max(0, start - 2) : start])[-2:]
        joined = self.model.costs(after, before)
        stands = self.prose[end : end + len(after)]
        return sum(
            here - min(cost, HIGHEST_NATS) - _identity(symbol)
            for here, cost, symbol in zip(stands, joined, after, strict=True)
        )


def _identity(symbol: str) -> float:
    if symbol == "a":
        return LETTER_NATS
    return DIGIT_NATS if symbol == "0" else 0.0


def read(text: str) -> Reading:
    """Return the reading of one line."""
    return Reading(fold(text))
