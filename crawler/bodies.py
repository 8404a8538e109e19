"""Bodies that are text under another name: gzipped sitemaps, JSON and XML with odd types."""

from __future__ import annotations

from scrapy.http import Response, TextResponse

from crawler.discovery.feeds import unpacked

_MOST_BYTES = 60_000_000
"""The sitemap protocol allows 50 MB."""


def as_text(response: Response) -> TextResponse | None:
    """Return the response as text; None for pictures, documents and what else holds no page."""
    if isinstance(response, TextResponse):
        return response
    plain = unpacked(response.body, most_bytes=_MOST_BYTES)
    if plain is None or b"\x00" in plain[:1000]:
        return None
    headers = {k: v for k, v in response.headers.items() if k.lower() != b"content-type"}
    return TextResponse(
        response.url,
        status=response.status,
        headers=headers,
        body=plain,
        encoding="utf-8",
        request=response.request,
    )
