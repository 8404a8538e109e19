from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.web.charts import ROWS_WIDTH, WIDTH, columns, days_between, rows, span_of, timeline

LABELS = st.sampled_from(["", "甲", "<乙>"])
COUNTS = st.lists(st.tuples(LABELS, st.integers(0, 10**7)), max_size=40)
MOMENTS = st.lists(st.tuples(LABELS, st.floats(-(10**5), 10**6)), max_size=40)


@given(COUNTS)
@settings(max_examples=30)
def test_bars_stay_on_the_page(counts: list[tuple[str, int]]) -> None:
    for chart in (rows(counts), columns(counts)):
        assert len(chart.bars) == len(counts)
        for bar in chart.bars:
            assert bar.x >= 0
            assert bar.x + bar.width <= chart.width + 0.1
            assert bar.y >= 0
            assert bar.y + bar.height <= chart.height
    assert (rows(counts).width, columns(counts).width) == (ROWS_WIDTH, WIDTH)


@given(MOMENTS)
@settings(max_examples=30)
def test_moments_stay_on_the_page_in_their_order(moments: list[tuple[str, float]]) -> None:
    line = timeline(moments)
    assert all(0 <= dot.x <= line.width for dot in line.dots)
    assert all(0 <= tick.at <= line.width for tick in line.ticks)
    places = zip((hours for _, hours in moments), (dot.x for dot in line.dots), strict=True)
    in_time = [x for _, x in sorted(places)]
    assert in_time == sorted(in_time)


def test_lengths_are_in_proportion() -> None:
    half, whole = rows([("甲", 5), ("乙", 10)]).bars
    assert (half.width * 2, half.value) == (whole.width, 5)
    low, high = columns([("甲", 5), ("乙", 10)]).bars
    assert low.height * 2 == high.height
    assert low.y + low.height == high.y + high.height


def test_ticks_are_round_times() -> None:
    line = timeline([("甲", 0.0), ("乙", 52.0)])
    assert [tick.label for tick in line.ticks] == ["0", "+24 h", "+2 d"]


@pytest.mark.parametrize(
    ("hours", "written"),
    [(0, "0"), (0.25, "+0.2 h"), (6, "+6 h"), (-3, "−3 h"), (47.9, "+48 h"), (52.2, "+2.2 d")],
)
def test_spans_are_short(hours: float, written: str) -> None:
    assert span_of(hours) == written


def test_days_without_articles_are_there() -> None:
    filled = days_between({"2020-02-29": 3}, date(2020, 2, 28), date(2020, 3, 1))
    assert filled == [("2020-02-28", 0), ("2020-02-29", 3), ("2020-03-01", 0)]
