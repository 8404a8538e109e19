"""Runs the real crawl over a fake web, and reads what it left."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.fakeweb.world import World
from tests.programs import WARM_CRAWL, warm_server
from tests.warm_server import Forked

PROJECT = Path(__file__).resolve().parents[2]
SETTINGS: Mapping[str, str] = {
    "DOWNLOAD_DELAY": "0",
    "DOWNLOAD_TIMEOUT": "6",
    "RETRY_TIMES": "1",
    "EXTRACT_WORKERS": "1",
    "LOG_LEVEL": "INFO",
    "AUTOTHROTTLE_MAX_DELAY": "2",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of the crawl left."""

    status: int
    log: str


class Crawl:
    """One archive in a folder, crawled as often as asked."""

    def __init__(self, world: World, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "archive.db"
        self._log = folder / "crawl.log"
        (folder / "catalogue.toml").write_text(world.catalogue(), encoding="utf-8")

    def start(self, settings: Mapping[str, str] | None = None) -> Forked:
        """Start ``scrapy crawl gov_news``, with its modules loaded."""
        return warm_server().start_logged(
            WARM_CRAWL,
            *self._arguments(settings),
            cwd=PROJECT,
            environment=os.environ,
            log=self._log,
        )

    def start_cold(self, settings: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start ``scrapy crawl gov_news`` as users do."""
        command = [sys.executable, "-m", "scrapy", *self._arguments(settings)]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        with self._log.open("a") as log:
            return subprocess.Popen(
                command,
                cwd=PROJECT,
                stderr=log,
                stdout=log,
                text=True,
                start_new_session=True,
                env=environment,
            )

    def _arguments(self, settings: Mapping[str, str] | None) -> list[str]:
        given = {
            **SETTINGS,
            "ARCHIVE_URL": f"sqlite:///{self.database}",
            "WARC_DIR": str(self.folder / "warc"),
            **(settings or {}),
        }
        catalogue = f"catalogue={self.folder / 'catalogue.toml'}"
        set_ = (word for name, value in given.items() for word in ("-s", f"{name}={value}"))
        return ["crawl", "gov_news", "-a", catalogue, *set_]

    def run(
        self,
        settings: Mapping[str, str] | None = None,
        *,
        cold: bool = False,
        timeout_seconds: float = 300,
    ) -> Outcome:
        """Crawl to the end; ``settings`` go beside the usual ones."""
        before = self._log_size()
        process = (self.start_cold if cold else self.start)(settings)
        try:
            status = process.wait(timeout_seconds)
        finally:
            process.kill()
        return Outcome(status, self._log.read_text()[before:])

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return rows of the archive."""
        with sqlite3.connect(self.database) as connection:
            return connection.execute(sql).fetchall()

    def report(self) -> dict[str, Any]:
        """Return the last run's report."""
        ((text,),) = self.query("select report from runs order by id desc limit 1")
        report: dict[str, Any] = json.loads(text)
        return report

    def pass_days(self, days: int) -> None:
        """Let days pass."""
        self.pass_time(timedelta(days=days))

    def pass_time(self, time: timedelta) -> None:
        """Let time pass: everything in the ledger happened, and falls due, earlier."""
        columns = ("discovered_at", "fetched_at", "changed_at", "due_at")
        with sqlite3.connect(self.database) as connection:
            for row_id, *moments in connection.execute(
                f"select id, {', '.join(columns)} from pages"  # noqa: S608 - our own names
            ).fetchall():
                earlier = [_earlier(moment, time) for moment in moments]
                connection.execute(
                    f"update pages set {', '.join(f'{name} = ?' for name in columns)} where id = ?",  # noqa: S608
                    (*earlier, row_id),
                )

    def _log_size(self) -> int:
        return len(self._log.read_text()) if self._log.exists() else 0


def _earlier(moment: str | None, time: timedelta) -> str | None:
    if moment is None:
        return None
    when = datetime.fromisoformat(moment).replace(tzinfo=UTC) - time
    return when.strftime("%Y-%m-%d %H:%M:%S.%f")
