"""Spam that a site has taken out again stays known, with when it was seen last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column: what is in the table now still stands where it was found."""
    op.add_column("removals", sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Forget what is gone: the older program takes every row for one of the newest version."""
    op.execute("DELETE FROM removals WHERE last_seen_at IS NOT NULL")
    op.drop_column("removals", "last_seen_at")
