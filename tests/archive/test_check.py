"""A sound archive is clean, each kind of damage is found, and ``kill -9`` is no damage."""

from __future__ import annotations

import dataclasses
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from archive.check import check
from archive.database.engine import connect, writing
from archive.errors import ArchiveUnreachableError
from archive.ledger import Ledger, Link, Outcome, Site
from archive.models import ArticleRow, PageRow
from archive.raw.store import Exchange, RawStore
from archive.records import Rejection
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, OTHER_BODY, URL, extraction, judge


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "warc"


@pytest.fixture
def archive(engine: Engine, folder: Path) -> Engine:
    """An archive in which everything has happened once."""
    with RawStore(folder) as store:
        writer = Writer(engine, judge, sync=store.sync)
        _store(writer, store, URL, BODY)
        _store(writer, store, URL + "2", BODY)
        _store(writer, store, URL + "2", BODY.replace("24日", "25日"))
        _store(writer, store, URL + "3", OTHER_BODY)
        writer.gone(URL + "3", 404, now=NOW)
        writer.moved(URL, URL + "?moved", now=NOW)
        writer.reject(Rejection(url=URL + "4", reason="no body"), now=NOW)
    return engine


def _store(writer: Writer, store: RawStore, url: str, body: str) -> None:
    html = f"<html><body>{body}</body></html>".encode()
    pointer = store.write(Exchange(url=url, status=200, headers=(), body=html, fetched_at=NOW))
    writer.store(extraction(url, body, warc=pointer), now=NOW)


def test_a_sound_archive_is_clean(archive: Engine, folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    assert check(archive, folder, told=lambda *progress: seen.append(progress)) == []
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    ("damage", "kind", "message"),
    [
        ("UPDATE articles SET body = 'x' WHERE id = 1", "article", "newest version"),
        ("UPDATE articles SET version = 7 WHERE id = 1", "article", "newest version"),
        ("UPDATE articles SET gone_at = NULL", "article", "gone without a date"),
        ("UPDATE articles SET duplicate_of = NULL WHERE id = 2", "article", "no reprint"),
        ("UPDATE clusters SET original_id = 3", "cluster", "no original"),
        ("DELETE FROM bands WHERE article_id = 3", "signature", "bands"),
        ("UPDATE versions SET warc_offset = 5 WHERE id = 1", "warc", "WARC record there"),
        ("UPDATE alembic_version SET version_num = '0001'", "schema", "db upgrade"),
    ],
)
def test_damage_is_found(
    archive: Engine, folder: Path, damage: str, kind: str, message: str
) -> None:
    with writing(archive) as connection:
        connection.execute(text(damage))
    found = [one for one in check(archive, folder) if one.kind == kind]
    assert found
    assert message in found[0].message


def test_an_article_that_the_index_does_not_know_is_found(archive: Engine, folder: Path) -> None:
    with writing(archive) as connection:
        connection.execute(text("DELETE FROM search_entries WHERE article_id = 1"))
    assert {one.kind for one in check(archive, folder)} == {"index"}


def test_a_missing_and_a_damaged_warc_file_are_found(archive: Engine, folder: Path) -> None:
    (path,) = folder.iterdir()
    with archive.connect() as connection:
        offset = connection.execute(select(ArticleRow.warc_offset).limit(1)).scalar_one()
    data = bytearray(path.read_bytes())
    data[(offset or 0) + 200] ^= 0xFF
    path.write_bytes(data)
    assert [one.kind for one in check(archive, folder)] == ["warc"]
    path.unlink()
    (finding,) = check(archive, folder)
    assert "3 further records" in finding.message


def test_rows_that_were_taken_away_are_told_once_with_the_cure(
    sqlite_engine: Engine, folder: Path
) -> None:
    with RawStore(folder) as store:
        writer = Writer(sqlite_engine, judge)
        for number in range(7):
            _store(writer, store, f"{URL}/{number}", BODY + str(number) * 99)
    path = sqlite_engine.get_execution_options()["govnews_path"]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM articles WHERE id = 3")
        connection.execute("UPDATE articles SET version = 9")
    found = check(sqlite_engine, folder)
    assert len({(one.kind, one.subject, one.message) for one in found}) == len(found)
    bands = [one for one in found if one.subject == "bands"]
    assert len(bands) == 1
    assert "not there; restore a backup" in bands[0].message
    (articles,) = [one for one in found if "newest version" in one.message]
    assert articles.subject == "article 1, 2, 4, 5, 6 … (6)"
    assert all("restore" in one.message or "reindex" in one.message for one in found)


