"""An archive on each database, empty and current."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from archive.database.engine import connect
from archive.database.schema import head, upgrade

_KEPT = {"alembic_version", "search_scheme"}
"""Tables that migrations fill."""


@pytest.fixture(params=["sqlite", "postgresql"])
def archive_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an archive that does not exist yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.db'}"
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An empty archive."""
    opened: Engine = request.getfixturevalue(f"{request.param}_engine")
    return opened


@pytest.fixture
def sqlite_engine(_migrated_file: Path, tmp_path: Path) -> Iterator[Engine]:
    """An empty archive in a file."""
    shutil.copy(_migrated_file, tmp_path / "archive.db")
    opened = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def postgresql_engine(_migrated_database: Engine) -> Engine:
    """An empty archive on the server."""
    with _migrated_database.begin() as connection:
        tables = sorted(set(inspect(connection).get_table_names()) - _KEPT)
        connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
        current = text("UPDATE alembic_version SET version_num = :head")
        connection.execute(current, {"head": head()})
    return _migrated_database


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrated once: running all revisions takes longer than most tests."""
    path = tmp_path_factory.mktemp("archive") / "template.db"
    opened = connect(f"sqlite:///{path}")
    upgrade(opened)
    opened.dispose()
    return path


@pytest.fixture(scope="session")
def _migrated_database(postgres_server: Engine) -> Iterator[Engine]:
    name = f"govnews_test_{secrets.token_hex(6)}"
    with postgres_server.connect() as server:
        server.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        address = postgres_server.url.set(database=name)
        opened = connect(address.render_as_string(hide_password=False))
        upgrade(opened)
        yield opened
        opened.dispose()
        server.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
