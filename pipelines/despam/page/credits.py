"""What a line of credits says beside its names: 责任编辑：韩磊 恒彩娱乐.

The fields take the people's names out of such a line and leave the rest, so that what was put
behind a name stands in no field. A line of credits has no sentence: each piece stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.proof import NAMES_OFFERS, SOLD_WITH, words_in
from pipelines.despam.words.lexicon import Word, lexicon
from pipelines.despam.words.telling import MEANING

LEAST_COVERED = 0.5
"""Share of a piece that words of the vocabulary must cover."""
LEAST_WORDS = 2
"""Different words that name what is sold, or sell it."""
_CREDITS = re.compile("(?:来源|编辑|责编|审核|校对|记者|作者|编审|审签|签发)[^:：]{0,4}[:：]")
_PIECE = re.compile(r"[^\s:：|｜、,，/\[\]【】]+")


def put_into_credits(lines: Sequence[str]) -> Iterator[str]:
    """Give what stands in lines of credits and offers; lines are those around the article."""
    for line in filter(_CREDITS.search, lines):
        for piece in _PIECE.findall(line):
            if _is_offer(folded_each(piece)):
                yield piece


def _is_offer(folded: str) -> bool:
    """Tell whether a piece names spam and what it is sold with, and no public body."""
    words = [word for _, word in words_in(folded)]
    if max((word.core for word in words), default=0.0) < NAMES_OFFERS:
        return False
    covered = sum(len(word.text) for word in words)
    if len({word.text for word in words if _tells(word)}) < LEAST_WORDS:
        return False
    known = lexicon()
    told = (*known.guard, *known.official, *known.institutions, *known.contests)
    return covered >= LEAST_COVERED * len(folded) and not any(name in folded for name in told)


def _tells(word: Word) -> bool:
    return word.kind in SOLD_WITH or word.core >= MEANING
