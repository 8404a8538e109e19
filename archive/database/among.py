"""Rows of many ids."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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


def given_numbers(dialect: str, parameter: str) -> str:
    """Return what stands behind FROM in SQL: numbers given as one parameter, ``wanted.value``.

    So the statement is the same however many they are, and is prepared once.
    """
    if dialect == "postgresql":
        return f"unnest(CAST(:{parameter} AS bigint[])) AS wanted(value)"
    return f"json_each(:{parameter}) AS wanted"


def as_parameter(connection: Connection, numbers: Sequence[int]) -> list[int] | str:
    """Return numbers as the one parameter of ``given_numbers``."""
    if connection.dialect.name == "postgresql":
        return list(numbers)
    return json.dumps(numbers)
