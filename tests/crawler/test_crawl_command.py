"""``scrapy crawl`` tells the truth by its exit status, in one line, and writes nothing in vain."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import pytest

from archive.database.engine import connect
from archive.locking.runs import hold
from crawler.demo.sample_server import SampleServer
from tests.crawler.crawls import SECONDS, SampleCrawl, scrapy

SITE = '[[site]]\nid = "a"\nname = "甲"\nstart_urls = ["http://127.0.0.1:9/"]\ndelay = 0\n'


def crawl(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a crawl of one site whose port nobody listens on; return status and stderr."""
    (folder / "sites.toml").write_text(SITE, encoding="utf-8")
    process = scrapy("crawl", "gov_news", "-a", "catalogue=sites.toml", *arguments, cwd=folder)
    _, errors = process.communicate(timeout=SECONDS)
    return process.returncode, errors


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-a", "nonsense"), "-a NAME=VALUE"),
        (("-s", "DOWNLOAD_DELAY=soon"), "DOWNLOAD_DELAY=soon: write a number"),
        (("-s", "DOWNLOAD_DELAY=inf"), "DOWNLOAD_DELAY=inf: write a number"),
        (("-s", "MAX_LIST_DEPTH=1.5"), "MAX_LIST_DEPTH=1.5: write a whole number"),
        (("-s", "WARC_DIR=/proc/x"), "/proc/x cannot be made"),
        (("-s", "ARCHIVE_URL=postgresql://127.0.0.1:9/x"), "does not open"),
        (("-a", "catalogue=nowhere"), "no such file or folder"),
    ],
)
def test_wrong_use_is_status_2_one_line_and_nothing_written(
    tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    status, errors = crawl(tmp_path, "--nolog", *arguments)
    assert status == 2
    assert re.fullmatch(r"govnews: [^\n]+\n", errors)
    assert told in errors
    assert [path.name for path in tmp_path.iterdir()] == ["sites.toml"]


def test_a_site_that_is_down_is_status_0(tmp_path: Path) -> None:
    status, log = crawl(tmp_path)
    assert status == 0
    assert "1 discovered = 0 archived" in log
    assert "1 failed" in log
    assert (tmp_path / "data" / "archive.db").is_file()


def test_an_archive_that_another_run_holds_is_status_75(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    with hold(engine):
        status, errors = crawl(tmp_path, "-s", "ARCHIVE_URL=sqlite:///archive.db")
    engine.dispose()
    assert status == 75
    assert re.fullmatch(r"govnews: another run holds [^\n]+\n", errors)


def test_an_interrupted_run_is_status_1_and_said_so(tmp_path: Path) -> None:
    with SampleServer() as server:
        running = SampleCrawl(server, tmp_path)
        process = running.start()
        deadline = time.monotonic() + SECONDS
        while len(server.requests) < 15:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert [status for status, _ in running.reports()] == ["interrupted"]
    assert running.findings() == []


def test_a_disk_that_is_full_fails_the_run(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)); "
    with SampleServer() as server:
        running = SampleCrawl(server, tmp_path)
        process = running.start(prelude=limit)
        _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert errors.strip().splitlines()[-1].startswith("govnews: ")
