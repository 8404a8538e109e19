"""The sites that the archive has met: how much it has of each, how fresh, and in what health."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Subquery, func, select

from archive.database.mapping import Json, iso
from archive.models import ArticleRow, RunRow, SiteRow, SiteRunRow


def site_states(connection: Connection) -> Iterator[Json]:
    """Give the records of ``sites list`` (interface, section 6), by site id.

    ``health`` is what the last run on the site judged; ``new`` where none has finished yet.
    """
    articles, last_runs = _articles(), _last_runs()
    columns = (
        *(SiteRow.id.label("site"), SiteRow.name, SiteRow.region),
        *(func.coalesce(articles.c.count, 0).label("articles"), articles.c.last_article_at),
        *(last_runs.c.started_at, SiteRunRow.health, SiteRunRow.report),
    )
    statement = (
        select(*columns)
        .outerjoin_from(SiteRow, articles, articles.c.site_id == SiteRow.id)
        .outerjoin(last_runs, last_runs.c.site_id == SiteRow.id)
        .outerjoin(
            SiteRunRow,
            (SiteRunRow.run_id == last_runs.c.run_id) & (SiteRunRow.site_id == SiteRow.id),
        )
        .order_by(SiteRow.id)
    )
    for row in connection.execute(statement).mappings():
        yield _state(row)


def _articles() -> Subquery:
    """Count by the index over site and day alone."""
    last_day = func.max(ArticleRow.published_day).label("last_article_at")
    counted = select(ArticleRow.site_id, func.count().label("count"), last_day)
    return counted.group_by(ArticleRow.site_id).subquery()


def _last_runs() -> Subquery:
    last = (
        select(SiteRunRow.site_id, func.max(SiteRunRow.run_id).label("run_id"))
        .group_by(SiteRunRow.site_id)
        .subquery()
    )
    joined = select(last.c.site_id, last.c.run_id, RunRow.started_at)
    return joined.join(RunRow, RunRow.id == last.c.run_id).subquery()


def _state(row: RowMapping) -> Json:
    last_day, last_run = row["last_article_at"], row["started_at"]
    return {
        **{name: row[name] for name in ("site", "name", "region", "articles")},
        "last_article_at": last_day.isoformat() if last_day else None,
        "last_run_at": iso(last_run) if last_run else None,
        "health": row["health"] or "new",
        "reasons": _reasons(row["report"] or {}),
    }


def _reasons(report: Mapping[str, Any]) -> list[str]:
    """Return why the site is in that health: as the run wrote it, or its failures, counted."""
    written = report.get("reasons")
    if isinstance(written, list):
        return [str(reason) for reason in written]
    failed = report.get("failed") or {}
    ordered = sorted(failed.items(), key=lambda item: (-item[1], item[0]))
    return [f"{count} {reason}" for reason, count in ordered]
