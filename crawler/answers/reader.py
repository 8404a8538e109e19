"""Reads a page, and again with the site's own script files where it cannot be read without."""

from __future__ import annotations

from dataclasses import replace

from scrapy.http import TextResponse

from crawler.answers.page_tools import PageTools
from crawler.discovery.counted_up import counted_up
from crawler.discovery.reading import read
from crawler.discovery.result import Reading, Shown
from crawler.discovery.script_files import with_scripts
from crawler.frontier.visit import Visit


class Reader:
    """What pages lead to."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        self._turned: set[str] = set()

    async def read(self, visit: Visit, page: TextResponse) -> Reading:
        """Return what a page is and where it leads."""
        reading = self._read(visit, page.text, page.encoding)
        if self._tools.site_of(visit).render:
            return reading  # the browser has fetched its scripts, and run them
        files = await self._tools.files(visit, reading.scripts)
        text = with_scripts(page.text, files.values())
        if files:
            reading = self._read(visit, text, page.encoding)
        if not reading.needs_scripts:
            return reading
        if self._tools.page_scripts.are_spent(visit.site):
            return self._counted_on(visit, reading)
        shown = await self._tools.shown(visit, page, files)
        if shown is None:
            return reading
        run = self._read(visit, text, page.encoding, shown)
        if run.following is not None and reading.following is None:
            self._turned.add(run.following)
        return run

    def _counted_on(self, visit: Visit, reading: Reading) -> Reading:
        """Return the reading of a page whose scripts may not run any more.

        Where those of the page before have led to it, its number is counted up.
        """
        if visit.url not in self._turned or not reading.rows or reading.following is not None:
            return reading
        number, following = counted_up(visit.url, reading.rows)
        if number is None:
            return reading
        self._turned.add(following)
        return replace(reading, following=following)

    def _read(self, visit: Visit, text: str, encoding: str, shown: Shown | None = None) -> Reading:
        return read(
            text,
            visit.url,
            self._tools.site_of(visit),
            expected=visit.kind,
            start=visit.start,
            dated=visit.listed_date is not None,
            further=visit.is_further_page,
            encoding=encoding,
            shown=shown,
        )
