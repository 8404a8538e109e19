"""Writing outcomes into the ledger, inside a transaction of the caller's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, case, update

from archive.database.prepared import Prepared
from archive.database.storable import insert_if_new, storable, storable_or_none
from archive.ledger import run_pages
from archive.ledger.records import MAX_URL_CHARACTERS, Outcome
from archive.models import PageRow


def write_outcomes(
    connection: Connection, outcomes: Iterable[Outcome], *, run_id: int | None, now: datetime
) -> None:
    """Write what became of URLs; one that the ledger has not met gets its row now."""
    for outcome in outcomes:
        url = ledger_url(outcome.url)
        attempt = outcome.was_asked if outcome.state == "failed" else None
        change = _change(attempt=attempt, fetched=outcome.digest is not None)
        values = {"of_url": url, **_values(outcome, run_id, now)}
        if change.run(connection, values).rowcount == 0:
            _insert(connection, url, outcome, run_id, now)
            change.run(connection, values)
        if run_id is not None:
            run_pages.keep(connection, url, run_id)


def ledger_url(url: str) -> str:
    """Return the key under which the ledger has a URL: itself, cut where indexes end."""
    return storable(url)[:MAX_URL_CHARACTERS]


def _insert(
    connection: Connection, url: str, outcome: Outcome, run_id: int | None, now: datetime
) -> None:
    row = {
        "url": url,
        "site_id": outcome.site,
        "kind": outcome.kind or "other",
        "state": "discovered",
        "attempts": 0,
        "depth": 0,
        "discovered_at": now,
        "discovered_run_id": run_id,
    }
    # Another writer may have met it in this very moment.
    insert_if_new(connection, PageRow).run(connection, row)


@cache
def _change(*, attempt: bool | None, fetched: bool) -> Prepared:
    """Return the UPDATE of a row, built once; further columns are those that are given.

    ``attempt``: whether one more was made in vain; None: none has failed.
    """
    attempts = 0 if attempt is None else PageRow.attempts + int(attempt)
    changed: dict[str, Any] = {"attempts": attempts}
    if fetched:
        same = PageRow.digest == bindparam("new_digest")
        now = bindparam("changed_now", type_=PageRow.changed_at.type)
        changed |= {
            "digest": bindparam("new_digest"),
            "changed_at": case((same, PageRow.changed_at), else_=now),
        }
    return Prepared(update(PageRow).where(PageRow.url == bindparam("of_url")).values(changed))


def _values(outcome: Outcome, run_id: int | None, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {
        "state": outcome.state,
        "reason": storable_or_none(outcome.reason),
        "http_status": outcome.http_status,
        "due_at": outcome.due_at,
    }
    if outcome.state == "fetched":
        values["fetched_at"] = now
    if outcome.digest is not None:
        # The validators of this very answer, or none: an old one would vouch for another page.
        values |= {
            "new_digest": outcome.digest,
            "changed_now": now,
            "etag": storable_or_none(outcome.etag),
            "last_modified": storable_or_none(outcome.last_modified),
        }
    if outcome.warc is not None:
        values |= {
            "warc_file": outcome.warc.file,
            "warc_offset": outcome.warc.offset,
            "warc_length": outcome.warc.length,
        }
    if outcome.lists:
        values["listed_at"] = now
    return values | _given(outcome, run_id)


def _given(outcome: Outcome, run_id: int | None) -> dict[str, Any]:
    """Return the columns that are written only when there is something to write."""
    given = {
        "kind": outcome.kind,
        "etag": storable_or_none(outcome.etag),
        "last_modified": storable_or_none(outcome.last_modified),
        "interval_seconds": outcome.interval_seconds,
        "article_id": outcome.article_id,
        "listed": None if outcome.listed is None else " ".join(map(str, outcome.listed)),
        "last_run_id": run_id,
    }
    return {name: value for name, value in given.items() if value is not None}
