"""The archive's tables: made and brought up to date by migrations, and required to be current."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from archive.database.engine import display, writing
from archive.errors import SchemaError
from archive.models import Base

_UPGRADE_KEY = 0x676F766E_0001
"""Advisory lock of PostgreSQL that one upgrade holds ("govn", 1)."""


def upgrade(engine: Engine) -> None:
    """Make the tables, or bring them to this program's version; one transaction, or none of it.

    Raises:
        SchemaError: The database belongs to another program, or to a newer version of this one.

    """
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_KEY})
        current = _revision(connection)
        _refuse_strangers(connection, current, engine)
        if current != head():
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def require_current(engine: Engine) -> None:
    """Check that the tables are those of this program.

    Raises:
        SchemaError: They are missing, too old or too new; the message says what to do.

    """
    with engine.connect() as connection:
        current = _revision(connection)
    if current == head():
        return
    if current is not None and not _is_known(current):
        raise SchemaError(_too_new(engine, current))
    state = "has no tables" if current is None else f"has old tables ({current})"
    raise SchemaError(f"the archive {display(engine)} {state}; run `govnews db upgrade`")


def head() -> str:
    """Return the revision that this program needs."""
    revision = _scripts().get_current_head()
    if revision is None:
        raise SchemaError("this installation has no migrations; install govnews again")
    return revision


def _refuse_strangers(connection: Connection, current: str | None, engine: Engine) -> None:
    if current is not None:
        if not _is_known(current):
            raise SchemaError(_too_new(engine, current))
        return
    taken = sorted(set(inspect(connection).get_table_names()) & set(Base.metadata.tables))
    if taken:
        raise SchemaError(
            f"{display(engine)} holds tables of another program ({', '.join(taken[:3])}); "
            "give the archive a database of its own"
        )


def _too_new(engine: Engine, revision: str) -> str:
    return (
        f"the archive {display(engine)} was made by a newer govnews (revision {revision}); "
        "update this one"
    )


def _is_known(revision: str) -> bool:
    return revision in {script.revision for script in _scripts().walk_revisions()}


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    """Configure Alembic without a file, so that it works from an installed package."""
    config = Config()
    config.set_main_option("script_location", "archive:migrations")
    return config
