"""Rows of many ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, SQLColumnExpression, any_, literal
from sqlalchemy.dialects.postgresql import ARRAY


def among(
    connection: Connection, column: SQLColumnExpression[Any], numbers: Iterable[int]
) -> ColumnElement[bool]:
    """Say that a column is one of these numbers.

    On PostgreSQL they are one parameter: a statement of hundreds takes its driver milliseconds.
    """
    wanted = list(numbers)
    if connection.dialect.name == "postgresql":
        return column == any_(literal(wanted, ARRAY(BigInteger)))
    return column.in_(wanted)
