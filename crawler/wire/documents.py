"""Asks for the data of articles whose pages are filled in by scripts."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import TextResponse

from crawler.politeness.refusals import RefusedError, RunEndsError
from crawler.wire.script_files import NOT_HAD


class Documents:
    """Fetches what the scripts of pages ask for."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    async def fetched(self, request: Request) -> TextResponse | None:
        """Return the answer, None where there is none or it is no text.

        Raises what is nobody's answer: the archive's errors, and RunEndsError.
        """
        try:
            answer = await self._crawler.engine.download_async(request)
        except RunEndsError:
            raise
        except (RefusedError, *NOT_HAD):
            return None
        is_walled = answer.meta.get("wall") is not None
        return answer if isinstance(answer, TextResponse) and not is_walled else None
