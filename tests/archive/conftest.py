"""An archive on each database, empty and current."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from archive.database import connect
from archive.schema import upgrade


@pytest.fixture(params=["sqlite", "postgresql"])
def archive_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an archive that does not exist yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.db'}"
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture
def engine(archive_address: str) -> Iterator[Engine]:
    """An empty archive."""
    opened = connect(archive_address)
    upgrade(opened)
    yield opened
    opened.dispose()
