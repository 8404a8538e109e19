"""Articles whose pages are empty until a script has asked for their data: the data is asked for.

Such a page says of its article no more than its number (``/p/1142``). What its scripts ask for and
show, by that number, is the article as the site has it, mostly JSON. Scripts are run for one page
of a form; the addresses of the others' data differ from its by the number alone.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict

from scrapy.http import TextResponse
from scrapy.http.request import NO_CALLBACK

from archive.ledger import Outcome
from crawler.answers import outcomes
from crawler.answers.page_scripts import PageScripts
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery.reading import scripts_of_shell
from crawler.discovery.tree import has_han
from crawler.frontier.frontier import Frontier
from crawler.frontier.requests import request_for
from crawler.frontier.visit import Visit
from crawler.running.scribe import Scribe
from crawler.scripting.asked import document_number
from crawler.wire.documents import Documents

_MOST_TRIES = 3
"""Pages of one form whose scripts are run in vain."""
_FEWEST_HAN = 30
"""Of what an article says; of one that is not there its data says less."""


_TELLING = frozenset({200}) | outcomes.GONE


class NoDataError(Exception):
    """What the script of an article's page asks for gives no answer."""


class DataArticles:
    """Finds and fetches the data of articles.

    Args:
        frontier: Says what may be fetched, and has the ledger.
        scripts: What the script files of sites hold.
        page_scripts: What the scripts of pages do when they run.
        documents: Fetches what they ask for.
        scribe: Writes into the ledger off the reactor's thread.

    """

    def __init__(
        self,
        frontier: Frontier,
        scripts: SiteScripts,
        page_scripts: PageScripts,
        documents: Documents,
        scribe: Scribe,
    ) -> None:
        self._frontier = frontier
        self._scripts = scripts
        self._page_scripts = page_scripts
        self._documents = documents
        self._scribe = scribe
        self._addresses: dict[tuple[str, str], str] = {}
        self._tries: Counter[tuple[str, str]] = Counter()
        self._in_turn: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, visit: Visit, page: TextResponse) -> TextResponse | None:
        """Return what an empty page's script would be answered for its article; None: it asks none.

        With status 200, 404 or 410. Raises NoDataError where it cannot be had now.
        """
        async with self._in_turn[visit.site]:
            address = await self._address(visit, page)
        if address is None or not self._frontier.may_use(visit.site, address):
            return None
        site = self._frontier.sites[visit.site]
        data = Visit(url=address, site=visit.site, kind="other", depth=visit.depth)
        await self._scribe.do(lambda: self._frontier.script_found(visit, address))
        answer = await self._documents.fetched(request_for(data, site, NO_CALLBACK, NO_CALLBACK))
        if answer is None or answer.status not in _TELLING:
            reason = "no answer" if answer is None else f"HTTP {answer.status}"
            raise NoDataError(f"the page's data cannot be had: {reason}")
        await self._scribe.do(lambda: self._frontier.record(_read(visit, data, answer)))
        return answer

    async def _address(self, visit: Visit, page: TextResponse) -> str | None:
        number = document_number(visit.url)
        if number is None:
            return None
        form = visit.site, visit.url.replace(number, "{}")
        if form not in self._addresses and self._tries[form] < _MOST_TRIES:
            self._tries[form] += 1
            files = scripts_of_shell(page.text, visit.url, self._frontier.sites[visit.site])
            texts = await self._scripts.texts(visit, files)
            shown = await self._page_scripts.shown(visit, page.text, texts)
            if shown is not None and shown.document is not None:
                self._addresses[form] = shown.document.replace(number, "{}")
        known = self._addresses.get(form)
        return None if known is None else known.replace("{}", number)


def says_something(answer: TextResponse) -> bool:
    """Tell whether an answer is data with a text in it."""
    try:
        said = json.dumps(json.loads(answer.text), ensure_ascii=False)
    except (ValueError, RecursionError):
        return False
    return has_han(said, _FEWEST_HAN)


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
