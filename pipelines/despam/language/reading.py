"""One line as the search for spam reads it: folded, in symbols, with what prose pays for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from pipelines.despam.language.alphabet import START, is_han, symbols
from pipelines.despam.language.elsewhere import NOWHERE
from pipelines.despam.language.folding import Folded, fold
from pipelines.despam.language.joined import Plain
from pipelines.despam.language.model import ProseModel, prose_model
from pipelines.despam.words.lexicon import Lexicon, Word, lexicon
from pipelines.despam.words.spotting import Place

LETTER_NATS = 3.3
"""Logarithm of 26: the model knows that a letter stands there, not which one."""
DIGIT_NATS = 2.3
"""Logarithm of 10, likewise."""
HIGHEST_NATS = 10.5
"""No single character speaks louder: a rare name is not yet spam."""


SPACE_NATS = 3.5
"""Cost of white space, which the training text has none of: as much as inside spam."""
NEVER_SEEN_NATS = 1.0
"""What a neighbour never seen there costs more than one of which the model knows none."""
SENTENCE_NATS = 9.0
"""Spam seldom has stops, commas, quotation marks of sentences inside."""
_OF_SENTENCES = frozenset("。!?;,、“”‘’《》…")
BRACKET_NATS = 5.0
"""Brackets of prose, as around bylines; those of spam stand in its words: (中国)."""
_BRACKETS = frozenset("()[]")


STRANGER_NATS = 9.0
"""Nor does an unknown Han character: a brand never heard of looks like any rare word."""


LINKED_NATS = 1.0
"""What a name costs more than prose where it goes on as prose would: not all words are names."""


class Step(NamedTuple):
    """One word or character of spam that may stand at a position."""

    length: int
    gain: float
    """Nats that prose would pay for it minus what spam pays."""
    word: Word | None


_Ahead = tuple[str, float, float]
"""A symbol, what it costs where it stands, and the most that it may cost elsewhere."""


Seam = tuple[float, float, float]
"""What each of the two characters behind a piece gains, in nats, once it is gone (0 where none is),
and how firmly prose then binds the first."""


class Reading:
    """A line, and what prose and spam would each pay for its parts. Positions are in ``text``.

    Costs are worked out where they are asked for: most of a line is never read closely.
    """

    def __init__(self, folded: Folded, spots: Sequence[Place] | None = None) -> None:
        self.folded = folded
        self._spots = spots
        self.text = folded.text
        self.model: ProseModel = prose_model()
        self._prices = self.model.prices
        self.words: Lexicon = lexicon()
        self._prose: list[float | None] = [None] * len(self.text)
        self._ahead: dict[int, tuple[_Ahead, _Ahead]] = {}
        self._known: list[list[Step] | None] = [None] * len(self.text)
        self.odds: dict[tuple[int, int], float] = {}
        """What ``borders.search`` has worked out of pairs of borders already, in nats."""
        self.near: dict[tuple[int, int], Any] = {}
        """The same of windows."""
        self.elsewhere = NOWHERE
        """What the rest of the page says."""

    @cached_property
    def symbols(self) -> str:
        """The model's symbols, one a character."""
        return symbols(self.text)

    @cached_property
    def _padded(self) -> str:
        return START + self.symbols

    def prose(self, position: int) -> float:
        """Return what prose pays for a character where it stands, in nats."""
        cost = self._prose[position]
        if cost is None:
            cost = self._prose[position] = self._prose_cost(position)
        return cost

    def prose_between(self, start: int, end: int) -> list[float]:
        """Return what prose pays for each character of a piece."""
        known = self._prose
        for at in range(start, end):
            if known[at] is None:
                known[at] = self._prose_cost(at)
        return known[start:end]  # type: ignore[return-value] # none of them is None any more

    def _prose_cost(self, position: int) -> float:
        padded = self._padded
        symbol = padded[position + 1]
        if symbol == " ":
            return SPACE_NATS
        cost = self._prices[padded[position - 1 if position else 0 : position + 2]]
        return (cost if cost < HIGHEST_NATS else HIGHEST_NATS) + _IDENTITY.get(symbol, 0.0)

    @cached_property
    def places(self) -> Mapping[int, Sequence[Word]]:
        """Return the words of the vocabulary by where they stand, the longest first at each place.

        An address of such a site is a word too.
        """
        found = self.words.places(self.text, self._spots)
        for at, address in self.words.addresses(self.text):
            found[at] = [address, *found.get(at, ())]
        return found

    def words_between(self, lo: int, hi: int) -> Iterator[Word]:
        """Give the words of the vocabulary that begin between two positions."""
        for at in self.places_between(lo, hi):
            yield from self.places[at]

    def places_between(self, lo: int, hi: int) -> list[int]:
        """Return where words of the vocabulary begin between two positions, in order."""
        order = self._order
        return order[bisect_left(order, lo) : bisect_left(order, hi)]

    @cached_property
    def _order(self) -> list[int]:
        """Where words stand, in order: a line may be a list of thousands."""
        return sorted(self.places)

    def words_at(self, position: int) -> Sequence[Word]:
        """Return the words of the vocabulary that stand at a position, longest first."""
        return self.places.get(position, ())

    def steps(self, position: int) -> list[Step]:
        """Return the words and the one character that spam may have at a position."""
        steps = self._known[position]
        if steps is None:
            steps = self._known[position] = self._steps(position)
        return steps

    def _steps(self, position: int) -> list[Step]:
        character, prose = self.text[position], self.prose(position)
        if prose > STRANGER_NATS and is_han(character):
            prose = STRANGER_NATS
        alone = Step(1, prose - _SINGLE[character], None)
        words = self.places.get(position)
        if not words:
            return [alone]
        ends = [(len(word.text), word) for word in words]
        nats = self.prose_between(position, position + max(ends, key=_LENGTH)[0])
        return [*(Step(size, sum(nats[:size]) - w.cost, w) for size, w in ends), alone]

    def linked(self, position: int) -> float:
        """Return the gain of a Han character that goes on a name.

        Names are made of words too, as 大富豪: then a character costs what prose would pay for it
        after the one before, and a little more.
        """
        alone = _SINGLE[self.text[position]]
        linked = self._prices[self.symbols[position - 1 : position + 1]] + LINKED_NATS
        return min(self.prose(position), STRANGER_NATS) - min(alone, linked)

    def join(self, start: int, end: int) -> float:
        """Return how much better the text after ``end`` goes on from ``start``, in nats."""
        ((first, second, _),) = self.seams([(start, end)])
        return first + second

    def seams(self, pairs: Iterable[tuple[int, int]]) -> list[Seam]:
        """Return of the text behind each piece what it gains and how it is bound without it."""
        prices, symbols, known = self._prices, self.symbols, self._ahead
        size, found = len(symbols), []
        for start, end in pairs:
            ahead = known.get(end)
            if ahead is None:
                ahead = known[end] = self._after(end), self._after(end + 1)
            (first, parted, dearest), (second, parted_second, dearest_second) = ahead
            before = symbols[start - 2 : start] if start > 1 else START + symbols[:start]
            joined, joined_second = prices[before + first], prices[(before + first + second)[-3:]]
            bound = 0.0
            if end < size:
                bound = prices[first] - (joined if start > 1 else prices[symbols[:start] + first])
            gain = parted - (joined if joined < dearest else dearest)
            further = joined_second if joined_second < dearest_second else dearest_second
            found.append((gain, parted_second - further, bound))
        return found

    def _after(self, at: int) -> _Ahead:
        if at >= len(self.symbols):
            return "", 0.0, 0.0
        symbol = self.symbols[at]
        # That two words were never seen together says little: prose has many that go together.
        dearest = self.model.alone(symbol) + NEVER_SEEN_NATS
        return symbol, min(self.prose(at) - identity(symbol), dearest), dearest


