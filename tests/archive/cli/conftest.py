"""An archive on disk, and the command line on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from archive.database.engine import connect
from archive.database.schema import upgrade
from tests.archive.cli.calls import Call
from tests.archive.shelves import fill


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive on disk, with its raw pages beside it; only read."""
    folder = tmp_path_factory.mktemp("shelf")
    engine = connect(f"sqlite:///{folder / 'archive.db'}")
    upgrade(engine)
    fill(engine, folder / "warc")
    engine.dispose()
    return folder


@pytest.fixture
def govnews(shelf: Path) -> Call:
    """Run a command on the archive."""

    def call(*words: str, archive: str = f"sqlite:///{shelf / 'archive.db'}") -> Result:
        environment = {"GOVNEWS_ARCHIVE_URL": archive, "GOVNEWS_WARC_DIR": str(shelf / "warc")}
        return CliRunner().invoke(main, words, env=environment)

    return call
