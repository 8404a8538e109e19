"""Whether a page of a list gives any reason to look at the next one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crawler.discovery.dates import day_of
from crawler.discovery.links import Link
from crawler.frontier.visit import Visit

_BARREN_PAGES = 5
"""List pages in a row that list nothing which this run has not met before: a trap, or a list that
another one holds. Lists that overlap by one page are the rule."""
_FIRST_FURTHER_PAGE = 2


def leads_on(visit: Visit, rows: Sequence[Link], *, most_pages: int, since: date | None) -> bool:
    """Tell whether a list may go on after this page, which lists ``rows``.

    Not when the page repeats the one before, when pages have brought nothing new for long, after
    ``most_pages``, or when all its rows are older than ``since``.
    """
    listed = frozenset(link.url for link in rows)
    # The first page may have had no rows of its own, only a ranking of the same few articles.
    repeats = visit.number > _FIRST_FURTHER_PAGE and listed == visit.articles_before
    if repeats or visit.barren >= _BARREN_PAGES or visit.number >= most_pages:
        return False
    if since is None or not rows:
        return True
    days = [day_of(link.url, link.date) for link in rows]
    return any(day is None or day >= since for day in days)
