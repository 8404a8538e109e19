"""Runs the scripts of pages that list nothing by themselves: beside the crawl, so many a site."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from crawler.discovery.result import Shown
from crawler.frontier.visit import Visit
from crawler.scripting.engine import RunAwayError
from crawler.scripting.shells import shown

logger = logging.getLogger(__name__)

_MOST_PAGES = 300
"""Of one site and run; a directory has a shell for each of its columns, a trap no end of them."""
_MOST_SECONDS = 6.0
"""Of the processor, for the scripts of one site and run: honest ones take some 15 ms a page."""


class Shells:
    """What the scripts of a run's pages add to them."""

    def __init__(self) -> None:
        # One at a time, and none in the reactor's thread: a page may take a second.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="page-scripts")
        self._pages: Counter[str] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)

    async def shown(self, visit: Visit, text: str, files: Mapping[str, str]) -> Shown | None:
        """Return what the scripts of a page add to it; None where that is nothing.

        ``files``: what its script files hold, by their addresses.
        """
        site = visit.site
        if self._pages[site] >= _MOST_PAGES or self._seconds[site] >= _MOST_SECONDS:
            return None
        self._pages[site] += 1
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._thread, self._shown, visit, text, files)
        return found if found.html or found.asked else None

    def _shown(self, visit: Visit, text: str, files: Mapping[str, str]) -> Shown:
        began = time.thread_time()
        try:
            return shown(text, visit.url, files)
        except RunAwayError:
            logger.info("The scripts of %s do not come to an end", visit.url)
            return Shown()
        finally:
            self._seconds[visit.site] += time.thread_time() - began
