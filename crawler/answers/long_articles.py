"""Articles of several pages: asked for page after page, and handed on whole."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from archive.items import FetchedPage
from archive.ledger import PART_OF, Outcome
from archive.records import RawPage
from crawler.answers import outcomes
from crawler.answers.changes import Changes
from crawler.answers.responses import raw_page, reason_of
from crawler.discovery.reading import NoPartError, read_part
from crawler.frontier.frontier import Frontier
from crawler.frontier.requests import UnaskableError, request_for
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import HostRestsError, RunEndsError
from crawler.running.archive_failures import raise_archives
from crawler.running.clock import now
from crawler.running.scribe import Scribe

logger = logging.getLogger(__name__)


class LongArticles:
    """Follows an article from its first page to its last.

    Args:
        changes: Writes what became of the pages.
        frontier: Writes the addresses of further pages.
        scribe: Asks the ledger off the reactor's thread.
        item: Makes of an article's pages what the item pipeline takes.
        count: Counts an error of ours under a word for what it kept us from.
        most_pages: Pages after which an article is taken as whole, against traps.

    """

    def __init__(
        self,
        changes: Changes,
        frontier: Frontier,
        scribe: Scribe,
        item: Callable[[Visit, RawPage, Outcome], FetchedPage],
        *,
        count: Callable[[str], None],
        most_pages: int,
    ) -> None:
        self._changes = changes
        self._frontier = frontier
        self._scribe = scribe
        self._item = item
        self._count = count
        self._most_pages = most_pages

    async def begun(
        self, visit: Visit, first: RawPage, fetch: Outcome, url: str
    ) -> Request | FetchedPage:
        """Return the request for the second page, at ``url``, of an article whose first is here.

        Where none can be made of that address, return the article: it is all there is.
        """
        return await self._next(visit, (first,), fetch, url) or self._whole(visit, (first,), fetch)

    async def parse(self, response: Response) -> AsyncIterator[Any]:
        """Read a further page of an article; the last one hands the whole article on."""
        further: Visit = response.meta["visit"]
        visit, parts, fetch = response.meta["article"]
        try:
            following = self._following(response, further, visit)
        except NoPartError as error:
            for item in await self._broken(response, error):
                yield item
            return
        await self._changes.record(_part_read(visit, further, response))
        parts = (*parts, raw_page(response, visit, url=further.url))
        if following and following not in {part.url for part in parts} and self._has_room(parts):
            request = await self._next(visit, parts, fetch, following)
            if request is not None:
                yield request
                return
        item = self._whole(visit, parts, fetch)
        if item.fetch.digest is not None and visit.held(item.fetch.digest):
            same = outcomes.unchanged(visit, response, now=now())
            # The row may have the digest of its data by now, in which the stages found no article.
            await self._changes.unchanged(visit, replace(same, digest=item.fetch.digest))
            return
        yield item

    async def fail(self, failure: Failure) -> None:
        """Write why an article could not be had whole; the next run begins it anew."""
        further: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]  # Scrapy adds it
        visit: Visit = failure.request.meta["article"][0]  # type: ignore[attr-defined]
        if isinstance(failure.value, (RunEndsError, HostRestsError)):
            return
        raise_archives(failure.value)
        reason = f"page {further.number}: {reason_of(failure.value)}"
        await self._changes.record(outcomes.failed(visit, reason, now=now()))

    def _following(self, response: Response, further: Visit, visit: Visit) -> str | None:
        """Return what a further page of an article leads to. Raises NoPartError when it is none.

        An error of ours, which the next run would make again, must not cost the article: the page
        is kept as it came, and taken for the last.
        """
        if response.status != 200 or not isinstance(response, TextResponse):
            raise NoPartError(f"HTTP {response.status}")
        try:
            return read_part(response.text, further.url, first=visit.url)
        except NoPartError:
            raise
        except Exception:
            logger.exception("%s: taken for the last page of %s", further.url, visit.url)
            self._count("further_page")
            return None

    async def _broken(self, response: Response, error: NoPartError) -> list[FetchedPage]:
        """Let the next run begin an article anew whose page is none; in the end, do without it."""
        visit, parts, fetch = response.meta["article"]
        reason = f"page {response.meta['visit'].number}: {error}"
        if visit.has_failed_often:
            logger.warning("%s: %s; archived without it", visit.url, reason)
            return [self._whole(visit, parts, fetch)]
        failed = outcomes.failed(visit, reason, now=now(), status=response.status)
        await self._changes.record(failed)
        return []

    async def _next(
        self, visit: Visit, parts: tuple[RawPage, ...], fetch: Outcome, url: str
    ) -> Request | None:
        """Return the request for the page after those; None where none can be made of its address.

        That is no fault of the pages that are there.
        """
        numbered = replace(visit, number=len(parts))
        further = await self._scribe.do(lambda: self._frontier.article_page(numbered, url))
        site = self._frontier.sites[visit.site]
        carried = (visit, parts, fetch)
        try:
            return request_for(further, site, self.parse, self.fail, article=carried)
        except UnaskableError as error:
            logger.warning("%s ends with page %d: %s", visit.url, len(parts), error)
            await self._changes.record(outcomes.excluded(further, str(error)))
            return None

    def _whole(self, visit: Visit, parts: tuple[RawPage, ...], fetch: Outcome) -> FetchedPage:
        """Return an article with all its pages."""
        whole = outcomes.read_parts(visit, fetch, [part.body for part in parts], now=now())
        return self._item(visit, replace(parts[0], continuations=parts[1:]), whole)

    def _has_room(self, parts: tuple[RawPage, ...]) -> bool:
        return len(parts) < self._most_pages


def _part_read(visit: Visit, further: Visit, response: Response) -> Outcome:
    reason, status = f"{PART_OF}{visit.url}", response.status
    return Outcome(url=further.url, state="fetched", reason=reason, http_status=status)
