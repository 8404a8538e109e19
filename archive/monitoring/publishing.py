"""What those who watch sites ask of a run: what changed, and what publishes no more."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, Text, cast, func, select

from archive.models import ArticleRow, ChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """On which days a column published, as far as its articles are archived."""

    site: str
    column: tuple[str, ...]
    """``section`` of its articles; empty: the whole site."""
    days: tuple[date, ...]
    """Earliest first, each once."""
    watched_since: datetime
    """When its first article was archived."""


def changes_by_site(engine: Engine, run_id: int) -> dict[str, Counter[str]]:
    """Count what a run saw sites do to archived articles: site to kind of change to articles."""
    query = (
        select(ChangeRow.site_id, ChangeRow.kind, func.count())
        .where(ChangeRow.run_id == run_id, ChangeRow.site_id.is_not(None))
        .group_by(ChangeRow.site_id, ChangeRow.kind)
    )
    found: dict[str, Counter[str]] = {}
    with engine.connect() as connection:
        for site, kind, count in connection.execute(query):
            found.setdefault(str(site), Counter())[kind] = count
    return found


def publishing(engine: Engine, sites: Collection[str], *, since: date) -> Iterator[Publishing]:
    """Yield when each site, and each of its columns, published since a day."""
    days: dict[tuple[str, tuple[str, ...]], set[date]] = {}
    watched: dict[tuple[str, tuple[str, ...]], datetime] = {}
    for site, section, day, seen in _published(engine, sites, since):
        for key in {(site, ()), (site, section)}:
            days.setdefault(key, set()).add(day)
            watched[key] = min(seen, watched.get(key, seen))
    for (site, column), found in sorted(days.items()):
        yield Publishing(
            site=site,
            column=column,
            days=tuple(sorted(found)),
            watched_since=watched[site, column],
        )


def _published(
    engine: Engine, sites: Collection[str], since: date
) -> Iterator[tuple[str, tuple[str, ...], date, datetime]]:
    section = cast(ArticleRow.section, Text).label("section")
    query = (
        select(
            ArticleRow.site_id,
            section,
            ArticleRow.published_day,
            func.min(ArticleRow.first_seen_at),
        )
        .where(ArticleRow.site_id.in_(sites), ArticleRow.published_day >= since)
        .group_by(ArticleRow.site_id, section, ArticleRow.published_day)
    )
    with engine.connect() as connection:
        for site, names, day, seen in connection.execute(query):
            assert site is not None and day is not None  # noqa: PT018, S101 - as the query says
            yield site, tuple(json.loads(names or "[]")), day, seen
