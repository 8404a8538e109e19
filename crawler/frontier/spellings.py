"""Addresses that letters' case alone tells apart, on servers to which it says nothing.

Pages of ASP sites link one article as ``ShowNews.asp?ID=9`` and as ``shownews.asp?id=9``. It is
asked for as it was met first, in this run or an earlier one: no spelling is made up.
"""

from __future__ import annotations

from dataclasses import replace

from archive.ledger import Ledger
from crawler.discovery.result import Reading
from crawler.discovery.urls import has_any_case, page_key

_SUFFIX = ".as"
"""What the addresses hold that ``has_any_case`` is true of, and hardly any others."""


class Spellings:
    """The spelling of each such address that a site's pages are asked by."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._first: dict[str, str] = {}
        self._read: set[str] = set()

    def settled(self, site_id: str, reading: Reading) -> Reading:
        """Return a page's reading with the addresses met first instead of those linked."""
        if not any(has_any_case(link.url) for link, _ in reading.links):
            return reading
        self._remember(site_id)
        return replace(
            reading,
            links=tuple(
                (replace(link, url=self._spelled(link.url)), judged)
                for link, judged in reading.links
            ),
        )

    def _remember(self, site_id: str) -> None:
        """Read the ledger's addresses of a site, once."""
        if site_id not in self._read:
            self._read.add(site_id)
            for url in self._ledger.holding(site_id, _SUFFIX):
                self._spelled(url)

    def _spelled(self, url: str) -> str:
        return self._first.setdefault(page_key(url), url) if has_any_case(url) else url