_LENGTH = itemgetter(0)


class _Single(dict[str, float]):
    """What spam pays for each character that belongs to no word, found when it is first met."""

    def __missing__(self, character: str) -> float:
        self[character] = found = _single(character)
        return found


_SINGLE = _Single()


def _single(character: str) -> float:
    """Return what spam pays for a character that belongs to no word."""
    words = lexicon()
    if is_han(character):
        return words.likely_cost if character in words.likely else words.han_cost
    if character in _OF_SENTENCES:
        return SENTENCE_NATS
    if character in _BRACKETS:
        return BRACKET_NATS
    if character.isalnum():
        return words.digit_cost if character.isdigit() else words.latin_cost
    return words.plain_cost if character in words.plain else words.odd_cost


_IDENTITY = {"a": LETTER_NATS, "0": DIGIT_NATS}


def identity(symbol: str) -> float:
    """Return what telling which letter or digit it is costs; the model knows the kind alone."""
    return _IDENTITY.get(symbol, 0.0)


def read(text: str, plain: Plain | None = None) -> Reading:
    """Return the reading of one line; ``plain``: what is known of it, if nothing moves in it."""
    if plain is None:
        return Reading(fold(text))
    folded = fold(text, plain.text)
    return Reading(folded, plain.spots if folded.origin is None else None)
