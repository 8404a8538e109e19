"""Which address a page names as its own: needed for pages that come from a disk."""

from __future__ import annotations

import html
import re

_HEAD_BYTES = 65_536
"""Where a page names itself: browsers write "saved from" first, CMSs fill the head."""

_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rb"<!-- saved from url=\(\d+\)(https?://[^\s>]{4,2000}) -->",
        rb"<link\b[^>]{0,200}\brel=[\"']?canonical[\"']?[^>]{0,200}\bhref=[\"']?(https?://[^\s\"'>]{4,2000})",
        rb"<link\b[^>]{0,200}\bhref=[\"']?(https?://[^\s\"'>]{4,2000})[\"']?[^>]{0,200}\brel=[\"']?canonical",
        rb"<meta\b[^>]{0,200}\bproperty=[\"']?og:url[\"']?[^>]{0,200}\bcontent=[\"']?(https?://[^\s\"'>]{4,2000})",
    )
)


def named_address(body: bytes) -> str | None:
    """Return the absolute URL that the page's bytes give as their own, or None."""
    head = body[:_HEAD_BYTES]
    for pattern in _NAMED:
        match = pattern.search(head)
        if match:
            return html.unescape(match.group(1).decode("ascii", "ignore"))
    return None
