"""Pages that look like an article's, of which the stages have the last word."""

from __future__ import annotations

from dataclasses import field, fields
from typing import Self

from scrapy.http import TextResponse

from archive.items import FetchedPage
from archive.records import record
from crawler.frontier.visit import Visit


@record
class Candidate(FetchedPage):
    """A fetched page that is read for its data or rows where the stages find no article in it."""

    visit: Visit
    response: TextResponse = field(repr=False)

    @classmethod
    def of(cls, item: FetchedPage, visit: Visit, response: TextResponse) -> Self:
        """Return an item with the answer that its page came in."""
        given = {each.name: getattr(item, each.name) for each in fields(FetchedPage)}
        return cls(**given, visit=visit, response=response)


class DataCandidate(Candidate):
    """The data of a page, which is read itself where the stages find no article in its data.

    ``response`` is the page.
    """

    __slots__ = ()
