"""The example of docs/SEARCHING.md runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.database.engine import connect
from archive.database.schema import upgrade
from tests.archive.shelves import fill

PAGE = Path(__file__).parents[2] / "docs" / "SEARCHING.md"


def test_the_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    engine = connect("sqlite:///data/archive.db")
    upgrade(engine)
    fill(engine, tmp_path / "warc")
    engine.dispose()
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    exec(compile(example, str(PAGE), "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out == (
        "2020-02-24T15:28:00+08:00 红安网 刘雪荣:奋力夺取疫情防控和经济社会发展双胜利\n"
        "1 {'2019-12': 1, '2020-02': 2}\n"
    )
