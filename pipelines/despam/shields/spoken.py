"""Offers that a sentence speaks of without quotation marks, and words that the page is about.

Frames have two sides: a sentence into which something was put has the one or the other by chance
(开展|…|活动), seldom both of a pair. A placeholder (某彩票app) stands in no offer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.despam.cutting import Cut
from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.proof import NAMES_OFFERS, is_offered, words_in
from seeds.vocabulary import table

LONGEST_FRAME = 6
"""Characters in which a side of a frame stands, and some more."""
LONGEST_FIRM = 6
"""Characters of the trade between a firm's name and the word for a firm: 乐动体育科技有限公司."""
_PLACEHOLDER = re.compile("(?<!某)某(?!某)")
_ENUMERATED = re.compile(
    r"(?:^|[:：。;；\s])(?:1[.、．)]|一是|（一）|\(一\)|①)"
    r".{2,300}?(?:2[.、．)]|二是|（二）|\(二\)|②).{2,300}?(?:3[.、．)]|三是|（三）|\(三\)|③)"
)
"""Three numbered items: who counts names what there is, and offers nothing."""
_FIRMS = "公司|集团|俱乐部|厂|合作社|股份"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands right before and right behind an offer that a sentence speaks of."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    warned: bool
    """Whether only a page that warns speaks so."""


def is_spoken_of(text: str, cut: Cut, *, warns: bool) -> bool:
    """Tell whether a sentence speaks of what is cut out of it; ``warns``: whether the page does."""
    folded = folded_each(text)
    run = folded[cut.start : cut.end]
    before = folded[max(0, cut.start - LONGEST_FRAME) : cut.start]
    behind = folded[cut.end : cut.end + LONGEST_FRAME]
    if _PLACEHOLDER.search(before[-1:] + run):
        return True
    for frame in _frames():
        is_closed = behind.startswith(frame.behind)
        is_opened = before.endswith(frame.before) or _begins_with(run, frame.before)
        if frame.warned and not warns:
            continue
        if is_opened and (is_closed or run.endswith(frame.behind)):
            return True
        if is_closed and _took_along(run, frame.before):
            return True
    return False


def _begins_with(run: str, words: tuple[str, ...]) -> bool:
    """Tell whether a run begins with a word of the sentence, and not with one of its own: 在线."""
    first = next(words_in(run), None)
    return run.startswith(words) and (first is None or first[0] > 0)


def _took_along(run: str, words: tuple[str, ...]) -> bool:
    """Tell whether a run took words of the sentence along: 网站下载|外网加速器破解."""
    return any(len(word) > 1 and word in run[:LONGEST_FRAME] for word in words)


def is_topic(text: str, cut: Cut, headline: str) -> bool:
    """Tell whether the headline says each word of a cut that hardly names anything but spam."""
    words = [word for _, word in words_in(folded_each(text[cut.start : cut.end]))]
    named = [word.text for word in words if word.core >= NAMES_OFFERS]
    return bool(named) and all(word in headline for word in named)


def is_firm(text: str, cut: Cut, said: str) -> bool:
    """Tell whether the page speaks of a firm elsewhere that has the name in a cut.

    ``said``: what the page says, folded, without what is cut out of it.
    """
    found = words_in(folded_each(text[cut.start : cut.end]))
    names = [word.text for _, word in found if word.kind == "brand"]
    ends = rf"[\u4e00-\u9fff]{{0,{LONGEST_FIRM}}}(?:{_FIRMS})"
    return bool(names) and all(re.search(re.escape(name) + ends, said) for name in names)


@cache
def _frames() -> tuple[Frame, ...]:
    entries = table("spam_shields")["spoken"]
    return tuple(
        Frame(tuple(e["before"]), tuple(e["behind"]), e.get("warned", False)) for e in entries
    )


def is_enumerated(text: str) -> bool:
    """Tell whether a text counts what it names: 1.…；2.…；3.…, 一是…；二是…；三是…."""
    return _ENUMERATED.search(text) is not None


def tells_of_offers(headline: str) -> bool:
    """Tell whether a headline announces that offers of spam are told of below it.

    Some words of such headlines are words of offers too, and headlines are hacked as well.
    """
    folded, words = folded_each(headline), table("spam_shields")["headline"]
    if any(word in folded for word in words["tells"]):
        return True
    return any(word in folded for word in words["tells_unless_offered"]) and not is_offered(folded)
