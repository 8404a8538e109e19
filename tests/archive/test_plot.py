"""Charts: whole PNG files, few enough bars, Chinese labels where a font has them."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from archive.errors import UsageError
from archive.export.files import OutputError
from archive.reading.plot import MAX_BARS, plot
from archive.reading.stats import Count


def test_a_chart_is_a_png(tmp_path: Path) -> None:
    target = tmp_path / "chart.png"
    plot([Count("湖北省", 3), Count(None, 1)], target, title="articles by region")
    assert target.read_bytes().startswith(b"\x89PNG\r\n")


def test_further_bars_are_summed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []

    def keep(_new: object, bars: list[tuple[str, int]], *_: object) -> object:
        drawn.extend(bars)
        raise StopIteration

    monkeypatch.setattr("archive.reading.plot._drawn", keep)
    with pytest.raises(StopIteration):
        plot([Count(str(n), 2) for n in range(100)], tmp_path / "x.png", title="")
    assert len(drawn) == MAX_BARS
    assert drawn[-1] == ("… 41", 82)


def test_a_chart_that_cannot_be_written_names_its_file_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "chart.png"
    target.write_bytes(b"old")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match=r"chart\.png cannot be written: No space left"):
        plot([Count("a", 1)], target, title="")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [
        ("chart.png", b"old")
    ]


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ends in \.png"):
        plot([Count("a", 1)], tmp_path / "chart.svg", title="")
