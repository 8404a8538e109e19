"""Runs: who worked on the archive, when, with what arguments, and what came of it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, insert, or_, update
from sqlalchemy.exc import SQLAlchemyError

from archive.database.engine import writing
from archive.database.storable import insert_for, storable_json
from archive.errors import GovnewsError
from archive.ledger.run_pages import drop_oldest
from archive.models import RunRow, SiteRunRow

RunKind = Literal["crawl", "import", "reextract"]
RunStatus = Literal["running", "finished", "failed", "interrupted"]
Health = Literal["ok", "silent", "failing", "blocked", "hacked", "new"]


class Runs:
    """The one door to the tables ``runs`` and ``site_runs``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start(
        self,
        kind: RunKind,
        arguments: Mapping[str, Any],
        *,
        now: datetime,
        shard: str | None = None,
    ) -> int:
        """Open a run and return its id.

        To be called with the archive's lock held: other runs of this shard (of any, without one)
        that still say ``running`` are then dead, and become ``interrupted``.
        """
        row = {
            "kind": kind,
            "arguments": storable_json(dict(arguments)),
            "shard": shard,
            "status": "running",
            "started_at": now,
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "report": {},
            "keeps_urls": True,
        }
        with writing(self._engine) as connection:
            _bury_the_dead(connection, shard)
            drop_oldest(connection)
            run_id: int = connection.execute(
                insert(RunRow).values(row).returning(RunRow.id)
            ).scalar_one()
        return run_id

    def note(self, run_id: int, report: Mapping[str, Any]) -> None:
        """Write what is to be known of a run though it may be killed before it is closed."""
        noted = update(RunRow).where(RunRow.id == run_id)
        with writing(self._engine) as connection:
            connection.execute(noted.values(report=storable_json(dict(report))))

    def finish(
        self,
        run_id: int,
        *,
        now: datetime,
        report: Mapping[str, Any],
        status: RunStatus = "finished",
    ) -> None:
        """Close a run with its report."""
        closed = {"status": status, "finished_at": now, "report": storable_json(dict(report))}
        with writing(self._engine) as connection:
            connection.execute(update(RunRow).where(RunRow.id == run_id).values(closed))

    @contextmanager
    def recorded(
        self,
        kind: RunKind,
        arguments: Mapping[str, Any],
        *,
        report: Callable[[], Mapping[str, Any]],
    ) -> Iterator[int]:
        """Open a run, give its id, and close it however the block ends, with what it had done.

        To be called with the archive's lock held, as ``start``.
        """
        run_id = self.start(kind, arguments, now=datetime.now(UTC))
        try:
            yield run_id
        except BaseException as error:
            # What ended the run may be a disk that takes this no more; it is the error to tell of.
            with suppress(GovnewsError, SQLAlchemyError, OSError):
                now, status = datetime.now(UTC), _status_after(error)
                self.finish(run_id, now=now, report=report(), status=status)
            raise
        self.finish(run_id, now=datetime.now(UTC), report=report())

    def report_site(
        self, run_id: int, site: str, *, health: Health, report: Mapping[str, Any]
    ) -> None:
        """Write (or write again) what the run did on one site."""
        found = {"health": health, "report": storable_json(dict(report))}
        with writing(self._engine) as connection:
            row = insert_for(connection, SiteRunRow).values(run_id=run_id, site_id=site, **found)
            connection.execute(
                row.on_conflict_do_update(index_elements=["run_id", "site_id"], set_=found)
            )


def _status_after(error: BaseException) -> RunStatus:
    """Tell what failed from what somebody had enough of: by Ctrl-C, or as the reader of a pipe."""
    failed = isinstance(error, Exception) and not isinstance(error, BrokenPipeError)
    return "failed" if failed else "interrupted"


def _bury_the_dead(connection: Connection, shard: str | None) -> None:
    dead = update(RunRow).where(RunRow.status == "running").values(status="interrupted")
    if shard is not None:
        dead = dead.where(or_(RunRow.shard.is_(None), RunRow.shard == shard))
    connection.execute(dead)
