"""Recognises walls against robots. They are reported and left alone, never worked around."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from crawler.discovery.tree import has_han
from crawler.politeness.border import pace_of
from seeds.addresses import host_of
from seeds.crawling.walls import Wall, walls

_BODY_START = 4000
"""Characters in which a wall shows itself."""
_PAGE_HAN = 200
"""A 200 with more Han characters than this is a page, whatever scripts its guard put into it."""
_DELAY_FACTOR = 4.0
_WALLS_BEFORE_REST = 2


class WallMiddleware:
    """Marks walls' answers with ``meta["wall"]``, slows the host down, rests it after two."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._met: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keep the crawler, whose Pace rests hosts."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the response; a wall's is never asked for again."""
        vendor = wall_of(response)
        if vendor is None:
            return response
        request.meta["wall"] = vendor
        request.meta["dont_retry"] = True
        host = host_of(request.url)
        self._met[host] = self._met.get(host, 0) + 1
        pace = pace_of(self._crawler)
        pace.widen(host, _DELAY_FACTOR)
        if self._met[host] >= _WALLS_BEFORE_REST:
            pace.rest(host, f"blocked:{vendor}")
        return response


def wall_of(response: Response) -> str | None:
    """Return the vendor of the wall that answered, or None for a page (or an honest error)."""
    text = response.text if isinstance(response, TextResponse) else ""
    if response.status == 200 and has_han(text, _PAGE_HAN + 1):
        return None
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    start = text[:_BODY_START]
    answers = (wall for wall in walls() if _carries(wall, response.status, headers, start))
    return next((wall.vendor for wall in answers), None)


def _carries(wall: Wall, status: int, headers: Mapping[str, str], body_start: str) -> bool:
    """Tell whether a response carries a wall's signature; header names are in lower case."""
    if wall.status and status not in wall.status:
        return False
    if wall.longest and len(body_start) > wall.longest:
        return False
    if wall.body is not None and not wall.body.search(body_start):
        return False
    return all(pattern.search(headers.get(name, "")) for name, pattern in wall.headers)