def test_a_damaged_database_file_is_found(sqlite_engine: Engine, folder: Path) -> None:
    path = sqlite_engine.get_execution_options()["govnews_path"]
    with RawStore(folder) as store:
        for number in range(9):
            _store(Writer(sqlite_engine, judge), store, f"{URL}/{number}", BODY + str(number) * 99)
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    sqlite_engine.dispose()
    data = bytearray(path.read_bytes())
    data[-3 * 4096 : -2 * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    try:
        damaged = connect(f"sqlite:///{path}")
    except ArchiveUnreachableError as error:
        assert "malformed" in str(error)  # noqa: PT017  found when opened, or else when checked
        return
    assert "database" in {one.kind for one in check(damaged, folder)}
    damaged.dispose()


# --- kill -9 --------------------------------------------------------------------------------------

CRAWL = """
import sys
from pathlib import Path
from archive.database.engine import connect
from archive.locking.runs import hold
from tests.archive.test_check import crawl
engine = connect(sys.argv[1])
with hold(engine):
    crawl(engine, Path(sys.argv[2]))
"""
URLS = [f"http://www.redhongan.com/news/show/{number}.html" for number in range(40)]


def crawl(engine: Engine, folder: Path) -> None:
    """Store what the ledger says is due; the smallest crawl that keeps the rules of the house."""
    ledger = Ledger(engine)
    ledger.register([Site(id="redhongan", name="红安网")], now=NOW)
    ledger.discover([Link(url=url, site="redhongan", kind="article") for url in URLS], now=NOW)
    with RawStore(folder) as store:
        writer = Writer(engine, judge, sync=store.sync)
        for page in ledger.due(["redhongan"], now=NOW):
            body = BODY if page.id % 3 == 0 else f"{page.url}\n{OTHER_BODY[page.id % 20 :]}"
            raw = Exchange(url=page.url, status=200, headers=(), body=body.encode(), fetched_at=NOW)
            pointer = store.write(raw)
            fetch = Outcome(url=page.url, state="fetched", due_at=NOW + timedelta(1), warc=pointer)
            # Headlines of their own: with one, they would be one article at several addresses.
            found = extraction(page.url, body, warc=pointer, title=f"第{page.id}号公告")
            print(writer.store(found, now=NOW, fetch=fetch).outcome, flush=True)  # noqa: T201


def test_killed_again_and_again_the_archive_is_whole(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "warc"
    path = engine.get_execution_options().get("govnews_path")
    url = f"sqlite:///{path}" if path else engine.url.render_as_string(hide_password=False)
    lines = []
    for kills in range(30):
        run = subprocess.Popen(
            [sys.executable, "-c", CRAWL, url, str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert run.stdout is not None
        lines += [run.stdout.readline() for _ in range(13 + kills)]
        run.send_signal(signal.SIGKILL)
        lines += run.stdout.readlines()
        run.stdout.close()
        run.wait()
        assert check(engine, folder) == []
        if run.returncode == 0 or lines[-1] == "":
            break
    with engine.connect() as connection:
        urls = connection.execute(select(ArticleRow.url).order_by(ArticleRow.id)).scalars().all()
        undone = select(func.count()).select_from(PageRow).where(PageRow.article_id.is_(None))
        assert sorted(urls) == sorted(URLS)
        assert connection.execute(undone).scalar_one() == 0
    assert set(lines) <= {"new\n", ""}


def test_two_writers_at_once_double_nothing_and_find_each_others_copies(
    postgresql_engine: Engine,
) -> None:
    script = """
import sys
from archive.database.engine import connect
from archive.writing.writer import Writer
from tests.archive.samples import *
writer = Writer(connect(sys.argv[1]), judge)
for number in range(12):
    url = f"http://{'same' if number % 2 else sys.argv[2]}.gov.cn/{number}"
    writer.store(extraction(url, BODY + str(number) * 40), now=NOW)
"""
    url = postgresql_engine.url.render_as_string(hide_password=False)
    runs = [
        subprocess.Popen([sys.executable, "-c", script, url, f"site-{number}"])
        for number in range(2)
    ]
    assert [run.wait() for run in runs] == [0, 0]
    with postgresql_engine.connect() as connection:
        urls = connection.execute(select(ArticleRow.url)).scalars().all()
        clusters = func.count(ArticleRow.cluster_id.distinct())
        assert len(urls) == len(set(urls)) == 6 + 2 * 6
        assert connection.execute(select(clusters)).scalar_one() == 1
    assert check(postgresql_engine, Path("none")) == []


def test_a_finding_is_plain_data(archive: Engine, folder: Path) -> None:
    with writing(archive) as connection:
        connection.execute(text("UPDATE articles SET body = 'x' WHERE id = 1"))
    (found,) = [one for one in check(archive, folder) if one.kind == "article"]
    assert dataclasses.asdict(found) == {
        "kind": "article",
        "subject": "article 1",
        "message": "is not what its newest version says; "
        "written past the program: restore a backup of the database (docs/STORAGE.md)",
    }
