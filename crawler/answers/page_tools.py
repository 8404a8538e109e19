"""What pages are read with that say nothing without their scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scrapy.http import TextResponse

from crawler.answers.page_scripts import PageScripts
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery.result import Shown
from crawler.frontier.frontier import Frontier
from crawler.frontier.visit import Visit
from seeds.catalogue import Site


@dataclass(frozen=True, slots=True)
class PageTools:
    """Sites, their script files, and what the scripts of pages do when they run."""

    frontier: Frontier
    scripts: SiteScripts
    page_scripts: PageScripts

    def site_of(self, visit: Visit) -> Site:
        """Return the site of a page."""
        return self.frontier.sites[visit.site]

    async def files(self, visit: Visit, urls: Iterable[str]) -> dict[str, str]:
        """Return what a page's script files hold, as far as they can be had."""
        return await self.scripts.texts(visit, urls)

    async def shown(self, visit: Visit, page: TextResponse, files: dict[str, str]) -> Shown | None:
        """Return what a page shows when its scripts have run."""
        return await self.page_scripts.shown(visit, page.text, files)
