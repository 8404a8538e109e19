"""What archived pages were when they were captured, read by the rules of today."""

from __future__ import annotations

import logging

from scrapy.http import HtmlResponse

from archive.database.engine import Engine
from archive.errors import RawStoreError
from archive.raw.articles import first_capture
from archive.raw.store import RawStore
from archive.records import RawPage
from crawler.discovery.json_text import parse_json
from crawler.discovery.reading import read
from crawler.frontier.frontier import Frontier
from crawler.frontier.visit import Visit
from crawler.running.scribe import Scribe

logger = logging.getLogger(__name__)


class Captures:
    """Tells lists that former rules took for articles from articles that look like lists now.

    A page in another template, with more news beside its text, may look like a list in every run;
    what was captured of it looks like an article for ever. So a page was wrongly archived when both
    are lists.
    """

    def __init__(
        self, engine: Engine, raw_store: RawStore, frontier: Frontier, scribe: Scribe
    ) -> None:
        self._engine = engine
        self._raw_store = raw_store
        self._frontier = frontier
        self._scribe = scribe

    async def show_list(self, visit: Visit) -> bool:
        """Tell whether the page of which an article was first made is a list by today's rules."""
        return await self._scribe.do(lambda: self._shows_list(visit))

    async def are_data(self, visit: Visit) -> bool:
        """Tell whether the article was first made of data that its page's script had asked for."""
        return await self._scribe.do(lambda: _is_data(self._page(visit)))

    def _shows_list(self, visit: Visit) -> bool:
        page = self._page(visit)
        if page is None or _is_data(page):
            return False  # what stands in an article's data beside its text leads to others
        reading = read(
            page.text,
            visit.url,
            self._frontier.sites[visit.site],
            expected="article",
            dated=visit.listed_date is not None,
            encoding=page.encoding,
        )
        if reading.kind == "list":
            logger.info("%s was archived as an article, and is a list by today's rules", visit.url)
        return reading.kind == "list"

    def _page(self, visit: Visit) -> HtmlResponse | None:
        captured = self._captured(visit)
        if captured is None:
            return None
        return HtmlResponse(
            visit.url,
            headers={"Content-Type": captured.content_type} if captured.content_type else None,
            body=captured.body,
        )

    def _captured(self, visit: Visit) -> RawPage | None:
        if visit.known is None or visit.known.article_id is None:
            return None
        pointer = first_capture(self._engine, visit.known.article_id)
        try:
            return None if pointer is None else self._raw_store.read(pointer)
        except RawStoreError as error:
            logger.warning("%s: what was captured cannot be read: %s", visit.url, error)
            return None


def _is_data(page: HtmlResponse | None) -> bool:
    return page is not None and parse_json(page.text) is not None
