"""Lists that are asked for by calls which the scripts of their page sign, for the moment.

Such a call does nothing another time, so that the list has no address of its own: its page stands
for it in the ledger. What comes is data of that page. Each page of the list is asked for as the
scripts sign it just then, as a browser would; whoever is refused all the same is left alone.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from archive.ledger import Outcome
from crawler.answers import outcomes
from crawler.answers.list_walks import Walk
from crawler.answers.page_scripts import PageScripts
from crawler.answers.responses import reason_of
from crawler.answers.shared import Shared
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery.reading import read, scripts_of_shell
from crawler.discovery.result import Reading, SignedCall
from crawler.frontier.requests import BEFORE_ALL, request_for
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import HostRestsError, RunEndsError
from crawler.running.archive_failures import raise_archives

LIST_OF = "list_of"
"""The key in a request's ``meta`` of the visit whose list is asked for; ``page`` is its page,
``number`` the list's page."""
_OK = 200


class SignedLists:
    """Asks for lists, page by page.

    Args:
        shared: What all who deal with answers use.
        scripts: What script files hold.
        page_scripts: Runs the scripts of pages.

    """

    def __init__(self, shared: Shared, scripts: SiteScripts, page_scripts: PageScripts) -> None:
        self._shared = shared
        self._scripts = scripts
        self._page_scripts = page_scripts
        self._walks: dict[str, Walk] = {}

    async def begin(self, visit: Visit, page: TextResponse) -> list[Request]:
        """Return requests for the first pages of the lists of a page."""
        walk = Walk(visit.known.reason if visit.known is not None else None)
        self._walks[visit.url] = walk
        await self._shared.scribe.do(lambda: self._tell(visit, walk))
        return await self._requests(visit, page, 1)

    async def _requests(self, visit: Visit, page: TextResponse, number: int) -> list[Request]:
        site = self._shared.frontier.sites[visit.site]
        files = scripts_of_shell(page.text, visit.url, site)
        texts = await self._scripts.texts(visit, files)
        calls = await self._page_scripts.signed(visit, page.text, texts, number)
        may_ask = self._shared.frontier.may_ask
        asked = [call for call in calls if may_ask(visit.site, call.url)]
        return [await self._request(visit, page, number, call) for call in asked]

    async def _request(
        self, visit: Visit, page: TextResponse, number: int, call: SignedCall
    ) -> Request:
        frontier = self._shared.frontier
        data = Visit(url=call.address, site=visit.site, kind="other", depth=visit.depth)
        await self._shared.scribe.do(lambda: frontier.script_found(visit, data.url))
        carried = {LIST_OF: visit, "page": page, "number": number}
        known = request_for(data, frontier.sites[visit.site], self.parse, self.fail, **carried)
        return known.replace(
            url=call.url,
            method=call.method,
            body=call.body.encode(),
            headers=call.headers,
            priority=BEFORE_ALL,  # servers take a signature for a minute or so
        )

    async def parse(self, response: Response) -> AsyncIterator[Any]:
        """Hand on what a page of a list leads to, and ask for the one after it."""
        data: Visit = response.meta["visit"]
        wall = response.meta.get("wall")
        if wall or response.status != _OK or not isinstance(response, TextResponse):
            await self._keep(data, f"blocked:{wall}" if wall else f"HTTP {response.status}")
            return
        for output in await self._came(response.meta[LIST_OF], data, response):
            yield output

    async def fail(self, failure: Failure) -> None:
        """Write why a page of a list did not come; the next run begins with the list's page."""
        error = failure.value
        if isinstance(error, (RunEndsError, HostRestsError)):
            return
        raise_archives(error)
        await self._keep(failure.request.meta["visit"], reason_of(error))  # type: ignore[attr-defined]

    async def _keep(self, data: Visit, reason: str) -> None:
        kept = Outcome(url=data.url, site=data.site, kind="other", state="failed", reason=reason)
        await self._shared.scribe.do(lambda: self._shared.frontier.record_beside(kept))

    async def _came(self, visit: Visit, data: Visit, response: TextResponse) -> list[Request]:
        number: int = response.meta["number"]
        site = self._shared.frontier.sites[visit.site]
        found = read(response.text, data.url, site, expected="list", further=number > 1)
        reading = replace(found, kind="list", following=None)

        def write() -> tuple[list[Visit], int | None]:
            # Where a page leads, and that it was read: whoever is killed has both or neither.
            with self._shared.ledger.together():
                self._shared.frontier.record_beside(outcomes.read_data(visit, data, response))
                followed = self._shared.frontier.follow(visit, reading)
                following = self._after(visit, number, reading, brings=bool(followed))
            return followed, following

        followed, following = await self._shared.scribe.do(write)
        requests = list(self._shared.requests.of(followed))
        if following is None:
            return requests
        return [*requests, *await self._requests(visit, response.meta["page"], following)]

    def _after(self, visit: Visit, number: int, reading: Reading, *, brings: bool) -> int | None:
        """Return which page of a list is read after this one; write how far it has been read."""
        walk = self._walks[visit.url]
        rows = {link.url for link, judged in reading.links if judged.kind == "article"}
        following = walk.after(number, rows, brings=brings)
        self._tell(visit, walk)
        may_go_on = self._shared.frontier.may_go_on(visit, reading, number)
        return following if may_go_on else None

    def _tell(self, visit: Visit, walk: Walk) -> None:
        row = self._shared.ledger.known([visit.url])[visit.url]
        told = Outcome(
            url=row.url,
            state=row.state,
            reason=walk.reason,
            http_status=row.http_status,
            due_at=row.due_at,
        )
        self._shared.frontier.record(told)
