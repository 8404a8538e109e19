"""The spider: asks for what the frontier names, and hands on what its answers lead to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.items import FetchedPage, Instead
from archive.ledger import Outcome
from archive.monitoring.rests import Rest, told
from archive.records import Judge
from archive.writing.recipe import WriterRecipe
from crawler.answers import outcomes
from crawler.answers.answers import Answers
from crawler.frontier.frontier import Budgets, Frontier
from crawler.frontier.requests import Requests, UnaskableError
from crawler.frontier.visit import Visit
from crawler.politeness.pace import host_rests
from crawler.politeness.refusals import HostRestsError, RunEndsError
from crawler.politeness.robots import sitemaps_named
from crawler.running.archive_failures import raise_archives
from crawler.running.archive_session import ArchiveSession
from crawler.running.clock import now
from crawler.running.scribe import Scribe

FAULTS = "govnews/faults"
"""What the statistics of our own errors begin with."""


class GovNewsSpider(Spider):
    """Crawls the sites of a plan into an open archive.

    Reads pages in the reactor's thread, which takes a millisecond each, and leaves all that waits
    to others: the archive to the scribe, articles to the item pipeline's processes. What an answer
    means is decided in ``crawler.answers``.
    """

    name = "gov_news"

    def __init__(self, session: ArchiveSession, frontier: Frontier) -> None:
        super().__init__()
        self.session = session
        self.sites = frontier.sites
        self.scribe = Scribe()
        self._frontier = frontier
        self._requests = Requests(self.sites, self.parse, self.fail, self.fail_visit)
        self._answers: Answers
        self._late: set[asyncio.Task[None]] = set()
        self._rests: dict[str, Rest] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - Scrapy's signature
        """Take the open archive as ``session``; budgets come from the settings."""
        session: ArchiveSession = kwargs["session"]
        settings = crawler.settings
        frontier = Frontier(
            session.ledger,
            session.plan.sites,
            run_id=session.run_id,
            since=session.plan.since,
            budgets=Budgets(
                max_list_depth=settings.getint("MAX_LIST_DEPTH"),
                max_list_pages=settings.getint("MAX_LIST_PAGES"),
                max_revisits=settings.getint("MAX_REVISITS"),
            ),
        )
        spider = cls(session, frontier)
        spider._set_crawler(crawler)
        spider._answers = Answers(
            crawler,
            session,
            frontier,
            spider.scribe,
            spider._requests,
            count_fault=spider.count_fault,
        )
        crawler.signals.connect(spider._sitemaps_named, signal=sitemaps_named)
        crawler.signals.connect(spider._host_rests, signal=host_rests)
        return spider

    # --- for the item pipeline --------------------------------------------------------------------

    def begin_writing(self, judge: Judge) -> WriterRecipe:
        """Return how a writer of this run is made; the item pipeline asks for it once."""
        self._answers.write_with(self.session.make_writer(judge))
        return self.session.writer_recipe(judge)

    def sync_raw_records(self) -> None:
        """Put the raw records of all fetched pages onto the disk."""
        self.session.raw_store.sync()

    async def leave_out(self, outcome: Outcome) -> None:
        """Write into the ledger that a page's article is none that this run is to archive."""
        await self._answers.record(outcome)

    async def refused(self, item: FetchedPage) -> Instead:
        """Go on where the stages found no article; return what the page leads to."""
        found = await self._answers.holds_none(item)
        outputs = list(found.outputs)
        for request in outputs:
            if isinstance(request, Request):
                self.crawler.engine.crawl(request)
        pages = tuple(each for each in outputs if isinstance(each, FetchedPage))
        return Instead(pages=pages, is_open=found.is_open)

    def count_fault(self, what: str) -> None:
        """Count an error of ours, under a word for what it kept us from."""
        self.crawler.stats.inc_value(f"{FAULTS}/{what}")

    # --- beginning and end ------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Yield requests as the engine has room for them: the ledger is read slice by slice."""
        for request in self._requests.of(self._frontier.begin()):
            yield request

    async def _sitemaps_named(self, host: str, urls: list[str]) -> None:
        """Ask for the sitemaps that a host's robots.txt names."""
        for site in self.sites.values():
            if site.covers(host):
                for request in self._requests.of(await self._sitemaps(site.id, urls)):
                    self.crawler.engine.crawl(request)

    async def _sitemaps(self, site_id: str, urls: list[str]) -> list[Visit]:
        return await self.scribe.do(lambda: list(self._frontier.sitemaps(site_id, urls)))

    def fail_visit(self, visit: Visit, reason: str) -> None:
        """Write, soon, that a page could not be dealt with for a reason of our own."""
        task = asyncio.create_task(self._answers.record(outcomes.failed(visit, reason, now=now())))
        self._late.add(task)

    def _host_rests(self, host: str, rest: Rest) -> None:
        """Write at once what a host asked for: a run that is killed has kept its word, too."""
        self._rests[host] = rest
        session = self.session
        session.report |= told(self._rests)
        keep = self.scribe.do(lambda: session.runs.note(session.run_id, session.report))
        self._late.add(asyncio.ensure_future(keep))

    async def settle(self) -> None:
        """Wait until all that was to be written is. Raises GovnewsError when it could not be."""
        await asyncio.gather(*self._late)
        await self._answers.settle()
        self.scribe.close()

    # --- answers ----------------------------------------------------------------------------------

    async def parse(self, response: Response, **_kwargs: Any) -> AsyncIterator[Any]:  # noqa: ANN401 - Scrapy's signature
        """Read an answer, whatever its status."""
        try:
            outputs = await self._answers.answered(response.meta["visit"], response)
        except RunEndsError:  # what the page needs to be read was not asked for
            return  # the page is left as it was, for the next run
        except UnaskableError as error:  # what the page leads on to
            await self._answers.record(
                outcomes.failed(response.meta["visit"], str(error), now=now())
            )
            return
        for output in outputs:
            yield output

    async def fail(self, failure: Failure) -> None:
        """Write why an answer did not come."""
        visit: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]  # Scrapy adds it
        error = failure.value
        asked = failure.request.meta.get("retry_times")  # type: ignore[attr-defined]
        never_asked = isinstance(error, HostRestsError) and not asked
        if never_asked or isinstance(error, RunEndsError):
            return  # the page is left as it was, for the next run
        raise_archives(error)
        await self._answers.unanswered(visit, error)
