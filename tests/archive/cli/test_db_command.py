"""``govnews db``: upgrade, check, reindex."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import text

from archive.database.engine import connect
from tests.archive.cli.calls import Call
from tests.archive.shelves import fill


def test_a_sound_archive_has_no_findings(govnews: Call) -> None:
    assert json.loads(govnews("db", "check", "--format", "json").stdout) == []


def test_keeping_the_database(govnews: Call, tmp_path: Path) -> None:
    archive = f"sqlite:///{tmp_path / 'new.db'}"
    assert govnews("db", "upgrade", archive=archive).exit_code == 0
    assert govnews("db", "check", archive=archive).exit_code == 0
    engine = connect(archive)
    fill(engine, tmp_path / "warc")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM search_entries"))
    engine.dispose()
    warc = ["--warc-dir", str(tmp_path / "warc")]
    broken = govnews("db", "check", *warc, archive=archive)
    assert broken.exit_code == 1
    assert "db reindex" in json.loads(broken.stdout.splitlines()[0])["message"]
    assert broken.stderr.startswith("govnews: 1 thing is wrong in ")
    assert govnews("db", "reindex", archive=archive).exit_code == 0
    assert govnews("db", "check", *warc, archive=archive).exit_code == 0


def test_a_damaged_file_is_a_finding_and_another_file_is_wrong_use(
    govnews: Call, tmp_path: Path
) -> None:
    file = tmp_path / "archive.db"
    archive = f"sqlite:///{file}"
    assert govnews("db", "upgrade", archive=archive).exit_code == 0
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + b"\xff" + whole[101:])  # the tree of the schema begins there
    damaged = govnews("db", "check", "--format", "jsonl", archive=archive)
    (finding,) = map(json.loads, damaged.stdout.splitlines())
    assert (damaged.exit_code, finding["kind"]) == (1, "database")
    assert "restore it from a backup" in finding["message"]
    assert damaged.stderr == "govnews: 1 thing is wrong in the archive\n"
    assert govnews("stats", archive=archive).exit_code == 1
    file.write_bytes(b"no database" * 9)
    assert govnews("db", "check", archive=archive).exit_code == 2
