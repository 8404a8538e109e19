"""Fetches the script files that pages need to be read with, each once a run."""

from __future__ import annotations

import asyncio
import logging

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from seeds.catalogue import Site

logger = logging.getLogger(__name__)

_MOST_KEPT = 500
"""Files; all pages of a site have the same few."""
_LONGEST = 300_000
"""Bytes; what a site writes by itself is a tenth of it, bundles of components are more."""


class ScriptFiles:
    """What the script files of a run's sites hold."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._texts: dict[str, asyncio.Task[str]] = {}

    def knows(self, url: str) -> bool:
        """Tell whether a file was asked for in this run."""
        return url in self._texts

    async def text(self, url: str, site: Site) -> str:
        """Return a file's text; nothing where it cannot be had, or is no file of the site's own."""
        if url not in self._texts and len(self._texts) < _MOST_KEPT:
            self._texts[url] = asyncio.create_task(self._fetched(url, site))
        return await self._texts[url] if url in self._texts else ""

    async def _fetched(self, url: str, site: Site) -> str:
        request = Request(
            url,
            callback=NO_CALLBACK,
            meta={"dont_redirect": True, "dont_obey_robotstxt": not site.obey_robots},
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # the page is read without it, whatever failed
            logger.info("%s: %r, a script of %s", url, error, site.id)
            return ""
        if response.status != 200 or len(response.body) > _LONGEST:
            return ""
        return _decoded(response.body)


def _decoded(body: bytes) -> str:
    """Return a script's text: in UTF-8, or in what Chinese pages are written in otherwise."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")
