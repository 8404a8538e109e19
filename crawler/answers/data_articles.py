"""Articles whose pages are empty until a script has asked for their data: the data is asked for.

Such a page says of its article no more than its number (``/p/1142``). What its scripts ask for and
show, by that number (``data_addresses``), is the article as the site has it, mostly JSON.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from archive.ledger import Outcome
from crawler.answers import outcomes
from crawler.answers.candidates import DataCandidate
from crawler.answers.captures import Captures
from crawler.answers.data_addresses import DataAddresses
from crawler.answers.items import Outputs
from crawler.answers.responses import location_of, raw_page, reason_of
from crawler.answers.shared import Shared
from crawler.discovery import json_lists
from crawler.discovery.absence import lacks_title, says_absent
from crawler.discovery.json_text import parse_json
from crawler.discovery.page import prose_letters
from crawler.discovery.reading import read_held
from crawler.discovery.result import Reading
from crawler.discovery.tree import has_han
from crawler.discovery.urls import absolute, spelt_otherwise
from crawler.frontier.requests import request_for
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import HostRestsError, RefusedError, RunEndsError
from crawler.running.archive_failures import raise_archives
from crawler.running.clock import now

DATA_OF = "data_of"
"""The key in a request's ``meta`` of the visit whose data is asked for; ``page`` is its page."""
SAYS_FAILED = "the answer says that it failed"
_NOT_TO_BE_HAD = "the page's data cannot be had: "
_NO_DATA = "the page's script does not tell where its data is"
_DATA_TO_COME = "the page's data is yet to come"
_READ_ITSELF = "the page itself is yet to be read, since its data is no article"
_MOST_PROSE = 60
"""Letters of running text around an article that is not there yet."""
_FEWEST_HAN = 30
"""Of what an article says; of one that is not there its data says less."""
_TELLING = frozenset({200}) | outcomes.GONE
"""Statuses of data that tell something of its article; after others it is asked for again."""


