"""Pages of articles: handed on, unless they are as they were or another address is their own."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import TextResponse

from crawler.answers import outcomes
from crawler.answers.candidates import Candidate
from crawler.answers.items import Outputs
from crawler.answers.long_articles import LongArticles
from crawler.answers.moves import Moves
from crawler.answers.own_addresses import OwnAddresses
from crawler.answers.responses import raw_page
from crawler.answers.shared import Shared
from crawler.discovery.result import Reading
from crawler.frontier.visit import Visit
from crawler.running.clock import now


class Articles:
    """Hands articles on.

    Args:
        shared: What all who deal with answers use.
        long_articles: Has articles of several pages.
        moves: Leaves a copy for the page that stands for it.

    """

    def __init__(self, shared: Shared, long_articles: LongArticles, moves: Moves) -> None:
        self._shared = shared
        self._long_articles = long_articles
        self._moves = moves
        self._own_addresses = OwnAddresses(shared.frontier)

    async def read(self, visit: Visit, response: TextResponse, reading: Reading) -> Outputs:
        """Deal with a page that looks like an article's."""
        self._shared.disappearances.seen(visit)
        if reading.following is None and visit.held(outcomes.digest_of(response.body)):
            same = outcomes.same_bytes(visit, response, now=now())
            await self._shared.changes.unchanged(visit, same)
            return ()
        own = self._own_addresses.of(visit, reading)
        if own is not None:
            outcome = outcomes.excluded(visit, f"same article: {own}", status=response.status)
            return await self._moves.send_on(visit, own, outcome)
        page = raw_page(response, visit)
        fetch = outcomes.read_article(visit, response, now=now())
        beside = await self._beside(visit, reading)
        if reading.following is None:
            item = self._shared.items.of(visit, page, fetch)
            return [Candidate.of(item, visit, response), *beside]
        first = await self._long_articles.begun(visit, page, fetch, reading.following)
        return [first, *beside]

    async def _beside(self, visit: Visit, reading: Reading) -> list[Request]:
        """Return requests for the articles before and after one, where no list has led to them."""
        if not reading.links:
            return []
        followed = await self._shared.scribe.do(
            lambda: self._shared.frontier.beside(visit, reading)
        )
        return list(self._shared.requests.of(followed))
