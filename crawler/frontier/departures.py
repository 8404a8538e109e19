"""Articles that leave a list's first page out of turn, which hints that they were taken down.

A list of days, newest first, loses its last rows whenever new ones come. What goes while others
stay that stood below it was taken out, and is looked at in the same run; so is what should have
been pushed on to the page behind it, where a run reads that, and is not there while older articles
are. Lists without days, or not in their order (home pages of several columns), tell nothing, and
neither do those that are sorted or filled anew, fail, or say that there is nothing.
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

_FEWEST_ROWS = 4
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
        self._pushed: dict[str, tuple[tuple[int, ...], frozenset[int]]] = {}
        """By the address of a list's next page: what should be there, what stands above it."""

    def standing(self, visit: Visit, reading: Reading) -> tuple[int, ...] | None:
        """Return the articles' rows in the ledger, in page order; None where they tell nothing."""
        if visit.is_further_page or visit.resuming:
            return None
        return self._rows(reading) or None

    def departed(
        self, visit: Visit, reading: Reading, standing: tuple[int, ...] | None
    ) -> list[Visit]:
        """Make due the articles that left the list out of turn since the last look; return them."""
        if visit.is_further_page and not visit.resuming:
            return self._made_due(visit, reading, self._not_arrived(visit, reading))
        before = visit.known.listed if visit.known is not None else ()
        if standing is None or not before or standing == before:
            return []
        left, pushed = _out_of_turn(before, standing)
        self._push(reading, pushed, frozenset(standing))
        return self._made_due(visit, reading, left)

    def _rows(self, reading: Reading) -> tuple[int, ...]:
        urls = _in_order(reading) if reading.kind == "list" else []
        known = self._ledger.known(urls) if urls else {}
        return tuple(known[url].id for url in urls if url in known)

    def _push(self, reading: Reading, pushed: Sequence[int], above: frozenset[int]) -> None:
        """Remember which articles the next page of a list should have, and which stand above."""
        if reading.following and pushed:
            linked = {link.url for link, _ in reading.links}
            rows = [page.id for page in self._ledger.rows(pushed) if page.url not in linked]
            self._pushed[reading.following] = tuple(rows), above

    def _not_arrived(self, visit: Visit, reading: Reading) -> list[int]:
        """Return which of the articles that were pushed on stand not where older ones do."""
        pushed, above = self._pushed.pop(visit.url, ((), frozenset()))
        standing = self._rows(reading) if pushed else ()
        there = frozenset(standing)
        if not there:
            return []
        missing = [row for row in pushed if row not in there]
        if there <= above | frozenset(pushed):  # nothing older: the others are further on
            self._push(reading, missing, above | there)
            return []
        return missing if len(missing) <= min(_MOST_AT_ONCE, len(standing)) else []

    def _made_due(self, visit: Visit, reading: Reading, left: Sequence[int]) -> list[Visit]:
        if not left:
            return []
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


def _out_of_turn(
    before: Sequence[int], standing: Sequence[int]
) -> tuple[Sequence[int], Sequence[int]]:
    """Return which of the articles that stood there left out of turn, and which were pushed on.

    What is gone while others below it stay, or while older ones have come up behind these.
    """
    there = frozenset(standing)
    stay = [at for at, row in enumerate(before) if row in there]
    if not stay:
        return (), ()
    last = stay[-1]
    goes_on = standing[-1] != before[last]
    left = [row for row in before[: len(before) if goes_on else last] if row not in there]
    pushed = () if goes_on else before[last + 1 :]
    return (left if len(left) <= min(_MOST_AT_ONCE, len(stay)) else ()), pushed


def _in_order(reading: Reading) -> list[str]:
    """Return the addresses of a page's longest run of rows whose days do not grow."""
    today = now().date()
    rows = [
        (link.url, day)
        for link, judged in reading.links
        if judged.kind == "article"
        and link.place == "content"
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
