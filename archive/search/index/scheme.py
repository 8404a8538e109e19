"""The name of the rules by which the index was made: under others, words may be missed."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.metadata import version

from sqlalchemy import Connection, insert, select

from archive.search.index.tables import SCHEME

_LAYOUT = 5
"""Raise it when entries made by older code would answer differently."""


def write_scheme(connection: Connection) -> None:
    """Say that the index is made by today's rules."""
    connection.execute(SCHEME.delete())
    connection.execute(insert(SCHEME), {"name": scheme()})


def scheme_of(connection: Connection) -> str | None:
    """Return the rules by which the index was made."""
    return connection.execute(select(SCHEME.c.name)).scalar()


@cache
def scheme() -> str:
    """Name today's rules: what decides how text is folded is among them."""
    return f"{_LAYOUT} unicode={unicodedata.unidata_version} opencc={version('opencc')}"
