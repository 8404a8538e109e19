"""Asks again for answers that are empty or end too early: half an article is none."""

from __future__ import annotations

import zlib
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

_WINDOW = {b"gzip": 16 + zlib.MAX_WBITS, b"x-gzip": 16 + zlib.MAX_WBITS}
_STEP_BYTES = 1 << 20
_MOST_BYTES = 32 << 20
"""Of content; what unpacks to more is refused elsewhere (``DOWNLOAD_MAXSIZE``)."""


class IncompleteError(IgnoreRequest):
    """An answer has no body, or its compressed body breaks off, however often it is asked for."""


class CompletenessMiddleware:
    """Stands below decompression, which takes what there is and says nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the crawler, whose spider and settings say how often is asked again."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Return the response, or the request again; raise IncompleteError at the last time."""
        fault = _fault(request, response)
        spider = self._crawler.spider
        if fault is None or spider is None:
            return response
        again = get_retry_request(request, spider=spider, reason=fault)
        if again is None:
            raise IncompleteError(fault)
        return again


def _fault(request: Request, response: Response) -> str | None:
    coding = (response.headers.get("Content-Encoding") or b"").strip().lower()
    if coding in _WINDOW and response.body and breaks_off(response.body, _WINDOW[coding]):
        return "the compressed body breaks off"
    # An empty robots.txt allows everything; an empty page is what an overloaded server sends.
    # So do lists at their end.
    visit = request.meta.get("visit")
    is_page = visit is not None and response.status == 200 and not visit.is_further_page
    return "the answer is empty" if is_page and not response.body.strip() else None


def breaks_off(body: bytes, window: int = 16 + zlib.MAX_WBITS) -> bool:
    """Tell whether a gzip body ends before its end mark. Broken ones are for others to judge."""
    reader = zlib.decompressobj(window)
    seen = 0
    try:
        while not reader.eof and seen < _MOST_BYTES:
            piece = reader.decompress(body, _STEP_BYTES)
            body = reader.unconsumed_tail
            seen += len(piece)
            if not piece and not body:
                return not reader.eof
    except zlib.error:
        return False
    return False
