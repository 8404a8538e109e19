"""What each run made of each URL, and which runs keep it; indexes for copies and what a run met.

No reason of a former failure stays on a page that was read since.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_COPIES = sa.text("substr(reason, 1, 20) = 'copy of an article: '")
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them; runs of before are not in the table."""
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
    op.add_column(
        "runs", sa.Column("keeps_urls", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_index("ix_pages_discovered_run_id", "pages", ["discovered_run_id"])
    op.create_index(
        "ix_pages_copies", "pages", ["reason"], sqlite_where=_COPIES, postgresql_where=_COPIES
    )
    op.execute(
        "UPDATE pages SET reason = NULL WHERE state = 'fetched' AND article_id IS NOT NULL "
        "AND reason NOT LIKE 'page of an article: %'"
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_pages_copies", "pages")
    op.drop_index("ix_pages_discovered_run_id", "pages")
    op.drop_column("runs", "keeps_urls")
    op.drop_table("run_pages")
