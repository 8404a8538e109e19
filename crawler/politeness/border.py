"""The last look at a request before anything is asked: is its page ours, does its host rest."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.politeness.pace import Pace
from crawler.politeness.refusals import HostRestsError
from seeds.addresses import host_of


class BorderMiddleware:
    """Refuses what goes to a host at rest."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keep the crawler, whose extensions know the hosts."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise HostRestsError when the host rests."""
        pace = pace_of(self._crawler)
        reason = pace.resting(host_of(request.url))
        if reason is not None:
            raise HostRestsError(reason)


def pace_of(crawler: Crawler) -> Pace:
    """Return the crawl's Pace. Raises RuntimeError when the extension is switched off."""
    pace = crawler.get_extension(Pace)
    if pace is None:
        raise RuntimeError("the extension crawler.politeness.pace.Pace must be enabled")
    return pace
