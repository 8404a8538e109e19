"""What words outside the article must say before they make the page hacked.

Menus, footers, players and log-in boxes are no prose: to the model of government prose each of
them is an island, and 注册, 登录, 下载, 体育 stand in all of them: strangeness proves nothing.
What does is meaning: words that name nothing but spam, and what such words are sold with.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from operator import add

from pipelines.despam.folding import folded_each
from pipelines.despam.lexicon import Word, lexicon

NAMES_SPAM = 2.0
"""``core`` of a word that names nothing but spam."""
NAMES_OFFERS = 1.2
"""The same of a word that hardly names anything else, for a text that readers do not see."""
SOLD_WITH = frozenset({"call", "lead", "kind", "kind_strong", "play", "play_weak", "web"})
"""Classes of what a phrase promises: 官网, 登录, 体育, app."""
OFFERS = 3
"""Different words of those classes that make an offer, where nobody is meant to read it."""


def may_prove_spam(text: str) -> bool:
    """Tell whether a piece of a text in sight can be spam by what it says; quick."""
    if not may_begin_spam(text):
        return False
    folded = folded_each(text)
    return any(word.core >= NAMES_SPAM for word in _words(folded))


def may_begin_spam(text: str) -> bool:
    """Tell whether a word that names spam can begin anywhere in a text, or in one of many lines."""
    folded = folded_each(text)
    return not _beginnings().isdisjoint(map(add, folded, folded[1:]))


@cache
def _beginnings() -> frozenset[str]:
    """First two characters of the words that name spam."""
    return frozenset(word.text[:2] for word in lexicon().words.values() if word.core >= NAMES_SPAM)


def proves_spam(text: str, *, hidden: bool = False, foreign: bool = False) -> bool:
    """Tell whether a text outside the article is spam by what it says.

    ``hidden``: readers do not see it. ``foreign``: it links to another site that is neither a
    government's nor a news outlet's.
    """
    folded = folded_each(text)
    if any(word in folded for word in lexicon().guard):
        return False
    words = _words(folded)
    least = NAMES_OFFERS if hidden else NAMES_SPAM
    named = {word.text for word in words if word.core >= least}
    offered = {word.text for word in words if word.kind in SOLD_WITH}
    if hidden and foreign and (named or len(offered) >= OFFERS):
        return True
    return len(named) > 1 or bool(named and (offered or hidden or foreign))


def _words(folded: str) -> Iterable[Word]:
    """Return the words of the vocabulary in a text, the longest at each place."""
    found, at = [], 0
    words_at = lexicon().at
    while at < len(folded):
        here = words_at(folded, at)
        found += here[:1]
        at += len(here[0].text) if here else 1
    return found
