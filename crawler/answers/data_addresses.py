"""Where the data of articles stands whose pages are empty without it: their scripts tell.

Scripts are run for one page of a form; the addresses of the others' data differ from its by the
document's number alone.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict

from scrapy.http import TextResponse

from crawler.answers.page_tools import PageTools
from crawler.discovery.reading import scripts_of_shell
from crawler.discovery.urls import skeleton_of
from crawler.frontier.visit import Visit
from crawler.scripting.documents import document_number, with_longer_number

_Form = tuple[str, str]
"""A site, and what the addresses of some of its pages have in common."""
_MOST_TRIES, _MOST_TRIES_OF_SITE = 3, 12
"""Pages, of one form of address and of a site, whose scripts are run in vain; of a site some more
where several forms are tried at the same time."""


class DataAddresses:
    """The addresses of articles' data."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        self._known: dict[_Form, str] = {}
        self._tries: Counter[str | _Form] = Counter()
        self._in_turn: defaultdict[_Form, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, visit: Visit, page: TextResponse) -> str | None:
        """Return the address of the data of a page's article, or None where no script asks.

        Of a document with one digit, where the scripts of one with a longer number have told.
        """
        number = document_number(visit.url)
        if number is None:
            return self._of_digit(visit)
        form = visit.site, visit.url.replace(number, "{}")
        if form not in self._known:
            # One page of a form after the other: the first tells of all. Those of other forms need
            # not wait until its script files have come.
            async with self._in_turn[_kind_of(visit)]:
                await self._look(visit, page, form, number)
        known = self._known.get(form)
        return None if known is None else known.replace("{}", number)

    def _of_digit(self, visit: Visit) -> str | None:
        found = with_longer_number(visit.url)
        if found is None:
            return None
        form, digit = found
        known = self._known.get((visit.site, form))
        return None if known is None else known.replace("{}", digit)

    async def _look(self, visit: Visit, page: TextResponse, form: _Form, number: str) -> None:
        """Run the scripts of a page for the address of its data, if that may bring something."""
        if form in self._known or not self._may_try(visit):
            return
        found = await self._found(visit, page, number)
        if found is None:
            self._tries.update((visit.site, _kind_of(visit)))
        else:
            self._known[form] = found

    async def _found(self, visit: Visit, page: TextResponse, number: str) -> str | None:
        files = scripts_of_shell(page.text, visit.url, self._tools.site_of(visit))
        texts = await self._tools.files(visit, files)
        shown = await self._tools.shown(visit, page, texts)
        address = shown.document if shown is not None else None
        if address is None or address.count(number) != 1:
            return None
        return address.replace(number, "{}")

    def _may_try(self, visit: Visit) -> bool:
        of_site, of_kind = self._tries[visit.site], self._tries[_kind_of(visit)]
        return of_site < _MOST_TRIES_OF_SITE and of_kind < _MOST_TRIES


def _kind_of(visit: Visit) -> _Form:
    """Return the form of an address in which no number is told from another."""
    return visit.site, skeleton_of(visit.url)
