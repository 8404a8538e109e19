"""The articles before and after an article, which its page names: 上一篇, 下一篇.

Small sites list their last ten articles, and lead to older ones by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.discovery.anchors import address_of, base_of, link_words
from crawler.discovery.links import Link
from crawler.discovery.page import Page
from crawler.discovery.tree import Element, words_of
from crawler.discovery.urls import page_key, skeleton_of
from seeds.crawling.links import link_knowledge


def neighbours(page: Page) -> list[Link]:
    """Return the links to the articles before and after the one that a page shows.

    Their words are the headlines, empty where the page says no more than 下一篇. Their addresses
    have the form of the page's own: an article's neighbours are articles of its column.
    """
    if not link_knowledge().neighbour_words.search(page.text):
        return []
    base, form = base_of(page.tree, page.url), skeleton_of(page.url)
    found: dict[str, Link] = {}
    for anchor in page.tree.iter("a"):
        words = _headline(anchor)
        target = None if words is None else address_of(anchor, base)
        if words is None or target is None or page_key(target) == page_key(page.url):
            continue
        if skeleton_of(target) == form:
            found.setdefault(target, Link(url=target, text=words))
    return list(found.values())


def _headline(anchor: Element) -> str | None:
    """Return the headline that stands with a label such as 下一篇; None without a label."""
    words = link_words(anchor)
    label = link_knowledge().neighbour.match(words)
    if label is not None:
        return words[label.end() :].strip()
    return words if any(map(_ends_in_label, _before(anchor))) else None


def _ends_in_label(text: str) -> bool:
    return any(not text[at.end() :].strip() for at in link_knowledge().neighbour.finditer(text))


def _before(anchor: Element) -> Iterator[str]:
    """Yield what may stand before a link as its label: text, or the element before it."""
    previous, parent = anchor.getprevious(), anchor.getparent()
    if previous is not None:
        yield previous.tail or ""
        if not (previous.tail or "").strip():
            yield words_of(previous)
    elif parent is not None:
        yield parent.text or ""
        beside = parent.getprevious()
        if beside is not None and not (parent.text or "").strip():
            yield words_of(beside)
