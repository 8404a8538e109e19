"""Lists that are asked for by calls which the scripts of their page sign, for the moment.

Such a call does nothing another time, so that the list has no address of its own: its page stands
for it in the ledger. What comes is data of that page. Each page of the list is asked for as the
scripts sign it just then, as a browser would; whoever is refused all the same is left alone.

What they need before, such as a token, is asked for first (``scripting.signing_needs``) and given
to them when they run again. It is kept for further pages, unless they ask anew for each.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from archive.ledger import Outcome, PageState
from crawler.answers import outcomes
from crawler.answers.data_articles import SAYS_FAILED
from crawler.answers.list_walks import Walk
from crawler.answers.page_scripts import PageScripts
from crawler.answers.responses import reason_of
from crawler.answers.shared import Shared
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery.reading import read, scripts_of_shell
from crawler.discovery.result import Reading, SignedCall
from crawler.frontier.requests import BEFORE_ALL, request_for
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import HostRestsError, RefusedError, RunEndsError
from crawler.running.archive_failures import raise_archives

LIST_OF = "list_of"
"""The key in a request's ``meta`` of the visit whose list is asked for; ``place`` says which page
of it, ``key`` what is needed first."""
_OK = 200
_MOST_NEEDS = 2
"""Asked for before a page of a list."""
Callback = Callable[[Response], AsyncIterator[Any]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A page of a list, and what is known that its calls are signed with."""

    visit: Visit
    page: TextResponse
    """The list's own page, whose scripts sign."""
    number: int = 1
    known: Mapping[str, str] = field(default_factory=dict)
    """Answers by their keys (``result.Need``)."""
    fresh: frozenset[str] = frozenset()
    """The keys of those that were asked for this page of the list."""

    def told(self, key: str, text: str) -> _Place:
        return replace(self, known={**self.known, key: text}, fresh=self.fresh | {key})

    def turned_to(self, number: int) -> _Place:
        return replace(self, number=number, fresh=frozenset())


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
        return await self._requests(_Place(visit, page))

    async def _requests(self, at: _Place) -> list[Request]:
        """Return requests for a page of a list, or for what its scripts need to sign them."""
        visit, page = at.visit, at.page
        files = scripts_of_shell(page.text, visit.url, self._shared.frontier.sites[visit.site])
        texts = await self._scripts.texts(visit, files)
        signing = await self._page_scripts.signed(
            visit, page.text, texts, number=at.number, known=at.known
        )
        need = next((each for each in signing.needs if each.key not in at.fresh), None)
        if need is not None and len(at.fresh) < _MOST_NEEDS:
            return await self._asked_for([need.call], self.parse_need, at, key=need.key)
        return await self._asked_for(signing.calls, self.parse, at)

    async def _asked_for(
        self, calls: list[SignedCall], callback: Callback, at: _Place, **carried: object
    ) -> list[Request]:
        may_ask = self._shared.frontier.may_ask
        return [
            await self._request(call, callback, at, carried)
            for call in calls
            if may_ask(at.visit.site, call.url)
        ]

    async def _request(
        self, call: SignedCall, callback: Callback, at: _Place, carried: dict[str, object]
    ) -> Request:
        frontier, visit = self._shared.frontier, at.visit
        data = Visit(url=call.address, site=visit.site, kind="other", depth=visit.depth)
        await self._shared.scribe.do(lambda: frontier.script_found(visit, data.url))
        site, meta = frontier.sites[visit.site], {LIST_OF: visit, "place": at, **carried}
        return request_for(data, site, callback, self.fail, **meta).replace(
            url=call.url,
            method=call.method,
            body=call.body.encode(),
            headers=call.headers,
            priority=BEFORE_ALL,  # servers take a signature for a minute or so
        )

    async def parse_need(self, response: Response) -> AsyncIterator[Any]:
        """Give what came to the scripts that need it, and ask for the page that they sign then."""
        at: _Place = response.meta["place"]
        text = await self._text_of(response)
        if text is None:
            return
        data: Visit = response.meta["visit"]
        kept = outcomes.read_data(at.visit, data, response)
        await self._shared.scribe.do(lambda: self._shared.frontier.record_beside(kept))
        for request in await self._requests(at.told(response.meta["key"], text)):
            yield request

    async def _text_of(self, response: Response) -> str | None:
        """Return the text of an answer; None of a refusal, which is written down."""
        wall = response.meta.get("wall")
        if not wall and response.status == _OK and isinstance(response, TextResponse):
            return response.text
        await self._keep(
            response.meta["visit"], f"blocked:{wall}" if wall else f"HTTP {response.status}"
        )
        return None

    async def parse(self, response: Response) -> AsyncIterator[Any]:
        """Hand on what a page of a list leads to, and ask for the one after it."""
        if await self._text_of(response) is None or not isinstance(response, TextResponse):
            return
        for output in await self._came(response.meta["place"], response.meta["visit"], response):
            yield output

    async def fail(self, failure: Failure) -> None:
        """Write why a page of a list did not come; the next run begins with the list's page."""
        error = failure.value
        if isinstance(error, (RunEndsError, HostRestsError)):
            return
        raise_archives(error)
        visit: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]  # Scrapy adds it
        if isinstance(error, RefusedError):
            await self._keep(visit, error.reason, "failed" if error.passing else "excluded")
        else:
            await self._keep(visit, reason_of(error))

    async def _keep(self, data: Visit, reason: str, state: PageState = "failed") -> None:
        kept = Outcome(url=data.url, site=data.site, kind="other", state=state, reason=reason)
        await self._shared.scribe.do(lambda: self._shared.frontier.record_beside(kept))

    async def _came(self, at: _Place, data: Visit, response: TextResponse) -> list[Request]:
        visit, number = at.visit, at.number
        site = self._shared.frontier.sites[visit.site]
        found = read(response.text, data.url, site, expected="list", further=number > 1)
        if found.failed:  # it is no end of its list
            await self._keep(data, SAYS_FAILED)
            return []
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
        return [*requests, *await self._requests(at.turned_to(following))]

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
