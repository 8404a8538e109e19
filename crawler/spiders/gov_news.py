"""The spider: asks for what the frontier names, reads lists, hands article candidates on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from archive.items import FetchedPage
from archive.ledger import Outcome
from archive.monitoring.rests import Rest, told
from archive.records import Judge, RawPage
from archive.writing.recipe import WriterRecipe
from crawler.answers import outcomes
from crawler.answers.absences import Absences
from crawler.answers.bodies import as_text, is_blank
from crawler.answers.candidates import Candidate
from crawler.answers.captures import Captures
from crawler.answers.changes import Changes
from crawler.answers.data_articles import DataArticles, is_empty, says_failed, says_something
from crawler.answers.disappearances import MENDED, Disappearances
from crawler.answers.long_articles import LongArticles
from crawler.answers.own_addresses import OwnAddresses
from crawler.answers.page_scripts import PageScripts
from crawler.answers.reader import Reader
from crawler.answers.responses import location_of, raw_page, reason_of, refresh_target
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery.reading import own_words, read_held, read_refused
from crawler.discovery.result import Reading
from crawler.discovery.urls import absolute
from crawler.frontier.frontier import Budgets, Frontier
from crawler.frontier.requests import UnaskableError, request_for
from crawler.frontier.visit import Visit
from crawler.politeness.pace import host_rests
from crawler.politeness.refusals import HostRestsError, RefusedError, RunEndsError
from crawler.politeness.robots import sitemaps_named
from crawler.running.archive_failures import raise_archives
from crawler.running.archive_session import ArchiveSession
from crawler.running.clock import now
from crawler.running.scribe import Scribe
from crawler.wire.script_files import ScriptFiles

FAULTS = "govnews/faults"
"""What the statistics of our own errors begin with."""
_MOVED = frozenset({301, 302, 303, 307, 308})
_SAYS_FAILED = "the answer says that it failed"
_NO_DATA = "the page's script does not tell where its data is"
_DATA_TO_COME = "the page's data is yet to come"
_FEWEST_ROWS = 3
"""Links to articles that make rows; the articles before and after one are fewer."""

Outputs = Iterable[Request | FetchedPage]
"""What an answer leads to."""


class GovNewsSpider(Spider):
    """Crawls the sites of a plan into an open archive.

    Reads pages in the reactor's thread, which takes a millisecond each, and leaves all that waits
    to others: the archive to the scribe, articles to the item pipeline's processes.
    """

    name = "gov_news"

    def __init__(self, session: ArchiveSession, frontier: Frontier, max_article_pages: int) -> None:
        super().__init__()
        self.session = session
        self.sites = frontier.sites
        self.scribe = Scribe()
        self._frontier = frontier
        self._captures = Captures(session.engine, session.raw_store, frontier, self.scribe)
        self._changes = Changes(
            self.scribe, session.ledger, session.run_id, self._count_page, self._captures
        )
        self._disappearances = Disappearances(self._changes, frontier, self.scribe, self._answer)
        self._long_articles = LongArticles(
            self._changes,
            frontier,
            self.scribe,
            self._item,
            count=self.count_fault,
            most_pages=max_article_pages,
        )
        self._absences = Absences()
        self._reader: Reader
        self._page_scripts: PageScripts
        self._data_articles: DataArticles
        self._own_addresses = OwnAddresses(frontier)
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
        spider = cls(session, frontier, settings.getint("MAX_ARTICLE_PAGES"))
        spider._set_crawler(crawler)
        scripts = SiteScripts(frontier, spider.scribe, ScriptFiles(crawler))
        spider._page_scripts = PageScripts(crawler)
        spider._reader = Reader(frontier, scripts, spider._page_scripts)
        spider._data_articles = DataArticles(
            frontier,
            scripts,
            spider._page_scripts,
            spider.scribe,
            changes=spider._changes,
            answered=spider._article_in_data,
        )
        crawler.signals.connect(spider._sitemaps_named, signal=sitemaps_named)
        crawler.signals.connect(spider._host_rests, signal=host_rests)
        return spider

    # --- for the item pipeline --------------------------------------------------------------------

    def begin_writing(self, judge: Judge) -> WriterRecipe:
        """Return how a writer of this run is made; the item pipeline asks for it once."""
        self._changes.writer = self.session.make_writer(judge)
        return self.session.writer_recipe(judge)

    def sync_raw_records(self) -> None:
        """Put the raw records of all fetched pages onto the disk."""
        self.session.raw_store.sync()

    async def leave_out(self, outcome: Outcome) -> None:
        """Write into the ledger that a page's article is none that this run is to archive."""
        await self._record(outcome)

    async def refused(self, item: FetchedPage) -> None:
        """Follow the rows of a page in which the stages found no article, where it has some.

        Or ask for its article, where its script does.
        """
        if not isinstance(item, Candidate):
            return
        visit, page = item.visit, item.response
        try:
            data = await self._data_of_refused(visit, page)
        except RunEndsError:  # what the page needs to be read was not asked for
            await self._record(outcomes.not_asked(visit, _DATA_TO_COME, now=now()))
            return
        if data is not None:
            # Its page was written down as none of an article's: a run that ends here is no reason.
            await self._record(outcomes.not_asked(visit, _DATA_TO_COME, now=now()))
            self.crawler.engine.crawl(data)
            return
        reading = read_refused(page.text, visit.url, self.sites[visit.site], encoding=page.encoding)
        if reading.rows < _FEWEST_ROWS:
            return
        targets = await self.scribe.do(lambda: self._frontier.follow(visit, reading))
        for request in self._requests(targets):
            self.crawler.engine.crawl(request)

    async def _data_of_refused(self, visit: Visit, page: TextResponse) -> Request | None:
        """Return the request for a page's data, unless it has come and said nothing."""
        if self._data_articles.was_asked_for(visit):
            return None
        return await self._data_articles.asked_for(visit, page)

    # --- beginning and end ------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Yield requests as the engine has room for them: the ledger is read slice by slice."""
        for request in self._requests(self._frontier.begin()):
            yield request

    async def _sitemaps_named(self, host: str, urls: list[str]) -> None:
        """Ask for the sitemaps that a host's robots.txt names."""
        for site in self.sites.values():
            if site.covers(host):
                for request in self._requests(await self._sitemaps(site.id, urls)):
                    self.crawler.engine.crawl(request)

    async def _sitemaps(self, site_id: str, urls: list[str]) -> list[Visit]:
        return await self.scribe.do(lambda: list(self._frontier.sitemaps(site_id, urls)))

    def fail_visit(self, visit: Visit, reason: str) -> None:
        """Write, soon, that a page could not be dealt with for a reason of our own."""
        task = asyncio.create_task(self._record(outcomes.failed(visit, reason, now=now())))
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
        await self._disappearances.settle()
        self._page_scripts.close()
        self.scribe.close()

    # --- answers ----------------------------------------------------------------------------------

    async def parse(self, response: Response, **_kwargs: Any) -> AsyncIterator[Any]:  # noqa: ANN401 - Scrapy's signature
        """Read an answer, whatever its status."""
        try:
            outputs = await self._answer(response.meta["visit"], response)
        except RunEndsError:  # what the page needs to be read was not asked for
            return  # the page is left as it was, for the next run
        except UnaskableError as error:  # what the page leads on to
            await self._record(outcomes.failed(response.meta["visit"], str(error), now=now()))
            return
        for output in outputs:
            yield output

    async def _answer(self, visit: Visit, response: Response) -> Outputs:
        if response.status >= 400:
            self._disappearances.came_in(visit, there=False)
        vendor = response.meta.get("wall")
        if vendor is not None:
            await self._record(outcomes.blocked(visit, vendor, response, now=now()))
        elif response.status in _MOVED:
            return await self._moved(visit, response, location_of(response))
        elif response.status == 304:
            return await self._unchanged(visit, response)
        elif not 200 <= response.status < 300:
            return await self._refused(visit, response)
        else:
            return await self._page(visit, response)
        return ()

    async def fail(self, failure: Failure) -> None:
        """Write why an answer did not come."""
        visit: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]  # Scrapy adds it
        error = failure.value
        asked = failure.request.meta.get("retry_times")  # type: ignore[attr-defined]
        never_asked = isinstance(error, HostRestsError) and not asked
        if never_asked or isinstance(error, RunEndsError):
            return  # the page is left as it was, for the next run
        raise_archives(error)
        await self._record(_without_answer(visit, error))

    async def _unchanged(self, visit: Visit, response: Response) -> Outputs:
        """Write that a page is as it was; articles that are gone and stand on it may be back."""
        self._disappearances.seen(visit)
        await self._changes.unchanged(visit, outcomes.unchanged(visit, response, now=now()))
        if visit.kind != "list":
            return ()
        again = await self.scribe.do(lambda: self._frontier.shown_again(visit, None))
        return list(self._requests(again))

    async def _refused(self, visit: Visit, response: Response) -> Outputs:
        outcome = outcomes.refused(visit, response, now=now())
        if response.status in outcomes.GONE:
            return await self._disappearances.told(visit, outcome)
        await self._record(outcome)
        return ()

    async def _moved(self, visit: Visit, response: Response, location: str) -> Outputs:
        status = response.status
        target = absolute(response.url, location)
        if target is None or target == visit.url or visit.hops >= outcomes.MOST_HOPS:
            reason = "redirect loop" if target else "redirect without an address"
            await self._record(outcomes.failed(visit, reason, now=now(), status=status))
            return ()
        if visit.holds_article and self._frontier.holds_no_article(visit.site, target):
            return await self._disappearances.sent_away(visit, target, status)
        await self._changes.moved(visit, target, status)
        refusal = self._frontier.refusal(visit.site, target)
        if refusal is not None:
            self._disappearances.came_in(visit, there=False)
            reason = f"redirect to what is left alone: {refusal}"
            await self._record(outcomes.sent_on(visit, reason, status=status, now=now()))
            return ()
        outcome = outcomes.sent_on(visit, f"{outcomes.REDIRECT}{target}", status=status, now=now())
        return await self._send_on(visit, target, outcome)

    # --- pages ------------------------------------------------------------------------------------

    async def _page(self, visit: Visit, response: Response) -> Outputs:
        text = as_text(response)
        if text is None:
            kind = (response.headers.get("Content-Type") or b"unknown type").decode("latin-1")
            await self._record(outcomes.excluded(visit, f"no page: {kind}", status=response.status))
            return ()
        refresh = refresh_target(text)
        if refresh is not None:
            return await self._moved(visit, response, refresh)
        if is_blank(text.text) and not visit.is_further_page:  # so some lists end
            blank = outcomes.failed(visit, "the page is empty", now=now(), status=response.status)
            await self._record(blank)
            return ()
        if visit.start:
            words = own_words(text.text, visit.url, encoding=text.encoding)
            self._absences.meet_home(visit, words)
        reading = await self._reader.read(visit, text)
        if reading.failed and not visit.is_further_page:  # so some lists end, too
            told = outcomes.failed(visit, _SAYS_FAILED, now=now(), status=response.status)
            await self._record(told)
            return ()
        self._disappearances.came_in(visit, there=reading.leads_on)
        if visit.kind == "article" and is_empty(visit, reading):
            return await self._empty(visit, text, reading)
        return await self._read(visit, text, reading)

    async def _empty(self, visit: Visit, response: TextResponse, reading: Reading) -> Outputs:
        """Deal with a page that is empty until its script has asked for its article, or is so."""
        data = await self._data_articles.asked_for(visit, response)
        if data is not None:
            return [data]
        if visit.holds_article and await self._captures.are_data(visit):
            unasked = outcomes.failed(visit, _NO_DATA, now=now(), status=response.status)
            await self._record(unasked)
            return ()
        return await self._read(visit, response, reading)

    async def _read(self, visit: Visit, response: TextResponse, reading: Reading) -> Outputs:
        if self._absences.is_absent(visit, reading):
            if self._absences.shows_home(visit, reading):
                self._disappearances.shut(visit.site)
            return await self._absent(visit, response, reading)
        if reading.kind == "article":
            return await self._article(visit, response, reading)
        if visit.holds_article and not await self._was_list(visit, reading):
            return await self._in_other_dress(visit, response, reading)
        return await self._list(visit, response, reading)

    async def _was_list(self, visit: Visit, reading: Reading) -> bool:
        """Tell whether a page is a list, and former rules took it for an article."""
        return reading.kind == "list" and await self._captures.show_list(visit)

    async def _absent(self, visit: Visit, response: Response, reading: Reading) -> Outputs:
        """Write that a page answers 200 and says that there is nothing: now, or any more."""
        if reading.mended:
            mended = outcomes.failed(visit, MENDED, now=now(), status=response.status)
            await self._record(mended)
            return ()
        reason = "soft 404: answers 200 and says that there is nothing"
        gone = outcomes.gone(visit, reason, status=response.status, now=now())
        tell = self._disappearances.said if reading.absent else self._disappearances.hinted
        return await tell(visit, gone)

    async def _in_other_dress(
        self, visit: Visit, response: TextResponse, reading: Reading
    ) -> Outputs:
        """Deal with an archived article's page that looks like none any more.

        Its template is another one, or more news stand beside it; unless its headline is gone, too.
        """
        site = self.sites[visit.site]
        held = read_held(response.text, visit.url, site, encoding=response.encoding)
        if held.app_shell or await self._disappearances.shows_it(visit, held):
            return await self._article(visit, response, held)
        reason, status = f"no article any more: {reading.why}", response.status
        gone = outcomes.gone(visit, reason, status=status, now=now())
        return await self._disappearances.hinted(visit, gone)

    async def _list(self, visit: Visit, response: Response, reading: Reading) -> Outputs:
        outcome = outcomes.read_list(
            visit,
            response,
            now=now(),
            kind=reading.kind,
            why=reading.why,
            emptiness=reading.emptiness,
        )

        def write() -> list[Visit]:
            standing: tuple[int, ...] | None = None
            # What the page leads to, and that it was read: whoever is killed has both or neither.
            with self.session.ledger.together():
                followed = self._frontier.follow(visit, reading)
                followed += self._frontier.shown_again(visit, reading)
                if not visit.reads_as_before(outcome.digest):
                    departed, standing = self._frontier.departed(visit, reading)
                    followed += departed
                self._frontier.record(replace(outcome, listed=standing))
            return followed

        return list(self._requests(await self.scribe.do(write)))

    async def _article(self, visit: Visit, response: TextResponse, reading: Reading) -> Outputs:
        self._disappearances.seen(visit)
        if reading.following is None and visit.held(outcomes.digest_of(response.body)):
            await self._changes.unchanged(visit, outcomes.unchanged(visit, response, now=now()))
            return ()
        own = self._own_addresses.of(visit, reading)
        if own is not None:
            outcome = outcomes.excluded(visit, f"same article: {own}", status=response.status)
            return await self._send_on(visit, own, outcome)
        page = raw_page(response, visit)
        fetch = outcomes.read_article(visit, response, now=now())
        beside = await self._beside(visit, reading)
        if reading.following is None:
            item = self._item(visit, page, fetch)
            whole = item if visit.is_archived else Candidate.of(item, visit, response)
            return [whole, *beside]
        first = await self._long_articles.begun(visit, page, fetch, reading.following)
        return [first, *beside]

    async def _article_in_data(
        self, visit: Visit, data: TextResponse, page: TextResponse
    ) -> Outputs:
        """Hand on the data of an article whose page is empty without it.

        Data that says nothing was none of the article's, where its page has words of its own.
        """
        if data.status in outcomes.GONE:
            return await self._refused(visit, data)
        if says_failed(data):
            told = outcomes.failed(visit, _SAYS_FAILED, now=now(), status=data.status)
            await self._record(told)
            return ()
        if not says_something(data):
            held = read_held(page.text, visit.url, self.sites[visit.site], encoding=page.encoding)
            if not (visit.holds_article or held.app_shell):
                return await self._read(visit, page, held)
            gone = outcomes.gone(visit, "its data says nothing", status=data.status, now=now())
            return await self._disappearances.hinted(visit, gone)
        self._disappearances.seen(visit)
        if visit.held(outcomes.digest_of(data.body)):
            await self._changes.unchanged(visit, outcomes.unchanged(visit, data, now=now()))
            return ()
        # "Not modified" would be said of the empty page alone.
        fetch = outcomes.read_article(visit, data, now=now())
        return [
            self._item(visit, raw_page(data, visit), replace(fetch, etag=None, last_modified=None))
        ]

    async def _beside(self, visit: Visit, reading: Reading) -> list[Request]:
        """Return requests for the articles before and after one, where no list has led to them."""
        if not reading.links:
            return []
        followed = await self.scribe.do(lambda: self._frontier.beside(visit, reading))
        return list(self._requests(followed))

    async def _send_on(self, visit: Visit, target: str, outcome: Outcome) -> Outputs:
        """Leave a page for the one that stands for it."""

        def write() -> Visit | None:
            with self.session.ledger.together():
                following = self._frontier.redirect(visit, target)
                self._frontier.record(outcome)
            return following

        following = await self.scribe.do(write)
        return () if following is None else list(self._requests([following]))

    # --- parts ------------------------------------------------------------------------------------

    def _item(self, visit: Visit, page: RawPage, fetch: Outcome) -> FetchedPage:
        return FetchedPage(
            page=replace(page, known_spam=self.session.known_spam.get(visit.site, ())),
            site_id=visit.site,
            run_id=self.session.run_id,
            fetch=fetch,
            # What the archive has it keeps up to date, however old.
            since=None if visit.is_archived else self.session.plan.since,
        )

    def _requests(self, visits: Iterable[Visit]) -> Iterator[Request]:
        """Yield the requests for visits; one that cannot be made fails that visit alone."""
        for visit in visits:
            try:
                yield request_for(visit, self.sites[visit.site], self.parse, self.fail)
            except UnaskableError as error:
                self.fail_visit(visit, str(error))

    def count_fault(self, what: str) -> None:
        """Count an error of ours, under a word for what it kept us from."""
        self.crawler.stats.inc_value(f"{FAULTS}/{what}")

    def _count_page(self, result: str) -> None:
        self.crawler.stats.inc_value(f"govnews/pages/{result}")

    async def _record(self, outcome: Outcome) -> None:
        await self._changes.record(outcome)


def _without_answer(visit: Visit, error: BaseException | None) -> Outcome:
    """Return the outcome of a page to which no answer came."""
    if not isinstance(error, RefusedError):
        return outcomes.failed(visit, reason_of(error), now=now())
    if isinstance(error, HostRestsError):  # after it had been asked
        return outcomes.failed(visit, error.reason, now=now())
    give_up = outcomes.not_asked if error.passing else outcomes.forbidden
    return give_up(visit, error.reason, now=now())
