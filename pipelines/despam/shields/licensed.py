"""Offices of Macau, Hong Kong and Taiwan, where casinos and lotteries are licensed trades."""

from __future__ import annotations

from functools import cache

from pipelines.despam.cutting import Cut
from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.traditional import is_traditional
from pipelines.despam.page.proof import words_in
from pipelines.despam.runs.evidence import CALLS
from seeds.vocabulary import table

LEAST = 2
"""Different words of such administration that a page must say."""
_OFFERING = CALLS | {"contact", "address", "porn", "game_cheat"}
"""Classes of words that no name of a casino or a lottery holds."""


def is_licensed_page(texts: list[str]) -> bool:
    """Tell whether a page in Traditional characters writes as those administrations do."""
    if not is_traditional(texts):
        return False
    said = folded_each("\n".join(texts))
    return sum(word in said for word in _words()) >= LEAST


def offers_nothing(text: str, cut: Cut) -> bool:
    """Tell whether a cut holds no word of an entrance, an account or an address."""
    folded = folded_each(text[cut.start : cut.end])
    return not any(word.kind in _OFFERING for _, word in words_in(folded))


@cache
def _words() -> tuple[str, ...]:
    return tuple(folded_each(word) for word in table("spam_shields")["licensed"]["words"])
