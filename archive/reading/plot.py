"""A chart of counts as PNG, with labels in Chinese where a font for them is installed."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive.errors import UsageError
from archive.export.files import whole_file
from archive.reading.stats import Count

MAX_BARS = 60
"""Bars that can be read on one page; further ones are summed up as the last."""

FONTS = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"),
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "PingFang SC", "Hiragino Sans GB"),
    *("Microsoft YaHei", "SimHei", "Heiti SC", "Noto Sans CJK JP", "Arial Unicode MS"),
    *("Droid Sans Fallback", "AR PL UMing CN"),
)
"""Fonts with Chinese characters on Linux, macOS and Windows, the better ones first."""

_BAR_INCHES = 0.25
_WIDTH_INCHES = 9.0
_MARGIN_INCHES = 1.5
_LABEL_MARGIN = 0.1
"""Share of the width that the longest bar leaves to its figure."""


def plot(counts: Sequence[Count], path: Path, *, title: str) -> bool:
    """Draw horizontal bars into a PNG file; return whether a Chinese font was found.

    Without one, Chinese labels are empty boxes.

    Raises:
        UsageError: matplotlib is not installed, or the file is not called ``.png``.
        OutputError: The file cannot be written; what was there before stays.

    """
    if path.suffix.lower() != ".png":
        raise UsageError(f"{path}: a chart is written as PNG; give a name that ends in .png")
    figures, fonts = _matplotlib()
    chinese = _installed_chinese({font.name for font in fonts.fontManager.ttflist})
    figure = _drawn(figures.Figure, _bars(counts), title, [*chinese, "DejaVu Sans"])
    with whole_file(path) as stream, warnings.catch_warnings():
        # The caller says it in one line, instead of one line a missing character.
        warnings.filterwarnings("ignore", message="Glyph")
        figure.savefig(stream, format="png", dpi=150)
    return bool(chinese)


def _matplotlib() -> tuple[Any, Any]:
    """Import the two modules that are needed: they take longer to load than most commands run."""
    try:
        from matplotlib import figure, font_manager  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            f"charts need matplotlib ({error}); install the project again with `make setup`"
        ) from error
    return figure, font_manager


def _drawn(new: Any, bars: Sequence[tuple[str, int]], title: str, fonts: Sequence[str]) -> Any:  # noqa: ANN401 - imported late
    size = (_WIDTH_INCHES, _MARGIN_INCHES + _BAR_INCHES * len(bars))
    figure = new(figsize=size, layout="constrained")
    axes = figure.subplots()
    drawn = axes.barh(range(len(bars)), [articles for _, articles in bars])
    axes.bar_label(drawn, padding=3)
    axes.margins(x=_LABEL_MARGIN)
    axes.set_yticks(range(len(bars)), [key for key, _ in bars])
    axes.invert_yaxis()
    axes.set_title(title)
    for text in (axes.title, *axes.get_yticklabels()):
        text.set_fontfamily(fonts)
    return figure


def _installed_chinese(installed: set[str]) -> list[str]:
    return [font for font in FONTS if font in installed]


def _bars(counts: Sequence[Count]) -> list[tuple[str, int]]:
    """Label the counts; sum up what would not fit."""
    bars = [(count.key or "?", count.articles) for count in counts]
    if len(bars) <= MAX_BARS:
        return bars
    kept, rest = bars[: MAX_BARS - 1], bars[MAX_BARS - 1 :]
    return [*kept, (f"… {len(rest)}", sum(articles for _, articles in rest))]
