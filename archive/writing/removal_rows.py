"""The rows of injected spam: what stands on a page now, and what stood there once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from archive.database.mapping import removal_columns
from archive.models import RemovalRow
from archive.records import Removal

Owner = tuple[Literal["article_id", "page_id"], int]
"""The column that tells whose spam it is, and the id in it."""

_Key = tuple[str, str]
"""Field and text: the same spam, wherever in the field it stands."""


def add_removals(
    connection: Connection,
    owner: Owner,
    removed: Sequence[Removal],
    suspected: Sequence[Removal] = (),
    *,
    now: datetime,
) -> None:
    """Write what stands on a page of which nothing is written yet."""
    _insert(connection, owner, _rows(removed, suspected), {}, now)


def write_removals(
    connection: Connection,
    owner: Owner,
    removed: Sequence[Removal],
    suspected: Sequence[Removal] = (),
    *,
    now: datetime,
) -> None:
    """Write what stands on a page now, in the place of what was written last.

    What was there before keeps the time when it was first seen. What is not there any more was our
    misreading, and is forgotten, unless ``retire`` was called before: then the site took it out.
    """
    known = _first_seen(connection, owner)
    if known:
        connection.execute(delete(RemovalRow).where(*_present(owner[0])), {"owner": owner[1]})
    _insert(connection, owner, _rows(removed, suspected), known, now)


def _rows(removed: Sequence[Removal], suspected: Sequence[Removal]) -> list[dict[str, Any]]:
    rows = [{**row, "suspected": False} for row in removal_columns(removed)]
    return rows + [{**row, "suspected": True} for row in removal_columns(suspected)]


def _insert(
    connection: Connection,
    owner: Owner,
    rows: Sequence[dict[str, Any]],
    known: dict[_Key, datetime],
    now: datetime,
) -> None:
    column, owner_id = owner
    written = [
        {**row, column: owner_id, "seen_at": known.get((row["where"], row["text"]), now)}
        for row in rows
    ]
    if written:
        connection.execute(insert(RemovalRow), written)


def retire(
    connection: Connection, owner: Owner, removed: Iterable[Removal], last_seen_at: datetime
) -> None:
    """Let spam that a site has taken out again be of the past; what is still there stays."""
    still = {(removal.where, removal.text) for removal in removed}
    present = select(RemovalRow.id, RemovalRow.where, RemovalRow.text).where(
        *_present(owner[0]), RemovalRow.suspected.is_(False)
    )
    found = connection.execute(present, {"owner": owner[1]})
    gone = [row.id for row in found if (row.where, row.text) not in still]
    if gone:
        past = update(RemovalRow).where(RemovalRow.id.in_(gone))
        connection.execute(past.values(last_seen_at=last_seen_at))


def _first_seen(connection: Connection, owner: Owner) -> dict[_Key, datetime]:
    known: dict[_Key, datetime] = {}
    for where, text, seen_at in connection.execute(_seen(owner[0]), {"owner": owner[1]}):
        known[where, text] = min(seen_at, known.get((where, text), seen_at))
    return known


@cache
def _seen(column: str) -> Select[str, str, datetime]:
    query = select(RemovalRow.where, RemovalRow.text, RemovalRow.seen_at)
    return query.where(*_present(column))


def _present(column: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return getattr(RemovalRow, column) == bindparam("owner"), RemovalRow.last_seen_at.is_(None)
