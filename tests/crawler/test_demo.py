"""The demo never touches an archive that is not its own, nor needs ports that others hold."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.ledger import Ledger, Link, Site
from archive.places import URL_VARIABLE
from archive.records import Article
from crawler.demo.__main__ import CATALOGUE, articles_table, catalogue_of, serving
from crawler.demo.archive import DemoArchive, choose_archive
from crawler.demo.sample_server import BASE_PORT, HOST
from seeds.catalogue import load_catalogue
from tests.crawler.crawls import SECONDS
from tests.programs import ROOT

NOW = datetime(2020, 3, 1, tzinfo=UTC)
DATA = Path("data")


@pytest.fixture(autouse=True)
def _in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def archive_of(address: str) -> None:
    engine = connect("sqlite:///data/archive.db")
    upgrade(engine)
    ledger = Ledger(engine)
    ledger.register([Site(id="a", name="甲", start_urls=(address,))], now=NOW)
    ledger.discover([Link(url=address, site="a")], now=NOW)
    engine.dispose()


def test_the_default_place_is_taken_where_it_is_free() -> None:
    assert choose_archive().folder == DATA


def test_an_earlier_demos_archive_is_cleared_and_what_else_lies_there_is_not() -> None:
    archive_of("http://127.0.0.1:8711/")
    (DATA / "warc").mkdir()
    (DATA / "warc" / "other.warc.gz").write_bytes(b"")
    chosen = choose_archive()
    assert chosen.folder == DATA
    assert chosen.option == ""
    chosen.clear()
    assert not (DATA / "archive.db").exists()
    assert (DATA / "warc" / "other.warc.gz").exists()


def test_a_real_archive_is_left_and_the_demo_says_how_to_ask_its_own() -> None:
    archive_of("http://www.x.gov.cn/")
    chosen = choose_archive()
    assert chosen.folder == DATA / "demo"
    assert chosen.option == " --archive sqlite:///data/demo/archive.db"


def test_in_doubt_it_is_a_real_one() -> None:
    DATA.mkdir()
    (DATA / "archive.db").write_bytes(b"no database at all, but somebody's" * 99)
    assert choose_archive() == DemoArchive(DATA / "demo")


def test_a_file_without_tables_is_free() -> None:
    DATA.mkdir()
    sqlite3.connect(DATA / "archive.db").close()
    chosen = choose_archive()
    assert chosen.is_default
    chosen.clear()
    assert not chosen.file.exists()


def test_who_is_told_to_ask_elsewhere_gets_the_demo_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, "sqlite:///mine.db")
    assert not choose_archive().is_default


@pytest.fixture
def taken_port() -> Iterator[None]:
    """Have the samples' first port taken, by this test or by whoever was there before."""
    with socket.socket() as holder:
        with suppress(OSError):
            holder.bind((HOST, BASE_PORT))
            holder.listen()
        yield


@pytest.mark.usefixtures("taken_port")
def test_where_a_port_is_taken_others_are_served_and_crawled() -> None:
    archive = choose_archive()
    archive.clear()
    with serving() as server:
        catalogue = catalogue_of(server, archive)
        assert catalogue != CATALOGUE
        starts = {site.id: site.start_urls[0] for site in load_catalogue(catalogue)}
        assert starts == server.addresses


def test_the_table_reads_on_a_terminal_of_80_columns() -> None:
    article = Article(
        url="http://127.0.0.1:8711/a.html",
        id=123,
        site="longquanyi",
        title="龙泉驿区召开疫情防控工作会议部署企业有序复工复产",
        published_at="2020-02-24T15:28:00+08:00",
        source="成都市龙泉驿区人民政府办公室",
        authors=("张三", "李四"),
        editors=("王五",),
        hacked=True,
    )
    console = Console(width=80)
    with console.capture() as shown:
        console.print(articles_table([article]))
    lines = shown.get().splitlines()
    assert all(cell_len(line) <= 80 for line in lines)
    told = "".join(line.split("│")[-2].strip() for line in lines if "│" in line).replace(" ", "")
    assert f"{article.title}{article.source}张三李四/王五" in told
    (first,) = [line for line in lines if "123" in line]
    assert [part in first for part in ("longquanyi", "2020-02-24 15:28", "yes")] == [True] * 3


def test_ctrl_c_is_one_line_and_leaves_no_crawl_behind(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "crawler.demo"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        deadline = time.monotonic() + SECONDS
        while not (tmp_path / DATA / "archive.db").exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 130
    assert errors == "govnews: interrupted; `make demo` begins anew\n"
    DemoArchive(DATA).clear()  # raises when a crawl still holds it
