"""Titles for search engines that have nothing to do with their page.

Who hijacks a page's ``<title>`` leaves the rest as it was: nothing else on the page says a piece of
it. Pages of good faith have such titles too (文章内容, the name of the system they are made with),
but those offer nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.offered import is_offer
from pipelines.despam.page.proof import NAMES_SPAM, SOLD_WITH, words_in
from pipelines.despam.words.lexicon import lexicon
from pipelines.document import Document

FOR_ENGINES = frozenset({"keywords", "description"})
"""Names of metas that are hijacked along with a title."""
SHORTEST = 6
"""Han characters of a title below which nothing is told by what it does not share."""
SHARED = 3
"""Han characters in a row that the page says too: 人民政 of 某县人民政府."""
LEAST_OFFERS = 2
"""Different words that sell something, or that name what is sold."""
WARE = 0.7
"""``core`` of a word that names it."""
LEAST_NAMED = 0.5
"""Share of a text that words of the vocabulary cover."""
PAIR = 2
"""Han characters of what stands for itself by which the page says it again."""
DEEDS = frozenset({"game", "porn", "fraud", "game_cheat"})
"""Classes whose words name no place, no firm and no game, by one word."""


def is_strange_title(title: str, document: Document) -> bool:
    """Tell whether a title says nothing of what its page says, and offers something."""
    folded = folded_each(title)
    offered = {word.text for _, word in words_in(folded) if word.kind in SOLD_WITH}
    if len(offered) < LEAST_OFFERS and not is_offer(title):
        return False
    pieces = set(_pieces(folded))
    if len(pieces) < SHORTEST - SHARED + 1:
        return False
    return not any(piece in said for said in _said_by(document) for piece in pieces)


def names_wares(text: str) -> bool:
    """Tell whether a text that no sentence surrounds names spam, and says little else.

    Pictures of news say its headlines: 在野党又集体来了“狠狠一击”.
    """
    folded = folded_each(text)
    words = [word for _, word in words_in(folded)]
    if sum(len(word.text) for word in words) < LEAST_NAMED * len(folded):
        return False
    wares = {word.text for word in words if word.core >= WARE}
    named = any(word.core >= NAMES_SPAM and word.kind in DEEDS for word in words)
    is_told = any(word in folded for word in lexicon().guard)
    return (named or len(wares) >= LEAST_OFFERS) and not is_told


def is_stranger(text: str, said: str) -> bool:
    """Tell whether the page says not one pair of a text's Han characters, nor the text a body's.

    ``said``: all that the page says in sight, folded.
    """
    folded, known = folded_each(text), lexicon()
    if any(name in folded for name in (*known.official, *known.institutions, *known.contests)):
        return False
    return not any(pair in said for pair in _pieces(folded, PAIR))


def said_by(document: Document) -> str:
    """Return all that the page says in sight, folded."""
    article = document.article
    lines = (*document.header, *document.footer, *document.beside)
    texts = (article.title or "", *(block.text for block in document.blocks), *lines)
    return folded_each("\n".join(texts))


def _pieces(folded: str, size: int = SHARED) -> Iterator[str]:
    """Give all rows of Han characters of a text that tell that it is said again."""
    for at in range(len(folded) - size + 1):
        piece = folded[at : at + size]
        if all(map(is_han, piece)):
            yield piece


def _said_by(document: Document) -> Iterator[str]:
    """Give all that the page says in sight, and its head but for the titles, folded."""
    article = document.article
    yield folded_each("\n".join((article.title or "", article.source or "", *article.section)))
    yield folded_each("\n".join(block.text for block in document.blocks))
    yield folded_each("\n".join((*document.header, *document.footer, *document.beside)))
    metas = (
        meta.get("content") or ""
        for meta in document.elements.get("meta", ())
        if (meta.get("name") or "").lower() not in FOR_ENGINES
    )
    yield folded_each("\n".join(metas))
    images = (image.get("alt") or "" for image in document.elements.get("img", ()))
    yield folded_each("\n".join(images))
