"""Offers that stand as an item of a list: 道路交通、某某体育官网登录入口、消防.

In a list any name has its part, and marks part it from its neighbours: what stands there must say
by its own words that it is an offer of spam, among items that are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.despam.cutting import Cut, tidied
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import Verdict
from pipelines.despam.page.proof import naming, proves_spam, words_in
from pipelines.despam.words.lexicon import lexicon
from pipelines.despam.words.telling import MEANING
from seeds.vocabulary import table

RULE = "item"
CONFIDENCE = 0.9
LEAST_COVERED = 0.6
"""Share of an item that words of spam must cover: 葡京路官网改版工程 is a project."""
LEAST_MARKS = 2
"""Marks of a list of three items: of two names, either may be the sentence's."""

_OF_ITEM = "[^、，。；！？：:;,“”「」《》]"
_LIST = re.compile(rf"(?<!{_OF_ITEM}){_OF_ITEM}++(?:、{_OF_ITEM}++){{2,}}")
"""It begins where its first item does: tried at each of its characters, it would cost a square."""
_ITEM = re.compile("[^、]+")
_LAST = re.compile("(?:等|以及|和|及|与)(?=[^、]*$)")
"""What the last item of a list goes on with."""


def with_offered_items(text: str, verdict: Verdict) -> Verdict:
    """Return the verdict on a paragraph with items of lists cut that are offers of spam."""
    if text.count("、") < LEAST_MARKS or not naming([text])[0]:
        return verdict
    found = [span for span in offers(text) if _is_free(span, verdict.cuts)]
    cuts = [Cut(*tidied(text, start, end), RULE, CONFIDENCE) for start, end in found]
    return verdict.with_whole(cuts)


def offers(text: str) -> list[tuple[int, int]]:
    """Return the items of a paragraph's lists that are offers of spam."""
    found: list[tuple[int, int]] = []
    for one in _LIST.finditer(text):
        if text.count("“", 0, one.start()) > text.count("”", 0, one.start()):
            continue  # a list that is quoted
        items = list(_items(text, *one.span()))
        spam = [(start, end) for start, end in items[1:] if _is_offer(text[start:end])]
        others = [span for span in items if span not in spam]
        if spam and not any(_has_meaning(text[start:end]) for start, end in others):
            found += spam
    return found


def _items(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Give the items of a list; what a sentence says behind the last one is not of it."""
    for match in _ITEM.finditer(text, first, last):
        start, end = match.span()
        if end == last and (ending := _LAST.search(text, start, end)):
            end = ending.start()
        if end > start:
            yield start, end


def _is_offer(item: str) -> bool:
    folded = folded_each(item)
    if not proves_spam(item) or any(name in folded for name in lexicon().official):
        return False
    if any(word in folded for word in table("spam_advertisements")["told"]["doubted"]):
        return False  # who tells of an offer makes none: 秒批不看征信为噱头
    covered = sum(len(word.text) for _, word in words_in(folded))
    return covered >= LEAST_COVERED * len(folded.strip())


def _has_meaning(item: str) -> bool:
    return any(word.core > MEANING for _, word in words_in(folded_each(item)))


def _is_free(span: tuple[int, int], cuts: Sequence[Cut]) -> bool:
    return all(span[1] <= c.start or span[0] >= c.end for c in cuts)
