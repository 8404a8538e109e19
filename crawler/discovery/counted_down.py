"""Lists whose later pages have lower numbers: ``index_2603340_17.html``, ``_16``, at last ``_1``.

The first page alone says how many there are, in a script, and names all of them for search engines,
in links without words. The others are pieces that its script shows: rows, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.discovery.anchors import address_of, base_of, link_words
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute
from seeds.crawling.paging import paging_knowledge
from seeds.whole_numbers import whole_number


def following(tree: Element, text: str, url: str) -> str | None:
    """Return the address of the list page after this one, or None."""
    knowledge = paging_knowledge().counted_down
    own = knowledge.file.search(urlsplit(url).path)
    if own is not None:
        return _page(url, own["list"], whole_number(own["number"]) - 1)
    if knowledge.sign not in text and "index_" not in text:
        return None  # most pages
    base = base_of(tree, url)
    told = knowledge.count.finditer(text) if knowledge.sign in text else ()
    counts = ((whole_number(at["pages"]), at["list"]) for at in told)
    pages, numbered = max(counts, default=(0, ""))
    highest, named = max(_named(tree, base), default=(0, ""))
    if not pages:
        return _page(base, named, highest)
    spelled = knowledge.spelled.search(text)
    numbered = numbered or named or (spelled["list"] if spelled else "")
    return _page(base, numbered, pages - 1)


def is_numbered_page(url: str) -> bool:
    """Tell whether an address is that of a later page of such a list."""
    return paging_knowledge().counted_down.file.search(urlsplit(url).path) is not None


def _named(tree: Element, base: str) -> Iterator[tuple[int, str]]:
    """Yield number and list of the pages that links without words name."""
    for anchor in tree.iter("a"):
        at = paging_knowledge().counted_down.file.search(anchor.get("href") or "")
        if at is not None and not link_words(anchor) and address_of(anchor, base):
            yield whole_number(at["number"]), at["list"]


def _page(base: str, numbered: str, number: int) -> str | None:
    """Return the address of a page of the list that bears ``numbered`` in its pages' names."""
    known = numbered and number > 0
    return absolute(base, f"index_{numbered}_{number}.html") if known else None
