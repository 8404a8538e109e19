"""An article whose pager names it by another address: the form that its server rewrites.

Discuz links ``portal.php?mod=view&aid=2101`` on its home page; the pager there leads to
``article-2101-1.html`` and ``article-2101-2.html``, as the lists do.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from crawler.discovery.anchors import base_of
from crawler.discovery.canonical import is_same_document
from crawler.discovery.numbers import numbered_links
from crawler.discovery.paging import continues
from crawler.discovery.tree import Element
from crawler.discovery.urls import page_key
from seeds.crawling.data import data_knowledge


def rewritten_address(tree: Element, url: str) -> str | None:
    """Return the address under which an article's own pager has its first page, or None.

    Only of a page that is asked for by a query, and not of another document's pager: that of its
    comments may bear its number.
    """
    if not urlsplit(url).query:
        return None
    pages = numbered_links(tree.iter("a"), base_of(tree, url), url)
    first, second = pages.get(1), pages.get(2)
    if first is None or second is None or urlsplit(first).query or not continues(first, second):
        return None
    is_own = page_key(url) not in {page_key(first), page_key(second)}
    names_other = data_knowledge().is_no_list(urlsplit(first).path)
    return first if is_own and not names_other and is_same_document(first, url) else None
