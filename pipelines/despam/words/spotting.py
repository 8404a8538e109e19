"""Where words stand, found in a whole text at once, however many words there are.

Each character of a text is read once (Aho and Corasick, Efficient string matching, 1975), by
compiled code. To ask for each word takes longer than all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from daachorse import CharwiseDoubleArrayAhoCorasick

from seeds.vocabulary import table

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, as scripts write them: no word holds one, and no text for compiled code may."""

Place = tuple[int, str]
"""Where a word stands, and the word."""


class Spotter:
    """Finds many words in a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._automaton = CharwiseDoubleArrayAhoCorasick(list(self._words))

    def places(self, text: str) -> list[Place]:
        """Return where words stand, by where they end, also those inside of others."""
        words = self._words
        return [(start, words[number]) for start, _, number in self._found(text)]

    def _found(self, text: str) -> list[tuple[int, int, int]]:
        try:
            return self._automaton.find_overlapping(text)
        except UnicodeEncodeError:
            return self._automaton.find_overlapping(_SURROGATE.sub("\n", text))


@lru_cache(maxsize=4)
def spotted(folded: str) -> Sequence[Place]:
    """Return where words of the vocabulary stand in a folded text, those of offers among them.

    The last text's are kept at hand: a page's lines are looked through for one thing after another.
    """
    return _spotter().places(folded)


@cache
def _spotter() -> Spotter:
    classes = table("spam_lexicon")["class"].values()
    words = [word for entry in classes for word in entry["words"]]
    words += table("spam_advertisements")["marks"]["words"]
    return Spotter([*words, *table("spam_shields")["echo"]["entrances"]])
