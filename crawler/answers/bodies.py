"""Bodies that are text under another name, and bodies that are none under a page's name."""

from __future__ import annotations

from scrapy.http import Response, TextResponse

from crawler.discovery.feeds import unpacked
from seeds.file_kinds import binary_kind

_MOST_BYTES = 60_000_000
"""The sitemap protocol allows 50 MB."""


def as_text(response: Response) -> TextResponse | None:
    """Return the response as text; None for pictures, documents and what else holds no page."""
    if isinstance(response, TextResponse) and binary_kind(response.body) is None:
        return response
    # Some servers send a packed page and forget to say so.
    plain = unpacked(response.body, most_bytes=_MOST_BYTES)
    if plain is None or binary_kind(plain):
        return None
    headers = {k: v for k, v in response.headers.items() if k.lower() != b"content-type"}
    return TextResponse(
        response.url,
        status=response.status,
        headers=headers,
        body=plain,
        request=response.request,
    )