class DataArticles:
    """Asks for the data of articles, and decides what to make of it.

    Args:
        shared: What all who deal with answers use.
        addresses: Where data is.
        captures: Knows what archived articles were made of.
        read: Deals with a page as it was read, where its data says nothing.

    """

    def __init__(
        self,
        shared: Shared,
        addresses: DataAddresses,
        captures: Captures,
        read: Callable[[Visit, TextResponse, Reading], Awaitable[Outputs]],
    ) -> None:
        self._shared = shared
        self._addresses = addresses
        self._captures = captures
        self._read = read
        self._asked: set[str] = set()

    async def empty(self, visit: Visit, page: TextResponse, reading: Reading) -> Outputs:
        """Deal with a page that is empty until its script has asked for its article, or is so."""
        data = await self._asked_for(visit, page)
        if data is not None:
            return [data]
        if visit.holds_article and await self._captures.are_data(visit):
            return await self._without_data(visit, page)
        return await self._read(visit, page, reading)

    async def of_archived(self, visit: Visit, page: TextResponse) -> Outputs | None:
        """Ask again for the data of an archived article; None where its page has ever shown it."""
        if not await self._captures.are_data(visit):
            return None
        data = await self.of_refused(visit, page)
        return await self._without_data(visit, page) if data is None else data

    async def _without_data(self, visit: Visit, page: TextResponse) -> Outputs:
        unasked = outcomes.failed(visit, _NO_DATA, now=now(), status=page.status)
        await self._shared.changes.failed(unasked)
        return ()

    async def of_refused(self, visit: Visit, page: TextResponse) -> Outputs | None:
        """Ask for the data of a page in which the stages found no article.

        None where its script asks for none, or it has come and said nothing.
        """
        if visit.url in self._asked:
            return None
        try:
            data = await self._asked_for(visit, page)
        except RunEndsError:  # what the page needs to be read was not asked for
            data, requests = None, []
        else:
            if data is None:
                return None
            requests = [data]
        # Its page was written down as none of an article's: a run that ends here is no reason.
        await self._shared.changes.record(outcomes.not_asked(visit, _DATA_TO_COME, now=now()))
        return requests

    async def _asked_for(self, visit: Visit, page: TextResponse) -> Request | None:
        """Return the request for an article's data; None where its page's script asks for none."""
        address = await self._addresses.of(visit, page)
        if address is None or not self._shared.frontier.may_use(visit.site, address):
            return None
        data = Visit(url=address, site=visit.site, kind="other", depth=visit.depth)
        self._asked.add(visit.url)
        return await self._request(visit, data, page)

    async def _request(self, visit: Visit, data: Visit, page: TextResponse) -> Request:
        frontier = self._shared.frontier
        await self._shared.scribe.do(lambda: frontier.script_found(visit, data.url))
        site, carried = frontier.sites[visit.site], {DATA_OF: visit, "page": page}
        return request_for(data, site, self.parse, self.fail, **carried)

    async def parse(self, response: Response) -> AsyncIterator[Any]:
        """Hand on what came."""
        for output in await self._came(response):
            yield output

    async def fail(self, failure: Failure) -> None:
        """Write why an article's data did not come; the next run begins with its page."""
        visit: Visit = failure.request.meta[DATA_OF]  # type: ignore[attr-defined]  # Scrapy adds it
        error = failure.value
        if isinstance(error, (RunEndsError, HostRestsError)):
            return
        raise_archives(error)
        if isinstance(error, RefusedError):
            give_up = outcomes.not_asked if error.passing else outcomes.forbidden
            refused = give_up(visit, f"{_NOT_TO_BE_HAD}{error.reason}", now=now())
            await self._shared.changes.failed(refused)
            return
        await self._failed(visit, reason_of(error))

    async def _came(self, response: Response) -> Outputs:
        data: Visit = response.meta["visit"]
        visit: Visit = response.meta[DATA_OF]
        page: TextResponse = response.meta["page"]
        wall, status = response.meta.get("wall"), response.status
        if wall:
            return await self._failed(visit, f"blocked:{wall}")
        if status in outcomes.MOVED:
            return await self._moved(visit, data, page, response)
        if status not in _TELLING or not isinstance(response, TextResponse):
            return await self._failed(visit, f"HTTP {status}")
        if data.hops and parse_json(response.text) is None:
            return await self._failed(visit, f"it is sent on to what is none: {data.url}")
        await self._keep(outcomes.read_data(visit, data, response))
        return await self._answered(visit, response, page)

    async def _moved(
        self, visit: Visit, data: Visit, page: TextResponse, response: Response
    ) -> Outputs:
        """Follow data that is sent on, as far as the site's border."""
        location = location_of(response)
        target = absolute(response.url, location)
        if target == data.url and data.hops < outcomes.MOST_HOPS:
            spelt = spelt_otherwise(response.url, location)
            if spelt is not None:  # the server insists on it; the ledger's stays ours
                again = replace(data, hops=data.hops + 1)
                return [(await self._request(visit, again, page)).replace(url=spelt)]
        if target is None or target == data.url or data.hops >= outcomes.MOST_HOPS:
            reason = "redirect loop" if target else "redirect without an address"
            return await self._failed(visit, reason)
        if not self._shared.frontier.may_use(visit.site, target):
            return await self._failed(visit, f"redirect to what is left alone: {target}")
        reason, status = f"{outcomes.REDIRECT}{target}", response.status
        await self._keep(outcomes.sent_on(data, reason, status=status, now=now()))
        return [await self._request(visit, data.redirected(target, None), page)]

    async def _keep(self, outcome: Outcome) -> None:
        """Write what became of data; its page asks for it, so that it is never due."""
        kept = replace(outcome, due_at=None, interval_seconds=None)
        await self._shared.scribe.do(lambda: self._shared.frontier.record_beside(kept))

    async def _failed(self, visit: Visit, reason: str) -> Outputs:
        told = outcomes.failed(visit, f"{_NOT_TO_BE_HAD}{reason}", now=now())
        await self._shared.changes.failed(told)
        return ()

    async def _answered(self, visit: Visit, data: TextResponse, page: TextResponse) -> Outputs:
        """Hand on the data of an article whose page is empty without it.

        Data that says nothing was none of the article's, where its page has words of its own.
        """
        if data.status in outcomes.GONE:
            gone = outcomes.refused(visit, data, now=now())
            return await self._shared.disappearances.told(visit, gone)
        if says_failed(data):
            told = outcomes.failed(visit, SAYS_FAILED, now=now(), status=data.status)
            await self._shared.changes.failed(told)
            return ()
        if not says_something(data):
            return await self._said_nothing(visit, data, page)
        self._shared.disappearances.seen(visit)
        if visit.held(outcomes.digest_of(data.body)):
            same = _of_data(outcomes.same_bytes(visit, data, now=now()))
            await self._shared.changes.unchanged(visit, same)
            return ()
        fetch = _of_data(outcomes.read_article(visit, data, now=now()))
        item = self._shared.items.of(visit, raw_page(data, visit), fetch)
        return [DataCandidate.of(item, visit, page)]

    async def page_of(self, visit: Visit, page: TextResponse) -> Outputs | None:
        """Deal with a page in whose data the stages found no article: it was other news', perhaps.

        None where the page says nothing itself, or its article was made of data before.
        """
        site = self._shared.frontier.sites[visit.site]
        held = read_held(page.text, visit.url, site, encoding=page.encoding)
        if held.app_shell or (visit.holds_article and await self._captures.are_data(visit)):
            return None
        # The page is written down as none of an article's by now: see ``of_refused``.
        await self._shared.changes.record(outcomes.not_asked(visit, _READ_ITSELF, now=now()))
        return await self._read(visit, page, held)

    async def _said_nothing(self, visit: Visit, data: TextResponse, page: TextResponse) -> Outputs:
        site = self._shared.frontier.sites[visit.site]
        held = read_held(page.text, visit.url, site, encoding=page.encoding)
        if not (visit.holds_article or held.app_shell):
            return await self._read(visit, page, held)
        gone = outcomes.gone(visit, "its data says nothing", status=data.status, now=now())
        return await self._shared.disappearances.hinted(visit, gone)


def is_empty(visit: Visit, reading: Reading) -> bool:
    """Tell whether an article's page says nothing, or neither its headline nor any text."""
    if reading.app_shell or reading.absent or reading.mended:
        return reading.app_shell
    lacks = visit.listed_title is not None and lacks_title(reading.words, visit.listed_title)
    return lacks and prose_letters(reading.words) <= _MOST_PROSE


def says_something(answer: TextResponse) -> bool:
    """Tell whether an answer is data with a text in it."""
    said = parse_json(answer.text)
    return said is not None and has_han(_written(said), _FEWEST_HAN)


def says_failed(answer: TextResponse) -> bool:
    """Tell whether an answer says that it could not be made, and not that there is nothing."""
    said = parse_json(answer.text)
    if not json_lists.says_failed(said) or json_lists.says_missing(said):
        return False
    return not says_absent([_written(said)], prose_letters=0)


def _of_data(outcome: Outcome) -> Outcome:
    """Return an outcome without validators: "not modified" would be said of the page alone."""
    return replace(outcome, etag=None, last_modified=None)


def _written(said: object) -> str:
    return json.dumps(said, ensure_ascii=False)
