"""Pages that send their readers on: by a redirect, or since another address is their own."""

from __future__ import annotations

from dataclasses import replace

from scrapy.http import Response

from archive.ledger import Outcome
from crawler.answers import outcomes
from crawler.answers.items import Outputs
from crawler.answers.shared import Shared
from crawler.discovery.urls import absolute, spelt_otherwise
from crawler.frontier.visit import Visit
from crawler.running.clock import now


class Moves:
    """Follows where pages send their readers."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    async def moved(self, visit: Visit, response: Response, location: str) -> Outputs:
        """Follow a redirect to ``location``, as the page gives it."""
        status = response.status
        target = absolute(response.url, location)
        if target == visit.url and visit.hops < outcomes.MOST_HOPS:
            spelt = spelt_otherwise(response.url, location)
            if spelt is not None:
                return self._asked_again(visit, spelt)
        if target is None or target == visit.url or visit.hops >= outcomes.MOST_HOPS:
            self._shared.disappearances.came_in(visit, there=False)
            reason = "redirect loop" if target else "redirect without an address"
            await self._shared.changes.record(
                outcomes.failed(visit, reason, now=now(), status=status)
            )
            return ()
        if visit.holds_article and self._shared.frontier.holds_no_article(visit.site, target):
            return await self._shared.disappearances.sent_away(visit, target, status)
        await self._shared.changes.moved(visit, target, status)
        refusal = self._shared.frontier.refusal(visit.site, target)
        if refusal is not None:
            self._shared.disappearances.came_in(visit, there=False)
            reason = f"redirect to what is left alone: {refusal}"
            left_alone = outcomes.sent_on(visit, reason, status=status, now=now())
            await self._shared.changes.record(left_alone)
            return ()
        outcome = outcomes.sent_on(visit, f"{outcomes.REDIRECT}{target}", status=status, now=now())
        return await self.send_on(visit, target, outcome)

    def _asked_again(self, visit: Visit, spelt: str) -> Outputs:
        """Ask for a page by the spelling that its server insists on; the ledger's stays ours."""
        again = self._shared.requests.of([replace(visit, hops=visit.hops + 1)])
        return [request.replace(url=spelt) for request in again]

    async def send_on(self, visit: Visit, target: str, outcome: Outcome) -> Outputs:
        """Leave a page for the one that stands for it."""

        def write() -> Visit | None:
            with self._shared.ledger.together():
                following = self._shared.frontier.redirect(visit, target)
                self._shared.frontier.record(outcome)
            return following

        following = await self._shared.scribe.do(write)
        return () if following is None else list(self._shared.requests.of([following]))
