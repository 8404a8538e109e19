"""An archive in one file: how SQLite opens it, and how its connections are set."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event

from archive.database.json_columns import JSON_COLUMNS
from archive.errors import ArchiveUnreachableError

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

WRITES = "govnews_writes"
"""The execution option of a connection that will write."""

_PATH = "govnews_path"


def file_of(engine: Engine) -> Path:
    """Return the file of an engine that :func:`open_file` made."""
    path: Path = engine.get_execution_options()[_PATH]
    return path


def open_file(address: URL, *, read_only: bool) -> Engine:
    """Make the engine of an archive in a file; nothing is read of it yet.

    Raises:
        ArchiveUnreachableError: The URL names no file, the file is missing (``read_only``), or its
            folder cannot be made or written.

    """
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
    engine = create_engine(
        URL.create("sqlite", database=name, query={"uri": "true"}),
        connect_args={"timeout": BUSY_MILLISECONDS / 1000},
        execution_options={_PATH: path},
        **JSON_COLUMNS,
    )
    _prepare(engine, read_only=read_only)
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


def _prepare(engine: Engine, *, read_only: bool) -> None:
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
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
