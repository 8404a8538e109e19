"""Articles whose pages are empty until a script has asked for their data: the data is asked for.

Such a page says of its article no more than its number (``/p/1142``). What its scripts ask for and
show, by that number, is the article as the site has it, mostly JSON. Scripts are run for one page
of a form; the addresses of the others' data differ from its by the number alone.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Any

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from archive.ledger import Outcome
from crawler.answers import outcomes
from crawler.answers.changes import Changes
from crawler.answers.page_scripts import PageScripts
from crawler.answers.responses import reason_of
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery import json_lists
from crawler.discovery.absence import lacks_title, says_absent
from crawler.discovery.json_text import parse_json
from crawler.discovery.page import prose_letters
from crawler.discovery.reading import scripts_of_shell
from crawler.discovery.result import Reading
from crawler.discovery.tree import has_han
from crawler.discovery.urls import skeleton_of
from crawler.frontier.frontier import Frontier
from crawler.frontier.requests import request_for
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import HostRestsError, RunEndsError
from crawler.running.archive_failures import raise_archives
from crawler.running.clock import now
from crawler.running.scribe import Scribe
from crawler.scripting.asked import document_number

_MOST_TRIES, _MOST_TRIES_OF_SITE = 3, 12
"""Pages, of one form of address and of a site, whose scripts are run in vain."""
_MOST_PROSE = 60
"""Letters of running text around an article that is not there yet."""
_FEWEST_HAN = 30
"""Of what an article says; of one that is not there its data says less."""
_TELLING = frozenset({200}) | outcomes.GONE
"""Statuses of data that tell something of its article; after others it is asked for again."""


class DataArticles:
    """Finds and asks for the data of articles.

    Args:
        frontier: Says what may be fetched, and has the ledger.
        scripts: What the script files of sites hold.
        page_scripts: What the scripts of pages do when they run.
        scribe: Writes into the ledger off the reactor's thread.
        changes: Writes what became of pages.
        answered: Takes the data of a visit's article, with status 200, 404 or 410, and its page.

    """

    def __init__(
        self,
        frontier: Frontier,
        scripts: SiteScripts,
        page_scripts: PageScripts,
        scribe: Scribe,
        *,
        changes: Changes,
        answered: Callable[[Visit, TextResponse, TextResponse], Awaitable[Iterable[Any]]],
    ) -> None:
        self._frontier = frontier
        self._scripts = scripts
        self._page_scripts = page_scripts
        self._scribe = scribe
        self._changes = changes
        self._answered = answered
        self._addresses: dict[tuple[str, str], str] = {}
        self._asked: set[str] = set()
        self._tries: Counter[str | tuple[str, str]] = Counter()
        self._in_turn: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def asked_for(self, visit: Visit, page: TextResponse) -> Request | None:
        """Return the request for an article's data; None where its page's script asks for none."""
        async with self._in_turn[visit.site]:
            address = await self._address(visit, page)
        if address is None or not self._frontier.may_use(visit.site, address):
            return None
        site = self._frontier.sites[visit.site]
        data = Visit(url=address, site=visit.site, kind="other", depth=visit.depth)
        await self._scribe.do(lambda: self._frontier.script_found(visit, address))
        self._asked.add(visit.url)
        return request_for(data, site, self.parse, self.fail, article=visit, page=page)

    def was_asked_for(self, visit: Visit) -> bool:
        """Tell whether this run has asked for the data of an article."""
        return visit.url in self._asked

    async def parse(self, response: Response) -> AsyncIterator[Any]:
        """Hand on what came."""
        data: Visit = response.meta["visit"]
        visit: Visit = response.meta["article"]
        wall, status = response.meta.get("wall"), response.status
        if wall or status not in _TELLING or not isinstance(response, TextResponse):
            reason = f"blocked:{wall}" if wall else f"HTTP {status}"
            await self._failed(visit, reason)
            return
        await self._changes.record(_read(visit, data, response))
        for output in await self._answered(visit, response, response.meta["page"]):
            yield output

    async def fail(self, failure: Failure) -> None:
        """Write why an article's data did not come; the next run begins with its page."""
        visit: Visit = failure.request.meta["article"]  # type: ignore[attr-defined]  # Scrapy adds it
        if isinstance(failure.value, (RunEndsError, HostRestsError)):
            return
        raise_archives(failure.value)
        await self._failed(visit, reason_of(failure.value))

    async def _failed(self, visit: Visit, reason: str) -> None:
        told = f"the page's data cannot be had: {reason}"
        await self._changes.record(outcomes.failed(visit, told, now=now()))

    async def _address(self, visit: Visit, page: TextResponse) -> str | None:
        number = document_number(visit.url)
        if number is None:
            return None
        form = visit.site, visit.url.replace(number, "{}")
        if form not in self._addresses and self._may_try(visit):
            files = scripts_of_shell(page.text, visit.url, self._frontier.sites[visit.site])
            texts = await self._scripts.texts(visit, files)
            shown = await self._page_scripts.shown(visit, page.text, texts)
            address = shown.document if shown is not None else None
            if address is not None and address.count(number) == 1:
                self._addresses[form] = address.replace(number, "{}")
            else:
                self._tries.update(_tried(visit))
        known = self._addresses.get(form)
        return None if known is None else known.replace("{}", number)

    def _may_try(self, visit: Visit) -> bool:
        site, form = _tried(visit)
        return self._tries[site] < _MOST_TRIES_OF_SITE and self._tries[form] < _MOST_TRIES


def _tried(visit: Visit) -> tuple[str, tuple[str, str]]:
    """Return the site, and the form of an address, of which a page's scripts are run."""
    return visit.site, (visit.site, skeleton_of(visit.url))


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


def _written(said: object) -> str:
    return json.dumps(said, ensure_ascii=False)


def _read(visit: Visit, data: Visit, answer: TextResponse) -> Outcome:
    """Return what the ledger keeps of the data, which is never due: its page asks for it."""
    return Outcome(
        url=data.url,
        site=data.site,
        kind="other",
        state="fetched",
        reason=f"data of a page: {visit.url}",
        http_status=answer.status,
        digest=outcomes.digest_of(answer.body),
        warc=answer.meta.get("warc"),
    )
