"""What each run made of each URL; no reason of a former failure on a page that was read since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; runs of before are not in it."""
    op.create_table(
        "run_pages",
        sa.Column("run_id", _BIG, nullable=False),
        sa.Column("page_id", _BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_pages_run_id_runs"),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_run_pages_page_id_pages"),
        sa.PrimaryKeyConstraint("run_id", "page_id", name="pk_run_pages"),
    )
    op.execute(
        "UPDATE pages SET reason = NULL WHERE state = 'fetched' AND article_id IS NOT NULL "
        "AND reason NOT LIKE 'page of an article: %'"
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("run_pages")
