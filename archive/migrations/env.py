"""Run by Alembic: migrates over the connection, and in the transaction, that it is handed."""

from __future__ import annotations

from alembic import context

from archive.database import views
from archive.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    # SQLite changes tables by copying them.
    render_as_batch=True,
)
with context.begin_transaction():
    views.drop(connection)
    context.run_migrations()
    if context.get_context().get_current_revision() == context.get_head_revision():
        views.create(connection)
