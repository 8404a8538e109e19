"""What an answer leads to: requests, and fetched pages that may hold an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scrapy import Request

from archive.items import FetchedPage
from archive.ledger import Outcome
from archive.reading.known_spam import KnownSpam
from archive.records import RawPage, changed
from crawler.frontier.visit import Visit

Outputs = Iterable[Request | FetchedPage]
"""What an answer leads to."""


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What a page leads to in which the stages found no article."""

    outputs: Outputs = ()
    is_open: bool = False
    """Whether the last word on it is another's than theirs; it is yet to come, or has been said."""


class Items:
    """Makes what the item pipeline takes.

    Args:
        run_id: Of this run.
        since: The first day whose articles are archived, or None.
        known_spam: What earlier runs have found on sites.

    """

    def __init__(self, run_id: int, *, since: date | None, known_spam: KnownSpam) -> None:
        self._run_id = run_id
        self._since = since
        self._known_spam = known_spam

    def of(self, visit: Visit, page: RawPage, fetch: Outcome) -> FetchedPage:
        """Return the item of a page; ``fetch``: what the ledger will say of it."""
        return FetchedPage(
            page=changed(page, known_spam=self._known_spam.get(visit.site, ())),
            site_id=visit.site,
            run_id=self._run_id,
            fetch=fetch,
            # What the archive has it keeps up to date, however old.
            since=None if visit.is_archived else self._since,
        )
