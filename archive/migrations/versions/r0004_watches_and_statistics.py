"""Saved searches; indexes that statistics are read from, instead of a million articles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


_SOME = {
    "reprints": ("duplicate_of IS NOT NULL", "duplicate_of IS NOT NULL"),
    "hacked": ("hacked = 1", "hacked"),
    "gone": ("status = 'gone'", "status = 'gone'"),
}
"""Articles that are few, by the name of their index: as SQLite and as PostgreSQL say it."""


def upgrade() -> None:
    """Make them."""
    op.create_index("ix_articles_region", "articles", ["region"])
    for name, (on_sqlite, on_postgresql) in _SOME.items():
        op.create_index(
            f"ix_articles_{name}",
            "articles",
            ["id"],
            sqlite_where=sa.text(on_sqlite),
            postgresql_where=sa.text(on_postgresql),
        )
    op.create_table(
        "watches",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column(
            "filters", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True)),
        sa.Column("seen_version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_watches"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("watches")
    for name in ("region", *_SOME):
        op.drop_index(f"ix_articles_{name}", "articles")
