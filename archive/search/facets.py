"""How the answers to a question divide: by site, region, source, year or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, select

from archive.folding import counted_by_name
from archive.models import ArticleRow
from archive.search.answers import ranked_ids
from archive.search.filters import Filters
from archive.search.query import parse

COUNTED = 2000
"""Newest answers that are counted. A page that counted a million would be late; an analysis that
must be exact has ``govnews stats``."""

SHOWN = 8
"""Values of a facet that are offered."""

_BATCH = 500
"""Articles that one statement asks for: a statement has a bound of variables."""


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
    originals: int = 0
    """Articles that are no reprints."""
    texts: int = 0
    """Texts, each with all its copies among the articles counted as one."""

    @property
    def years(self) -> Counter[str]:
        """Counts by ``YYYY``."""
        years: Counter[str] = Counter()
        for month, count in self.months.items():
            years[month[:4]] += count
        return years

    def by_name(self) -> dict[str, list[tuple[str, int]]]:
        """Return all counts by the name of the facet: the most numerous first, months in order."""
        return {
            "site": self.sites.most_common(),
            "region": self.regions.most_common(),
            "source": self.sources.most_common(),
            "month": sorted(self.months.items()),
        }

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
    rows = list(_rows(connection, newest[:COUNTED]))
    return Facets(
        total=len(rows),
        complete=len(newest) <= COUNTED,
        sites=Counter(row.site for row in rows if row.site),
        names={row.site: row.name or row.site for row in rows if row.site},
        regions=Counter(row.region for row in rows if row.region),
        sources=counted_by_name(Counter(row.source for row in rows if row.source)),
        months=Counter(f"{row.day.year:04}-{row.day.month:02}" for row in rows if row.day),
        originals=sum(row.duplicate_of is None for row in rows),
        texts=len({row.duplicate_of or row.id for row in rows}),
    )


class _Row(NamedTuple):
    id: int
    site: str | None
    name: str | None
    region: str | None
    source: str | None
    day: date | None
    duplicate_of: int | None


_COLUMNS = (
    *(ArticleRow.id, ArticleRow.site_id, ArticleRow.site_name, ArticleRow.region),
    *(ArticleRow.source, ArticleRow.published_day, ArticleRow.duplicate_of),
)


def _rows(connection: Connection, ids: list[int]) -> Iterator[_Row]:
    for start in range(0, len(ids), _BATCH):
        some = select(*_COLUMNS).where(ArticleRow.id.in_(ids[start : start + _BATCH]))
        yield from (_Row(*row) for row in connection.execute(some))


def _steps(region: str) -> list[str]:
    return [step for step in region.split("/") if step]
