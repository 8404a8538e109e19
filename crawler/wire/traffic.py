"""Counts what is asked and answered, under the names that Scrapy's own statistics have."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector


class TrafficMiddleware:
    """Stands where Scrapy's ``DownloaderStats`` stands, which writes every request out to weigh it.

    Bytes are those of answers' bodies, as they came.
    """

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the crawler's statistics."""
        assert crawler.stats is not None  # noqa: S101 - Scrapy makes them before middlewares
        return cls(crawler.stats)

    def process_request(self, request: Request) -> None:  # noqa: ARG002 - Scrapy's signature
        """Count a request."""
        self._stats.inc_value("downloader/request_count")

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy's signature
        """Count an answer; return it as it is."""
        self._stats.inc_value("downloader/response_count")
        self._stats.inc_value(f"downloader/response_status_count/{response.status}")
        self._stats.inc_value("downloader/response_bytes", len(response.body))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:  # noqa: ARG002 - Scrapy's signature
        """Count a request without an answer."""
        self._stats.inc_value(f"downloader/exception_type_count/{type(exception).__name__}")
