"""Articles that leave a list's first page out of turn, which hints that they were taken down.

A list of days, newest first, loses its last rows whenever new ones come. What goes while others
stay that stood below it was taken out, and is looked at in the same run. Lists without days, or not
in their order (home pages of several columns), tell nothing, and neither do those that are sorted
or filled anew, fail, or say that there is nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from archive.ledger import Ledger, Page
from crawler.discovery.dates import latest_day_of
from crawler.discovery.result import Reading
from crawler.frontier.visit import Visit, visit_of
from crawler.running.clock import now

_FEWEST_ROWS = 5
"""Rows in the order of their days; fewer may be so by chance."""
_SHARE_IN_ORDER = 0.75
"""Of a page's rows with a day; the others are what is pinned to its top, or a box beside it."""
_MOST_AT_ONCE = 5
"""Articles that leave a list out of turn between two looks at it; where more do, or more than stay,
the list is another one. They are looked at when they are due, as all others."""
_MOST_OF_SITE = 20
"""Articles of one site that a run looks at before they are due: a bound against lists that reorder
themselves at every look."""


class Departures:
    """Remembers which articles stand on the first pages of lists, and tells which left them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._of_site: Counter[str] = Counter()

    def standing(self, visit: Visit, reading: Reading) -> tuple[int, ...] | None:
        """Return the articles' rows in the ledger, in page order; None where they tell nothing."""
        if reading.kind != "list" or visit.is_further_page or visit.resuming:
            return None
        urls = _in_order(reading)
        known = self._ledger.known(urls) if urls else {}
        return tuple(known[url].id for url in urls if url in known) or None

    def departed(
        self, visit: Visit, reading: Reading, standing: tuple[int, ...] | None
    ) -> list[Visit]:
        """Make due the articles that left the list out of turn since the last look; return them."""
        before = visit.known.listed if visit.known is not None else ()
        if standing is None or not before or standing == before:
            return []
        left = _out_of_turn(before, frozenset(standing))
        linked = {link.url for link, _ in reading.links}
        gone = [page for page in self._ledger.rows(left) if page.url not in linked]
        room = _MOST_OF_SITE - self._of_site[visit.site]
        looked_at = [page for page in gone if _is_there(page, visit.site)][:room]
        self._of_site[visit.site] += len(looked_at)
        self._ledger.make_due([page.url for page in looked_at], now=now())
        return [visit_of(page) for page in looked_at]


def _is_there(page: Page, site: str) -> bool:
    """Tell whether a page showed an archived article when it was last asked for."""
    archived = page.article_id is not None and page.kind == "article"
    return archived and page.state == "fetched" and page.site == site


def _out_of_turn(before: Sequence[int], standing: frozenset[int]) -> list[int]:
    """Return which of the articles that stood there are gone, with others below them that stay."""
    stay = [at for at, row in enumerate(before) if row in standing]
    left = [row for row in before[: max(stay, default=0)] if row not in standing]
    return left if len(left) <= min(_MOST_AT_ONCE, len(stay)) else []


def _in_order(reading: Reading) -> list[str]:
    """Return the addresses of a page's longest run of rows whose days do not grow."""
    today = now().date()
    rows = [
        (link.url, day)
        for link, judged in reading.links
        if judged.kind == "article"
        and link.place == "content"
        and link.date is not None
        and (day := latest_day_of(link.url, link.date, today)) is not None
    ]
    run = max(_runs(rows), key=len, default=[])
    return run if len(run) >= max(_FEWEST_ROWS, _SHARE_IN_ORDER * len(rows)) else []


def _runs(rows: Sequence[tuple[str, date]]) -> list[list[str]]:
    runs: list[list[str]] = []
    last = date.min
    for url, day in rows:
        if day > last or not runs:
            runs.append([])
        runs[-1].append(url)
        last = day
    return runs
