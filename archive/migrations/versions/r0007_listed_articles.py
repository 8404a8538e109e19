"""Which articles stood on a list's first page when it was last read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of lists of before nothing is known until they are read again."""
    op.add_column("pages", sa.Column("listed", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("pages", "listed")
