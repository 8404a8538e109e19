"""Lists that are asked for by calls which the scripts of their page sign, for the moment.

Such a call does nothing another time, so that the list has no address of its own: its page stands
for it in the ledger. What comes is data of that page. Each page of the list is asked for as the
scripts sign it just then, as a browser would; whoever is refused all the same is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from archive.ledger import Outcome
from crawler.answers import outcomes
from crawler.answers.page_scripts import PageScripts
from crawler.answers.responses import reason_of
from crawler.answers.shared import Shared
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery.reading import read, scripts_of_shell
from crawler.discovery.result import Reading, SignedCall
from crawler.frontier.requests import request_for
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import HostRestsError, RunEndsError
from crawler.running.archive_failures import raise_archives

LIST_OF = "list_of"
"""The key in a request's ``meta`` of the visit whose list is asked for; ``page`` is its page,
``number`` the list's page."""
_OK = 200
_MOST_BARREN = 2
"""Pages of a list in a row that bring nothing new; what stands on them is known."""


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
        self._listed: defaultdict[str, set[str]] = defaultdict(set)
        self._barren: defaultdict[str, int] = defaultdict(int)

    async def begin(self, visit: Visit, page: TextResponse) -> list[Request]:
        """Return requests for the first pages of the lists of a page."""
        return await self._requests(visit, page, 1)

    async def _requests(self, visit: Visit, page: TextResponse, number: int) -> list[Request]:
        site = self._shared.frontier.sites[visit.site]
        files = scripts_of_shell(page.text, visit.url, site)
        texts = await self._scripts.texts(visit, files)
        calls = await self._page_scripts.signed(visit, page.text, texts, number)
        may_use = self._shared.frontier.may_use
        asked = [call for call in calls if may_use(visit.site, call.url)]
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
            url=call.url, method=call.method, body=call.body.encode(), headers=call.headers
        )

    async def parse(self, response: Response) -> AsyncIterator[Any]:
        """Hand on what a page of a list leads to, and ask for the one after it."""
        data: Visit = response.meta["visit"]
        wall = response.meta.get("wall")
        if wall or response.status != _OK or not isinstance(response, TextResponse):
            await self._keep(data, f"blocked:{wall}" if wall else f"HTTP {response.status}")
            return
        visit: Visit = response.meta[LIST_OF]
        await self._shared.scribe.do(
            lambda: self._shared.frontier.record_beside(_read_outcome(visit, data, response))
        )
        for output in await self._came(visit, data, response):
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
        followed = await self._shared.scribe.do(
            lambda: self._shared.frontier.follow(visit, reading)
        )
        requests = list(self._shared.requests.of(followed))
        if not self._goes_on(visit, reading, brings=bool(followed)):
            return requests
        return [*requests, *await self._requests(visit, response.meta["page"], number + 1)]

    def _goes_on(self, visit: Visit, reading: Reading, *, brings: bool) -> bool:
        """Tell whether a list's next page may bring more: this one has rows, and other ones."""
        rows = {link.url for link, judged in reading.links if judged.kind == "article"}
        fresh = rows - self._listed[visit.url]
        self._listed[visit.url] |= rows
        self._barren[visit.url] = 0 if brings else self._barren[visit.url] + 1
        return bool(fresh) and self._barren[visit.url] < _MOST_BARREN


def _read_outcome(visit: Visit, data: Visit, answer: TextResponse) -> Outcome:
    """Return what the ledger keeps of a list's answer, which is never due: its page asks for it."""
    return Outcome(
        url=data.url,
        site=data.site,
        kind="other",
        state="fetched",
        reason=f"{outcomes.DATA_OF_PAGE}{visit.url}",
        http_status=answer.status,
        digest=outcomes.digest_of(answer.body),
        warc=answer.meta.get("warc"),
    )
