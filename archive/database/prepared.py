"""Statements that every article needs: compiled once, and executed by the driver itself.

SQLAlchemy makes some ten objects and asks for listeners each time that it executes a statement.
With sixteen of them, that was a third of what it took to store an article.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, Executable
from sqlalchemy.exc import DBAPIError

Values = Mapping[str, Any]
_Process = Callable[[Any], Any]


class Cursor(Protocol):
    """What both drivers give for a statement that was executed."""

    @property
    def rowcount(self) -> int:
        """Rows that were changed."""

    def fetchone(self) -> Any:  # noqa: ANN401  a row: values as the driver gives them, or None
        """Return the next row."""

    def fetchall(self) -> list[Any]:
        """Return all rows."""


class Prepared:
    """A statement of SQLAlchemy's, to be executed often with the same parameters' names.

    Inside a transaction, like any other. What comes back is as the driver has it: only numbers and
    texts are the same on both. Raises what SQLAlchemy would raise, and gives up a connection that
    is lost, as it does.
    """

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._compiled: dict[tuple[str, tuple[str, ...]], _Compiled] = {}

    def run(self, connection: Connection, values: Values) -> Cursor:
        """Execute it; an INSERT or UPDATE sets the columns that are given."""
        compiled = self._for(connection, values)
        return _driven(connection, "execute", compiled.sql, compiled.parameters(values))

    def scalar(self, connection: Connection, values: Values) -> Any:  # noqa: ANN401  a column's value
        """Execute it; return the first value of the first row, None without a row."""
        row = self.run(connection, values).fetchone()
        return None if row is None else row[0]

    def _for(self, connection: Connection, values: Values) -> _Compiled:
        key = (connection.dialect.name, tuple(values))
        if key not in self._compiled:
            self._compiled[key] = _compile(self._statement, connection, values)
        return self._compiled[key]


def run_many(connection: Connection, sql: str, rows: Sequence[Sequence[Any]]) -> Cursor:
    """Execute a statement of SQLite's for each row."""
    return _driven(connection, "executemany", sql, rows)


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    fixed: Values
    """Parameters whose value stands in the statement."""
    processed: Sequence[tuple[str, _Process]]
    """Parameters that the driver does not take as the program has them."""
    order: Sequence[str] | None
    """Of the parameters, where the driver knows them by their place."""

    def parameters(self, values: Values) -> Any:  # noqa: ANN401  as the driver takes them
        bound = {**self.fixed, **values}
        for name, process in self.processed:
            bound[name] = process(bound[name])
        return bound if self.order is None else [bound[name] for name in self.order]


def _compile(statement: Executable, connection: Connection, values: Values) -> _Compiled:
    dialect = connection.dialect
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(values))  # type: ignore[attr-defined]
    bound = compiled.construct_params(values)
    processors = {
        name: parameter.type.dialect_impl(dialect).bind_processor(dialect)
        for name, parameter in compiled.binds.items()
    }
    return _Compiled(
        sql=compiled.string,
        fixed={name: value for name, value in bound.items() if name not in values},
        processed=[(name, process) for name, process in processors.items() if process],
        order=compiled.positiontup,
    )


def _driven(connection: Connection, method: str, sql: str, parameters: Any) -> Cursor:  # noqa: ANN401  as above
    driver: Any = connection.connection.cursor()
    dialect = connection.dialect
    try:
        getattr(driver, method)(sql, parameters)
    except dialect.loaded_dbapi.Error as error:
        base = dialect.loaded_dbapi.Error
        lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, driver)
        if lost:
            # Else the rollback would be the first to notice, and its error hide this one.
            connection.invalidate(error)
        raise DBAPIError.instance(
            sql, parameters, error, base, connection_invalidated=lost, dialect=dialect
        ) from error
    cursor: Cursor = driver
    return cursor
