"""Runs the scripts of pages that list nothing by themselves: beside the crawl, so many a site."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from scrapy.crawler import Crawler

from crawler.discovery.result import Shown, Signing
from crawler.frontier.visit import Visit
from crawler.running.clock import now
from crawler.scripting.messages import MOST_SECONDS as MOST_SECONDS_A_PAGE
from crawler.scripting.sandbox import Answer, Sandbox, SandboxError, SignedAnswer

logger = logging.getLogger(__name__)

_Answered = TypeVar("_Answered", Answer, SignedAnswer)

_MOST_PAGES = 300
"""Of one site and run; a directory has one for each of its columns, a trap no end of them."""
_MOST_SECONDS = 6.0
"""Of the processor, for the scripts of one site and run: honest ones take some 15 ms a page."""
_MOST_SIGNING_SECONDS = 30.0
"""Likewise for what they sign: for page 200 of a list they turn it 199 times, 0.2 seconds."""


_NOTHING = Signing([], [])


class PageScripts:
    """What the scripts of a run's pages add to them."""

    def __init__(self, crawler: Crawler) -> None:
        # One at a time, and none in the reactor's thread: a page may take a second.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="page-scripts")
        self._sandbox = Sandbox()
        self._crawler = crawler
        self._pages: Counter[str] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._signing: defaultdict[str, float] = defaultdict(float)

    def are_spent(self, site_id: str) -> bool:
        """Tell whether the scripts of a site have run as much as they may, and count that."""
        return self._are_spent(site_id, too_long=self._seconds[site_id] >= _MOST_SECONDS)

    def _are_spent(self, site_id: str, *, too_long: bool) -> bool:
        if self._pages[site_id] < _MOST_PAGES and not too_long:
            return False
        self._count("not_run")
        return True

    async def shown(self, visit: Visit, text: str, files: Mapping[str, str]) -> Shown | None:
        """Return what the scripts of a page add to it; None where that is nothing.

        ``files``: what its script files hold, by their addresses.
        """
        site = visit.site
        if self.are_spent(site):
            return None
        self._pages[site] += 1
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._thread, self._shown, visit, text, files)
        return (
            found
            if found is not None and (found.html or found.asked or found.signed or found.document)
            else None
        )

    async def signed(
        self, visit: Visit, text: str, files: Mapping[str, str], **asked: object
    ) -> Signing:
        """Return the calls that the scripts of a page sign to ask for a page of its list.

        ``asked``: its number, and what is known of what they need, as ``page_execution.signed``.
        """
        site = visit.site
        if self._are_spent(site, too_long=self._signing[site] >= _MOST_SIGNING_SECONDS):
            return _NOTHING
        self._pages[site] += 1

        def signed() -> SignedAnswer:
            moment = now().timestamp()
            return self._sandbox.signed(text, visit.url, files, now=moment, **asked)

        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._thread, self._run, visit, signed, self._signing)
        return _NOTHING if answer is None else Signing(answer.calls, answer.needs)

    def close(self) -> None:
        """End the process that runs them."""
        self._sandbox.close()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _shown(self, visit: Visit, text: str, files: Mapping[str, str]) -> Shown | None:
        if self._seconds[visit.site] >= _MOST_SECONDS:
            return None  # pages before this one in the queue have used it up
        run = partial(self._sandbox.shown, text, visit.url, files)
        answer = self._run(visit, run, self._seconds)
        return None if answer is None else answer.shown

    def _run(
        self, visit: Visit, run: Callable[[], _Answered], spent: defaultdict[str, float]
    ) -> _Answered | None:
        """Return what the scripts of a page do; where they fail, it is read without them."""
        self._count("run")
        try:
            answer = run()
        except SandboxError as error:
            spent[visit.site] += MOST_SECONDS_A_PAGE
            self._count("failed")
            logger.info("The scripts of %s are left out: %s", visit.url, error)
            return None
        spent[visit.site] += answer.seconds
        return answer

    def _count(self, what: str) -> None:
        self._crawler.stats.inc_value(f"page_scripts/{what}")
