"""The lines of a page as one text: folded, and looked through for words, once for all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from pipelines.despam.language.alphabet import text_of
from pipelines.despam.language.folding import FOLDED_POINTS, folded_points
from pipelines.despam.words.spotting import Place, spotted

_BEYOND = chr(FOLDED_POINTS - 1)
"""What characters beyond the table are folded to."""


class Plain(NamedTuple):
    """What the text of all lines tells of one of them."""

    text: str
    """The line with each character folded, none left out."""
    spots: Sequence[Place]
    """Where words of the vocabulary stand in that."""


def words_of_lines(lines: Sequence[str]) -> Sequence[Place]:
    """Return where words of the vocabulary stand in the text of all lines, folded."""
    return spotted(text_of(folded_points("\n".join((*lines, "")))))


def counted_words(lines: Iterable[str]) -> Mapping[str, int]:
    """Return how often each word of the vocabulary stands in lines, folded; 0 of all others.

    The last lines' are kept at hand: one thing after another is asked of a page.
    """
    return _counted(tuple(lines))


@lru_cache(maxsize=4)
def _counted(lines: tuple[str, ...]) -> Counter[str]:
    return Counter(map(itemgetter(1), words_of_lines(lines)))


class Joined:
    """Lines, each with line breaks behind it."""

    def __init__(self, lines: Sequence[str], breaks: int = 1) -> None:
        between = "\n" * breaks
        self.lines = lines
        self.text = between.join((*lines, ""))
        self.points = folded_points(self.text)
        """The folded code points."""
        self.folded = text_of(self.points)
        self.starts = list(accumulate((len(line) + breaks for line in lines), initial=0))
        """Where each line begins, and the end."""

    def line(self, number: int) -> Plain | None:
        """Return what is known of a line; None of one with characters beyond the table."""
        start = self.starts[number]
        end = start + len(self.lines[number])
        text = self.folded[start:end]
        if _BEYOND in text:
            return None
        places, words = self._places
        first, last = bisect_left(places, start), bisect_left(places, end)
        return Plain(text, [(at - start, word) for at, word in words[first:last]])

    @cached_property
    def _places(self) -> tuple[list[int], list[Place]]:
        words = sorted(spotted(self.folded), key=itemgetter(0))
        return [at for at, _ in words], words
