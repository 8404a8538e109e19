"""Pages that came (2xx): read, and taken to who knows what to make of such a one."""

from __future__ import annotations

from scrapy.http import Response, TextResponse

from crawler.answers import outcomes
from crawler.answers.absences import Absences
from crawler.answers.articles import Articles
from crawler.answers.bodies import as_text, is_blank
from crawler.answers.captures import Captures
from crawler.answers.data_articles import SAYS_FAILED, DataArticles, is_empty
from crawler.answers.disappearances import MENDED
from crawler.answers.items import Outputs
from crawler.answers.lists import Lists
from crawler.answers.moves import Moves
from crawler.answers.reader import Reader
from crawler.answers.responses import refresh_target
from crawler.answers.shared import Shared
from crawler.answers.signed_lists import SignedLists
from crawler.discovery.reading import own_words, read_held
from crawler.discovery.result import Reading
from crawler.frontier.visit import Visit
from crawler.running.clock import now


class Pages:
    """Decides what a page is.

    Args:
        shared: What all who deal with answers use.
        reader: Reads pages.
        captures: Knows what archived pages were.
        articles: Takes pages of articles.
        lists: Takes pages that list some, and those that are neither.
        moves: Takes pages that send their readers on.
        data_articles: Takes pages that are empty without their data.
        signed_lists: Asks for lists by calls that their pages' scripts sign.

    """

    def __init__(
        self,
        shared: Shared,
        reader: Reader,
        captures: Captures,
        *,
        articles: Articles,
        lists: Lists,
        moves: Moves,
        data_articles: DataArticles,
        signed_lists: SignedLists,
    ) -> None:
        self._shared = shared
        self._reader = reader
        self._captures = captures
        self._articles = articles
        self._lists = lists
        self._moves = moves
        self._data_articles = data_articles
        self._signed_lists = signed_lists
        self._absences = Absences()

    async def came(self, visit: Visit, response: Response) -> Outputs:
        """Read a page; return what it leads to."""
        text = as_text(response)
        refresh = refresh_target(response if text is None else text)
        if refresh is not None:
            return await self._moves.moved(visit, response, refresh)
        if text is None:
            self._shared.disappearances.came_in(visit, there=False)
            kind = (response.headers.get("Content-Type") or b"unknown type").decode("latin-1")
            no_page = outcomes.excluded(visit, f"no page: {kind}", status=response.status)
            await self._shared.changes.record(no_page)
            return ()
        if is_blank(text.text) and not visit.is_further_page:  # so some lists end
            return await self._failed(visit, text, "the page is empty")
        if visit.start:
            words = own_words(text.text, visit.url, encoding=text.encoding)
            self._absences.meet_home(visit, words)
        reading = await self._reader.read(visit, text)
        if reading.failed and not visit.is_further_page:  # so some lists end, too
            return await self._failed(visit, text, SAYS_FAILED)
        self._shared.disappearances.came_in(visit, there=reading.leads_on)
        if visit.kind == "article" and is_empty(visit, reading):
            return await self._data_articles.empty(visit, text, reading)
        return await self.read(visit, text, reading)

    async def read(self, visit: Visit, response: TextResponse, reading: Reading) -> Outputs:
        """Deal with a page that says something, as it was read."""
        if self._absences.is_absent(visit, reading):
            if self._absences.shows_home(visit, reading):
                self._shared.disappearances.shut(visit.site)
            return await self._absent(visit, response, reading)
        if reading.signed:
            listed = await self._lists.read(visit, response, reading)
            return [*listed, *await self._signed_lists.begin(visit, response)]
        if reading.kind == "article":
            return await self._articles.read(visit, response, reading)
        if visit.holds_article and not await self._was_list(visit, reading):
            return await self._in_other_dress(visit, response, reading)
        return await self._lists.read(visit, response, reading)

    async def _failed(self, visit: Visit, response: Response, reason: str) -> Outputs:
        self._shared.disappearances.came_in(visit, there=False)
        failed = outcomes.failed(visit, reason, now=now(), status=response.status)
        await self._shared.changes.record(failed)
        return ()

    async def _was_list(self, visit: Visit, reading: Reading) -> bool:
        """Tell whether a page is a list, and former rules took it for an article."""
        return reading.kind == "list" and await self._captures.show_list(visit)

    async def _absent(self, visit: Visit, response: Response, reading: Reading) -> Outputs:
        """Write that a page answers 200 and says that there is nothing: now, or any more."""
        if reading.mended:
            return await self._failed(visit, response, MENDED)
        reason = "soft 404: answers 200 and says that there is nothing"
        gone = outcomes.gone(visit, reason, status=response.status, now=now())
        tell = (
            self._shared.disappearances.said
            if reading.absent
            else self._shared.disappearances.hinted
        )
        return await tell(visit, gone)

    async def _in_other_dress(
        self, visit: Visit, response: TextResponse, reading: Reading
    ) -> Outputs:
        """Deal with an archived article's page that looks like none any more.

        Its template is another one, or more news stand beside it; unless its headline is gone, too.
        """
        site = self._shared.frontier.sites[visit.site]
        held = read_held(response.text, visit.url, site, encoding=response.encoding)
        if held.app_shell or await self._shared.disappearances.shows_it(visit, held):
            return await self._articles.read(visit, response, held)
        reason, status = f"no article any more: {reading.why}", response.status
        gone = outcomes.gone(visit, reason, status=status, now=now())
        return await self._shared.disappearances.hinted(visit, gone)
