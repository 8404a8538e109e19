"""What a line of credits says beside its names: 责任编辑：韩磊 恒彩娱乐.

The fields take the people's names out of such a line and leave the rest, so that what was put
behind a name stands in no field. A line of credits has no sentence: each piece stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.proof import NAMES_SPAM, proves_spam, words_in

LEAST_COVERED = 0.8
"""Share of a piece, from its first word that names spam on, that words must cover."""
_CREDITS = re.compile("(?:编辑|责编|审核|校对|记者|作者|编审|审签|签发)[^:：]{0,4}[:：]")
_PIECE = re.compile(r"[^\s:：|｜、,，/()（）\[\]【】]+")


def put_into_credits(lines: Sequence[str]) -> Iterator[str]:
    """Give what stands in lines of credits and offers; lines are those around the article."""
    for line in filter(_CREDITS.search, lines):
        for piece in _PIECE.findall(line):
            at = _first_named(folded_each(piece))
            if at is not None and proves_spam(piece):
                yield piece[at:]


def _first_named(folded: str) -> int | None:
    """Return where the words begin that are all of the rest of a piece, the first naming spam."""
    found = list(words_in(folded))
    first = next((at for at, word in found if word.core >= NAMES_SPAM), None)
    if first is None:
        return None
    covered = sum(len(word.text) for at, word in found if at >= first)
    return first if covered >= LEAST_COVERED * (len(folded) - first) else None
