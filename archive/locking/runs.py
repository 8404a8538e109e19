"""Who may run on an archive: one run alone, or one run a shard side by side."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from archive.database.engine import display, sqlite_path
from archive.errors import ArchiveLockedError, ArchiveUnreachableError
from archive.locking.files import LockedFile, is_locked, open_locked

Shard = tuple[int, int]
"""(I, N): the I-th of N parts of the catalogue, I from 1 to N."""

_ASKED_AGAIN, _ASKED_AGAIN_SECONDS = 3, 0.01
"""How often, and after how long, a lock file that is held is tried again."""
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


def is_held(connection: Connection, shard: Shard | None = None) -> bool:
    """Tell whether a run holds the archive, or this shard of it; True where nobody can tell.

    A run over everything is not a shard's.
    """
    path = sqlite_path(connection.engine)
    if path is None:
        return _is_held_on_server(connection, shard)
    try:
        return is_locked(_lock_file(path) if shard is None else _side_file(path, shard))
    except OSError:
        return True


def _locked(where: str, shard: Shard | None, holder: str = "") -> ArchiveLockedError:
    what = f"shard {shard[0]}/{shard[1]} of the archive" if shard else "the archive"
    by = f" ({holder})" if holder else ""
    return ArchiveLockedError(f"another run holds {what} {where}{by}; wait for it to end")


# --- SQLite: two side files -----------------------------------------------------------------------


@contextmanager
def _on_files(path: Path, shard: Shard | None) -> Iterator[None]:
    with ExitStack() as stack:
        base = _take(_lock_file(path), path, shard, shared=shard is not None)
        stack.callback(base.release)
        if shard is not None:
            stack.callback(_take(_side_file(path, shard), path, shard, shared=False).release)
        yield


def _lock_file(archive: Path) -> Path:
    return archive.with_name(f"{archive.name}.lock")


def _side_file(archive: Path, shard: Shard) -> Path:
    return archive.with_name(f"{archive.name}.lock-{shard[0]}-of-{shard[1]}")


def _take(lock_path: Path, archive: Path, shard: Shard | None, *, shared: bool) -> LockedFile:
    try:
        lock = _opened(lock_path, shared=shared)
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


def _opened(lock_path: Path, *, shared: bool) -> LockedFile | None:
    """Open a lock file; not given up for one who only asks whether it is held (``is_held``)."""
    for _ in range(_ASKED_AGAIN):
        lock = open_locked(lock_path, shared=shared)
        if lock is not None:
            return lock
        time.sleep(_ASKED_AGAIN_SECONDS)
    return open_locked(lock_path, shared=shared)


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
        if not _try(connection, "pg_try_advisory_lock", _key(None)):
            raise _locked(display(engine), None)
        return
    if not _try(connection, "pg_try_advisory_lock_shared", _key(None)):
        raise _locked(display(engine), None)
    if not _try(connection, "pg_try_advisory_lock", _key(shard)):
        raise _locked(display(engine), shard)


def _key(shard: Shard | None) -> int:
    """Return the second half of a lock's key: a number for each (I, N) with N below 2**15."""
    return 0 if shard is None else shard[1] << 15 | shard[0]


def _try(connection: Connection, function: str, key: int) -> bool:
    statement = text(f"SELECT {function}(:archive, :key)")
    return bool(connection.execute(statement, {"archive": _ARCHIVE_KEY, "key": key}).scalar_one())


_HELD = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
    " WHERE datname = current_database() AND locktype = 'advisory' AND granted"
    " AND mode = 'ExclusiveLock' AND CAST(classid AS bigint) = :archive"
    " AND CAST(objid AS bigint) = :key"
)


def _is_held_on_server(connection: Connection, shard: Shard | None) -> bool:
    keys = {"archive": _ARCHIVE_KEY, "key": _key(shard)}
    return bool(connection.execute(_HELD, keys).scalar_one())
