"""The full-text index. It is derived from the articles, so it is made by the code that keeps it."""

from __future__ import annotations

from alembic import op

from archive.search import index as search_index

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index, of the articles that are there."""
    search_index.create(op.get_bind())
    search_index.rebuild(op.get_bind())


def downgrade() -> None:
    """Drop the index; it can be made again at any time."""
    search_index.drop(op.get_bind())
