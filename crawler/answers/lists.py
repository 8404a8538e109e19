"""Pages that list articles and other lists: what they lead to is written, and asked for."""

from __future__ import annotations

from dataclasses import replace

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler.answers import outcomes
from crawler.answers.list_walks import mark_of
from crawler.answers.shared import Shared
from crawler.discovery.reading import read_refused
from crawler.discovery.result import Reading
from crawler.frontier.visit import Visit
from crawler.running.clock import now

_FEWEST_ROWS = 3
"""Links to articles that make rows; the articles before and after one are fewer."""


class Lists:
    """Follows what pages lead to."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    async def read(self, visit: Visit, response: Response, reading: Reading) -> list[Request]:
        """Write what a page leads to, and that it was read; return what is to be asked for now."""
        outcome = outcomes.read_list(
            visit,
            response,
            now=now(),
            kind=reading.kind,
            why=reading.why,
            emptiness=reading.emptiness,
            leads_on=reading.leads_on,
        )
        if reading.signed:  # the page may be as it was while its list is not
            outcome = replace(outcome, etag=None, last_modified=None)
        mark = mark_of(visit.known.reason if visit.known is not None else None)
        if mark is not None and (reading.signed or reading.needs_scripts):
            outcome = replace(outcome, reason=mark)  # its scripts may not have been run this time

        def write() -> list[Visit]:
            standing: tuple[int, ...] | None = None
            # What the page leads to, and that it was read: whoever is killed has both or neither.
            with self._shared.ledger.together():
                followed = self._shared.frontier.follow(visit, reading)
                followed += self._shared.frontier.shown_again(visit, reading)
                if not visit.reads_as_before(outcome.digest):
                    departed, standing = self._shared.frontier.departed(visit, reading)
                    followed += departed
                self._shared.frontier.record(replace(outcome, listed=standing))
            return followed

        return list(self._shared.requests.of(await self._shared.scribe.do(write)))

    async def shown_again(self, visit: Visit) -> list[Request]:
        """Return requests for articles that are gone and stand on a list that is as it was."""
        again = await self._shared.scribe.do(lambda: self._shared.frontier.shown_again(visit, None))
        return list(self._shared.requests.of(again))

    async def rows_of(self, visit: Visit, page: TextResponse) -> list[Request]:
        """Return requests for the rows of a page that holds no article, where it has some."""
        site = self._shared.frontier.sites[visit.site]
        reading = read_refused(page.text, visit.url, site, encoding=page.encoding)
        if reading.rows < _FEWEST_ROWS:
            return []
        targets = await self._shared.scribe.do(lambda: self._shared.frontier.follow(visit, reading))
        return list(self._shared.requests.of(targets))
