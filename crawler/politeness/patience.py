"""How long an answer may take: long where it comes along, short where it stalls or drips."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

SLOWEST_BYTES_A_SECOND = 10_000
"""An answer that comes at this rate or faster is never broken off. A gazette of 3 MB from a
county's server takes minutes; and a crawl that is busy itself takes bytes up late."""


@dataclass(slots=True)
class _Wait:
    scope: asyncio.Timeout
    deadline: float


class Patience:
    """Gives each answer DOWNLOAD_TIMEOUT seconds, and more with every byte that arrives.

    Scrapy's own timeout is for a whole answer: it breaks off a long page that is nearly there, asks
    for it again, and breaks off again.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._seconds = settings.getfloat("DOWNLOAD_TIMEOUT")
        longest = settings.getint("DOWNLOAD_MAXSIZE") / SLOWEST_BYTES_A_SECOND
        self._longest = 2 * self._seconds + longest
        self._waits: dict[Request, _Wait] = {}
        crawler.signals.connect(self._received, signal=signals.bytes_received)

    async def wait(
        self, request: Request, download: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Return the answer. Raises DownloadTimeoutError when it takes too long."""
        if not self._seconds:
            return await download(request)  # DOWNLOAD_TIMEOUT=0: there is no bound
        request.meta["download_timeout"] = self._longest  # Scrapy's own must not come first
        try:
            async with asyncio.timeout(self._seconds) as scope:
                self._waits[request] = _Wait(scope, scope.when() or 0.0)
                return await download(request)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"no whole answer in {self._seconds:g} s") from error
        finally:
            self._waits.pop(request, None)

    def _received(self, data: bytes, request: Request) -> None:
        wait = self._waits.get(request)
        if wait is not None and not wait.scope.expired():
            wait.deadline += len(data) / SLOWEST_BYTES_A_SECOND
            wait.scope.reschedule(wait.deadline)
