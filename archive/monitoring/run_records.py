"""What each run did, as records (interface, section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    RowMapping,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from archive.database.mapping import Json, iso
from archive.ledger.records import TOO_LONG
from archive.ledger.run_pages import has_all_of
from archive.locking.runs import Shard, is_held
from archive.models import PageRow, RunPageRow, RunRow, SiteRunRow

STATES = ("discovered", "fetched", "failed", "excluded", "gone")


def runs(connection: Connection, *, limit: int | None = None) -> Iterator[Json]:
    """Give runs without their reports, the latest first."""
    statement = select(*RunRow.__table__.c).order_by(RunRow.id.desc()).limit(limit)
    for row in connection.execute(statement).mappings():
        yield _run(_as_of_now(connection, row))


def run(connection: Connection, number: int) -> Json | None:
    """Return one run with its report and what it did on each site; None: no such run."""
    statement = select(*RunRow.__table__.c).where(RunRow.id == number)
    found = connection.execute(statement).mappings().first()
    if found is None:
        return None
    row = _as_of_now(connection, found)
    details = {"arguments": row["arguments"], "report": row["report"]}
    return {**_run(row), **details, "sites": list(_sites(connection, number))}


def urls(connection: Connection, number: int, state: str) -> Iterator[Json]:
    """Give the URLs that a run left in a state, with why, as it was then.

    Of a run of long ago (``has_all_of``) those that no later one has taken over, as they are.
    """
    if not has_all_of(connection, number):
        parts = [_taken_over_by_none(number, state)]
    elif state in _AS_MET:
        parts = [_dealt_with(number, state), _only_discovered(number, state)]
    else:
        parts = [_dealt_with(number, state)]
    rows = union_all(*parts).subquery()
    ordered = select(*rows.c).order_by(rows.c.site_id, rows.c.id)
    names = ("kind", "state", "reason", "http_status", "attempts")
    for row in connection.execute(ordered, execution_options={"yield_per": 500}).mappings():
        yield {
            "url": row["url"],
            "site": row["site_id"],
            **{name: row[name] for name in names},
        }


_AS_MET = ("discovered", "excluded")
"""States that a URL can have without anything done with it."""
_AS_IT_IS = (PageRow.kind, PageRow.state, PageRow.reason, PageRow.http_status, PageRow.attempts)
_WHICH = (PageRow.id, PageRow.url, PageRow.site_id)


def _dealt_with(number: int, state: str) -> Select[*tuple[Any, ...]]:
    then = (RunPageRow.kind, RunPageRow.state, RunPageRow.reason, RunPageRow.http_status)
    return (
        select(*_WHICH, *then, RunPageRow.attempts)
        .join(PageRow, PageRow.id == RunPageRow.page_id)
        .where(RunPageRow.run_id == number, RunPageRow.state == state)
    )


def _only_discovered(number: int, state: str) -> Select[*tuple[Any, ...]]:
    """Return what a run met and did nothing with: left for the next, or too long to ask for."""
    dealt_with = exists().where(RunPageRow.run_id == number, RunPageRow.page_id == PageRow.id)
    too_long = func.coalesce(PageRow.reason.startswith(TOO_LONG, autoescape=True), False)
    as_met = literal(state).label("state"), case((too_long, PageRow.reason)).label("reason")
    nothing = literal(None, Integer).label("http_status"), literal(0).label("attempts")
    return select(*_WHICH, PageRow.kind, *as_met, *nothing).where(
        PageRow.discovered_run_id == number,
        too_long == (state == "excluded"),
        ~dealt_with,
    )


def _taken_over_by_none(number: int, state: str) -> Select[*tuple[Any, ...]]:
    touched = or_(
        PageRow.last_run_id == number,
        and_(PageRow.last_run_id.is_(None), PageRow.discovered_run_id == number),
    )
    return select(*_WHICH, *_AS_IT_IS).where(touched, PageRow.state == state)


def _run(row: Json) -> Json:
    finished = row["finished_at"]
    return {
        "run": row["id"],
        "kind": row["kind"],
        "status": row["status"],
        "shard": row["shard"],
        "started_at": iso(row["started_at"]),
        "finished_at": iso(finished) if finished else None,
    }


def _as_of_now(connection: Connection, row: RowMapping) -> Json:
    """Return a run's row, with what is true of a run that was killed: it wrote nothing."""
    if row["status"] != "running" or is_held(connection, _shard(row["shard"])):
        return dict(row)
    # It may have ended between what this connection sees and now.
    with connection.engine.connect() as anew:
        query = select(*RunRow.__table__.c).where(RunRow.id == row["id"])
        now = dict(anew.execute(query).mappings().one())
    return now | {"status": "interrupted"} if now["status"] == "running" else now


def _shard(given: str | None) -> Shard | None:
    """Read a shard as ``runs.shard`` has it."""
    if given is None:
        return None
    part, _, parts = given.partition("/")
    return int(part), int(parts)


def _sites(connection: Connection, number: int) -> Iterator[Json]:
    statement = select(*SiteRunRow.__table__.c).where(SiteRunRow.run_id == number)
    for row in connection.execute(statement.order_by(SiteRunRow.site_id)).mappings():
        yield {"site": row["site_id"], "health": row["health"], "report": row["report"]}
