"""Offers that somebody else made and a text tells of: quotations, reports about hacked websites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pipelines.despam.cutting import Cut
from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.proof import words_in
from pipelines.despam.words.telling import MEANING
from seeds.vocabulary import table

TABLE = "spam_shields"
NEAR = 8
"""Characters before a quotation and behind it in which it is told of."""
FARTHEST = 120
"""Characters from its beginning or its end in which a quotation may hold the run."""
HACKED_FROM = 3
"""Different words of attacks on websites from which an article is about them."""
_QUOTES: Mapping[str, str] = {"“": "”", "「": "」", "『": "』", '"': '"', "【": "】", "‘": "’"}
_OPENINGS = {closing: opening for opening, closing in _QUOTES.items()}
_PAIRS = (("“", "”"), ("「", "」"), ("《", "》"))
"""Marks of quotations and names of which opening and closing are told apart."""
_STOPS = "。！？\n"
_REPORTED = frozenset({"seo"})
"""Classes of words that such reports have of their own: 挂黑链."""


def warns(said: str) -> bool:
    """Tell whether a page warns; ``said``: its whole text, folded."""
    return any(word in said for word in _words("quoted", "warns"))


def is_told(text: str, cut: Cut) -> bool:
    """Tell whether a cut of a line is quoted, on a page that warns."""
    folded = folded_each(text)
    return _is_quoted(folded, cut) or _is_announced(folded, cut) or _is_debunked(folded, cut)


def splits_quotation(text: str, cut: Cut) -> bool:
    """Tell whether a cut takes one mark of a quotation away and leaves the other: no spam does."""
    piece = text[cut.start : cut.end]
    return any(
        text.count(opening) == text.count(closing) and piece.count(opening) != piece.count(closing)
        for opening, closing in _PAIRS
    )


def is_of_report(text: str, cut: Cut, said: str) -> bool:
    """Tell whether a cut names what a report about attacks on websites is about, and no more."""
    words = [word for _, word in words_in(folded_each(text[cut.start : cut.end]))]
    meant = [word for word in words if word.core >= MEANING]
    if not meant or any(word.kind not in _REPORTED for word in meant):
        return False
    return sum(word in said for word in _words("hacking", "words")) >= HACKED_FROM


def _is_quoted(text: str, cut: Cut) -> bool:
    """Tell whether a cut stands in quotation marks, before or behind which somebody is told of."""
    for opening, closing in _QUOTES.items():
        opened = text.rfind(opening, max(0, cut.start - FARTHEST), cut.start + 1)
        closed = text.find(closing, max(opened + 1, cut.end - 1), cut.end + FARTHEST)
        if opened < 0 or closed < 0 or closing in text[opened + 1 : cut.end - 1]:
            continue
        before = text[: _row_start(text, opened, closing)]
        behind = text[_row_end(text, closed, opening, closing) :]
        if _leads(before) or behind.startswith(_words("quoted", "behind")):
            return True
    return False


def _row_start(text: str, opened: int, closing: str) -> int:
    """Return where the first of quotations in a row begins: “…”“…”、“…”."""
    before = text[:opened].rstrip("、,和及与")
    while before.endswith(closing):
        opened = before.rfind(_OPENINGS[closing], 0, len(before) - 1)
        if opened < 0:
            break
        before = text[:opened].rstrip("、,和及与")
    return max(opened, 0)


def _row_end(text: str, closed: int, opening: str, closing: str) -> int:
    """Return where the last of quotations in a row ends."""
    end = closed + 1
    while (at := end + len(text[end:]) - len(text[end:].lstrip("、,和及与"))) < len(text):
        last = text.find(closing, at + 1)
        if text[at] != opening or last < 0:
            break
        end = last + 1
    return end


def _is_announced(text: str, cut: Cut) -> bool:
    """Tell whether a cut stands behind a colon that announces what somebody wrote."""
    first = max(text.rfind(stop, 0, cut.start) for stop in _STOPS) + 1
    colon = text.find(":", first, cut.start + NEAR)
    return colon >= 0 and _leads(text[:colon])


def _is_debunked(text: str, cut: Cut) -> bool:
    """Tell whether a text says of a cut, at its end or right behind it, that it is a lie."""
    near = text[max(cut.start, cut.end - NEAR) : cut.end + NEAR]
    return any(word in near for word in _words("quoted", "debunks"))


def _leads(before: str) -> bool:
    """Tell whether words that announce a quotation stand at the end of a text."""
    near = before.rstrip(" ,:、“”「」0123456789一二三四五六七八九十了为是着到至的")[-NEAR:]
    return near.endswith(_words("quoted", "before"))


@cache
def _words(section: str, name: str) -> tuple[str, ...]:
    return tuple(table(TABLE)[section][name])


def said_by(texts: Sequence[str]) -> str:
    """Return what a page says, folded."""
    return folded_each("\n".join(texts))
