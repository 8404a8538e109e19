"""Saved searches: what is new since they were last run.

New is an article whose text answers now and did not, or was not there, when the search was last
run: one that was added, and one that its site changed. So the rows of ``versions`` since then are
looked at, one for each article that was added, changed or read anew.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from archive.errors import UsageError
from archive.folding import Written
from archive.models import ArticleRow, VersionRow, WatchRow
from archive.reading.articles import articles_by_id
from archive.records import Article
from archive.search.filters import Filters
from archive.search.query import Node, matches, parse

_BATCH = 500
"""Articles that are held at a time."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved search."""

    name: str
    query: str
    filters: Filters
    added_at: datetime
    run_at: datetime | None
    seen_version: int


def add(connection: Connection, name: str, query: str, filters: Filters, *, now: datetime) -> None:
    """Save a search; what answers already is not new to it.

    Raises:
        UsageError: There is one of that name, or it has no name.

    """
    if not name.strip():
        raise UsageError("a watch needs a name: govnews watch add NAME QUERY")
    if connection.scalar(select(WatchRow.name).where(WatchRow.name == name)) is not None:
        raise UsageError(f"there is a watch {name!r} already; see `govnews watch list`")
    row = {
        "name": name,
        "query": query,
        "filters": stored(filters),
        "added_at": now,
        "seen_version": newest_version(connection),
    }
    connection.execute(insert(WatchRow).values(row))


def remove(connection: Connection, name: str) -> None:
    """Forget a saved search.

    Raises:
        UsageError: There is none of that name.

    """
    if not connection.execute(delete(WatchRow).where(WatchRow.name == name)).rowcount:
        raise _no_such(name)


def watches(connection: Connection, names: Sequence[str] = ()) -> list[Watch]:
    """Return these saved searches, or all, by name.

    Raises:
        UsageError: There is none of one of the names.

    """
    rows = connection.execute(select(*WatchRow.__table__.c).order_by(WatchRow.name))
    every = {row.name: _watch(row) for row in rows}
    for name in names:
        if name not in every:
            raise _no_such(name)
    return [watch for name, watch in every.items() if not names or name in names]


def newest_version(connection: Connection) -> int:
    """Return the id of the newest row of ``versions``."""
    return connection.execute(select(func.coalesce(func.max(VersionRow.id), 0))).scalar_one()


def news(connection: Connection, watch: Watch) -> Iterator[Article]:
    """Give what is new to a saved search, by rising id."""
    node = parse(watch.query)
    touched = (
        select(ArticleRow.id, ArticleRow.title, ArticleRow.body)
        .where(
            ArticleRow.id.in_(
                select(VersionRow.article_id).where(VersionRow.id > watch.seen_version)
            ),
            *watch.filters.conditions(connection.dialect),
        )
        .order_by(ArticleRow.id)
    )
    rows = connection.execute(touched, execution_options={"yield_per": _BATCH})
    answering = (number for number, title, body in rows if _answers(node, title, body))
    while some := list(islice(answering, _BATCH)):
        known = _answering_before(connection, node, watch, some)
        yield from articles_by_id(connection, [number for number in some if number not in known])


def seen(connection: Connection, name: str, version: int, *, now: datetime) -> None:
    """Note that a saved search has given what was new up to a row of ``versions``."""
    noted = {"seen_version": version, "run_at": now}
    connection.execute(update(WatchRow).where(WatchRow.name == name).values(noted))


def _answering_before(
    connection: Connection, node: Node | None, watch: Watch, article_ids: Sequence[int]
) -> set[int]:
    """Find those whose text answered already when the search was last run."""
    last = (
        select(func.max(VersionRow.id))
        .where(VersionRow.article_id.in_(article_ids), VersionRow.id <= watch.seen_version)
        .group_by(VersionRow.article_id)
    )
    rows = connection.execute(
        select(VersionRow.article_id, VersionRow.title, VersionRow.body).where(
            VersionRow.id.in_(last)
        )
    )
    return {number for number, title, body in rows if _answers(node, title, body)}


def _answers(node: Node | None, title: str | None, body: str) -> bool:
    return node is None or matches(node, Written(title or ""), Written(body))


def stored(filters: Filters) -> dict[str, Any]:
    """Return the filters that were given, as a JSON object."""
    given = {name: value for name, value in dataclasses.asdict(filters).items() if value}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in given.items()
    }


def _watch(row: Row[Any]) -> Watch:
    given = dict(row.filters)
    days = {name: date.fromisoformat(given[name]) for name in ("since", "until") if name in given}
    sites = tuple(given.pop("sites", ()))
    filters = Filters(sites=sites, **{**given, **days})
    return Watch(row.name, row.query, filters, row.added_at, row.run_at, row.seen_version)


def _no_such(name: str) -> UsageError:
    return UsageError(f"there is no watch {name!r}; see `govnews watch list`")
