"""The rows of injected spam: what stands on a page now, and what stood there once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from archive.database.mapping import removal_columns
from archive.models import RemovalRow
from archive.records import Removal

Owner = tuple[Literal["article_id", "page_id"], int]
"""The column that tells whose spam it is, and the id in it."""

_Key = tuple[str, str]
"""Field and text: the same spam, wherever in the field it stands."""


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
    rows = [{**row, "suspected": False} for row in removal_columns(removed)]
    rows += [{**row, "suspected": True} for row in removal_columns(suspected)]
    known = _first_seen(connection, owner)
    connection.execute(delete(RemovalRow).where(*_present(owner)))
    column, owner_id = owner
    written: list[dict[str, Any]] = [
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
        *_present(owner), RemovalRow.suspected.is_(False)
    )
    gone = [row.id for row in connection.execute(present) if (row.where, row.text) not in still]
    if gone:
        past = update(RemovalRow).where(RemovalRow.id.in_(gone))
        connection.execute(past.values(last_seen_at=last_seen_at))


def _present(owner: Owner) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    column, owner_id = owner
    return getattr(RemovalRow, column) == owner_id, RemovalRow.last_seen_at.is_(None)


def _first_seen(connection: Connection, owner: Owner) -> dict[_Key, datetime]:
    query = select(RemovalRow.where, RemovalRow.text, RemovalRow.seen_at).where(*_present(owner))
    known: dict[_Key, datetime] = {}
    for where, text, seen_at in connection.execute(query):
        known[where, text] = min(seen_at, known.get((where, text), seen_at))
    return known
