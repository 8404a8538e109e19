"""Articles that are gone and that a list shows: it may be that they are there again.

Sites take an article down for an hour to correct it, lose pages while they are mended, and put back
what a complaint had removed. Such an article is asked for in the run that sees it listed, unless it
was asked for in vain just before: a list that never drops its dead links costs ever fewer requests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from archive.ledger import Ledger, Page
from crawler.answers.schedule import gone_again
from crawler.frontier.visit import Visit, visit_of
from crawler.running.clock import now

_MOST_OF_SITE = 50
"""Articles of one site that a run asks for again before they are due: those of two lists' pages. A
site whose every link died has thousands; its other ones are asked for when they are due."""


class Returns:
    """Knows which archived articles of a run's sites were gone when the run met their lists."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._gone: dict[str, dict[str, Page]] = {}
        self._of_site: Counter[str] = Counter()

    def awaits_any(self, site: str) -> bool:
        """Tell whether any article of a site was gone; the ledger is asked once a site."""
        if site not in self._gone:
            self._gone[site] = {page.url: page for page in self._ledger.gone(site)}
        return bool(self._gone[site])

    def shown(self, site: str, urls: Collection[str]) -> list[Visit]:
        """Make due those of the gone articles that a list shows; return them."""
        if not self.awaits_any(site):
            return []
        gone = self._gone[site]
        return self._asked_again(site, [gone[url] for url in dict.fromkeys(urls) if url in gone])

    def standing(self, site: str, rows: Collection[int]) -> list[Visit]:
        """Make due those that stand on a list that is as it was, by ``Page.id``; return them."""
        if not rows or not self.awaits_any(site):
            return []
        return self._asked_again(site, [p for p in self._gone[site].values() if p.id in rows])

    def _asked_again(self, site: str, listed: Collection[Page]) -> list[Visit]:
        moment = now()
        room = _MOST_OF_SITE - self._of_site[site]
        asked = [page for page in listed if may_be_back(page, moment)][:room]
        for page in asked:
            del self._gone[site][page.url]
        self._of_site[site] += len(asked)
        self._ledger.make_due([page.url for page in asked], now=moment)
        return [visit_of(page) for page in asked]


def may_be_back(page: Page, now: datetime) -> bool:
    """Tell whether enough time has passed since a listed article was last not there.

    Each time that it is not, the wait doubles (``outcomes.gone``).
    """
    if page.due_at is None or page.interval_seconds is None:
        return True
    wait = timedelta(seconds=page.interval_seconds)
    asked_at = page.due_at - gone_again(wait)
    return now - asked_at >= wait
