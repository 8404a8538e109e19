"""Refuses compressed answers that end too early: half an article is none."""

from __future__ import annotations

import zlib

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

_WINDOW = {b"gzip": 16 + zlib.MAX_WBITS, b"x-gzip": 16 + zlib.MAX_WBITS}
_STEP_BYTES = 1 << 20
_MOST_BYTES = 32 << 20
"""Of content; what unpacks to more is refused elsewhere (``DOWNLOAD_MAXSIZE``)."""


class TruncatedError(IgnoreRequest):
    """An answer's compressed body breaks off."""


class CompletenessMiddleware:
    """Stands below decompression, which takes what there is and says nothing."""

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy's signature
        """Return the response; raise TruncatedError when its body breaks off."""
        coding = (response.headers.get("Content-Encoding") or b"").strip().lower()
        if coding in _WINDOW and response.body and breaks_off(response.body, _WINDOW[coding]):
            raise TruncatedError("the compressed body breaks off")
        return response


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
