"""Addresses that articles' pages call their own."""

from __future__ import annotations

from crawler.discovery.result import Reading
from crawler.frontier.frontier import Frontier
from crawler.frontier.visit import Visit


class OwnAddresses:
    """Tells a copy from the page that stands for it."""

    def __init__(self, frontier: Frontier) -> None:
        self._frontier = frontier
        self._copies: set[str] = set()

    def of(self, visit: Visit, reading: Reading) -> str | None:
        """Return the address that an article's page calls its own, where it is another one."""
        own = reading.canonical
        # Two pages that name each other have no other address; nor has one that was named.
        if own is None or visit.hops or visit.is_archived or own in self._copies:
            return None
        if self._frontier.refusal(visit.site, own) is not None:
            return None
        self._copies.add(visit.url)
        return own
