"""The front door: each answer, whatever its status, is taken to who knows what to make of it."""

from __future__ import annotations

from collections.abc import Callable

from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from archive.items import FetchedPage
from archive.ledger import Outcome
from archive.writing.writer import Writer
from crawler.answers import outcomes
from crawler.answers.articles import Articles
from crawler.answers.candidates import Candidate, DataCandidate
from crawler.answers.captures import Captures
from crawler.answers.changes import Changes
from crawler.answers.data_addresses import DataAddresses
from crawler.answers.data_articles import DataArticles
from crawler.answers.disappearances import Disappearances
from crawler.answers.items import GoingOn, Items, Outputs
from crawler.answers.lists import Lists
from crawler.answers.long_articles import LongArticles
from crawler.answers.moves import Moves
from crawler.answers.page_scripts import PageScripts
from crawler.answers.page_tools import PageTools
from crawler.answers.pages import Pages
from crawler.answers.reader import Reader
from crawler.answers.responses import location_of, reason_of
from crawler.answers.shared import Shared
from crawler.answers.signed_lists import SignedLists
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery.result import Reading
from crawler.frontier.frontier import Frontier
from crawler.frontier.requests import Requests
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import HostRestsError, RefusedError
from crawler.running.archive_session import ArchiveSession
from crawler.running.clock import now
from crawler.running.scribe import Scribe
from crawler.wire.script_files import ScriptFiles


class Answers:
    """What answers mean: for their pages' rows in the ledger, and where the run goes on.

    Args:
        crawler: Has the settings, the statistics and the network.
        session: The open archive.
        frontier: Says what is asked for.
        scribe: Writes off the reactor's thread.
        requests: Makes the requests whose answers come back here.
        count_fault: Counts an error of ours, under a word for what it kept us from.

    """

    def __init__(
        self,
        crawler: Crawler,
        session: ArchiveSession,
        frontier: Frontier,
        scribe: Scribe,
        requests: Requests,
        *,
        count_fault: Callable[[str], None],
    ) -> None:
        self._crawler = crawler
        self._captures = Captures(session.engine, session.raw_store, frontier, scribe)
        self._shared = self._tools(session, frontier, scribe, requests)
        self._page_scripts = PageScripts(crawler)
        scripts = SiteScripts(frontier, scribe, ScriptFiles(crawler))
        tools = PageTools(frontier, scripts, self._page_scripts)
        addresses = DataAddresses(tools)
        self._data_articles = DataArticles(self._shared, addresses, self._captures, self._read)
        self._lists = Lists(self._shared)
        self._moves = Moves(self._shared)
        self._pages = Pages(
            self._shared,
            Reader(tools),
            self._captures,
            articles=Articles(self._shared, self._long_articles(count_fault), self._moves),
            lists=self._lists,
            moves=self._moves,
            data_articles=self._data_articles,
            signed_lists=SignedLists(self._shared, scripts, self._page_scripts),
        )

    def _tools(
        self, session: ArchiveSession, frontier: Frontier, scribe: Scribe, requests: Requests
    ) -> Shared:
        changes = Changes(scribe, session.ledger, session.run_id, self._count_page, self._captures)
        return Shared(
            frontier=frontier,
            ledger=session.ledger,
            scribe=scribe,
            requests=requests,
            items=Items(session.run_id, since=session.plan.since, known_spam=session.known_spam),
            changes=changes,
            disappearances=Disappearances(changes, frontier, scribe, self.answered),
        )

    def _long_articles(self, count_fault: Callable[[str], None]) -> LongArticles:
        shared = self._shared
        return LongArticles(
            shared.changes,
            shared.frontier,
            shared.scribe,
            shared.items.of,
            count=count_fault,
            most_pages=self._crawler.settings.getint("MAX_ARTICLE_PAGES"),
        )

    def write_with(self, writer: Writer) -> None:
        """Take the writer of the run, which is known when the item pipeline has begun."""
        self._shared.changes.writer = writer

    async def settle(self) -> None:
        """Decide what had to wait until all is read; run no more scripts."""
        await self._shared.disappearances.settle()
        self._page_scripts.close()

    async def record(self, outcome: Outcome) -> None:
        """Write what became of a page."""
        await self._shared.changes.record(outcome)

    async def answered(self, visit: Visit, response: Response) -> Outputs:
        """Read an answer; return what it leads to."""
        vendor = response.meta.get("wall")
        if vendor is not None or response.status >= 400:
            self._shared.disappearances.came_in(visit, there=False)
        if vendor is not None:
            await self.record(outcomes.blocked(visit, vendor, response, now=now()))
        elif response.status in outcomes.MOVED:
            return await self._moves.moved(visit, response, location_of(response))
        elif response.status == 304:
            return await self._unchanged(visit, response)
        elif not 200 <= response.status < 300:
            return await self._refused(visit, response)
        else:
            return await self._pages.came(visit, response)
        return ()

    async def unanswered(self, visit: Visit, error: BaseException | None) -> None:
        """Write why no answer came."""
        if not isinstance(error, RefusedError) or isinstance(error, HostRestsError):
            self._shared.disappearances.came_in(visit, there=False)
        await self.record(_without_answer(visit, error))

    async def holds_none(self, item: FetchedPage) -> GoingOn:
        """Return what a page leads to in which the stages found no article: its data, its rows.

        Of data, the page that asked for it; of an archived article's page, its data alone.
        """
        if not isinstance(item, Candidate):
            return GoingOn()
        if isinstance(item, DataCandidate):
            outputs = await self._data_articles.page_of(item.visit, item.response)
        elif item.visit.is_archived:
            outputs = await self._data_articles.of_archived(item.visit, item.response)
        else:
            outputs = await self._data_articles.of_refused(item.visit, item.response)
            if outputs is None:
                return GoingOn(await self._lists.rows_of(item.visit, item.response))
        return GoingOn() if outputs is None else GoingOn(outputs, is_open=True)

    async def _unchanged(self, visit: Visit, response: Response) -> Outputs:
        """Write that a page is as it was; articles that are gone and stand on it may be back."""
        self._shared.disappearances.seen(visit)
        await self._shared.changes.unchanged(visit, outcomes.unchanged(visit, response, now=now()))
        return await self._lists.shown_again(visit) if visit.kind == "list" else ()

    async def _refused(self, visit: Visit, response: Response) -> Outputs:
        outcome = outcomes.refused(visit, response, now=now())
        if response.status in outcomes.GONE:
            return await self._shared.disappearances.told(visit, outcome)
        await self.record(outcome)
        return ()

    async def _read(self, visit: Visit, page: TextResponse, reading: Reading) -> Outputs:
        return await self._pages.read(visit, page, reading)

    def _count_page(self, result: str) -> None:
        self._crawler.stats.inc_value(f"govnews/pages/{result}")


def _without_answer(visit: Visit, error: BaseException | None) -> Outcome:
    """Return the outcome of a page to which no answer came."""
    if not isinstance(error, RefusedError):
        return outcomes.failed(visit, reason_of(error), now=now())
    if isinstance(error, HostRestsError):  # after it had been asked
        return outcomes.failed(visit, error.reason, now=now())
    give_up = outcomes.not_asked if error.passing else outcomes.forbidden
    return give_up(visit, error.reason, now=now())
