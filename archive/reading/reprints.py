"""The same text on several sites: who had it, and how long after the first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from archive.models import ArticleRow, ClusterRow
from archive.reading.overviews import lag_hours

SHOWN = 200
"""Members of one cluster that are listed."""

_LOOKED_AT = 5000
"""Newest reprints that the distribution of lags is taken from."""

_LAGS = ((1.0, "1h"), (6.0, "6h"), (24.0, "1d"), (72.0, "3d"), (168.0, "7d"))
"""Upper bounds in hours, and the keys of what they are called."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One article of a cluster."""

    id: int
    url: str
    site: str | None
    site_name: str | None
    title: str | None
    published_at: str | None
    status: str
    similarity: float | None
    is_original: bool
    lag_hours: float | None
    """After the original; below zero where a copy says that it is older."""


@dataclass(frozen=True, slots=True)
class Family:
    """A cluster with its articles, earliest first."""

    id: int
    size: int
    copies: tuple[Copy, ...]

    @property
    def original(self) -> Copy | None:
        """The article that the others repeat, if it is among those listed."""
        return next((copy for copy in self.copies if copy.is_original), None)


def family(connection: Connection, cluster: int) -> Family | None:
    """Return a cluster; None: there is none of that id."""
    original_id = connection.scalar(select(ClusterRow.original_id).where(ClusterRow.id == cluster))
    if original_id is None:
        return None
    inside = ArticleRow.cluster_id == cluster
    size = connection.scalar(select(func.count()).select_from(ArticleRow).where(inside)) or 0
    return Family(cluster, size, _copies(connection, cluster, original_id))


def families(connection: Connection, *, limit: int, offset: int) -> list[Family]:
    """Return the clusters of more than one article, the largest first."""
    size = func.count().label("size")
    statement = (
        select(ArticleRow.cluster_id, size)
        .group_by(ArticleRow.cluster_id)
        .having(size > 1)
        .order_by(size.desc(), ArticleRow.cluster_id.desc())
        .limit(limit)
        .offset(offset)
    )
    found = (family(connection, cluster) for cluster, _ in connection.execute(statement).all())
    return [one for one in found if one is not None]


def sizes(connection: Connection) -> list[tuple[str, int]]:
    """Count the clusters by how many articles they have."""
    inner = select(func.count().label("size")).select_from(ArticleRow)
    clusters = inner.group_by(ArticleRow.cluster_id).subquery()
    grouped = select(clusters.c.size, func.count()).where(clusters.c.size > 1)
    counted: Counter[str] = Counter()
    for size, clusters_of_size in connection.execute(grouped.group_by(clusters.c.size)):
        counted[_size_class(size)] += clusters_of_size
    return [(label, counted[label]) for label in ("2", "3", "4", "5–9", "10–19", "20+")]


def lags(connection: Connection) -> list[tuple[str, int]]:
    """Count the newest reprints by how long after the original they appeared."""
    first = aliased(ArticleRow)
    statement = (
        select(first.published_at, ArticleRow.published_at)
        .join(first, first.id == ArticleRow.duplicate_of)
        .where(ArticleRow.duplicate_of.is_not(None))
        .order_by(ArticleRow.id.desc())
        .limit(_LOOKED_AT)
    )
    known = [lag_hours(begin, end) for begin, end in connection.execute(statement)]
    classes = sorted(_lag_class(hours) for hours in known if hours is not None)
    counted = {at: len(list(same)) for at, same in groupby(classes)}
    keys = [*(key for _, key in _LAGS), "more"]
    return [(key, counted.get(at, 0)) for at, key in enumerate(keys)]


def _copies(connection: Connection, cluster: int, original_id: int) -> tuple[Copy, ...]:
    names = ("id", "url", "site_name", "title", "published_at", "status", "similarity")
    statement = (
        select(ArticleRow.site_id, *(getattr(ArticleRow, name) for name in names))
        .where(ArticleRow.cluster_id == cluster)
        .order_by(ArticleRow.published_day, ArticleRow.published_at, ArticleRow.id)
        .limit(SHOWN)
    )
    first = connection.scalar(select(ArticleRow.published_at).where(ArticleRow.id == original_id))
    return tuple(
        Copy(
            **{name: row[name] for name in names},
            site=row["site_id"],
            is_original=row["id"] == original_id,
            lag_hours=lag_hours(first, row["published_at"]),
        )
        for row in connection.execute(statement).mappings()
    )


def _size_class(size: int) -> str:
    if size < 5:
        return str(size)
    if size < 10:
        return "5–9"
    return "10–19" if size < 20 else "20+"


def _lag_class(hours: float) -> int:
    return next((at for at, (bound, _) in enumerate(_LAGS) if hours <= bound), len(_LAGS))
