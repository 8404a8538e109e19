"""What a run has asked for, and what the budgets of its sites still allow."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping

from crawler.frontier.visit import Visit
from seeds.catalogue import Site


class Admissions:
    """Lets each address through once a run, and ``max_pages`` of a site."""

    def __init__(self, sites: Mapping[str, Site]) -> None:
        self._sites = sites
        self._turn = threading.Lock()
        self._asked: set[str] = set()
        self._pages: dict[str, int] = dict.fromkeys(sites, 0)

    def __contains__(self, url: str) -> bool:
        """Tell whether this run has asked for an address."""
        return url in self._asked

    def mark(self, url: str) -> None:
        """Take note of an address that is asked for whatever the budgets say."""
        self._asked.add(url)

    def admitted(self, visits: Iterable[Visit]) -> Iterator[Visit]:
        """Let through what this run has not asked for and the site's budget still allows."""
        for visit in visits:
            with self._turn:  # a run begins in one thread and goes on in another
                admitted = self._admits(visit)
            if admitted:
                yield visit

    def counts(self, site_id: str) -> bool:
        """Count what a page's script asks for, address or none; False: the budget is spent."""
        with self._turn:
            return self._counts(site_id)

    def _admits(self, visit: Visit) -> bool:
        if visit.url in self._asked and not visit.resuming:
            return False
        if not self._counts(visit.site):
            return False
        self._asked.add(visit.url)
        return True

    def _counts(self, site_id: str) -> bool:
        bound = self._sites[site_id].max_pages
        if bound and self._pages[site_id] >= bound:
            return False
        self._pages[site_id] += 1
        return True
