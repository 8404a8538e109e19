"""Borders that the rest of the page bears out."""

from __future__ import annotations

import pytest

from pipelines.despam.borders.said import nats_of, says_twice, signs_of
from pipelines.despam.borders.search import best_near, odds
from pipelines.despam.language.elsewhere import Elsewhere
from pipelines.despam.language.reading import read
from pipelines.despam.runs.finding import runs_of_lines

TEXT = "与富银河体育官网士康合作"
PIECE = TEXT.index("银"), TEXT.index("士")
ADDRESS = "http://www.example.gov.cn/"


@pytest.mark.parametrize(
    ("phrase", "is_told"),
    [
        ("机体官网,机体体育", True),
        ("tp官网app-tp官网下载", True),
        ("机体官网机体体育", False),  # no sign between
        ("打捞机体官网,机体体育", False),  # it begins with another word
        ("机体官网,", False),
        ("((机体官网", False),
    ],
)
def test_a_piece_may_say_its_name_twice(phrase: str, is_told: bool) -> None:
    assert says_twice(f"新的{phrase}，与", 2, 2 + len(phrase)) is is_told


@pytest.mark.parametrize("before", ["拥军", "打捞", "薪火"])
def test_a_name_that_is_said_twice_tells_where_a_phrase_begins(before: str) -> None:
    line = f"设计了一个新的{before}博鱼体育官网,博鱼体育登录入口，与钻头连接在一起"
    start = line.index("博")
    found = best_near(read(line), start + 4, start + 8)
    assert found is not None
    assert (found.start, found.end) == (start, line.index("，"))


@pytest.mark.parametrize(
    ("elsewhere", "signs"),
    [
        ("", (0, 0, 0, 0, 0, 0, 0, 0)),
        ("富士康员工", (0, 0, 1, 1, 0, 0, 0, 0)),
        ("与富士康合作", (0, 1, 1, 1, 0, 0, 0, 0)),
        ("银河里", (0, 0, 0, 0, 1, 0, 0, 0)),
        ("银河体系与官网", (0, 0, 0, 0, 2, 1, 0, 0)),
        ("富银河", (0, 0, 0, 0, 1, 0, 1, 1)),
        ("康士", (0, 0, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_what_stands_elsewhere_is_told_of_the_borders(
    elsewhere: str, signs: tuple[int, ...]
) -> None:
    assert tuple(signs_of(TEXT, elsewhere, *PIECE)) == signs


def test_what_a_piece_leaves_bears_it_out_and_what_it_takes_along_does_not() -> None:
    start, end = PIECE
    assert nats_of(TEXT, "富士康员工", start, end) > 0
    assert nats_of(TEXT, "富士康员工", start, end) > nats_of(TEXT, "富士康员工", start - 1, end)
    assert nats_of(TEXT, "银河系", start, end) < 0
    assert nats_of(TEXT, "", start, end) == 0


def test_the_page_tells_which_piece_it_is_not_whether_it_is_one() -> None:
    line = "近年来全市大力推进拥军爱游戏体育平台官方版力度，持续完善随军家属就业"
    start, end = line.index("爱游戏"), line.index("力度")
    silent, told = read(line), read(line)
    told.elsewhere = Elsewhere(["县里表彰拥军单位，推进拥军工作", "进拥军优属"])
    assert best_near(told, start + 3, end) is not None
    assert odds(told, start, end) == pytest.approx(odds(silent, start, end))


def test_lines_in_which_something_is_suspicious_do_not_speak_for_the_page() -> None:
    spam = "爱游戏体育平台官方版下载"
    lines = [
        f"全市经济运行{spam}总体平稳，企业用工稳定",
        "全市经济运行总体平稳",
        f"稳中有进{spam}好",
    ]
    found = runs_of_lines([(line, ()) for line in lines], ADDRESS, [True] * 3)
    (run,) = found[0]
    assert run.reading.elsewhere.text == lines[1]
    assert lines[0][run.start : run.end] == spam
