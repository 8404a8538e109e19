"""Opening an archive: SQLite in a file, or PostgreSQL, by a SQLAlchemy URL."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    InternalError,
    OperationalError,
)

from archive.errors import ArchiveUnreachableError, StorageError
from archive.locking.forking import cut_in_children
from archive.places import DEFAULT_URL, URL_VARIABLE

if TYPE_CHECKING:
    import psycopg  # takes long to load, and archives in a file do without

BUSY_MILLISECONDS = 30_000
"""How long one writer waits for another's transaction, which is milliseconds long."""
CACHE_KIB = 64 * 1024
"""SQLite's page cache of one connection: holds the upper levels of the indexes of a million
articles, which its default of 2 MiB does not."""

WRITING_CACHE_KIB = 16 * 1024
"""The same of a connection that writes: a crawl holds two, and with 64 MiB each its memory grew by
87 MB from 5,000 to 20,000 pages, with this by 16, at the same speed."""

CHECKPOINT_PAGES = 4_000
"""Pages of 4 KiB in SQLite's write-ahead log before they are moved into the file, which waits for
the disk. An article changes thirty pages, most of which the next ones change again: with four times
the default, articles are stored in half of the time that the clock shows."""

CONNECT_SECONDS = 10
"""How long a PostgreSQL server may take to answer."""

__all__ = [
    "Engine",  # what ``connect`` gives; other rooms name it without knowing SQLAlchemy
    "archive_url",
    "connect",
    "display",
    "sqlite_path",
    "transact",
    "writing",
]

_WRITES = "govnews_writes"
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
        engine = _sqlite(address, read_only=read_only)
    else:
        engine = _postgresql(address, read_only=read_only)
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
            connection.execution_options(**{_WRITES: True})
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
    path: Path = engine.get_execution_options()["govnews_path"]
    return path


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


_written_json = json.JSONEncoder(ensure_ascii=False).encode
"""Chinese stays readable, and a third of the size, in JSON columns."""


def _create(address: URL, **arguments: object) -> Engine:
    # Most lists are empty: an article has nine of them, read by exports and written by each store.
    return create_engine(
        address,
        json_serializer=lambda value: "[]" if value == [] else _written_json(value),
        json_deserializer=_read_json,
        **arguments,
    )


def _read_json(text: str | bytes) -> object:
    """Return the value of a JSON column; drivers give text (SQLite) or bytes (psycopg)."""
    if isinstance(text, bytes):
        text = text.decode()
    return [] if text == "[]" else json.loads(text)


def _prove(engine: Engine) -> None:
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA schema_version")
            else:
                _require_utf8(connection, engine)
    except DBAPIError as error:
        raise ArchiveUnreachableError(
            f"the archive {display(engine)} does not open: {_reason(error)}"
        ) from error


def _reason(error: DBAPIError) -> str:
    return " ".join(str(error.orig).split())


def _require_utf8(connection: Connection, engine: Engine) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise ArchiveUnreachableError(
            f"the database {display(engine)} keeps text as {encoding}; "
            "make one with ENCODING 'UTF8'"
        )


# --- SQLite ---------------------------------------------------------------------------------------


def _sqlite(address: URL, *, read_only: bool) -> Engine:
    if address.drivername not in {"sqlite", "sqlite+pysqlite"}:
        raise ArchiveUnreachableError(
            f"{address.drivername!r} is not supported; write sqlite:///FILE"
        )
    if not address.database or address.database == ":memory:":
        raise ArchiveUnreachableError("an archive needs a file: write sqlite:///FILE")
    path = Path(address.database).absolute()
    if read_only:
        _require_file(path)
    else:
        _make_folder(path)
    name = f"file:{_quoted(path)}?{_open_mode(path, read_only=read_only)}"
    engine = _create(
        URL.create("sqlite", database=name, query={"uri": "true"}),
        connect_args={"timeout": BUSY_MILLISECONDS / 1000},
        execution_options={"govnews_path": path},
    )
    _prepare_sqlite(engine, read_only=read_only)
    return engine


def _require_file(path: Path) -> None:
    if not path.is_file():
        raise ArchiveUnreachableError(
            f"there is no archive at {path}; a crawl, an import or `govnews db upgrade` makes one"
        )


def _make_folder(path: Path) -> None:
    if path.is_dir():
        raise ArchiveUnreachableError(f"the archive's address names a folder, not a file: {path}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveUnreachableError(
            f"the archive's folder {path.parent} cannot be made: {error.strerror}"
        ) from error
    if not os.access(path.parent, os.W_OK):
        raise ArchiveUnreachableError(f"the archive's folder {path.parent} cannot be written")


def _quoted(path: Path) -> str:
    """Escape what SQLite's file URIs give a meaning (https://www.sqlite.org/uri.html)."""
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _open_mode(path: Path, *, read_only: bool) -> str:
    """Choose the URI parameters that open the file without making what should not be made.

    A reader needs the write-ahead log's index beside the file, and after a crash the right to
    mend it, so it opens for writing where it may (and ``query_only`` forbids writing). Where the
    folder cannot be written, nobody writes: the file is read as it lies.
    """
    if not read_only:
        return "mode=rwc"
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    return "mode=ro" if path.with_name(path.name + "-wal").exists() else "mode=ro&immutable=1"


def _prepare_sqlite(engine: Engine, *, read_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own idea of when a transaction begins is switched off: see _on_begin.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA foreign_keys = ON")
        cache_kib = CACHE_KIB if read_only else WRITING_CACHE_KIB
        connection.execute(f"PRAGMA cache_size = -{cache_kib}")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
            # In WAL mode a power cut can lose the last commits but never break the file; those
            # pages are still due in the ledger and are fetched again.
            connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


# --- PostgreSQL -----------------------------------------------------------------------------------


def _postgresql(address: URL, *, read_only: bool) -> Engine:
    if address.drivername not in {"postgresql", "postgresql+psycopg"}:
        raise ArchiveUnreachableError(
            f"{address.drivername!r} is not supported; write postgresql+psycopg://USER@HOST/DATABASE"
        )
    options: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "govnews",
        # A server that lost sight of a dead client's host frees its locks after two minutes.
        "keepalives_idle": 60,
        "keepalives_interval": 15,
        "keepalives_count": 4,
    }
    if read_only:
        # One question sees one state, as on SQLite, however many statements it takes.
        options["options"] = (
            "-c default_transaction_read_only=on "
            r"-c default_transaction_isolation=repeatable\ read"
        )
    engine = _create(
        address.set(drivername="postgresql+psycopg"), connect_args=options, pool_pre_ping=True
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: psycopg.Connection, _record: object) -> None:
        cut_in_children(connection)

    return engine
