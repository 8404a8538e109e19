"""Whether a text speaks as an advertisement of spam does, whatever it sells.

What its characters come to (``paragraph_model``) is worked out for all sentences of a page at
once; of those that come to more than nothing, which are few, the other signs are looked at too
(``paragraph_signs``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from functools import cache
from itertools import accumulate, compress

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.advertisements.advertising import TABLE, Signs, signs_of
from pipelines.despam.advertisements.paragraph_model import Scores, paragraph_model
from pipelines.despam.advertisements.paragraph_signs import (
    OFFICIAL,
    han_cost,
    most_of_signs,
    paragraph_signs,
    share_of_han,
    without_quotations,
)
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import FOLDED_POINTS, folded_each
from pipelines.despam.shields.spoken import is_enumerated
from pipelines.despam.words.lexicon import lexicon
from pipelines.despam.words.spotting import Spotter
from seeds.vocabulary import table

ASKED = 4.0
"""Odds in nats that a paragraph needs. Of 3,811 texts of good faith whose kinds were held out none
had more, of advertisements whose trades were held out three of four."""
SHORTEST = 12
"""Characters below which a text says too little."""
MOST_QUOTED, LEAST_HAN = 0.3, 0.35
"""Share from which a text is a quotation, and below which it is not Chinese."""
MOST_GUARDED = 1
"""Words of crime that an offer may have itself: 黑客."""
GARBLED_NATS = 9.2
"""Mean cost of a Han character from which a text was read in a wrong encoding: of composed
advertisements the dearest has 9.0."""
ROUNDING_NATS = 1e-6
"""More than sums of so few numbers differ by the order in which they are added."""
SAID_AGAIN = 3
"""Han characters that tell that a text is said again."""

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’）」』)]*|[^。！？!?\n]+")
_ENDS = np.zeros(FOLDED_POINTS, dtype=bool)
"""Whether a folded code point ends a sentence or a line."""
_ENDS[[ord(end) for end in "。!?\n"]] = True

Range = tuple[int, int]


def sentences_of(text: str) -> list[Range]:
    """Return the sentences of a text as ranges."""
    return [match.span() for match in _SENTENCE.finditer(text)]


def odds_of(text: str) -> float:
    """Return the odds, in nats, that a text is an advertisement of spam by how it speaks."""
    model, signs = paragraph_model(), paragraph_signs(text)
    told = sum(model.signs.get(name, 0.0) * value for name, value in signs.items())
    return _odds_of_words(text) + told


def _odds_of_words(text: str, score: float | None = None) -> float:
    model, bare = paragraph_model(), without_quotations(text)
    if score is None or bare != text:
        score = Scores(bare).of_one(0, len(bare))
    return model.bias + model.words * score


def most_odds_of(text: str, offered: Signs, score: float | None = None) -> float:
    """Return odds that ``odds_of`` a text does not exceed, whatever its costly signs are.

    ``offered``: what it names and promises; ``score``: what its characters come to, when the caller
    knows that already. A sign that speaks for an offer has its highest value here, and one that
    speaks against it, none: no sign is less.
    """
    model, most = paragraph_model(), most_of_signs(text, offered)
    told = sum(weight * most[name] for name, weight in model.signs.items() if weight > 0)
    return _odds_of_words(text, score) + told + ROUNDING_NATS


def names_wares(text: str, offered: Signs | None = None) -> bool:
    """Tell whether a text names a ware of spam, or promises what only an offer of spam does.

    ``offered``: what it names and promises, when the caller has asked for that already.
    """
    signs = signs_of(text) if offered is None else offered
    if signs.sure or signs.deeds or signs.names or len(signs.weak) > 1:
        return True
    return bool(_offered().places(folded_each(text)))


@cache
def _offered() -> Spotter:
    return Spotter(table(TABLE)["offered"]["words"])


def is_long(text: str) -> bool:
    """Tell whether a text says enough to be judged."""
    return len(text) >= SHORTEST


def may_be_offer(text: str) -> bool:
    """Tell whether the characters of a text come to enough to look at its other signs; quick."""
    return is_long(text) and bool(Scores(text).are_positive([0], [len(text)])[0])


def is_strange_offer(text: str, said: str) -> bool:
    """Tell whether a text is an offer of wares of spam that says nothing of what the page says."""
    if not may_be_offer(text) or not names_wares(text):
        return False
    if is_barred(text) or odds_of(text) < ASKED:
        return False
    return not shared(text, pieces_of(folded_each(said)))


def is_barred(text: str) -> bool:
    """Tell whether a text is no offer whatever it promises: it quotes, or a public body speaks."""
    folded = folded_each(text)
    if is_enumerated(text):
        return True
    if not is_long(text) or share_of_han(text) < LEAST_HAN or OFFICIAL.search(folded):
        return True
    if len(without_quotations(folded)) < (1 - MOST_QUOTED) * len(folded):
        return True
    if sum(word in folded for word in lexicon().guard) > MOST_GUARDED:
        return True
    return han_cost(folded) > GARBLED_NATS


def shared(text: str, said: Set[str]) -> int:
    """Return how many pieces of Han characters of a text are among those of another."""
    return sum(all(map(is_han, piece)) for piece in pieces_of(folded_each(text)) & said)


def pieces_of(folded: str, size: int = SAID_AGAIN) -> Set[str]:
    """Return all sequences of as many characters of a folded text as tell that it is said again."""
    return {folded[at : at + size] for at in range(len(folded) - size + 1)}


class Sentences:
    """What the characters of all sentences of a page come to, worked out at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._scores = Scores("\n".join((*texts, "")))
        self._firsts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        """Where each line begins in the text of all."""

    def telling(self) -> Mapping[int, list[Range]]:
        """Return, by line, the sentences whose characters come to enough; of most pages none."""
        if not self._texts:
            return {}
        firsts = np.array(self._firsts)
        stops = _ENDS.take(self._scores.points).nonzero()[0]
        starts = np.concatenate((firsts[:-1], firsts[:1], stops[:-1] + 1))
        ends = np.concatenate((firsts[1:] - 1, stops))
        told = self._scores.are_positive(starts, ends) & (ends - starts >= SHORTEST)
        places = starts[told].tolist()
        numbers = sorted({bisect_right(self._firsts, at) - 1 for at in places})
        found = {number: self._telling_in(number) for number in numbers}
        return {number: ranges for number, ranges in found.items() if ranges}

    def may_be_offers(self) -> list[int]:
        """Return the numbers of the lines whose characters as a whole come to enough."""
        firsts = np.array(self._firsts)
        told: list[bool] = self._scores.are_positive(firsts[:-1], firsts[1:] - 1).tolist()
        return [n for n, text in enumerate(self._texts) if told[n] and is_long(text)]

    def _telling_in(self, number: int) -> list[Range]:
        """Return the sentences of a line that come to enough."""
        ranges = sentences_of(self._texts[number])
        if not ranges:
            return []
        told = self._scores.are_positive(*self._places(number, ranges))
        return list(compress(ranges, told.tolist()))

    def scores(self, number: int, ranges: Sequence[Range]) -> list[float]:
        """Return what the characters of pieces of a line come to."""
        found: list[float] = self._scores.of(*self._places(number, ranges)).tolist()
        return found

    def score(self, number: int, where: Range) -> float:
        """Return what the characters of one piece of a line come to."""
        first = self._firsts[number]
        return self._scores.of_one(first + where[0], first + where[1])

    def _places(self, number: int, ranges: Sequence[Range]) -> NDArray[np.intp]:
        """Return where pieces of a line begin and end in the text of all."""
        return np.array(ranges, dtype=np.intp).reshape(-1, 2).T + self._firsts[number]
