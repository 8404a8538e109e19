"""What Scrapy says of an answer beside it."""

from __future__ import annotations

from scrapy.http import Response

_CUT = "dataloss"


def is_short(response: Response) -> bool:
    """Tell whether an answer is shorter than its Content-Length, or broke off between chunks."""
    return _CUT in response.flags
