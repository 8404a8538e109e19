"""An archive on a PostgreSQL server: how its connections are set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event

from archive.database.json_columns import JSON_COLUMNS
from archive.errors import ArchiveUnreachableError
from archive.locking.forking import cut_in_children

if TYPE_CHECKING:
    import psycopg  # takes long to load, and archives in a file do without

CONNECT_SECONDS = 10
"""How long a PostgreSQL server may take to answer."""


def open_server(address: URL, *, read_only: bool) -> Engine:
    """Make the engine of an archive on a server, which is not asked yet.

    Raises:
        ArchiveUnreachableError: The URL names another driver than psycopg.

    """
    if address.drivername not in {"postgresql", "postgresql+psycopg"}:
        raise ArchiveUnreachableError(
            f"{address.drivername!r} is not supported; write postgresql+psycopg://USER@HOST/DATABASE"
        )
    options: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "govnews",
        # A server that lost sight of a dead client's host frees its locks after two minutes.
        "keepalives_idle": 60,
        "keepalives_interval": 15,
        "keepalives_count": 4,
    }
    if read_only:
        # One question sees one state, as on SQLite, however many statements it takes.
        options["options"] = (
            "-c default_transaction_read_only=on "
            r"-c default_transaction_isolation=repeatable\ read"
        )
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        connect_args=options,
        pool_pre_ping=True,
        **JSON_COLUMNS,
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: psycopg.Connection, _record: object) -> None:
        cut_in_children(connection)

    return engine
