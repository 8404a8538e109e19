"""A library that the project declares and the machine lacks is told before a crawl begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.running.installation import require_declared, told_when_incomplete


def declaration(folder: Path, *requirements: str) -> Path:
    file = folder / "pyproject.toml"
    file.write_text(f"[project]\ndependencies = {list(requirements)}\n", encoding="utf-8")
    return file


def test_all_that_this_project_declares_is_there() -> None:
    require_declared()


def test_what_is_missing_ends_the_program_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    declared = declaration(tmp_path, "scrapy>=2", "no-such-library[extra]>=1")
    with pytest.raises(SystemExit) as ended, told_when_incomplete():
        require_declared(declared)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "no-such-library" in told
    assert "`make setup`" in told
    assert told.count("\n") == 1


def test_what_another_python_needs_is_not_missed(tmp_path: Path) -> None:
    require_declared(declaration(tmp_path, "no-such-library; python_version < '3'"))


def test_installed_from_a_wheel_there_is_no_declaration(tmp_path: Path) -> None:
    require_declared(tmp_path / "pyproject.toml")
