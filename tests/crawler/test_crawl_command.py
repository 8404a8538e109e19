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
from tests.crawler.crawls import SECONDS, SampleCrawl, cold_scrapy, scrapy

SITE = '[[site]]\nid = "a"\nname = "甲"\nstart_urls = ["http://127.0.0.1:9/"]\ndelay = 0\n'


def crawl(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a crawl of one site whose port nobody listens on; return status and stderr."""
    (folder / "sites.toml").write_text(SITE, encoding="utf-8")
    process = scrapy("crawl", "gov_news", "-a", "catalogue=sites.toml", *arguments, cwd=folder)
    _, errors = process.communicate(timeout=SECONDS)
    return process.wait(SECONDS), errors


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-a", "nonsense"), "-a NAME=VALUE"),
        (("-s", "DOWNLOAD_DELAY=soon"), "DOWNLOAD_DELAY=soon: write a number"),
        (("-s", "DOWNLOAD_DELAY=inf"), "DOWNLOAD_DELAY=inf: write a number"),
        (("-s", "MAX_LIST_DEPTH=1.5"), "MAX_LIST_DEPTH=1.5: write a whole number"),
        (("-s", "WARC_DIR=/proc/x"), "/proc/x cannot be made"),
        (("-s", "ARCHIVE_URL=postgresql://127.0.0.1:9/x"), "does not open"),
        (("-s", "BEGIN_PROCESSES=nope.x"), "BEGIN_PROCESSES=nope.x: no function to call; write "),
        (("-s", "BEGIN_PROCESSES=pipelines.spares.nope"), "pipelines.spares.begin, or nothing"),
        (("-s", "BEGIN_PROCESSES=5"), "BEGIN_PROCESSES=5: no function to call; write "),
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


@pytest.mark.parametrize("missing", ["sqlalchemy", "spidermon", "opencc"])
def test_a_library_that_is_missing_is_status_2_and_names_the_cure(
    tmp_path: Path, missing: str
) -> None:
    (tmp_path / "sites.toml").write_text(SITE, encoding="utf-8")
    absent = f"import sys; sys.modules[{missing!r}] = None; "
    arguments = ("crawl", "gov_news", "-a", "catalogue=sites.toml")
    process = cold_scrapy(*arguments, cwd=tmp_path, prelude=absent)
    _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 2
    assert re.fullmatch(r"govnews: [^\n]+`make setup`\n", errors)
    assert missing in errors
    assert [path.name for path in tmp_path.iterdir()] == ["sites.toml"]


def test_a_crawl_from_a_folder_below_goes_into_the_projects_archive(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "sites.toml").write_text(SITE, encoding="utf-8")
    below = tmp_path / "docs" / "deep"
    below.mkdir(parents=True)
    process = cold_scrapy("crawl", "gov_news", cwd=below)
    _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, errors
    assert list(below.iterdir()) == []
    assert (tmp_path / "data" / "archive.db").is_file()
    assert (tmp_path / "data" / "warc").is_dir()


def test_a_site_that_is_down_is_status_0(tmp_path: Path) -> None:
    status, log = crawl(tmp_path)
    assert status == 0
    assert "1 discovered = 0 archived" in log
    assert "1 failed" in log
    assert "Traceback" not in log
    assert (tmp_path / "data" / "archive.db").is_file()


def test_an_archive_that_another_run_holds_is_status_75(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    with hold(engine):
        status, errors = crawl(tmp_path, "-s", "ARCHIVE_URL=sqlite:///archive.db")
    engine.dispose()
    assert status == 75
    assert re.fullmatch(r"govnews: another run holds [^\n]+\n", errors)


def wait_for(server: SampleServer, requests: int) -> None:
    deadline = time.monotonic() + SECONDS
    while len(server.requests) < requests:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_an_interrupted_run_is_status_1_and_said_so(tmp_path: Path) -> None:
    with SampleServer() as server:
        running = SampleCrawl(server, tmp_path)
        process = running.start("-s", "LOG_LEVEL=WARNING")
        wait_for(server, 15)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert errors.endswith(
        "govnews: the run was interrupted; the next one goes on where it ended\n"
    )
    assert [status for status, _ in running.reports()] == ["interrupted"]
    assert running.findings() == []


AT_ONCE = """
import os, signal
from importlib import import_module
def interrupted(*_): os.kill(os.getpid(), signal.SIGINT); import time; time.sleep(9)
module = import_module({0!r})
setattr(module, {1!r}, interrupted)
"""
"""A SIGINT as soon as a function is called."""


@pytest.mark.parametrize(
    ("module", "function", "runs"),
    [
        ("scrapy.cmdline", "_get_commands_dict", None),
        ("crawler.commands.crawl", "_check_spider", None),
        ("crawler.running.crawling", "plan_from", None),
        ("crawler.running.garbage", "resume", ["interrupted"]),
    ],
)
def test_a_run_interrupted_before_it_begins_is_status_1_in_one_line(
    tmp_path: Path, module: str, function: str, runs: list[str] | None
) -> None:
    with SampleServer() as server:
        running = SampleCrawl(server, tmp_path)
        process = running.start(prelude=AT_ONCE.format(module, function), cold=True)
        _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert errors.strip().splitlines()[-1] == "govnews: interrupted before the crawl began"
    assert "Traceback" not in errors
    assert (runs is None) == (not (tmp_path / "archive.db").exists())
    if runs is not None:
        assert [status for status, _ in running.reports()] == runs


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_end_waits_for_no_delay_and_blames_no_page(tmp_path: Path, number: int) -> None:
    delay_seconds = 600
    with SampleServer() as server:
        running = SampleCrawl(server, tmp_path)
        process = running.start("-s", f"DOWNLOAD_DELAY={delay_seconds}")
        wait_for(server, 5)  # robots.txt of each site; its pages stand and wait
        process.send_signal(number)
        _, log = process.communicate(timeout=delay_seconds / 10)
    assert process.returncode == 1
    assert "Traceback" not in log
    assert [status for status, _ in running.reports()] == ["interrupted"]
    assert "failed" not in running.states().values()


CANNOT_END = """
from crawler.spiders.gov_news import GovNewsSpider
async def settle(self): raise OSError(5, "Input/output error")
GovNewsSpider.settle = settle
"""


def test_a_machine_that_fails_at_the_end_fails_the_run_in_one_line(tmp_path: Path) -> None:
    with SampleServer() as server:
        running = SampleCrawl(server, tmp_path)
        process = running.start("-a", "sites=hongan", patch=CANNOT_END)
        _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    last = errors.strip().splitlines()[-1]
    assert last == "govnews: the run failed: [Errno 5] Input/output error"
    assert [status for status, _ in running.reports()] == ["failed"]


FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); "
"""No file grows beyond so many bytes: what a process is told of a full disk, but for the name."""


def test_a_disk_that_is_full_fails_the_run_in_one_line(tmp_path: Path) -> None:
    with SampleServer() as server:
        running = SampleCrawl(server, tmp_path)
        process = running.start(prelude=FULL.format(300_000))
        _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert errors.strip().splitlines()[-1].startswith("govnews: ")
    assert "Traceback" not in errors


NO_PROCESSES = """
import pipelines.children
def refuse(*_): raise BlockingIOError(11, "Resource temporarily unavailable")
pipelines.children._started = refuse
"""


def test_a_machine_without_processes_fails_the_run_in_one_line_and_no_page(
    tmp_path: Path,
) -> None:
    with SampleServer() as server:
        running = SampleCrawl(server, tmp_path)
        process = running.start("-a", "sites=hongan", prelude=NO_PROCESSES)
        _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    last = errors.strip().splitlines()[-1]
    assert last.startswith("govnews: the run failed: no process can be begun: Resource temp")
    assert "Traceback" not in errors
    assert [status for status, _ in running.reports()] == ["failed"]
    assert "failed" not in running.states().values()


DYING = """
import pipelines.storing
def begin(recipe): ...
pipelines.storing._begin = begin
"""
"""Each process that writes dies at once: it does not even find the function it begins with."""


def test_a_run_whose_writer_dies_on_everything_has_its_sum(tmp_path: Path) -> None:
    with SampleServer() as server:
        running = SampleCrawl(server, tmp_path)
        process = running.start("-a", "sites=hongan", "-s", "BEGIN_PROCESSES=", prelude=DYING)
        _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert "dies on everything" in errors.strip().splitlines()[-1]
    ((status, report),) = running.reports()
    assert status == "failed"
    sums = report["account"]
    assert sums["discovered"] == len(running.states()) > 0
    parts = (sum(part.values()) for part in sums.values() if isinstance(part, dict))
    assert sums["discovered"] == sums["archived"] + sum(parts)


def test_a_full_disk_under_the_raw_responses_fails_the_run_and_no_page(
    tmp_path: Path, postgres_url: str
) -> None:
    with SampleServer() as server:
        running = SampleCrawl(server, tmp_path, postgres_url)
        process = running.start(prelude=FULL.format(20_000))
        _, errors = process.communicate(timeout=SECONDS)
        assert process.returncode == 1
        last = errors.strip().splitlines()[-1]
        assert re.fullmatch(r"govnews: .*warc/.* cannot be written: .*another folder.*", last)
        assert "Traceback" not in errors
        assert [status for status, _ in running.reports()] == ["failed"]
        assert "failed" not in running.states().values()
        running.run()
        assert running.articles() == running.wanted()
    assert running.findings() == []
