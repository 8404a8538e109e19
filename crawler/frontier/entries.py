"""What a run writes into the ledger of the addresses that it meets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import islice

from archive.ledger import Ledger, Link, Outcome, Page
from crawler.answers import outcomes
from crawler.discovery.dates import day_of
from crawler.frontier.visit import Visit, visit_of
from crawler.running.clock import now

_AT_ONCE = 500
"""Rows looked at before what was found of them is written."""


class Entries:
    """One run's hand in the ledger; ``since``: the first day whose articles are asked for."""

    def __init__(self, ledger: Ledger, *, run_id: int, since: date | None) -> None:
        self._ledger = ledger
        self._run_id = run_id
        self._since = since

    def discover(self, links: Iterable[Link]) -> frozenset[str]:
        """Write addresses; return those that are new."""
        return self._ledger.discover(links, run_id=self._run_id, now=now())

    def record(self, *results: Outcome) -> None:
        """Write what became of pages."""
        self._ledger.record(results, run_id=self._run_id, now=now())

    def write(
        self, visit: Visit, wanted: Iterable[Visit], left: Mapping[str, str]
    ) -> frozenset[str]:
        """Write links and why some are left alone; return the addresses that are new."""
        rows = [_row(target, visit.url) for target in wanted]
        rows += [
            Link(url=url, site=visit.site, depth=visit.depth + 1, discovered_on=visit.url)
            for url in left
        ]
        if not rows:
            return frozenset()
        new = self.discover(rows)
        refused = [
            outcomes.excluded(Visit(url=url, site=visit.site, kind="other"), reason)
            for url, reason in left.items()
            if url in new
        ]
        if refused:
            self.record(*refused)
        return new

    def make_due(self, further: Visit) -> None:
        """Let a further page that was read in an earlier run be found by the next, if this dies."""
        if further.known is not None and further.known.state != "discovered":
            due = Outcome(url=further.url, state="discovered", kind="list", due_at=now())
            self.record(due)

    def young(self, visits: Iterable[Visit]) -> list[Visit]:
        """Return the visits but those to articles of before ``since``; write that of these."""
        young: list[Visit] = []
        left_out: list[Outcome] = []
        for visit in visits:
            day = self.day_before(visit)
            if day is None:
                young.append(visit)
            else:
                outcome = Outcome(url=visit.url, site=visit.site, state="discovered")
                left_out.append(outcome.left_out(day))
        if left_out:
            self.record(*left_out)
        return young

    def leave_out_old(self, sites: Collection[str]) -> None:
        """Write of articles that earlier runs met and never had that they are of before ``since``.

        To be called before anything is fetched.
        """
        if self._since is None:
            return
        waiting = self._ledger.due(sites, now=now(), kinds=("article",))
        visits = map(visit_of, filter(_was_never_had, waiting))
        while some := list(islice(visits, _AT_ONCE)):
            self.young(some)

    def day_before(self, visit: Visit) -> date | None:
        """Return the day of an article as listed, where that is before ``since``."""
        if self._since is None or visit.kind != "article":
            return None
        day = day_of(visit.url, visit.listed_date)
        return day if day is not None and day < self._since else None


def _was_never_had(page: Page) -> bool:
    return page.article_id is None and page.state in {"discovered", "failed"}


def _row(visit: Visit, discovered_on: str) -> Link:
    return Link(
        url=visit.url,
        site=visit.site,
        kind=visit.kind,
        depth=visit.depth,
        discovered_on=discovered_on,
        listed_title=visit.listed_title,
        listed_date=visit.listed_date,
    )
