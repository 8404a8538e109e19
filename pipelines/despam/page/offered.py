"""Texts that stand for themselves and are an offer of spam by how they read and what they name.

Nothing shows where a phrase of everyday words begins and ends in a sentence (哪里可以办病假条). As
a text of its own, a line, a link, a hidden piece, all of it reads like a phrase or it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import compress

from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.proof import NAMES_SPAM, naming, words_in
from pipelines.despam.runs.phrasing import reads_wholly
from pipelines.despam.words.lexicon import Word, lexicon
from seeds.vocabulary import table

SHORTEST, LONGEST = 10, 40
"""Characters of such a text: one piece alone (电子普通发票验旧) proves little."""
LEAST_HAN = 4
"""Han characters of it: what is Latin names models, formulas and functions."""
LEAST_CORE = 0.2
"""``core`` of a word without which nothing is offered: any web page's words have as much."""
WARE = 0.4
"""``core`` of a word that names what is sold, or what is to be seen: 录像回放."""
NO_WARES = frozenset({"contact", "call", "lead", "kind", "common", "place", "web", "city"})
"""Classes of words that a site's tools have too: 微信, 下载."""


def offers(texts: Sequence[str]) -> list[str]:
    """Return those of some texts that read like a phrase from end to end, and name a ware."""
    return [text for text in compress(texts, naming(texts, WARE)) if is_offer(text)]


def is_offer(text: str) -> bool:
    """Tell whether a text reads like a phrase from end to end and names a ware of spam."""
    words = _words(text)
    is_named = any(word.core >= WARE and word.kind not in NO_WARES for word in words)
    return is_named and _is_phrase(text, words)


def is_phrase(text: str) -> bool:
    """Tell whether a text reads like a phrase from end to end, whatever it sells."""
    words = _words(text)
    return any(word.core >= LEAST_CORE for word in words) and _is_phrase(text, words)


def names_told(folded: str, words: Sequence[Word]) -> bool:
    """Tell whether a text names crime, a public body, a place or a contest.

    Words of nothing but spam name none: 学信网可查, vpn梯子.
    """
    for word in words:
        if word.core >= NAMES_SPAM:
            folded = folded.replace(word.text, "|")
    known = lexicon()
    told = (*known.guard, *known.official, *known.institutions, *known.contests)
    return any(name in folded for name in told) or any(
        len(w) > 1 and w in folded for w in known.weak_guard
    )


def _words(text: str) -> list[Word]:
    return [word for _, word in words_in(folded_each(text))]


def _is_phrase(text: str, words: Sequence[Word]) -> bool:
    if not SHORTEST <= len(text) <= LONGEST or sum(map(is_han, text)) < LEAST_HAN:
        return False
    if not reads_wholly(text):
        return False
    folded = folded_each(text)
    return not is_heading(folded) and not names_told(folded, words)


def is_heading(folded: str) -> bool:
    """Tell whether a text ends as names of services and headings of notices do."""
    return folded.endswith(_headings())


@cache
def _headings() -> tuple[str, ...]:
    return tuple(table("spam_shields")["headings"]["endings"])
