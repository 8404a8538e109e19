"""The geometry of the charts: numbers in, places in an SVG image out. Templates draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

WIDTH = 720
"""User units of a chart over time; the style sheet scales it to the page."""

ROWS_WIDTH = 360
"""User units of horizontal bars: on a phone their labels are still to be read."""

_ROW = 26
"""From one horizontal bar to the next."""
_LABELS = 152
"""Room for the labels of horizontal bars: eleven Chinese characters."""
_FIGURES = 60
"""Room for the figures behind the bars."""
_COLUMNS_HEIGHT = 200
"""Of the highest column."""
_AXIS = 36
"""Room below a drawing for the words of its axis."""
_TOP = 32
"""Above and below the drawing: room for labels of the size that phones show them in."""
_DOT_LANES = 3
"""Rows in which dots stand by turns, so that near ones do not cover each other."""
_STEPS = (0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720, 2160, 8760)
"""Hours between ticks that read well: a quarter of an hour to a year."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle with what it stands for."""

    label: str
    value: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on an axis."""

    label: str
    at: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and the ticks of their axis."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...] = ()
    highest: int = 0
    base: float = 0
    """Where the columns stand, from above."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A moment on a line."""

    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments in order, and the ticks of the axis below them."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    base: float
    """Where the axis lies, from above."""


def rows(counts: Sequence[tuple[str, int]]) -> Chart:
    """Lay out horizontal bars, one below the other."""
    highest = max((count for _, count in counts), default=0) or 1
    room = ROWS_WIDTH - _LABELS - _FIGURES
    bars = tuple(
        Bar(label, count, _LABELS, at * _ROW + 4, round(room * count / highest, 1), _ROW - 8)
        for at, (label, count) in enumerate(counts)
    )
    return Chart(ROWS_WIDTH, max(1, len(bars)) * _ROW, bars, highest=highest)


def columns(counts: Sequence[tuple[str, int]], *, ticks: int = 6) -> Chart:
    """Lay out upright bars side by side, with some of their labels below."""
    highest = max((count for _, count in counts), default=0) or 1
    step = WIDTH / max(1, len(counts))
    gap = 0 if step < 3 else min(4, step / 5)
    bars = tuple(
        _column(label, count, (at * step, step - gap), count / highest)
        for at, (label, count) in enumerate(counts)
    )
    every = max(1, -(-len(bars) // ticks))
    labels = tuple(Tick(bar.label, bar.x) for bar in bars[::every])
    height = _TOP + _COLUMNS_HEIGHT + _AXIS
    return Chart(WIDTH, height, bars, labels, highest, base=_TOP + _COLUMNS_HEIGHT)


def timeline(moments: Sequence[tuple[str, float]], *, ticks: int = 4) -> Timeline:
    """Lay out moments (label, hours since the first) from left to right."""
    first = min((hours for _, hours in moments), default=0.0)
    span = max((hours for _, hours in moments), default=0.0) - first or 1.0
    margin = 12
    scale = (WIDTH - 2 * margin) / span
    dots = tuple(
        Dot(label, round(margin + (hours - first) * scale, 1), 18 + 18 * (at % _DOT_LANES))
        for at, (label, hours) in enumerate(moments)
    )
    steps = _steps(first, first + span, ticks)
    axis = tuple(
        Tick(span_of(hours), round(margin + (hours - first) * scale, 1)) for hours in steps
    )
    base = 18 * _DOT_LANES + 18
    return Timeline(WIDTH, base + _AXIS, dots, axis, base)


def days_between(counts: dict[str, int], first: date, last: date) -> list[tuple[str, int]]:
    """Fill the days without articles in."""
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    return [(day.isoformat(), counts.get(day.isoformat(), 0)) for day in days]


def span_of(hours: float) -> str:
    """Write a length of time in few characters: ``+6 h``, ``+3 d``."""
    sign = "−" if hours < 0 else "+"
    size = abs(hours)
    if size == 0:
        return "0"
    number, unit = (size, "h") if size < 48 else (size / 24, "d")
    return f"{sign}{round(number, 1 if number < 10 else 0):g} {unit}"


def _steps(first: float, last: float, number: int) -> list[float]:
    """Return round hours between two, at most that many and one."""
    step = next((s for s in _STEPS if (last - first) / s <= number), (last - first) / number)
    lowest, highest = ceil(first / step), floor(last / step)
    return [at * step for at in range(lowest, highest + 1)]


def _column(label: str, count: int, place: tuple[float, float], share: float) -> Bar:
    x, width = place
    height = round(_COLUMNS_HEIGHT * share, 1)
    top = _TOP + _COLUMNS_HEIGHT - height
    return Bar(label, count, round(x, 2), round(top, 1), round(width, 2), height)
