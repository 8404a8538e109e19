"""Links to other sites than the page's own whose words are spam, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.records import ELSEWHERE, Removal
from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.hosts import is_foreign, is_thrown, origin, own_prefixes
from pipelines.despam.page.offered import offers
from pipelines.despam.page.proof import may_prove_spam, naming, proves_spam, words_in
from pipelines.despam.runs.alone import of_link
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.despam.words.lexicon import lexicon
from pipelines.despam.words.telling import MEANING
from pipelines.document import Element, Elements

SURE = 0.8
"""Confidence in words that read like an offer from end to end."""


def foreign_links(elements: Elements, page_url: str) -> list[tuple[str, Element]]:
    """Return the links to other sites; a page has hundreds of links and few hosts."""
    own = own_prefixes(page_url)
    leaving = [
        (link, anchor)
        for anchor in elements.get("a", ())
        if "://" in (link := (anchor.get("href") or "").strip()) and not link.startswith(own)
    ]
    origins = [origin(link) for link, _ in leaving]
    foreign = {one for one in set(origins) if is_foreign(one, page_url)}
    return [pair for pair, one in zip(leaving, origins, strict=True) if one in foreign]


def spam_of_links(leaving: Sequence[tuple[str, str]], page_url: str) -> Iterator[Removal]:
    """Give the links to other sites whose words are spam, wherever they stand."""
    texts = [text for _, text in leaving]
    named, read = naming(texts), set(offers(texts))
    for (link, text), names in zip(leaving, named, strict=True):
        is_told = _is_offered(text) if names else is_thrown(link) and _has_meaning(text)
        if not (is_told or text in read):
            continue
        confidence = SURE if text in read else round(of_link(text, link, page_url), 3)
        if confidence >= REMOVED_FROM:
            yield Removal(
                rule="link", text=text, at=0, where=ELSEWHERE, link=link, confidence=confidence
            )


def _is_offered(text: str) -> bool:
    return may_prove_spam(text) and proves_spam(text, foreign=True)


def _has_meaning(text: str) -> bool:
    """Tell whether a text has a word that spam has, and tells of no crime."""
    folded = folded_each(text)
    told = any(word in folded for word in lexicon().guard)
    return not told and any(word.core >= MEANING for _, word in words_in(folded))
