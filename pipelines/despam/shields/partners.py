"""Links to other sites that stand in a list of such: partners, stores, ticket sellers.

A link to a stranger's site in the middle of a sentence shows spam; one among others of its kind is
measured by what its words say.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from pipelines.despam.cutting import Cut
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, Line
from pipelines.despam.page.hosts import is_foreign
from pipelines.despam.page.proof import NAMES_OFFERS, words_in
from pipelines.despam.words.lexicon import lexicon

LEAST_SISTERS = 2
"""Other links to other sites in the line and those beside it."""
BESIDE = 2
"""Lines to each side that are of one list."""


def is_partner(lines: Sequence[Line], number: int, cut: Cut, page_url: str) -> bool:
    """Tell whether a cut is one of several links in a row, and neither words nor host tell spam."""
    if lines[number].where != BODY or cut.link is None or _is_cheap(cut.link):
        return False
    if _names_spam(lines[number].text[cut.start : cut.end]):
        return False
    near = range(max(0, number - BESIDE), min(len(lines), number + BESIDE + 1))
    links = {
        span.link: lines[n].text[span.start : span.end]
        for n in near
        if lines[n].where == BODY
        for span in lines[n].spans
        if span.link and span.hidden is None and is_foreign(span.link, page_url)
    }
    links.pop(cut.link, None)
    return len(links) >= LEAST_SISTERS and not any(map(_names_spam, links.values()))


def _names_spam(text: str) -> bool:
    return any(word.core >= NAMES_OFFERS for _, word in words_in(folded_each(text)))


def _is_cheap(link: str) -> bool:
    """Tell whether a host's name ends as those of spam do, or looks like a code."""
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return True
    return lexicon().ending.search(host) is not None
