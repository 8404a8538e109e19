"""Where the data of articles stands whose pages are empty without it: their scripts tell.

Scripts are run for one page of a form; the addresses of the others' data differ from its by the
document's number alone.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict

from scrapy.http import TextResponse

from crawler.answers.page_scripts import PageScripts
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery.reading import scripts_of_shell
from crawler.discovery.urls import skeleton_of
from crawler.frontier.frontier import Frontier
from crawler.frontier.visit import Visit
from crawler.scripting.asked import document_number

_MOST_TRIES, _MOST_TRIES_OF_SITE = 3, 12
"""Pages, of one form of address and of a site, whose scripts are run in vain."""


class DataAddresses:
    """The addresses of articles' data.

    Args:
        frontier: Knows the sites.
        scripts: What their script files hold.
        page_scripts: What the scripts of pages do when they run.

    """

    def __init__(self, frontier: Frontier, scripts: SiteScripts, page_scripts: PageScripts) -> None:
        self._frontier = frontier
        self._scripts = scripts
        self._page_scripts = page_scripts
        self._known: dict[tuple[str, str], str] = {}
        self._tries: Counter[str | tuple[str, str]] = Counter()
        self._in_turn: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, visit: Visit, page: TextResponse) -> str | None:
        """Return the address of the data of a page's article, or None where no script asks."""
        async with self._in_turn[visit.site]:
            return await self._of(visit, page)

    async def _of(self, visit: Visit, page: TextResponse) -> str | None:
        number = document_number(visit.url)
        if number is None:
            return None
        form = visit.site, visit.url.replace(number, "{}")
        if form not in self._known and self._may_try(visit):
            files = scripts_of_shell(page.text, visit.url, self._frontier.sites[visit.site])
            texts = await self._scripts.texts(visit, files)
            shown = await self._page_scripts.shown(visit, page.text, texts)
            address = shown.document if shown is not None else None
            if address is not None and address.count(number) == 1:
                self._known[form] = address.replace(number, "{}")
            else:
                self._tries.update(_tried(visit))
        known = self._known.get(form)
        return None if known is None else known.replace("{}", number)

    def _may_try(self, visit: Visit) -> bool:
        site, form = _tried(visit)
        return self._tries[site] < _MOST_TRIES_OF_SITE and self._tries[form] < _MOST_TRIES


def _tried(visit: Visit) -> tuple[str, tuple[str, str]]:
    """Return the site, and the form of an address, of which a page's scripts are run."""
    return visit.site, (visit.site, skeleton_of(visit.url))
