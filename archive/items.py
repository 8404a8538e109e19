"""What the spider hands to the item pipeline."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from archive.ledger import Outcome
from archive.records import RawPage, record


@record
class FetchedPage:
    """A fetched page that may hold an article, its raw record already on its way to the disk."""

    page: RawPage = field(repr=False)
    site_id: str
    run_id: int
    fetch: Outcome
    """What the ledger will say of the page; written together with the article it gave."""
    since: date | None = None
    """An article published before this day is left out; None: whenever it was published."""


@record
class Instead:
    """What a page leads to in which the stages found no article."""

    pages: tuple[FetchedPage, ...] = ()
    """Pages that may hold it."""
    is_open: bool = False
    """Whether the last word on the page is another's: of its data, or of the page itself."""
