"""The examples of docs/SEARCHING.md and README.md run as they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from archive.database.engine import connect
from archive.database.schema import upgrade
from tests.archive.shelves import fill

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _in_the_folder_of_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    engine = connect("sqlite:///data/archive.db")
    upgrade(engine)
    fill(engine, tmp_path / "warc")
    engine.dispose()


def run(page: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(example, str(page), "exec"), names)  # noqa: S102 - our own page
    names["archive"].close()


def test_the_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    run(ROOT / "README.md")
    title, passage, *table, months = capsys.readouterr().out.splitlines()
    assert title == "2020-02-24T15:28:00+08:00 红安网 刘雪荣:奋力夺取疫情防控和经济社会发展双胜利"
    assert "疫情防控" in passage
    assert [line.split()[:2] for line in table[-2:]] == [["redhongan", "1"], ["zj-gov", "1"]]
    assert months == "{'2019-12': 1, '2020-02': 2}"


def test_the_example_of_searching_runs(capsys: pytest.CaptureFixture[str]) -> None:
    run(ROOT / "docs" / "SEARCHING.md")
    assert capsys.readouterr().out == (
        "2020-02-24T15:28:00+08:00 红安网 刘雪荣:奋力夺取疫情防控和经济社会发展双胜利\n"
        "1 {'2019-12': 1, '2020-02': 2}\n"
    )
