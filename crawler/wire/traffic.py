"""Counts what is sent and answered, under the names that Scrapy's own statistics have."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector
from twisted.internet.error import ConnectError
from twisted.internet.error import TimeoutError as NotConnectedInTimeError

from crawler.politeness.refusals import RunEndsError

NOT_SENT = "govnews/not_sent"
"""What the statistics of requests that never left begin with; why they did not follows."""
_UNCONNECTED = (
    CannotResolveHostError,
    ConnectError,
    DownloadConnectionRefusedError,
    NotConnectedInTimeError,
    UnsupportedURLSchemeError,
)


class TrafficMiddleware:
    """Stands where Scrapy's ``DownloaderStats`` stands, which writes every request out to weigh it.

    Counts requests when they have ended: one that waits for its host's turn may never be sent.
    Bytes are those of answers' bodies, as they came.
    """

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the crawler's statistics."""
        assert crawler.stats is not None  # noqa: S101 - Scrapy makes them before middlewares
        return cls(crawler.stats)

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy's signature
        """Count a request and its answer; return that as it is."""
        self._stats.inc_value("downloader/request_count")
        self._stats.inc_value("downloader/response_count")
        self._stats.inc_value(f"downloader/response_status_count/{response.status}")
        self._stats.inc_value("downloader/response_bytes", len(response.body))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:  # noqa: ARG002 - Scrapy's signature
        """Count a request without an answer, or one that was never sent."""
        self._stats.inc_value(f"downloader/exception_type_count/{type(exception).__name__}")
        why = why_not_sent(exception)
        self._stats.inc_value("downloader/request_count" if why is None else f"{NOT_SENT}/{why}")


def why_not_sent(error: Exception) -> str | None:
    """Return why a request that ended so never left this machine; None where it may have.

    One whose time is up while it waits for an answer has; whether the server took it nobody knows.
    """
    if isinstance(error, RunEndsError):
        return "run_ended"
    if isinstance(error, IgnoreRequest):
        return "refused"
    if isinstance(error, _UNCONNECTED) or isinstance(error.__cause__, _UNCONNECTED):
        return "no_connection"
    return None
