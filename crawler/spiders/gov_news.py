"""The spider: asks for what the frontier names, reads lists, hands article candidates on."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_meta_refresh
from twisted.python.failure import Failure

from archive.items import FetchedPage
from archive.ledger import Outcome
from archive.records import Judge, RawPage
from archive.writing.writer import Writer
from crawler import outcomes
from crawler.absences import Absences
from crawler.archive_session import ArchiveSession
from crawler.bodies import as_text
from crawler.discovery.reading import Reading, read, read_part
from crawler.discovery.urls import absolute
from crawler.frontier import Budgets, Frontier
from crawler.politeness.refusals import RefusedError
from crawler.politeness.robots import sitemaps_named
from crawler.requests import request_for
from crawler.visit import Visit
from seeds.addresses import covers

logger = logging.getLogger(__name__)

_MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_FOR_GOOD = frozenset({301, 308})
_GONE = frozenset({404, 410})
_MOST_HOPS = 5
"""Redirects in a row; browsers give up after 20, but no honest page needs more than three."""
_SLOWEST_REFRESH_SECONDS = 5
"""A meta refresh that waits longer reloads a page for its reader and leads nowhere."""

Output = Iterator[Request | FetchedPage]


class GovNewsSpider(Spider):
    """Crawls the sites of a plan into an open archive."""

    name = "gov_news"

    def __init__(self, session: ArchiveSession, frontier: Frontier, max_article_pages: int) -> None:
        super().__init__()
        self.session = session
        self.sites = frontier.sites
        self._frontier = frontier
        self._max_article_pages = max_article_pages
        self._writer: Writer | None = None
        self._absences = Absences()
        self._copies: set[str] = set()

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
        crawler.signals.connect(spider._sitemaps_named, signal=sitemaps_named)
        return spider

    def make_writer(self, judge: Judge) -> Writer:
        """Return the run's writer; the item pipeline asks for it once."""
        self._writer = self.session.make_writer(judge)
        return self._writer

    def log(self, message: Any, level: int = logging.DEBUG, **kwargs: Any) -> None:  # noqa: ANN401 - Scrapy's signature
        """Log a message; spidermon still calls this, and Scrapy's own warns of it in every run."""
        self.logger.log(level, message, **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        """Yield requests as the engine has room for them: the ledger is read slice by slice."""
        for visit in self._frontier.begin():
            yield self._request(visit)

    def _sitemaps_named(self, host: str, urls: list[str]) -> None:
        """Ask for the sitemaps that a host's robots.txt names."""
        for site in self.sites.values():
            if any(covers(domain, host) for domain in site.allowed_domains):
                for visit in self._frontier.sitemaps(site.id, urls):
                    self.crawler.engine.crawl(self._request(visit))

    # --- answers ----------------------------------------------------------------------------------

    def parse(self, response: Response, **_kwargs: Any) -> Output:  # noqa: ANN401 - Scrapy's signature
        """Read an answer, whatever its status."""
        visit: Visit = response.meta["visit"]
        vendor = response.meta.get("wall")
        if vendor is not None:
            self._record(outcomes.blocked(visit, vendor, response, now=_now()))
        elif response.status in _MOVED:
            location = (response.headers.get("Location") or b"").decode("utf-8", "replace")
            yield from self._moved(visit, response, location)
        elif response.status == 304:
            self._unchanged(visit, response)
        elif not 200 <= response.status < 300:
            self._refused(visit, response)
        else:
            yield from self._page(visit, response)

    def fail(self, failure: Failure) -> None:
        """Write why an answer did not come."""
        visit: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]  # Scrapy adds it
        error = failure.value
        if isinstance(error, RefusedError) and not error.passing:
            self._record(outcomes.excluded(visit, error.reason))
            return
        reason = error.reason if isinstance(error, RefusedError) else _reason_of(error)
        self._record(outcomes.failed(visit, reason, now=_now()))

    def fail_visit(self, visit: Visit, reason: str) -> None:
        """Write that a page could not be dealt with for a reason of our own."""
        self._record(outcomes.failed(visit, reason, now=_now()))

    def _refused(self, visit: Visit, response: Response) -> None:
        outcome = outcomes.refused(visit, response, now=_now())
        if response.status in _GONE:
            self._gone(visit, outcome)
        else:
            self._record(outcome)

    def _gone(self, visit: Visit, outcome: Outcome) -> None:
        """Write that a page is not there any more, and so the article that it held."""
        if not _is_archived(visit) or self._writer is None:
            self._record(outcome)
            return
        self._writer.gone(
            visit.url, outcome.http_status, now=_now(), run_id=self.session.run_id, fetch=outcome
        )

    def _unchanged(self, visit: Visit, response: Response) -> None:
        """Write that a page is as it was; an article that was gone has returned."""
        outcome = outcomes.unchanged(visit, response, now=_now())
        if not _is_archived(visit) or self._writer is None:
            self._record(outcome)
            return
        self._writer.returned(visit.url, now=_now(), run_id=self.session.run_id, fetch=outcome)

    def _moved(self, visit: Visit, response: Response, location: str) -> Output:
        status = response.status
        target = absolute(response.url, location)
        if target is None or target == visit.url or visit.hops >= _MOST_HOPS:
            reason = "redirect loop" if target else "redirect without an address"
            self._record(outcomes.failed(visit, reason, now=_now(), status=status))
            return
        refusal = self._frontier.refusal(visit.site, target)
        if refusal is not None:
            reason = f"redirect to what is left alone: {refusal}"
            self._record(outcomes.excluded(visit, reason, status=status))
        elif _is_archived(visit) and self._frontier.holds_no_article(visit.site, target):
            # So sites say that an article is gone: its readers land on the home page, or on
            # one that says sorry.
            reason = f"redirect to no article: {target}"
            self._gone(visit, outcomes.gone(visit, reason, status=status, now=_now()))
        else:
            self._keep_move(visit, target, status)
            yield from self._send_on(visit, target, "redirect", status)

    def _keep_move(self, visit: Visit, target: str, status: int) -> None:
        """Write that an archived article stands elsewhere from now on."""
        if status in _MOVED_FOR_GOOD and _is_archived(visit) and self._writer is not None:
            self._writer.moved(
                visit.url, target, now=_now(), http_status=status, run_id=self.session.run_id
            )

    # --- pages ------------------------------------------------------------------------------------

    def _page(self, visit: Visit, response: Response) -> Output:
        text = as_text(response)
        if text is None:
            kind = (response.headers.get("Content-Type") or b"unknown type").decode("latin-1")
            self._record(outcomes.excluded(visit, f"no page: {kind}", status=response.status))
            return
        refresh = _refresh_target(text)
        if refresh is not None:
            yield from self._moved(visit, response, refresh)
            return
        site = self.sites[visit.site]
        reading = read(text.text, visit.url, site, expected=visit.kind, start=visit.start)
        if visit.kind == "article" and self._absences.is_absent(visit, reading):
            reason = "soft 404: answers 200 and says that there is nothing"
            self._gone(visit, outcomes.gone(visit, reason, status=response.status, now=_now()))
        elif reading.kind == "article":
            yield from self._article(visit, response, reading)
        else:
            yield from self._list(visit, response, reading)

    def _list(self, visit: Visit, response: Response, reading: Reading) -> Output:
        # What the page leads to, and that it was read: whoever is killed has both or neither.
        with self.session.ledger.together():
            followed = self._frontier.follow(visit, reading)
            self._record(
                outcomes.read_list(visit, response, now=_now(), kind=reading.kind, why=reading.why)
            )
        for target in followed:
            yield self._request(target)

    def _article(self, visit: Visit, response: Response, reading: Reading) -> Output:
        known = visit.known
        if _is_archived(visit) and known and known.digest == outcomes.digest_of(response):
            self._unchanged(visit, response)
            return
        own = self._own_address(visit, reading)
        if own is not None:
            yield from self._send_on(visit, own, "same article", response.status)
            return
        page = _raw_page(response, visit)
        fetch = outcomes.read_article(visit, response, now=_now())
        if reading.following is None:
            yield self._item(visit, page, fetch)
            return
        yield self._next_part(visit, (page,), fetch, reading.following)

    def _send_on(self, visit: Visit, target: str, why: str, status: int) -> Output:
        """Leave a page for the one that stands for it."""
        with self.session.ledger.together():
            following = self._frontier.redirect(visit, target)
            self._record(outcomes.excluded(visit, f"{why}: {target}", status=status))
        if following is not None:
            yield self._request(following)

    def _own_address(self, visit: Visit, reading: Reading) -> str | None:
        """Return the address that an article's page calls its own, where it is another one."""
        own = reading.canonical
        # Two pages that name each other have no other address; nor has one that was named.
        if own is None or visit.hops or _is_archived(visit) or own in self._copies:
            return None
        if self._frontier.refusal(visit.site, own) is not None:
            return None
        self._copies.add(visit.url)
        return own

    def _next_part(
        self, visit: Visit, parts: tuple[RawPage, ...], fetch: Outcome, url: str
    ) -> Request:
        further = self._frontier.article_page(replace(visit, number=len(parts)), url)
        return request_for(
            further,
            self.sites[visit.site],
            self.parse_part,
            self.fail_part,
            article=(visit, parts, fetch),
        )

    def parse_part(self, response: Response) -> Output:
        """Read a further page of an article; the last one hands the whole article on."""
        further: Visit = response.meta["visit"]
        visit, parts, fetch = response.meta["article"]
        if response.status != 200 or not isinstance(response, TextResponse):
            reason = f"page {further.number}: HTTP {response.status}"
            self._record(outcomes.failed(visit, reason, now=_now(), status=response.status))
            return
        self._record(
            Outcome(url=further.url, state="fetched", reason=f"page of an article: {visit.url}")
        )
        parts = (*parts, _raw_page(response, visit, url=further.url))
        following = read_part(response.text, further.url, first=visit.url)
        if following and following not in {part.url for part in parts} and self._has_room(parts):
            yield self._next_part(visit, parts, fetch, following)
            return
        yield self._item(visit, replace(parts[0], continuations=parts[1:]), fetch)

    def fail_part(self, failure: Failure) -> None:
        """Write why an article could not be had whole; the next run begins it anew."""
        further: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]  # Scrapy adds it
        visit: Visit = failure.request.meta["article"][0]  # type: ignore[attr-defined]
        reason = f"page {further.number}: {_reason_of(failure.value)}"
        self._record(outcomes.failed(visit, reason, now=_now()))

    # --- parts ------------------------------------------------------------------------------------

    def _has_room(self, parts: tuple[RawPage, ...]) -> bool:
        return len(parts) < self._max_article_pages

    def _item(self, visit: Visit, page: RawPage, fetch: Outcome) -> FetchedPage:
        return FetchedPage(page=page, site_id=visit.site, run_id=self.session.run_id, fetch=fetch)

    def _request(self, visit: Visit) -> Request:
        return request_for(visit, self.sites[visit.site], self.parse, self.fail)

    def _record(self, outcome: Outcome) -> None:
        self._frontier.record(outcome)


def _is_archived(visit: Visit) -> bool:
    return visit.known is not None and visit.known.article_id is not None


def _raw_page(response: Response, visit: Visit, *, url: str | None = None) -> RawPage:
    content_type = response.headers.get("Content-Type")
    return RawPage(
        url=url or visit.url,
        body=response.body,
        content_type=content_type.decode("latin-1") if content_type else None,
        fetched_at=response.meta.get("fetched_at"),
        http_status=response.status,
        warc=response.meta.get("warc"),
        listed_title=visit.listed_title,
        listed_date=visit.listed_date,
    )


def _refresh_target(response: TextResponse) -> str | None:
    """Return where a page that is nothing but a meta refresh sends its reader, or None."""
    seconds, target = get_meta_refresh(response)
    if target is None or seconds is None or seconds > _SLOWEST_REFRESH_SECONDS:
        return None
    return None if absolute(response.url, target) == response.url else target


def _reason_of(error: BaseException | None) -> str:
    """Return an error as the ledger keeps it: its class, then what it says."""
    message = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def _now() -> datetime:
    return datetime.now(UTC)
