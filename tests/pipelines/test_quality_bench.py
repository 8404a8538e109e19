"""The measure of quality: its scores, and floors that nobody lowers in silence."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from tests.bench.corpus import BenchPage
from tests.bench.peers import iso_date
from tests.bench.quality import FIGURES, FLOORS, LOWER_IS_BETTER, below_floor, current_floors
from tests.bench.scoring import normal, score_page, summary

GOLD = {
    "body": "第一段（正文）。\n第二段。",
    "body_optional": ["（记者张三）"],
    "captions": ["图为会场。"],
    "without": ["相关新闻", "版权所有"],
    "title": "标题",
    "published_at": "2020-02-24T15:28:00+08:00",
    "source": None,
    "source_alternatives": ["新华社"],
    "authors": ["张三"],
    "authors_alternatives": [["张三", "李四"]],
    "editors": [],
    "section": ["新闻", "要闻"],
}
RIGHT = {
    "body": "第一段(正文)。\n图为会场。\n第 二段。（记者张三）",
    "title": "标题",
    "published_at": "2020-02-24T15:28:00+08:00",
    "source": "新华社",
    "authors": ["张三", "李四"],
    "editors": [],
    "section": ["新闻", "要闻"],
}


def page(**changes: object) -> BenchPage:
    return BenchPage("1.html", "http://example.com/", b"", GOLD | changes)


def test_answer_within_the_gold_is_right() -> None:
    score = score_page(page(), RIGHT)
    assert (score.precision, score.recall, score.f1, score.left) == (1.0, 1.0, 1.0, 0)
    assert score.hits == dict.fromkeys(score.hits, True) | {"editors": None}


def test_empty_answer_is_wrong_where_the_page_has_something() -> None:
    score = score_page(page(), {})
    assert score.f1 == 0.0
    assert score.hits["title"] is False
    assert score.hits["source"] is None


def test_boilerplate_and_lost_text_cost_precision_and_recall() -> None:
    score = score_page(page(), {"body": "第一段（正文）。相关新闻"})
    assert score.precision == pytest.approx(8 / 12)
    assert score.recall == pytest.approx(8 / 12)
    assert (score.left, score.boilerplate) == (1, 2)


def test_minute_is_asked_only_where_the_page_gives_one() -> None:
    day = page(published_at="2020-02-24")
    assert score_page(day, {"published_at": "2020-02-24"}).hits["minute"] is None
    assert score_page(day, {"published_at": "2020-02-24"}).hits["day"] is True
    assert score_page(page(), {"published_at": "2020-02-24"}).hits["minute"] is False


def test_figures_are_means_over_the_pages_that_have_the_field() -> None:
    figures = summary([score_page(page(), RIGHT), score_page(page(), {"body": GOLD["body"]})])
    assert figures["body_good"] == 1.0
    assert figures["title"] == 0.5
    assert figures["editors"] is None


def test_dates_of_peers_are_read() -> None:
    assert iso_date("2020年2月4日 5:06") == "2020-02-04T05:06"
    assert iso_date("2020/02/04") == "2020-02-04"
    assert iso_date("昨天") is None


def test_normal_text_has_no_width_and_no_white_space() -> None:
    assert normal("Ａ１，\u3000b\n\u200bc") == "A1,bc"


def test_figure_under_its_floor_is_named() -> None:
    figures = dict.fromkeys(FIGURES, 0.97) | {"boilerplate": 0.02}
    assert below_floor(figures, {"body_f1": 0.96, "boilerplate": 0.03}) == []
    assert len(below_floor(figures, {"body_f1": 0.98, "boilerplate": 0.01})) == 2


def test_no_floor_was_lowered_without_a_reason() -> None:
    history = json.loads(FLOORS.read_text(encoding="utf-8"))["history"]
    assert set(current_floors()) == set(FIGURES)
    for before, after in pairwise(history):
        lowered = [
            name
            for name, floor in after["floors"].items()
            if (floor > before["floors"][name]) == (name in LOWER_IS_BETTER)
            and floor != before["floors"][name]
        ]
        assert not lowered or after["why"], f"{lowered} lowered on {after['date']}: say why"
