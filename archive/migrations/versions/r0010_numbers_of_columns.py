"""What waits since a column's number was taken for a day of 2000 is asked for again soon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_PAGES = sa.table(
    "pages",
    *(sa.column(name) for name in ("id", "url", "kind", "state", "reason", "interval_seconds")),
    *(sa.column(name) for name in ("etag", "last_modified", "digest")),
    sa.column("due_at", sa.DateTime(timezone=True)),
)
_WAS_A_DAY = re.compile(r"/0\d/?\d{4}/")
"""Of lists: a day without its century, as ``/010203/``, has no list read more rarely any more."""
_WAS_A_DAY_OF_2000 = re.compile(r"/00(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/")
"""Epoint's columns: ``/001/001001/``, which is no day any more of any page."""
_LONGEST_SECONDS = 180 * 86_400
"""What a page of 2000 waited for its next look."""
_NEXT_DAY_SECONDS = 22 * 3600
"""What a page of unknown age waits."""


def upgrade() -> None:
    """Let such lists be due, and articles; read anew what held none; take up what was left out."""
    page, now = _PAGES.c, datetime.now(UTC)
    fetched, later = page.state == "fetched", page.due_at > now
    lists = (page.kind == "list", fetched, later)
    _change(_ids(_WAS_A_DAY, *lists), due_at=now)
    waiting = (fetched, later, page.interval_seconds == _LONGEST_SECONDS)
    soon = {"due_at": now, "interval_seconds": _NEXT_DAY_SECONDS}
    _change(_ids(_WAS_A_DAY_OF_2000, *waiting, page.kind == "article"), **soon)
    # Of the same bytes "as before" would be said, not what today's rules read in them.
    unread = {"etag": None, "last_modified": None, "digest": None}
    _change(_ids(_WAS_A_DAY_OF_2000, *waiting, page.kind == "other"), **soon, **unread)
    left_out = (page.state == "excluded", page.reason.startswith("since: 2000-"))
    again = {"state": "discovered", "reason": None, "due_at": now}
    _change(_ids(_WAS_A_DAY_OF_2000, *left_out), **again)


def downgrade() -> None:
    """Leave what is due."""


def _ids(pattern: re.Pattern[str], *which: sa.ColumnElement[bool]) -> Iterator[int]:
    may_match = _PAGES.c.url.contains("/0")
    rows = op.get_bind().execute(sa.select(_PAGES.c.id, _PAGES.c.url).where(may_match, *which))
    return (row.id for row in rows.all() if pattern.search(row.url.partition("?")[0]))


def _change(ids: Iterator[int], **values: object) -> None:
    for number in ids:
        op.get_bind().execute(_PAGES.update().where(_PAGES.c.id == number).values(values))
