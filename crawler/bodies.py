"""Bodies that are text under another name, and bodies that are none under a page's name."""

from __future__ import annotations

from scrapy.http import Response, TextResponse

from crawler.discovery.feeds import unpacked

_MOST_BYTES = 60_000_000
"""The sitemap protocol allows 50 MB."""


_START_BYTES = 4_000
"""Of a body, in which it shows whether it is text."""
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.02
"""Share of control bytes; noise has 0.11, text in any of the encodings in use next to none."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def as_text(response: Response) -> TextResponse | None:
    """Return the response as text; None for pictures, documents and what else holds no page."""
    if isinstance(response, TextResponse) and not is_binary(response.body):
        return response
    # Some servers send a packed page and forget to say so.
    plain = unpacked(response.body, most_bytes=_MOST_BYTES)
    if plain is None or is_binary(plain):
        return None
    headers = {k: v for k, v in response.headers.items() if k.lower() != b"content-type"}
    return TextResponse(
        response.url,
        status=response.status,
        headers=headers,
        body=plain,
        request=response.request,
    )


def is_binary(body: bytes) -> bool:
    """Tell whether a body that calls itself text is a picture, a program or noise."""
    start = body[:_START_BYTES]
    if not start or start.startswith(_UTF_16):
        return False
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls > _MOST_CONTROLS * len(start)
