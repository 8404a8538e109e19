"""Opening an archive says clearly what is wrong, and makes nothing that was not asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import IntegrityError

from archive.database import schema
from archive.database.engine import connect, transact, writing
from archive.errors import ArchiveUnreachableError, SchemaError, StorageError
from archive.models import Base, PageRow
from archive.writing.writer import Writer
from tests.archive.samples import NOW, extraction, judge


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("no url", "not a SQLAlchemy URL"),
        ("", "not a SQLAlchemy URL"),
        ("mysql://localhost/x", "cannot be kept in 'mysql'"),
        ("postgresql+asyncpg://localhost/x", "asyncpg' is not supported"),
        ("sqlite+aiosqlite:///x.db", "aiosqlite' is not supported"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite:////proc/none/a.db", "cannot be made"),
        ("sqlite:////dev/null/a.db", "cannot be made"),
        ("sqlite:////", "names a folder"),
        ("postgresql+psycopg://secret:hidden@127.0.0.1:1/x", "does not open.*refused"),
    ],
)
def test_a_wrong_address_is_told(
    url: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVNEWS_ARCHIVE_URL", "::")
    with pytest.raises(ArchiveUnreachableError, match=told) as caught:
        connect(url)
    assert "hidden" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("header", "cure"),
    [(b"\xff", "malformed; restore it from a backup"), (b"no database", "archive's own file")],
)
def test_a_file_that_does_not_open_names_the_cure(tmp_path: Path, header: bytes, cure: str) -> None:
    file = tmp_path / "archive.db"
    engine = connect(f"sqlite:///{file}")
    schema.upgrade(engine)
    engine.dispose()
    whole = file.read_bytes()
    # The first page's tree of the schema begins behind the file's header of 100 bytes.
    place = 100 if header == b"\xff" else 0
    file.write_bytes(whole[:place] + header + whole[place + len(header) :])
    with pytest.raises(ArchiveUnreachableError, match=cure):
        connect(f"sqlite:///{file}", read_only=True)


def test_the_default_is_a_file_below_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    connect().dispose()
    assert (tmp_path / "data" / "archive.db").exists()


def test_a_database_that_is_not_there_is_told(postgres_url: str) -> None:
    with pytest.raises(ArchiveUnreachableError, match="does not exist"):
        connect(postgres_url + "_none")


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("浙江" * 1000)
    for read_only in (False, True):
        with pytest.raises(ArchiveUnreachableError, match="not a database"):
            connect(f"sqlite:///{path}", read_only=read_only)
    assert path.read_text() == "浙江" * 1000


def test_a_reader_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnreachableError, match="no archive at"):
        connect(f"sqlite:///{tmp_path / 'sub' / 'a.db'}", read_only=True)
    assert not list(tmp_path.iterdir())


def test_a_name_with_signs_that_mean_something_in_uris(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c%20 档案.db"
    connect(f"sqlite:///{path}".replace("?", "%3F")).dispose()
    opened = [found.name for found in tmp_path.iterdir()]
    assert len(opened) == 1


def test_a_reader_cannot_write(engine: Engine) -> None:
    reader = _reader(engine)
    try:
        with pytest.raises(StorageError, match=r"read-?only"), writing(reader) as connection:
            connection.execute(text("DELETE FROM articles"))
    finally:
        reader.dispose()


def _reader(engine: Engine) -> Engine:
    path = engine.get_execution_options().get("govnews_path")
    url = f"sqlite:///{path}" if path else engine.url.render_as_string(hide_password=False)
    return connect(url, read_only=True)


def test_a_reader_sees_what_a_killed_writer_left_in_the_log(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    Writer(sqlite_engine, judge).store(extraction(), now=NOW)
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("archive.db", "archive.db-wal"):
        (copy / name).write_bytes((tmp_path / name).read_bytes())
    reader = connect(f"sqlite:///{copy / 'archive.db'}", read_only=True)
    with reader.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM articles")).scalar_one() == 1
    reader.dispose()


def test_settings_that_keep_the_file_sound(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        values = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]
    assert values == ["wal", 1, 1, 30_000]


def test_foreign_keys_are_enforced(engine: Engine) -> None:
    wrong = "INSERT INTO attachments (article_id, ordinal, url) VALUES (99, 0, 'x')"
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(text(wrong))


def test_a_full_disk_is_one_clear_error_and_writes_nothing(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    long = extraction(body="会议强调,要毫不放松抓紧抓实抓细各项防控工作。\n" * 5000)
    with pytest.raises(StorageError, match="full"):
        Writer(sqlite_engine, judge).store(long, now=NOW)
    with sqlite_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM articles")).scalar_one() == 0


def test_work_is_done_again_when_another_writer_was_first(engine: Engine) -> None:
    tries = []

    def work(connection: object) -> int:
        tries.append(connection)
        if len(tries) < 3:
            raise IntegrityError("", {}, Exception("taken"))
        return len(tries)

    assert transact(engine, work) == 3


# --- schema ---------------------------------------------------------------------------------------


@pytest.fixture
def fresh(archive_address: str) -> Iterator[Engine]:
    opened = connect(archive_address)
    yield opened
    opened.dispose()


def test_migrations_make_what_the_models_say(fresh: Engine) -> None:
    schema.upgrade(fresh)
    schema.upgrade(fresh)
    schema.require_current(fresh)
    with fresh.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        ours = set(Base.metadata.tables)
        differences = [
            one
            for one in compare_metadata(context, Base.metadata)
            if not (one[0] in {"remove_table", "remove_index"} and _table(one[1]) not in ours)
        ]
    assert differences == []


def _table(thing: object) -> str:
    table = getattr(thing, "table", thing)
    return str(getattr(table, "name", ""))


def test_every_migration_can_be_undone(fresh: Engine) -> None:
    schema.upgrade(fresh)
    config = schema._config()
    with writing(fresh) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(fresh).get_table_names()) == {"alembic_version"}
    schema.upgrade(fresh)


def test_runs_of_before_are_not_said_to_be_kept(fresh: Engine) -> None:
    schema.upgrade(fresh)
    config = schema._config()
    with writing(fresh) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
    run = (
        "INSERT INTO runs (id, kind, arguments, status, started_at, host, pid, report) "
        "VALUES (1, 'crawl', '{}', 'finished', '2020-02-24 00:00:00+00:00', 'x', 1, '{}')"
    )
    with writing(fresh) as connection:
        connection.execute(text(run))
    schema.upgrade(fresh)
    with fresh.connect() as connection:
        assert connection.execute(text("SELECT keeps_urls FROM runs")).scalar_one() in (0, False)


def test_lists_of_before_are_told_from_columns_that_never_listed_anything(fresh: Engine) -> None:
    at = "2020-02-24 00:00:00+00:00"
    rows = {  # kind, state, reason, interval, due
        "list": ("list", "fetched", "list page", 0, at),
        "list with an interval": ("list", "fetched", "list page", 86400, at),
        "empty": ("list", "fetched", "no articles listed", 86400, at),
        "given up": ("other", "fetched", "no articles listed", None, None),
        "told as no column": ("other", "fetched", "a citizen's letter", None, None),
    }
    schema.upgrade(fresh)
    config = schema._config()
    with writing(fresh) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0007")
        insert = text(
            "INSERT INTO pages (url, kind, state, reason, interval_seconds, due_at, attempts, "
            "depth, discovered_at, fetched_at, etag) VALUES (:url, :kind, :state, :reason, :wait, "
            ":due, 0, 1, :at, :at, 'x')"
        )
        for url, (kind, state, reason, wait, due) in rows.items():
            row = {"url": url, "kind": kind, "state": state, "reason": reason, "at": at}
            connection.execute(insert, {**row, "wait": wait, "due": due})
    schema.upgrade(fresh)
    with fresh.connect() as connection:
        found = connection.execute(select(PageRow.url, PageRow.kind, PageRow.listed_at)).all()
        dues = select(PageRow.url).where(PageRow.due_at.is_not(None))
        assert "given up" in {row.url for row in connection.execute(dues)}
        unasked = select(PageRow.url).where(PageRow.etag.is_(None))
        assert connection.scalars(unasked).all() == ["given up"]  # it is read, not vouched for
    assert {row.url for row in found if row.listed_at} == {"list", "list with an interval"}
    assert {row.url for row in found if row.kind == "other"} == {"told as no column"}


def test_an_archive_without_tables_names_the_cure(fresh: Engine) -> None:
    with pytest.raises(SchemaError, match="no tables; run `govnews db upgrade`"):
        schema.require_current(fresh)


def test_an_archive_of_a_newer_program_is_left_alone(fresh: Engine) -> None:
    schema.upgrade(fresh)
    with writing(fresh) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for step in (schema.require_current, schema.upgrade):
        with pytest.raises(SchemaError, match="newer govnews"):
            step(fresh)


def test_an_old_archive_names_the_cure(fresh: Engine) -> None:
    config = schema._config()
    with writing(fresh) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with pytest.raises(SchemaError, match=r"old tables \(0001\); run `govnews db upgrade`"):
        schema.require_current(fresh)


def test_another_programs_tables_are_left_alone(fresh: Engine) -> None:
    with writing(fresh) as connection:
        connection.execute(text("CREATE TABLE articles (id integer)"))
    with pytest.raises(SchemaError, match="another program"):
        schema.upgrade(fresh)
    assert inspect(fresh).get_table_names() == ["articles"]


def test_an_upgrade_that_breaks_leaves_nothing(
    fresh: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("archive.search.index.create", broken)
    with pytest.raises(RuntimeError):
        schema.upgrade(fresh)
    assert inspect(fresh).get_table_names() == []


def test_the_migrations_are_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert schema.head()


def test_an_old_sqlite_client_can_open_the_file(sqlite_engine: Engine, tmp_path: Path) -> None:
    sqlite_engine.dispose()
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (0,)
