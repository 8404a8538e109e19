"""What each run did, as records (interface, section 6)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping, and_, or_, select

from archive.database.mapping import Json, iso
from archive.models import PageRow, RunRow, SiteRunRow

STATES = ("discovered", "fetched", "failed", "excluded", "gone")


def runs(connection: Connection, *, limit: int | None = None) -> Iterator[Json]:
    """Give runs without their reports, the latest first."""
    statement = select(*RunRow.__table__.c).order_by(RunRow.id.desc()).limit(limit)
    for row in connection.execute(statement).mappings():
        yield _run(row)


def run(connection: Connection, number: int) -> Json | None:
    """Return one run with its report and what it did on each site; None: no such run."""
    statement = select(*RunRow.__table__.c).where(RunRow.id == number)
    row = connection.execute(statement).mappings().first()
    if row is None:
        return None
    details = {"arguments": row["arguments"], "report": row["report"]}
    return {**_run(row), **details, "sites": list(_sites(connection, number))}


def urls(connection: Connection, number: int, state: str) -> Iterator[Json]:
    """Give the URLs in a state that a run touched last, or only discovered."""
    touched = or_(
        PageRow.last_run_id == number,
        and_(PageRow.last_run_id.is_(None), PageRow.discovered_run_id == number),
    )
    statement = (
        select(*PageRow.__table__.c)
        .where(touched, PageRow.state == state)
        .order_by(PageRow.site_id, PageRow.id)
    )
    names = ("kind", "state", "reason", "http_status", "attempts")
    for row in connection.execute(statement, execution_options={"yield_per": 500}).mappings():
        yield {
            "url": row["url"],
            "site": row["site_id"],
            **{name: row[name] for name in names},
        }


def _run(row: RowMapping) -> Json:
    finished = row["finished_at"]
    return {
        "run": row["id"],
        "kind": row["kind"],
        "status": row["status"],
        "shard": row["shard"],
        "started_at": iso(row["started_at"]),
        "finished_at": iso(finished) if finished else None,
    }


def _sites(connection: Connection, number: int) -> Iterator[Json]:
    statement = select(*SiteRunRow.__table__.c).where(SiteRunRow.run_id == number)
    for row in connection.execute(statement.order_by(SiteRunRow.site_id)).mappings():
        yield {"site": row["site_id"], "health": row["health"], "report": row["report"]}
