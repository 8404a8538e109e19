"""What the rest of a page says, and how akin a text is to it that may be an offer."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cached_property

from pipelines.despam.advertisements.speaking import pieces_of, shared
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each

STRANGE, AKIN, AKIN_FROM, PAIR = -1.0, 2.0, 0.15, 2
"""What is asked less of a text that has no pair of Han characters with the rest of the page in
common, and more from which share of its pairs. Of 594 sentences of clean articles 14 % have none,
and 30 % so many; of advertisements put there 75 %, and two in a thousand."""
RELATED, RELATED_FROM = 2.0, 4
"""What is asked more of a text that says what the page says, and how many sequences of Han
characters that the rest of the page has too relate it to it."""
OF_OTHER_MARKS = -2.0
"""What is asked less of a text with half-width marks between Han characters, where all others of
the page are of full width."""
LEAST_PAGE, LEAST_MARKS = 100, 3
"""Characters, and marks, that the rest of a page must have before it tells of a text."""
_HALF_WIDTH = re.compile("(?<=[\u4e00-\u9fff])[,!?](?![0-9A-Za-z])")
_FULL_WIDTH = re.compile("[，！？]")


class Rest:
    """What a page says beside what may be an offer."""

    def __init__(self, headlines: Sequence[str], prose: Sequence[str]) -> None:
        self._prose = "\n".join(prose)
        self._said = folded_each("\n".join((*headlines, *prose)))

    def asks_more(self, text: str) -> float:
        """Return what is asked more or less of a text by its words and marks, in nats."""
        is_other = self._has_full_width and _HALF_WIDTH.search(text) is not None
        of_words = RELATED if shared(text, self._pieces) >= RELATED_FROM else self._of_pairs(text)
        return of_words + OF_OTHER_MARKS * is_other

    def _of_pairs(self, text: str) -> float:
        if len(self._said) < LEAST_PAGE:
            return 0.0
        own = [pair for pair in pieces_of(folded_each(text), PAIR) if all(map(is_han, pair))]
        said = sum(pair in self._said for pair in own)
        return STRANGE if not said else AKIN * (said >= AKIN_FROM * len(own))

    @cached_property
    def _has_full_width(self) -> bool:
        """Tell whether the rest has marks of full width, and no others."""
        is_full = len(_FULL_WIDTH.findall(self._prose)) >= LEAST_MARKS
        return is_full and not _HALF_WIDTH.search(self._prose)

    @cached_property
    def _pieces(self) -> Set[str]:
        return pieces_of(self._said)
