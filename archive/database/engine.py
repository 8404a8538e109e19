"""Opening an archive: SQLite in a file, or PostgreSQL, by a SQLAlchemy URL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    InternalError,
    OperationalError,
)

from archive.database import postgresql, sqlite
from archive.database.sqlite import WRITES
from archive.errors import ArchiveDamagedError, ArchiveUnreachableError, StorageError
from archive.places import DEFAULT_URL, URL_VARIABLE

__all__ = [
    "Engine",  # what ``connect`` gives; other rooms name it without knowing SQLAlchemy
    "archive_url",
    "connect",
    "display",
    "sqlite_path",
    "transact",
    "writing",
]

_TRIES = 3
_IN_THE_WAY = {"40001", "40P01"}
"""SQLSTATE serialization_failure and deadlock_detected of PostgreSQL."""

_T = TypeVar("_T")


def archive_url(given: str | None = None) -> str:
    """Return the address given, or the environment's, or the default."""
    return given or os.environ.get(URL_VARIABLE) or DEFAULT_URL


def connect(url: str | None = None, *, read_only: bool = False) -> Engine:
    """Open an archive and prove that it answers.

    Opened for writing, a missing SQLite file and its folder are made. Opened ``read_only``, nothing
    is ever made or changed: a missing file is an error, and writing fails.

    Raises:
        ArchiveUnreachableError: The URL is wrong, its driver is not there, the server does not
            answer, the folder cannot be written, or the file is not a database.

    """
    address = _parse(archive_url(url))
    if address.get_backend_name() == "sqlite":
        engine = sqlite.open_file(address, read_only=read_only)
    else:
        engine = postgresql.open_server(address, read_only=read_only)
    try:
        _prove(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that will write.

    On SQLite it takes the write lock at once: a transaction that first reads and then wants to
    write would fail, instead of wait, when another wrote in between.

    Raises:
        StorageError: The database failed; nothing of the transaction was written.

    """
    try:
        with engine.connect() as connection:
            connection.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection
    except (OperationalError, InternalError) as error:
        raise StorageError(f"the archive {display(engine)} failed: {_reason(error)}") from error


def transact(engine: Engine, work: Callable[[Connection], _T]) -> _T:
    """Do ``work`` in a writing transaction; again, when another writer was in its way.

    That is a deadlock, a serialisation failure, or a row that another wrote first. ``work`` may
    run more than once, each time on an unchanged database.
    """
    for _ in range(_TRIES - 1):
        try:
            with writing(engine) as connection:
                return work(connection)
        except IntegrityError:
            continue
        except StorageError as error:
            if getattr(getattr(error.__cause__, "orig", None), "sqlstate", "") not in _IN_THE_WAY:
                raise
    with writing(engine) as connection:
        return work(connection)


def sqlite_path(engine: Engine) -> Path | None:
    """Return the file of an SQLite archive, None for PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return None
    return sqlite.file_of(engine)


def display(engine: Engine) -> str:
    """Name the archive in a message, without its password."""
    path = sqlite_path(engine)
    return str(path) if path else engine.url.render_as_string(hide_password=True)


def _parse(url: str) -> URL:
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, ValueError):
        raise ArchiveUnreachableError(
            "the archive's address is not a SQLAlchemy URL; "
            "write sqlite:///FILE or postgresql+psycopg://USER@HOST/DATABASE"
        ) from None
    if backend not in {"sqlite", "postgresql"}:
        raise ArchiveUnreachableError(
            f"an archive cannot be kept in {backend!r}; use sqlite:///FILE or postgresql+psycopg://"
        )
    return address


def _prove(engine: Engine) -> None:
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA schema_version")
            else:
                _require_utf8(connection, engine)
    except DBAPIError as error:
        damaged = _code(error) == sqlite3.SQLITE_CORRUPT
        kind = ArchiveDamagedError if damaged else ArchiveUnreachableError
        raise kind(f"the archive {display(engine)} does not open: {_reason(error)}") from error


_CURES = {
    sqlite3.SQLITE_CORRUPT: "restore it from a backup",
    sqlite3.SQLITE_NOTADB: "name the archive's own file",
}
"""What helps, by SQLite's result code; PostgreSQL says so itself."""


def _reason(error: DBAPIError) -> str:
    reason = " ".join(str(error.orig).split())
    cure = _CURES.get(_code(error))
    return f"{reason}; {cure}" if cure else reason


def _code(error: DBAPIError) -> int:
    """Return SQLite's result code; of PostgreSQL's errors that of none."""
    code: int = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return code


def _require_utf8(connection: Connection, engine: Engine) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise ArchiveUnreachableError(
            f"the database {display(engine)} keeps text as {encoding}; "
            "make one with ENCODING 'UTF8'"
        )
