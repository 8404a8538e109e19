"""``govnews export``: which articles, in which form, into what."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from pathlib import Path

import pytest
from pyarrow import parquet

from archive.export.files import whole_file
from tests.archive.cli.calls import Call, lines
from tests.archive.shelves import SPAM

_PIPE_BYTES = 65_536
"""What a pipe of Linux holds before a writer has to wait for its reader: pipe(7)."""


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_an_export_of_nothing_leaves_no_file_and_spares_a_former_one(
    govnews: Call, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "nobody"
    nothing = ("export", "--site", "nobody", "--format", form, "-o", str(file))
    assert govnews(*nothing).exit_code == 1
    assert list(tmp_path.iterdir()) == []
    file.write_text("before")
    assert govnews(*nothing).exit_code == 1
    assert file.read_text() == "before"


def test_export(govnews: Call, tmp_path: Path) -> None:
    assert [article["id"] for article in lines(govnews("export"))] == [1, 2, 3]
    assert [article["id"] for article in lines(govnews("export", "--originals"))] == [1, 3]
    assert [article["id"] for article in lines(govnews("export", "--after-id", "2"))] == [3]
    assert [a["id"] for a in lines(govnews("export", "--query", "疫情"))] == [1, 2]
    assert [a["id"] for a in lines(govnews("export", "--query", "疫情", "--after-id", "1"))] == [2]
    target = tmp_path / "all.csv"
    assert govnews("export", "--format", "csv", "-o", str(target)).exit_code == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbfid,url,")
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert json.loads(rows[2]["removed"])[0]["text"] == SPAM
    assert [path.name for path in tmp_path.iterdir()] == ["all.csv"]


def test_export_to_parquet(govnews: Call, tmp_path: Path) -> None:
    target = tmp_path / "all.parquet"
    assert govnews("export", "--format", "parquet", "-o", str(target)).exit_code == 0
    assert parquet.read_table(target).to_pylist() == lines(govnews("export"))


def test_parquet_without_pyarrow_names_the_cure(
    govnews: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = govnews("export", "--format", "parquet", "-o", str(tmp_path / "x.parquet"))
    assert result.exit_code == 2
    assert "make setup" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "x.jsonl"
    target.write_text("old")

    def fail_halfway() -> None:
        with whole_file(target) as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_written_is_one_line(govnews: Call, tmp_path: Path) -> None:
    for file in (tmp_path / "no" / "x.jsonl", tmp_path / ("x" * 255)):
        result = govnews("export", "-o", str(file))
        assert result.exit_code == 1
        assert f"govnews: {file} cannot be written: " in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_an_export_into_a_pipe_goes_through_it(govnews: Call, tmp_path: Path, form: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        result = govnews("export", "--format", form, "-o", str(pipe))
        assert result.exit_code == 0, result.output
        assert os.read(reader, _PIPE_BYTES) == govnews("export", "--format", form).stdout_bytes
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_an_export_into_a_pipe_cannot_be_resumed(govnews: Call, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    result = govnews("export", "--resume", "-o", str(pipe))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "no regular file" in result.stderr


@pytest.mark.parametrize("there", [True, False])
def test_an_export_through_a_link_writes_its_target(
    govnews: Call, tmp_path: Path, *, there: bool
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    target, link = folder / "all.jsonl", tmp_path / "link"
    link.symlink_to(target)
    if there:
        target.write_text("stale")
    assert govnews("export", "-o", str(link)).exit_code == 0
    assert link.readlink() == target
    assert target.read_bytes() == govnews("export").stdout_bytes
    assert list(folder.iterdir()) == [target]
