"""Writes every response into the raw store before anything else sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol, Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from archive.raw.store import Exchange, RawStore
from archive.raw.store import Headers as RawHeaders
from crawler.discovery.forms import target_of
from crawler.running.archive_session import ArchiveSession


class _ArchivingSpider(Protocol):
    session: ArchiveSession


class RawStoreMiddleware:
    """The middleware next to the network: bytes as they came, content encodings still on.

    Puts the record's pointer into ``meta["warc"]`` and the time into ``meta["fetched_at"]``.
    robots.txt is stored like any page: it is the evidence of what we were allowed. An error of
    the store fails the request: a page that cannot be kept is not read.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keep the crawler, whose spider holds the archive."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Store the exchange; return the response as it is."""
        fetched_at = datetime.now(UTC)
        request.meta["warc"] = self._store.write(_exchange(request, response, fetched_at))
        request.meta["fetched_at"] = fetched_at
        return response

    @property
    def _store(self) -> RawStore:
        return cast("_ArchivingSpider", self._crawler.spider).session.raw_store


def _exchange(request: Request, response: Response, fetched_at: datetime) -> Exchange:
    return Exchange(
        url=target_of(request.url),
        status=response.status,
        headers=_flat(response.headers),
        body=response.body,
        fetched_at=fetched_at,
        truncated=bool({"dataloss", "partial"} & set(response.flags)),
        ip_address=str(response.ip_address) if response.ip_address else None,
        method=request.method,
        request_headers=_flat(request.headers),
        request_body=request.body,
    )


def _flat(headers: Headers) -> RawHeaders:
    """Return name and value pairs, repeated names repeated."""
    return tuple((name, value) for name, values in headers.items() for value in values)
