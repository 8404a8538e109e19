"""What was reprinted, and what sites changed: lists of records.

The records are those of the interface, section 6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from archive.database.mapping import Json, iso
from archive.models import ArticleRow, ChangeRow, ClusterRow
from archive.records import CHINA
from archive.search.filters import Filters

_DAY_HOURS = 24


# --- reprints -------------------------------------------------------------------------------------


def clusters(
    connection: Connection, filters: Filters | None = None, *, at_least: int = 2
) -> Iterator[Json]:
    """Give clusters of that many articles or more, the largest first.

    With filters: clusters of which some article meets them, with all their articles.
    """
    size = func.count().label("size")
    chosen = (
        select(ArticleRow.cluster_id, size)
        .where(ArticleRow.cluster_id.in_(_clusters_of(connection, filters or Filters())))
        .group_by(ArticleRow.cluster_id)
        .having(size >= at_least)
        .subquery()
    )
    statement = (
        select(
            *(chosen.c.cluster_id, ClusterRow.original_id, ArticleRow.id, ArticleRow.url),
            *(ArticleRow.site_id, ArticleRow.published_at, ArticleRow.similarity),
        )
        .join_from(chosen, ClusterRow, ClusterRow.id == chosen.c.cluster_id)
        .join(ArticleRow, ArticleRow.cluster_id == ClusterRow.id)
        .order_by(chosen.c.size.desc(), chosen.c.cluster_id)
        .order_by(ArticleRow.published_day, ArticleRow.published_at, ArticleRow.id)
    )
    rows = connection.execute(statement, execution_options={"yield_per": 500}).mappings()
    for cluster_id, members in groupby(rows, key=lambda row: row["cluster_id"]):
        yield _cluster(cluster_id, list(members))


def _clusters_of(connection: Connection, filters: Filters) -> Any:  # noqa: ANN401 - SQLAlchemy's subquery
    return select(ArticleRow.cluster_id).where(*filters.conditions(connection.dialect))


def _cluster(cluster_id: int, members: list[RowMapping]) -> Json:
    original = next((row for row in members if row["id"] == row["original_id"]), None)
    first = original["published_at"] if original else None
    return {
        "cluster": cluster_id,
        "original": _member(original) if original else None,
        "articles": [
            {
                **_member(row),
                "similarity": row["similarity"],
                "lag_hours": lag_hours(first, row["published_at"]),
            }
            for row in members
        ],
    }


def _member(row: RowMapping) -> Json:
    return {
        "id": row["id"],
        "url": row["url"],
        "site": row["site_id"],
        "published_at": row["published_at"],
    }


def lag_hours(first: str | None, later: str | None) -> float | None:
    """Return how long after the first a reprint appeared.

    In whole days when only the day of either is known; None when either has no day.
    """
    if not first or not later or min(len(first), len(later)) < len("2020-02-24"):
        return None
    begin, end = datetime.fromisoformat(first), datetime.fromisoformat(later)
    if begin.tzinfo is None or end.tzinfo is None:
        return float((end.date() - begin.date()).days * _DAY_HOURS)
    return round((end - begin).total_seconds() / 3600, 2)


# --- changes --------------------------------------------------------------------------------------


def changes(
    connection: Connection,
    filters: Filters | None = None,
    *,
    kinds: tuple[str, ...] = (),
    run: int | None = None,
) -> Iterator[Json]:
    """Give what sites did to articles after they were archived, the latest first.

    The days of the filters are those on which the change was seen, in China, not of publication.
    """
    given = filters or Filters()
    about = replace(given, since=None, until=None)
    wanted = [*about.conditions(connection.dialect), *_seen(given)]
    if kinds:
        wanted.append(ChangeRow.kind.in_(kinds))
    if run is not None:
        wanted.append(ChangeRow.run_id == run)
    statement = (
        select(*ChangeRow.__table__.c)
        .join(ArticleRow, ArticleRow.id == ChangeRow.article_id)
        .where(*wanted)
        .order_by(ChangeRow.at.desc(), ChangeRow.id.desc())
    )
    for row in connection.execute(statement, execution_options={"yield_per": 500}).mappings():
        names = ("title", "from_version", "to_version", "new_url", "http_status")
        yield {
            "url": row["url"],
            "site": row["site_id"],
            "kind": row["kind"],
            "at": iso(row["at"]),
            **{name: row[name] for name in names},
            "run": row["run_id"],
        }


def _seen(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """Ask for days; the first and last of the calendar, which UTC cannot say, bound nothing."""
    if filters.since and filters.since > date.min:
        yield ChangeRow.at >= _midnight(filters.since)
    if filters.until and filters.until < date.max:
        yield ChangeRow.at < _midnight(filters.until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, CHINA)
