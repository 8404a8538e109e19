"""Runs real crawls of the sample sites in processes of their own, and looks at what they left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, update

from archive.check import check
from archive.database.engine import connect
from archive.models import ArticleRow, PageRow, RunRow
from crawler.demo.sample_server import SAMPLES, SampleServer
from tests.programs import ROOT, WARM_CRAWL, Program, warm_server

EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["sites"]
SECONDS = 100
"""A crawl that takes longer hangs: on two busy cores it takes half a minute."""


def scrapy(*arguments: str, cwd: Path, patch: str = "", prelude: str = "") -> Program:
    """Start ``scrapy`` with this project's settings in a folder that is not the project's.

    ``patch``: Python statements that its process runs first, with all modules loaded; those that it
    begins know nothing of them. ``prelude``: the same, but then its own processes begin as they do
    for users, and have from it what they have there.
    """
    code = prelude + _SCRAPY if prelude else patch + WARM_CRAWL
    return warm_server().start(code, *arguments, cwd=cwd, environment=_environment())


def cold_scrapy(*arguments: str, cwd: Path, prelude: str = "") -> subprocess.Popen[str]:
    """Start ``scrapy`` as users do: nothing is loaded before ``prelude``."""
    return subprocess.Popen(
        [sys.executable, "-c", prelude + _SCRAPY, *arguments],
        cwd=cwd,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


_SCRAPY = "from scrapy.cmdline import execute; execute()"


def _environment() -> dict[str, str]:
    ours = {"SCRAPY_SETTINGS_MODULE": "crawler.settings", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **ours}


class Crawl:
    """A catalogue, and an archive that crawls of it go into."""

    def __init__(self, catalogue: str, folder: Path, url: str | None = None) -> None:
        self.folder = folder
        self.url = url or f"sqlite:///{folder / 'archive.db'}"
        (folder / "catalogue.toml").write_text(catalogue, encoding="utf-8")

    def start(
        self, *extra: str, patch: str = "", prelude: str = "", cold: bool = False
    ) -> Program | subprocess.Popen[str]:
        """Start a crawl of all sites, or as ``extra`` says; ``cold``: as users do.

        ``patch`` and ``prelude``: as of ``scrapy``.
        """
        catalogue = ("-a", "catalogue=catalogue.toml", "-s", f"ARCHIVE_URL={self.url}")
        settings = ("-s", "WARC_DIR=warc", "-s", "EXTRACT_WORKERS=1")
        arguments = ("crawl", "gov_news", *catalogue, *settings, *extra)
        if cold:
            return cold_scrapy(*arguments, cwd=self.folder, prelude=prelude)
        return scrapy(*arguments, cwd=self.folder, patch=patch, prelude=prelude)

    def run(self, *extra: str) -> str:
        """Crawl to the end; return the log."""
        process = self.start(*extra)
        _, log = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, log[-3000:]
        assert "Traceback" not in log, log[-3000:]
        return log

    @contextmanager
    def archive(self) -> Iterator[Engine]:
        """Open what the crawls left."""
        engine = connect(self.url)
        try:
            yield engine
        finally:
            engine.dispose()

    def articles(self) -> dict[str, str | None]:
        """Return the archived articles, URL to title."""
        with self.archive() as engine, engine.connect() as connection:
            rows = connection.execute(select(ArticleRow.url, ArticleRow.title)).all()
        assert len({row.url for row in rows}) == len(rows)
        return {row.url: row.title for row in rows}

    def states(self) -> dict[str, str]:
        """Return the ledger, URL to state."""
        with self.archive() as engine, engine.connect() as connection:
            rows = connection.execute(select(PageRow.url, PageRow.state)).all()
        return {row.url: row.state for row in rows}

    def reports(self) -> list[tuple[str, dict[str, Any]]]:
        """Return each run's status and report."""
        with self.archive() as engine, engine.connect() as connection:
            query = select(RunRow.status, RunRow.report).order_by(RunRow.id)
            return [(row.status, row.report) for row in connection.execute(query)]

    def findings(self) -> list[str]:
        """Return what ``govnews db check`` finds wrong."""
        with self.archive() as engine:
            return [finding.message for finding in check(engine, self.folder / "warc")]

    def wait(self, *, days: int) -> None:
        """Let all that is due within so many days be due now."""
        now = datetime.now(UTC)
        with self.archive() as engine, engine.begin() as connection:
            soon = PageRow.due_at.between(now, now + timedelta(days=days))
            connection.execute(update(PageRow).where(soon).values(due_at=now))


class SampleCrawl(Crawl):
    """The sample sites, served, and an archive that crawls of them go into."""

    def __init__(self, server: SampleServer, folder: Path, url: str | None = None) -> None:
        super().__init__(server.catalogue_text(), folder, url)
        self.server = server

    def kill_after(self, requests: int) -> None:
        """Crawl until the sites have answered so often, then ``kill -9``."""
        already = len(self.server.requests)
        process = self.start()
        deadline = time.monotonic() + SECONDS
        while len(self.server.requests) < already + requests and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert process.poll() is None, "the crawl ended before it could be killed"
        process.send_signal(signal.SIGKILL)
        # Also waits for the worker processes, which hold the pipes: they end with their parent.
        process.communicate(timeout=SECONDS)

    def wanted(self) -> dict[str, str]:
        """Return the sample sites' articles, URL to title."""
        return {
            self.server.url(site, article["path"]): article["title"]
            for site, expected in EXPECTED.items()
            for article in expected["articles"]
        }
