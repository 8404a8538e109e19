"""The full-text index in blocks; what revision 0002 made before there were any is dropped."""

from __future__ import annotations

from alembic import op

from archive.search import index as search_index

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_FORMER = (
    "DROP TABLE IF EXISTS search_text",
    "DROP TABLE IF EXISTS search_entries",
    "DROP TABLE IF EXISTS search_scheme",
)


def upgrade() -> None:
    """Drop the index in any form and make it again of the articles."""
    connection = op.get_bind()
    search_index.drop(connection)
    for statement in _FORMER:
        connection.exec_driver_sql(statement)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS govnews_grams(text)")
    search_index.create(connection)
    search_index.rebuild(connection)


def downgrade() -> None:
    """Keep the index: the code of revision 0002 is no longer there to make another."""
