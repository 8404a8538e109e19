"""How the answers to a question divide: by site, region, source, year or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from sqlalchemy import Connection, select

from archive.filters import Filters
from archive.models import ArticleRow
from archive.query import parse
from archive.search import ranked_ids

COUNTED = 5000
"""Newest answers that are counted. A page that counted a million would be late; an analysis that
must be exact has ``govnews stats``."""

SHOWN = 8
"""Values of a facet that are offered."""

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over the newest answers."""

    total: int = 0
    complete: bool = True
    """Whether these are all answers."""
    sites: Counter[str] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    """What sites are called, by their id."""
    regions: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    """By ``YYYY-MM``."""

    @property
    def years(self) -> Counter[str]:
        """Counts by ``YYYY``."""
        years: Counter[str] = Counter()
        for month, count in self.months.items():
            years[month[:4]] += count
        return years

    def regions_below(self, chosen: str) -> Counter[str]:
        """Count by the step of the region's path that follows the chosen one."""
        depth = len(_steps(chosen)) + 1 if chosen else 1
        below: Counter[str] = Counter()
        for region, count in self.regions.items():
            below["/".join(_steps(region)[:depth])] += count
        below.pop(chosen.strip("/"), None)
        return below


def count_facets(connection: Connection, query: str, filters: Filters) -> Facets:
    """Count the newest answers."""
    ids = ranked_ids(connection, parse(query), filters, sort="newest")
    newest = list(islice(ids, COUNTED + 1))
    facets = Facets(total=min(len(newest), COUNTED), complete=len(newest) <= COUNTED)
    for site, name, region, source, day in _rows(connection, newest[:COUNTED]):
        if site:
            facets.sites[site] += 1
            facets.names[site] = name or site
        facets.regions.update([region] if region else ())
        facets.sources.update([source] if source else ())
        facets.months.update([f"{day:%Y-%m}"] if day else ())
    return facets


_Row = tuple[str | None, str | None, str | None, str | None, date | None]


def _rows(connection: Connection, ids: list[int]) -> Iterator[_Row]:
    columns = (ArticleRow.site_id, ArticleRow.site_name, ArticleRow.region)
    statement = select(*columns, ArticleRow.source, ArticleRow.published_day)
    for start in range(0, len(ids), _BATCH):
        some = statement.where(ArticleRow.id.in_(ids[start : start + _BATCH]))
        yield from connection.execute(some).tuples()


def _steps(region: str) -> list[str]:
    return [step for step in region.split("/") if step]
