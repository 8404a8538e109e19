"""What both databases hold: text from the web made fit for them, bounds of numbers; and inserts."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from archive.database.prepared import Prepared

MAX_ID = 2**63 - 1
"""Ids are 64-bit integers with a sign, in both databases."""
MAX_NUMBER = 2**31 - 1
"""Other numbers, versions and counts among them, are PostgreSQL's ``integer``: 32 bits."""

_written = json.JSONEncoder(ensure_ascii=False).encode
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def storable(text: str) -> str:
    """Replace what PostgreSQL or UTF-8 cannot hold (NUL, halves of surrogate pairs) by U+FFFD.

    One character for one, so that offsets into the text stay right.
    """
    try:
        text.encode()  # ten times as fast as the pattern, and nearly all text passes
    except UnicodeEncodeError:
        return _UNSTORABLE.sub(_REPLACEMENT, text)
    return text.replace("\0", _REPLACEMENT)


def storable_or_none(text: str | None) -> str | None:
    """Do the same to a text that may be missing."""
    return None if text is None else storable(text)


def is_storable_json(value: Any) -> bool:  # noqa: ANN401  any JSON value
    """Whether every text inside a JSON value is fit as it is."""
    written = _written(value)
    return "\\u0000" not in written and storable(written) == written


def storable_json(value: Any) -> Any:  # noqa: ANN401  any JSON value goes in and comes out
    """Do the same to every text inside a JSON value."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(key): storable_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(item) for item in value]
    return value


def insert_if_new(connection: Connection, table: Any) -> Prepared:  # noqa: ANN401  a mapped class
    """Return an INSERT that leaves a row alone that is there already."""
    return _insert_if_new(connection.dialect.name, table)


@cache
def _insert_if_new(dialect: str, table: Any) -> Prepared:  # noqa: ANN401  a mapped class
    return Prepared(insert_for_dialect(dialect, table).on_conflict_do_nothing())


def insert_for(connection: Connection, table: Any) -> sqlite.Insert | postgresql.Insert:  # noqa: ANN401  a mapped class
    """Begin an INSERT that can say ON CONFLICT."""
    return insert_for_dialect(connection.dialect.name, table)


def insert_for_dialect(dialect: str, table: Any) -> sqlite.Insert | postgresql.Insert:  # noqa: ANN401  a mapped class
    """Do the same for a database that is known by the name of its kind."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
