"""Whether any of a site's home pages lets us in: without one, nothing new of it is ever found."""

from __future__ import annotations

from archive.ledger import Ledger, Page
from crawler.answers.outcomes import MOST_HOPS, REDIRECT
from crawler.discovery.urls import absolute
from seeds.catalogue import Site

_SHUT = frozenset({"failed", "excluded", "gone"})


def shut_home_pages(ledger: Ledger, site: Site) -> list[str]:
    """Return why none of a site's start pages can be had; nothing where one of them can.

    Those of walls are left out: they are told by every page behind the wall.
    """
    reasons: dict[str, None] = {}
    for url in site.start_urls:
        page = _behind_redirects(ledger, absolute(url, url) or url)
        if page is None or page.state not in _SHUT:
            return []
        reasons[page.reason or page.state] = None
    return [f"no home page: {each}" for each in reasons if not each.startswith("blocked")]


def _behind_redirects(ledger: Ledger, url: str) -> Page | None:
    for _ in range(MOST_HOPS):
        page = ledger.known([url]).get(url)
        if page is None or not (page.reason or "").startswith(REDIRECT):
            return page
        url = (page.reason or "").removeprefix(REDIRECT)
    return None
