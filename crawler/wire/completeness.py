"""Asks again for answers that are empty or end too early: half an article is none."""

from __future__ import annotations

import logging
import zlib
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import Response

from crawler.answers.outcomes import digest_of
from crawler.frontier.visit import Visit
from crawler.wire.flags import is_short

logger = logging.getLogger(__name__)

_WINDOW = {b"gzip": 16 + zlib.MAX_WBITS, b"x-gzip": 16 + zlib.MAX_WBITS}
_STEP_BYTES = 1 << 20
_MOST_BYTES = 32 << 20
"""Of content; what unpacks to more is refused elsewhere (``DOWNLOAD_MAXSIZE``)."""
_SHORT = "the answer is shorter than it says"
_CUT_BEFORE = "cut_before"
_END = b"</html", b"</body"


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
        """Return the response, or the request again.

        A page whose header counts wrongly is shorter than it says each time, and browsers show it:
        it is taken in the end, as long as there is no better one. Its raw record says so.

        Raises:
            IncompleteError: At the last time.
            ResponseDataLossError: Likewise, of an answer that is no page and shorter than it says.

        """
        fault = _fault(request, response)
        spider = self._crawler.spider
        if fault is None or spider is None or _is_as_archived(request, response):
            return response
        again = get_retry_request(request, spider=spider, reason=fault)
        if again is not None:
            if fault == _SHORT:
                again.meta[_CUT_BEFORE] = len(response.body)
            return again
        if fault == _SHORT and "visit" not in request.meta:
            raise ResponseDataLossError
        if fault == _SHORT and _is_as_long_as_ever(request, response):
            logger.warning("%s: %s, and has been taken as it is", response.url, fault)
            return response
        raise IncompleteError(fault)


def _is_as_archived(request: Request, response: Response) -> bool:
    """Tell whether an answer is, byte for byte, what was taken as a whole page before."""
    visit: Visit | None = request.meta.get("visit")
    is_held = visit is not None and visit.is_archived and bool(response.body)
    return is_held and visit is not None and visit.held(digest_of(response.body))


def _is_as_long_as_ever(request: Request, response: Response) -> bool:
    """Tell whether what is shorter than it says is a page with an end, cut nowhere else before.

    What is archived already was whole; half of it would pass for an edit.
    """
    pages: list[Visit | None] = [request.meta.get("visit"), *request.meta.get("article", ())[:1]]
    for visit in pages:
        if visit is None or (visit.is_archived and not visit.held(digest_of(response.body))):
            return False
    if request.meta.get(_CUT_BEFORE) != len(response.body):
        return False
    return any(end in response.body.lower() for end in _END)


def _fault(request: Request, response: Response) -> str | None:
    coding = (response.headers.get("Content-Encoding") or b"").strip().lower()
    if coding in _WINDOW and response.body and breaks_off(response.body, _WINDOW[coding]):
        return "the compressed body breaks off"
    if is_short(response):
        return _SHORT
    # An empty robots.txt allows everything; an empty page is what an overloaded server sends.
    # So do lists at their end.
    visit = request.meta.get("visit")
    is_page = visit is not None and response.status == 200 and not visit.is_further_page
    sends_on = "Refresh" in response.headers
    return "the answer is empty" if is_page and not sends_on and not response.body.strip() else None


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
