"""Pages that hold no article: those that are mostly spam, and the spam of those refused before.

A page without a text, such as one of nothing but links, never reaches the stage, since there is
nothing to clean; its spam is told all the same.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from archive.records import ELSEWHERE, Article, Removal
from pipelines.despam.advertisements.advertising import (
    is_advertisement,
    is_mostly_advertisement,
    signs_of,
)
from pipelines.despam.lines import BODY, HEADLINE
from pipelines.despam.page.hosts import is_foreign
from pipelines.despam.page.outside import MOST, page_spam
from pipelines.despam.page.proof import may_prove_spam, naming, proves_spam
from pipelines.document import Document, Element, Elements
from pipelines.errors import NotAnArticleError

LEAST_PROSE = 60
"""Characters of body below which a page with more spam than prose holds no article."""
SHORTEST_LINE = 20
"""Characters below which a line says too little to be an article's."""
SURE = 0.9
"""Confidence in a text that names spam and what it is sold with."""
_NO_TEXT = frozenset({"script", "style", "title", "noscript", "textarea"})


def refuse_if_spam(article: Article, lines: Sequence[str]) -> None:
    """Raise NotAnArticleError when a page was mostly spam.

    ``article``: as cleaned; ``lines``: the body before that.
    """
    taken = (r.text.strip() for r in article.removed if r.where == BODY and "hidden" not in r.rule)
    gone, size = sum(map(len, taken)), sum(map(len, lines))
    left = len(article.body)
    is_mostly_spam = gone > left and left < max(LEAST_PROSE, gone // 2)
    if is_mostly_spam or (article.removed and _is_offer(article, "\n".join(lines))):
        raise NotAnArticleError(
            f"hacked: {gone} of {size} characters are spam", hacked=True, removed=article.removed
        )


def _is_offer(article: Article, text: str) -> bool:
    """Tell whether a page that held spam is an offer as a whole, by what it said before."""
    return _is_under_spam(article, text) or is_mostly_advertisement(text)


def _is_under_spam(article: Article, text: str) -> bool:
    """Tell whether a headline that was nothing but spam stands over an offer, and nothing else.

    What is left of such a page are scraps: no line of some length that names or promises nothing.
    """
    if article.title or not any(removal.where == HEADLINE for removal in article.removed):
        return False
    kept = [line for line in article.body.split("\n") if len(line) >= SHORTEST_LINE]
    return all(signs_of(line).tells for line in kept) and is_advertisement(text)


def may_be_hacked(document: Document) -> bool:
    """Tell whether a page's source names spam at all; quick, so that nearly all pages end here."""
    return document.kind == "html" and any(naming([html.unescape(document.text)]))


def with_spam(
    error: NotAnArticleError, document: Document, tree: Element, elements: Elements
) -> NotAnArticleError:
    """Return the refusal of a page with the spam that stands on it.

    A page that is mostly spam is refused for that.
    """
    page_url = document.page.url
    texts = list(_texts(tree, page_url))
    spam = [text for text, is_spam in texts if is_spam]
    gone, size = sum(map(len, spam)), sum(len(text) for text, _ in texts)
    is_mostly_spam = bool(spam) and 2 * gone >= size
    removed = page_spam(_bare(document, tree, elements))
    if is_mostly_spam:
        told = {removal.text for removal in removed}
        more = (text for text in dict.fromkeys(spam) if text not in told)
        removed = (*removed, *map(_around, more))[:MOST]
    reason = f"hacked: {gone} of {size} characters are spam" if is_mostly_spam else str(error)
    return NotAnArticleError(reason, hacked=bool(removed), removed=removed)


def _bare(document: Document, tree: Element, elements: Elements) -> Document:
    return Document(page=document.page, article=document.article, tree=tree, elements=elements)


def _around(text: str) -> Removal:
    return Removal(rule="around", text=text, at=0, where=ELSEWHERE, confidence=SURE)


def _texts(tree: Element, page_url: str) -> Iterator[tuple[str, bool]]:
    """Give the pieces of text of a page, and of each whether it is spam by what it says."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in _NO_TEXT:
            yield from _judged(element.text, element, page_url)
        parent = element.getparent()
        if parent is not None and parent.tag not in _NO_TEXT:
            yield from _judged(element.tail, parent, page_url)


def _judged(text: str | None, element: Element, page_url: str) -> Iterator[tuple[str, bool]]:
    plain = " ".join((text or "").split())
    if plain:
        link = (element.get("href") or "") if element.tag == "a" else ""
        foreign = is_foreign(link.strip(), page_url)
        yield plain, may_prove_spam(plain) and proves_spam(plain, foreign=foreign)
