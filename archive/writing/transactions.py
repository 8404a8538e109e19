"""The writer's transactions: one a call, or one of many calls; one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from archive.database.engine import transact, writing
from archive.errors import StorageError

_LOCK = text("SELECT pg_advisory_xact_lock(:key)")
_KEY = 0x676F766E_0002
"""Advisory lock of PostgreSQL for the length of one transaction ("govn", 2). Two writers that store
copies of one text at the same moment would not see each other's, and make two clusters of them."""

_T = TypeVar("_T")


class Transactions:
    """Opens, syncs and commits them.

    Args:
        engine: An archive whose schema is current.
        sync: Called before each commit.
        failed: Called when one was taken back: what was learnt in it is not true.

    """

    def __init__(
        self, engine: Engine, sync: Callable[[], object] | None, failed: Callable[[], object]
    ) -> None:
        self._engine = engine
        self._sync = sync
        self._failed = failed
        self._shared: Connection | None = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is done inside, by one thread.

        Raises:
            StorageError: Something failed, or another writer was in the way; nothing was written.

        """
        try:
            with writing(self._engine) as connection:
                _take_turn(connection)
                self._shared = connection
                yield
                self._sync_raw_records()
        except BaseException as error:
            self._failed()
            if isinstance(error, IntegrityError):
                raise StorageError(f"another writer was in the way: {error.orig}") from error
            raise
        finally:
            self._shared = None

    def do(self, work: Callable[[Connection], _T]) -> _T:
        """Do ``work`` in the transaction that is open, or in one of its own.

        Raises StorageError: the database failed; nothing of the transaction was written.
        """
        if self._shared is not None:
            return work(self._shared)
        try:
            return transact(self._engine, self._attempt(work))
        except BaseException:
            self._failed()
            raise

    def _attempt(self, work: Callable[[Connection], _T]) -> Callable[[Connection], _T]:
        tried = False

        def attempt(connection: Connection) -> _T:
            nonlocal tried
            if tried:
                self._failed()
            tried = True
            _take_turn(connection)
            result = work(connection)
            self._sync_raw_records()
            return result

        return attempt

    def _sync_raw_records(self) -> None:
        if self._sync is not None:
            self._sync()


def _take_turn(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK, {"key": _KEY})
