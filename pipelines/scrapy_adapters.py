"""The thin border to Scrapy: true encodings on the way in, articles archived on the way out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Protocol, Self, cast

from scrapy.crawler import Crawler
from scrapy.http import Request, Response, TextResponse

from archive.items import FetchedPage, Instead
from archive.ledger import Outcome
from archive.processors import workers
from archive.records import Judge
from archive.writing.recipe import WriterRecipe
from pipelines.decode import decode_bytes
from pipelines.dedup.judge import judge
from pipelines.staging import Staged, StageProcesses
from pipelines.storing import NOT_AN_ARTICLE, Finding, Storing
from seeds.catalogue import Site


class EncodingMiddleware:
    """Gives each text response the encoding that its bytes are really in.

    Scrapy believes the Content-Type header and the first ``meta``: where one of them lies, whole
    pages turn into U+FFFD.
    """

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy's signature
        """Return the response with its true encoding."""
        if not isinstance(response, TextResponse) or not response.body:
            return response
        header = response.headers.get("Content-Type")
        declared = header.decode("latin-1") if header else None
        return response.replace(encoding=decode_bytes(response.body, declared).encoding)


class Turn(Protocol):
    """Lets those who write to one archive wait for each other instead of for its database."""

    turn: asyncio.Lock


class ArchivingSpider(Protocol):
    """What the pipeline needs of the spider."""

    sites: Mapping[str, Site]
    """The catalogue by site id."""

    scribe: Turn
    """Whose turn it is to write, of those of this run."""

    def begin_writing(self, judge: Judge) -> WriterRecipe:
        """Return how a writer on the archive that this run holds is made."""

    def sync_raw_records(self) -> None:
        """Put the raw records of all fetched pages onto the disk."""

    async def leave_out(self, outcome: Outcome) -> None:
        """Write into the ledger that a page's article is none that this run is to archive."""

    async def refused(self, item: FetchedPage) -> Instead:
        """Take note that a page, which is not hacked, holds no article; return what it leads to."""


class ArticlePipeline:
    """Runs the stages over fetched pages in worker processes and hands what they find on.

    A response counts as active in Scrapy until its items are done, and the engine fetches no more
    while too much is active: workers that are busy hold the downloader back, and memory stays flat.
    An error of the archive is left to Scrapy's ``item_error`` signal: the page's ledger row then
    still says discovered, and the next run fetches it again.
    """

    def __init__(self, crawler: Crawler, workers: int) -> None:
        self._crawler = crawler
        self._workers = workers
        self._stages: StageProcesses | None = None
        self._storing: Storing | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the setting ``EXTRACT_WORKERS``: processes that run the stages."""
        return cls(crawler, crawler.settings.getint("EXTRACT_WORKERS") or workers())

    def open_spider(self) -> None:
        """Begin the processes, which load what they need while the first pages are asked for."""
        spider = self._spider
        self._stages = StageProcesses(self._workers, spider.sites)
        self._storing = Storing(
            spider.begin_writing(judge), sync=spider.sync_raw_records, turn=spider.scribe.turn
        )
        self._stages.begin()
        self._storing.begin()

    async def close_spider(self) -> None:
        """Wait for the last article to be stored, and end the processes."""
        if self._stages is not None:
            await self._stages.close()
        if self._storing is not None:
            await self._storing.close()

    async def process_item(self, item: object) -> object:
        """Turn a FetchedPage into an archived article or a counted rejection; leave other items.

        An article published before ``item.since`` is written into the ledger as left out. A page
        and its data are counted once, by the last word on them.
        """
        if not isinstance(item, FetchedPage):
            return item
        assert self._stages is not None  # noqa: S101 - Scrapy opens a pipeline before it gives items
        staged = await self._stages.process(item.page, item.site_id)
        day, instead = _day_before(staged, item.since), Instead()
        if day is None:
            result = await self._store(item, staged)
            if result == NOT_AN_ARTICLE and not staged.hacked:
                instead = await self._spider.refused(item)
        else:
            await self._spider.leave_out(item.fetch.left_out(day))
            result = "left out"
        if not instead.is_open:
            self._count(result)
        for each in instead.pages:
            await self.process_item(each)
        return {"url": item.page.url, "result": result}

    async def _store(self, item: FetchedPage, staged: Staged) -> str:
        assert self._storing is not None  # noqa: S101 - as above
        finding = Finding(
            outcome=staged.outcome,
            fetch=item.fetch,
            run_id=item.run_id,
            found_at=datetime.now(UTC),
        )
        return await self._storing.store(finding)

    def _count(self, result: str) -> None:
        stats = self._crawler.stats
        if stats is not None:
            stats.inc_value(f"govnews/pages/{result.replace(' ', '_')}")

    @property
    def _spider(self) -> ArchivingSpider:
        return cast("ArchivingSpider", self._crawler.spider)


def _day_before(staged: Staged, since: date | None) -> date | None:
    """Return the day on which an article was published, where that is before ``since``."""
    if since is None or staged.published_at is None:
        return None
    day = date.fromisoformat(staged.published_at[:10])
    return day if day < since else None
