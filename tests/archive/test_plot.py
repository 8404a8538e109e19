"""Charts: whole PNG files, few enough bars, Chinese labels where a font has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import UsageError
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


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ends in \.png"):
        plot([Count("a", 1)], tmp_path / "chart.svg", title="")
