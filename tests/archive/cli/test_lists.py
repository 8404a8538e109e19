"""``govnews stats``, ``runs``, ``clusters``, ``changes`` and ``spam``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.archive.cli.calls import Call, lines
from tests.archive.shelves import SPAM


def test_stats_runs_and_lists(govnews: Call) -> None:
    assert lines(govnews("stats"))[0]["articles"] == 3
    assert lines(govnews("stats", "--by", "region"))[0] == {"region": None, "articles": 1}
    assert "█" in govnews("stats", "--by", "site", "--format", "table").stdout
    assert lines(govnews("runs"))[0]["run"] == 1
    assert lines(govnews("runs", "list", "--limit", "1"))[0]["run"] == 1
    assert lines(govnews("runs", "show", "1"))[0]["report"] == {"fetched": 3}
    assert len(lines(govnews("runs", "show", "1", "--urls", "fetched"))) == 4
    assert "report.fetched" in govnews("runs", "--format", "table", "show", "1").stdout
    assert len(lines(govnews("clusters"))) == 1
    assert [change["kind"] for change in lines(govnews("changes"))] == ["gone", "edited"]
    assert lines(govnews("spam"))[0]["phrase"] == SPAM
    for command in ("clusters", "changes", "spam", "runs"):
        assert govnews(command, "--format", "table").exit_code == 0


def test_a_chart_without_matplotlib_names_the_cure(
    govnews: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("matplotlib", "matplotlib.figure"):
        monkeypatch.setitem(sys.modules, name, None)
    result = govnews("stats", "--by", "site", "--plot", str(tmp_path / "x.png"))
    assert result.exit_code == 2
    assert "make setup" in result.stderr
