"""Who may run on an archive: one run alone, or one run a shard side by side."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from archive.database.engine import display, sqlite_path
from archive.errors import ArchiveLockedError, ArchiveUnreachableError
from archive.locking.files import LockedFile, open_locked

Shard = tuple[int, int]
"""(I, N): the I-th of N parts of the catalogue, I from 1 to N."""

_ARCHIVE_KEY = 0x676F766E
"""First half of the advisory lock keys on PostgreSQL ("govn"), so that they meet no one else's."""


@contextmanager
def hold(engine: Engine, shard: Shard | None = None) -> Iterator[None]:
    """Hold the archive for a run until the block ends or the process does.

    A run over everything excludes every other. Runs of different shards go together, two of the
    same do not. Whether shards of different N overlap nobody checks: start them with one N.

    Raises:
        ArchiveLockedError: Another run holds it.

    """
    path = sqlite_path(engine)
    taken = _on_postgresql(engine, shard) if path is None else _on_files(path, shard)
    with taken:
        yield


def _locked(where: str, shard: Shard | None, holder: str = "") -> ArchiveLockedError:
    what = f"shard {shard[0]}/{shard[1]} of the archive" if shard else "the archive"
    by = f" ({holder})" if holder else ""
    return ArchiveLockedError(f"another run holds {what} {where}{by}; wait for it to end")


# --- SQLite: two side files -----------------------------------------------------------------------


@contextmanager
def _on_files(path: Path, shard: Shard | None) -> Iterator[None]:
    with ExitStack() as stack:
        base = _take(path.with_name(path.name + ".lock"), path, shard, shared=shard is not None)
        stack.callback(base.release)
        if shard is not None:
            side = path.with_name(f"{path.name}.lock-{shard[0]}-of-{shard[1]}")
            stack.callback(_take(side, path, shard, shared=False).release)
        yield


def _take(lock_path: Path, archive: Path, shard: Shard | None, *, shared: bool) -> LockedFile:
    try:
        lock = open_locked(lock_path, shared=shared)
    except OSError as error:
        raise ArchiveUnreachableError(
            f"the lock file {lock_path} cannot be written: {error.strerror}"
        ) from error
    if lock is None:
        raise _locked(str(archive), shard, lock_path.read_text("utf-8", "replace").strip())
    # The file itself stays: whoever still had a removed one open would hold a lock unseen.
    lock.cut(0)
    lock.write(f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
    return lock


# --- PostgreSQL: advisory locks of one session ----------------------------------------------------


@contextmanager
def _on_postgresql(engine: Engine, shard: Shard | None) -> Iterator[None]:
    # A session of its own without a transaction: the server drops its locks when it ends.
    with engine.connect() as session:
        session.execution_options(isolation_level="AUTOCOMMIT")
        session.detach()
        _take_advisory(session, engine, shard)
        try:
            yield
        finally:
            # A session that the server has lost holds nothing any more.
            with suppress(DBAPIError):
                session.execute(text("SELECT pg_advisory_unlock_all()"))


def _take_advisory(connection: Connection, engine: Engine, shard: Shard | None) -> None:
    if shard is None:
        if not _try(connection, "pg_try_advisory_lock", 0):
            raise _locked(display(engine), None)
        return
    if not _try(connection, "pg_try_advisory_lock_shared", 0):
        raise _locked(display(engine), None)
    part, parts = shard
    # One number for each (I, N) with N below 2**15, never 0.
    if not _try(connection, "pg_try_advisory_lock", parts << 15 | part):
        raise _locked(display(engine), shard)


def _try(connection: Connection, function: str, key: int) -> bool:
    statement = text(f"SELECT {function}(:archive, :key)")
    return bool(connection.execute(statement, {"archive": _ARCHIVE_KEY, "key": key}).scalar_one())
