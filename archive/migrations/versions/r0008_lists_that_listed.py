"""Whether a list has ever listed anything is told by a column of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_PAGES = sa.table(
    "pages",
    *(sa.column(name) for name in ("kind", "state", "reason", "interval_seconds", "article_id")),
    *(sa.column(name) for name in ("etag", "last_modified")),
    *(
        sa.column(name, sa.DateTime(timezone=True))
        for name in ("fetched_at", "due_at", "listed_at")
    ),
)
_LISTED = ("list page", "site map")
"""Reasons of pages that were read and listed something."""
_FORMER = ("no articles listed", "JSON")
"""Those of pages that came as lists and listed nothing, before such were columns."""


def upgrade() -> None:
    """Add the column, as far as it can be told, and have former rules' dead ends read once more.

    An interval was a sign of a column that has listed nothing; but lists of former versions have
    some, too.
    """
    op.add_column("pages", sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True))
    page = _PAGES.c
    without = sa.func.coalesce(page.interval_seconds, 0) == 0
    lists = (page.kind == "list", page.fetched_at.is_not(None))
    op.execute(
        _PAGES.update()
        .where(*lists, without | page.reason.in_(_LISTED))
        .values(listed_at=page.fetched_at)
    )
    given_up = (page.kind == "other", page.state == "fetched", page.reason.in_(_FORMER))
    op.execute(
        _PAGES.update()
        .where(*given_up, page.due_at.is_(None), page.article_id.is_(None))
        # "Not modified" would be said of what today's rules have not read.
        .values(kind="list", due_at=datetime.now(UTC), etag=None, last_modified=None)
    )


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("pages", "listed_at")
