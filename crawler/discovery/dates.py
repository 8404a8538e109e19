"""The day of an article as its address or its row in a list gives it, before it is fetched."""

from __future__ import annotations

import re
from datetime import date

from crawler.discovery.urls import shape_of

_IN_ADDRESS = (
    re.compile(r"/t((?:19|20)\d\d)(\d\d)(\d\d)_"),
    re.compile(r"/((?:19|20)\d\d)[-/_](\d{1,2})[-/_](\d{1,2})/"),
    re.compile(r"/((?:19|20)\d\d)[-/]?(\d\d)[-/]?(\d\d)/"),
)
_AS_LISTED = re.compile(r"((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")


def day_of(url: str, listed: str | None) -> date | None:
    """Return the day; None where neither gives a whole date."""
    for pattern, text in ((_AS_LISTED, listed or ""), *((p, shape_of(url)) for p in _IN_ADDRESS)):
        match = pattern.search(text)
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None
