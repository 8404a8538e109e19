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
from pipelines.despam.page.proof import NAMES_OFFERS, naming, proves_spam, words_in
from pipelines.despam.runs.evidence import CALLS
from pipelines.despam.words.lexicon import lexicon
from pipelines.despam.words.telling import MEANING
from seeds.vocabulary import table

RULE = "item"
CONFIDENCE = 0.9
LEAST_COVERED = 0.6
"""Share of an item that words of spam must cover: 葡京路官网改版工程 is a project."""
LEAST_MARKS = 2
"""Marks of a list of three items: of two names, either may be the sentence's."""

LEAST_OF_ROW, LONGEST_OF_ROW = 4, 16
"""Items of a paragraph that is nothing but a row of them, and characters of each."""
WARES_OF_ROW, NAMED_OF_ROW = 0.8, 0.5
"""Shares of them that name a ware, and that name one which hardly is anything else."""
LEAST_TRADES = 2
"""Different trades of such a row, or items that are entrances: a list of games has one and none."""
WARE = 0.7
"""``core`` of a word that names a ware."""
_TRADES = {
    **dict.fromkeys(
        ("game", "game_weak", "play", "play_weak", "brand", "brand_weak", "kind_strong"), "gambling"
    ),
    **dict.fromkeys(("porn", "porn_weak", "watch"), "porn"),
    **dict.fromkeys(("fraud", "fraud_weak", "trade"), "fraud"),
    **dict.fromkeys(("game_cheat", "game_cheat_weak"), "cheating"),
}
"""The trade of which the words of a class are."""
_OF_ITEM = "[^、，。；！？：:;,“”「」《》]"
_LIST = re.compile(rf"(?<!{_OF_ITEM}){_OF_ITEM}++(?:、{_OF_ITEM}++){{2,}}")
"""It begins where its first item does: tried at each of its characters, it would cost a square."""
_ITEM = re.compile("[^、]+")
_SENTENCE_MARKS = re.compile("[。；！？：:;“”「」《》（）()]")
_OF_ROW = re.compile(r"[^、,，|｜/\s]+")
_LAST = re.compile("(?:等|以及|和|及|与)(?=[^、]*$)")
"""What the last item of a list goes on with."""


def with_offered_items(text: str, verdict: Verdict) -> Verdict:
    """Return the verdict on a paragraph with items of lists cut that are offers of spam."""
    if text.count("、") < LEAST_MARKS or not naming([text])[0]:
        return verdict
    found = [span for span in offers(text) if _is_free(span, verdict.cuts)]
    cuts = [Cut(*tidied(text, start, end), RULE, CONFIDENCE) for start, end in found]
    return verdict.with_whole(cuts)


def is_row_of_offers(text: str) -> bool:
    """Tell whether a paragraph is nothing but a row of phrases of several trades of spam."""
    items = _OF_ROW.findall(text)
    if len(items) < LEAST_OF_ROW or max(map(len, items)) > LONGEST_OF_ROW:
        return False
    if _SENTENCE_MARKS.search(text) or any(word in text for word in lexicon().guard):
        return False
    words = [[word for _, word in words_in(folded_each(item))] for item in items]
    strongest = [max((word.core for word in own), default=0.0) for own in words]
    if sum(core >= WARE for core in strongest) < WARES_OF_ROW * len(items):
        return False
    if sum(core >= NAMES_OFFERS for core in strongest) < NAMED_OF_ROW * len(items):
        return False
    wares = [word for own in words for word in own if word.core >= WARE]
    trades = {trade for word in wares if (trade := _TRADES.get(word.kind))}
    called = sum(any(word.kind in CALLS for word in own) for own in words)
    return max(len(trades), called) >= LEAST_TRADES


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
