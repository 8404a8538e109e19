"""Bodies that are text under another name, and bodies that are none under a page's name."""

from __future__ import annotations

import html
import re

from scrapy.http import Response, TextResponse

from crawler.discovery.feeds import unpacked
from seeds.file_kinds import binary_kind

_LONGEST_BLANK = 20_000
"""Characters of a page that may be blank: frames of tables without a word in them are that long."""
_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_SHOWS_SOMETHING = re.compile(r"<(?:script|frame|iframe|img|object|embed)\b", re.IGNORECASE)
_TAG = re.compile(r"<style\b.*?</style>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\w")
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


def is_blank(text: str) -> bool:
    """Tell an answer without a word, picture or script: its server was in trouble, and said 200.

    Data without a record in it (JSON, XML) is how lists end.
    """
    if not text.strip():
        return True
    if len(text) > _LONGEST_BLANK or not _PAGE.search(text) or _SHOWS_SOMETHING.search(text):
        return False
    return not _WORD.search(html.unescape(_TAG.sub("", text)))
