"""What each run made of each URL, kept as it was then: the ledger itself knows only the latest."""

from __future__ import annotations

from functools import cache
from itertools import accumulate

from sqlalchemy import Connection, and_, bindparam, delete, func, select, update

from archive.database.prepared import Prepared
from archive.database.storable import insert_for_dialect
from archive.models import PageRow, RunPageRow, RunRow

MOST_ROWS = 2_000_000
"""Rows that are kept, by whole runs, and of the latest run all: some 200 MB. Where a thousand sites
are crawled by the hour that is a week or two, where ten are it is years."""

_AS_IT_IS = ("kind", "state", "reason", "http_status", "attempts")
"""Columns of the ledger's row as it is after the run dealt with it."""


def keep(connection: Connection, url: str, run_id: int) -> None:
    """Keep what the ledger says of a URL now as what the run made of it."""
    _keep(connection.dialect.name).run(connection, {"of_url": url, "of_run": run_id})


def drop_oldest(connection: Connection, *, most: int = MOST_ROWS) -> None:
    """Drop what is kept of the oldest runs, as far as it is more than ``most`` rows.

    Not of one that still runs: half of it would be kept, and it said to be all.
    """
    counted = select(RunPageRow.run_id, func.count()).group_by(RunPageRow.run_id)
    runs = connection.execute(counted.order_by(RunPageRow.run_id.desc())).all()
    sums = accumulate(count for _, count in runs)
    old = [
        row.run_id for row, total in zip(runs, sums, strict=True) if total > most and row != runs[0]
    ]
    if old:
        running = select(RunRow.id).where(RunRow.status == "running")
        dropped = and_(RunPageRow.run_id <= max(old), RunPageRow.run_id.not_in(running))
        incomplete = RunRow.id.in_(select(RunPageRow.run_id).where(dropped))
        connection.execute(update(RunRow).where(incomplete).values(keeps_urls=False))
        connection.execute(delete(RunPageRow).where(dropped))


def has_all_of(connection: Connection, run_id: int) -> bool:
    """Tell whether all is kept that a run made of URLs; not of runs of long ago."""
    keeps = connection.execute(select(RunRow.keeps_urls).where(RunRow.id == run_id)).scalar()
    return bool(keeps)


@cache
def _keep(dialect: str) -> Prepared:
    columns = [getattr(PageRow, name) for name in _AS_IT_IS]
    now = select(bindparam("of_run"), PageRow.id, *columns)
    row = insert_for_dialect(dialect, RunPageRow).from_select(
        ["run_id", "page_id", *_AS_IT_IS], now.where(PageRow.url == bindparam("of_url"))
    )
    anew = {name: row.excluded[name] for name in _AS_IT_IS}
    return Prepared(row.on_conflict_do_update(index_elements=["run_id", "page_id"], set_=anew))
