"""Reads a page, and again with the site's own script files where it cannot be read without."""

from __future__ import annotations

from collections.abc import Iterable

from scrapy.http import TextResponse

from crawler.discovery.reading import read
from crawler.discovery.result import Reading
from crawler.discovery.script_files import with_scripts
from crawler.frontier.frontier import Frontier
from crawler.frontier.visit import Visit
from crawler.running.scribe import Scribe
from crawler.wire.script_files import ScriptFiles


class Reader:
    """What pages lead to.

    Args:
        frontier: Says which script files may be fetched, and writes that they are.
        scribe: Asks the ledger off the reactor's thread.
        script_files: Fetches them, each once a run.

    """

    def __init__(self, frontier: Frontier, scribe: Scribe, script_files: ScriptFiles) -> None:
        self._frontier = frontier
        self._scribe = scribe
        self._script_files = script_files

    async def read(self, visit: Visit, page: TextResponse) -> Reading:
        """Return what a page is and where it leads."""
        reading = self._read(visit, page.text, page.encoding)
        if reading.scripts and (scripts := await self._scripts(visit, reading.scripts)):
            return self._read(visit, with_scripts(page.text, scripts), page.encoding)
        return reading

    def _read(self, visit: Visit, text: str, encoding: str) -> Reading:
        return read(
            text,
            visit.url,
            self._frontier.sites[visit.site],
            expected=visit.kind,
            start=visit.start,
            dated=visit.listed_date is not None,
            further=visit.is_further_page,
            encoding=encoding,
        )

    async def _scripts(self, visit: Visit, urls: Iterable[str]) -> list[str]:
        """Return what those of a page's script files hold that may be fetched."""
        mine = [url for url in urls if self._frontier.may_use(visit.site, url)]
        fresh = [url for url in mine if not self._script_files.knows(url)]
        if fresh:
            await self._scribe.do(lambda: self._frontier.use(visit, fresh))
        site = self._frontier.sites[visit.site]
        texts = [await self._script_files.text(url, site) for url in mine]
        return [text for text in texts if text]
