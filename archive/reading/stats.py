"""How many articles there are, by site, region, source, day or month."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from sqlalchemy import Connection, FromClause, Select, SQLColumnExpression, func, select

from archive.errors import UsageError
from archive.folding import counted_by_name
from archive.models import ArticleRow, ClusterRow, PageRow, SiteRow, VersionRow
from archive.search.filters import Filters

By = Literal["site", "region", "source", "day", "month"]


@dataclass(frozen=True, slots=True)
class Count:
    """Articles that share a value; None: those without one."""

    key: str | None
    articles: int


def counts(connection: Connection, by: By, filters: Filters | None = None) -> list[Count]:
    """Count articles: the most numerous first, days and months in their order.

    Sources that differ in width, case or Traditional and Simplified characters are one.

    Raises:
        UsageError: Articles are not counted by that.

    """
    if by not in get_args(By):
        raise UsageError(f"articles are not counted by {by!r}; choose {', '.join(get_args(By))}")
    key = _key(by)
    conditions = (filters or Filters()).conditions(connection.dialect)
    statement = select(key, func.count()).select_from(ArticleRow).where(*conditions).group_by(key)
    found: Counter[str | None] = Counter()
    for value, articles in connection.execute(statement):
        found[_label(by, value)] += articles
    if by == "source":
        found = counted_by_name(found)
    counted = [Count(label, articles) for label, articles in found.items()]
    if by in {"day", "month"}:
        return sorted(counted, key=lambda count: count.key or "")
    return sorted(counted, key=lambda count: (-count.articles, count.key or ""))


def totals(connection: Connection) -> dict[str, Any]:
    """Return the figures of the whole archive, as a JSON object."""
    articles = _rows(connection, ArticleRow.__table__)
    first, last = published_days(connection)
    return {
        "articles": articles,
        "originals": articles - _where(connection, ArticleRow.duplicate_of.is_not(None)),
        "hacked": _where(connection, ArticleRow.hacked),
        "gone": _where(connection, ArticleRow.status == "gone"),
        "clusters": _rows(connection, ClusterRow.__table__),
        "versions": _rows(connection, VersionRow.__table__),
        "sites": _rows(connection, SiteRow.__table__),
        "urls": _rows(connection, PageRow.__table__),
        "first_published": first.isoformat() if first else None,
        "last_published": last.isoformat() if last else None,
    }


def published_days(connection: Connection) -> tuple[date | None, date | None]:
    """Return the first and the last day of publication; None: no article has one."""
    # One at a time: SQLite takes one of them from the index, and for both reads all of it.
    first = connection.scalar(select(func.min(ArticleRow.published_day)))
    return first, connection.scalar(select(func.max(ArticleRow.published_day)))


def _key(by: By) -> SQLColumnExpression[Any]:
    """Return a column that is in an index: articles themselves need not be read."""
    columns: dict[str, SQLColumnExpression[Any]] = {
        "site": ArticleRow.site_id,
        "region": ArticleRow.region,
        "source": ArticleRow.source,
    }
    return columns.get(by, ArticleRow.published_day)


def _label(by: By, value: str | date | None) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[: len("2020-02-24" if by == "day" else "2020-02")]
    return value


def _rows(connection: Connection, table: FromClause) -> int:
    return _one(connection, select(func.count()).select_from(table))


def _where(connection: Connection, condition: SQLColumnExpression[bool]) -> int:
    return _one(connection, select(func.count()).select_from(ArticleRow).where(condition))


def _one(connection: Connection, statement: Select[int]) -> int:
    return connection.execute(statement).scalar_one()
