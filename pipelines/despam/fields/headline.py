"""The headline where spam stands in its place, or an address framed by signs before it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from archive.records import ELSEWHERE, Article, Candidate, Removal
from pipelines.despam.cutting import Cut
from pipelines.despam.fields.seams import with_seams
from pipelines.despam.fields.strangers import with_strangers
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, HEADLINE, Line, Verdict, judge
from pipelines.despam.page.hosts import is_foreign
from pipelines.despam.page.proof import may_prove_spam, words_in
from pipelines.despam.words.lexicon import lexicon
from pipelines.document import Document

FRAMED = "framed"
CONFIDENCE = 0.9
SHARED = 3
"""Characters by which another reading of the headline says the spam again."""

ENTRANCE = "call"
"""Class of words for a site's entrance: 网址."""
NAMES = frozenset({"brand", "brand_weak"})
LEAST_COVERED = 0.6
"""Share of such a name that the vocabulary's words must cover."""

_BEHIND = re.compile("[（(]([^（）()]{4,16})[）)]$")
_FRAME = re.compile(r"[【\[「『][^【】\[\]「」『』]{4,40}[】\]」』]")
"""Round brackets are none: news writes a new website's address in them."""
_ADDRESS = re.compile(
    r"(?<![a-z0-9.@-])(?:[a-z0-9-]+\.)+(?:com|net|cc|vip|top|xyz|bet|app|me|club|win|live|io|cn)(?![a-z0-9])"
)


def without_frames(
    lines: Sequence[Line], verdicts: Sequence[Verdict], page_url: str
) -> list[Verdict]:
    """Return the verdicts with what is none of the headline's cut, and no more than that.

    A headline names no website in brackets at its beginning or end, but for its own. Nor does one
    name such a site's entrance in round brackets, or what is suspected (``with_strangers``), of
    which the text says nothing.
    """
    said = "".join(line.text for line in lines if line.where == BODY)
    return [
        _framed(line.text, _stranger_free(line.text, verdict, said), page_url, said)
        if line.where == HEADLINE
        else verdict
        for line, verdict in zip(lines, verdicts, strict=True)
    ]


def _stranger_free(text: str, verdict: Verdict, said: str) -> Verdict:
    return with_seams(text, with_strangers(text, verdict, said), said)


def _framed(text: str, verdict: Verdict, page_url: str, said: str) -> Verdict:
    cuts = [
        Cut(start, end, FRAMED, CONFIDENCE)
        for start, end in (match.span() for match in _FRAME.finditer(text))
        if (not text[:start].strip() or not text[end:].strip())
        and end - start < len(text)
        and _is_strangers(text[start + 1 : end - 1], page_url)
    ]
    behind = _BEHIND.search(text)
    if behind is not None and behind.group(1) not in said and _is_entrance(behind.group(1)):
        cuts.append(Cut(*behind.span(), FRAMED, CONFIDENCE))
    return verdict.with_whole(cuts)


def _is_entrance(text: str) -> bool:
    """Tell whether a text is the name of such a site and the word for its entrance: 皇家网址."""
    folded, known = folded_each(text), lexicon()
    bodies = (*known.official, *known.institutions, *known.contests, *known.firms)
    calls = tuple(word.text for word in known.words.values() if word.kind == ENTRANCE)
    if not folded.endswith(calls) or any(name in folded for name in bodies):
        return False
    words = [word for _, word in words_in(folded)]
    covered = sum(len(word.text) for word in words)
    return any(word.kind in NAMES for word in words) and covered >= LEAST_COVERED * len(folded)


def _is_strangers(text: str, page_url: str) -> bool:
    """Tell whether a text gives an address of a site that is no government's or outlet's."""
    address = _ADDRESS.search(folded_each(text))
    return address is not None and is_foreign(f"http://{address.group()}/", page_url)


def retitled(document: Document) -> Document:
    """Put the next best reading of the headline in place of one that was nothing but spam.

    The spam then stands in no field: it is told of the page. Else what was taken out and what is
    left would not make the headline again.
    """
    article = document.article
    spam = [removal for removal in article.removed if removal.where == HEADLINE]
    if article.title or not spam:
        return document
    title = _clean_reading(document, "".join(removal.text for removal in spam))
    if title is None:
        return document
    changed = dataclasses.replace(article, title=title, removed=_moved(article))
    return dataclasses.replace(document, article=changed)


def _moved(article: Article) -> tuple[Removal, ...]:
    """Return the removals with the headline's told of the page."""
    own = [removal for removal in article.removed if removal.where != HEADLINE]
    gone = [
        dataclasses.replace(removal, where=ELSEWHERE, at=0)
        for removal in article.removed
        if removal.where == HEADLINE
    ]
    told = {removal.text for removal in own if removal.where == ELSEWHERE}
    return (*own, *(removal for removal in gone if removal.text not in told))


def _clean_reading(document: Document, spam: str) -> str | None:
    """Return the best other reading that holds nothing of the spam."""
    readings = [one.value for one in _readings(document) if not _says_again(one.value, spam)]
    lines = [Line(HEADLINE, reading) for reading in readings]
    verdicts = judge(lines, document.page.url, document.page.known_spam)
    for line, verdict in zip(lines, verdicts, strict=True):
        if not verdict.cuts and not verdict.suspected and not may_prove_spam(line.text):
            return line.text
    return None


def _readings(document: Document) -> list[Candidate]:
    others = [
        one
        for one in document.candidates
        if one.field == HEADLINE and not one.won and one.value.strip()
    ]
    return sorted(others, key=lambda one: -one.weight)


def _says_again(reading: str, spam: str) -> bool:
    """Tell whether a reading is a piece of the spam, or most of it is."""
    one, other = folded_each(reading), folded_each(spam)
    pieces = (one[at : at + SHARED] for at in range(max(1, len(one) - SHARED + 1)))
    return any(piece in other for piece in pieces)
