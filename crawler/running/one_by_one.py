"""What a page's callback gives, dealt with one thing after another.

Scrapy makes a queue and two tasks for each page to do so with ``CONCURRENT_ITEMS`` at once; where
that is one, they take a twentieth of all that the crawl's process does for a page.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.utils.asyncgen import as_async_generator
from twisted.python.failure import Failure


class OneByOne:
    """Takes the place of the scraper's own way with outputs; none where others may be at work."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.getint("CONCURRENT_ITEMS") != 1:
            raise NotConfigured
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Wait for the scraper, which is made later. Raises NotConfigured."""
        extension = cls(crawler)
        crawler.signals.connect(extension.begin, signal=signals.spider_opened)
        return extension

    def begin(self) -> None:
        """Take over."""
        scraper = self._crawler.engine.scraper
        scraper.handle_spider_output_async = self.deal_with  # type: ignore[assignment, method-assign]

    async def deal_with(
        self,
        outputs: Iterable[Any] | AsyncIterator[Any],
        request: Request,
        response: Response | Failure,
    ) -> None:
        """Ask for requests, and take items through the pipeline; what the callback raises is told.

        Scrapy's own way is ``Scraper.handle_spider_output_async``.
        """
        engine = self._crawler.engine
        try:
            async for output in as_async_generator(outputs):
                if isinstance(output, Request):
                    engine.crawl(output)
                elif output is not None:
                    await engine.scraper.start_itemproc_async(output, response=response)
        except Exception:
            engine.scraper.handle_spider_error(Failure(), request, response)  # type: ignore[no-untyped-call]
