"""What is left off early is left off rightly: the bound holds, and what it counts is complete."""

from __future__ import annotations

import pytest

from pipelines.despam.deciding import SUSPECTED_FROM, confidence, weights
from pipelines.despam.doubt import MOST_AROUND, confidence_of
from pipelines.despam.evidence import signs, signs_of_place
from pipelines.despam.runs import Run, runs_of

OF_LINKS = {"foreign_link", "home_link", "hidden"}
LINES = (
    "会议强调，要坚持以人民为中心，开云体育(中国)官方网站登录入口统筹推进疫情防控和经济社会发展。",
    "警方捣毁一个网络赌博平台，涉案的澳门新葡京娱乐场官网已被关闭，犯罪嫌疑人被依法刑事拘留。",
    "全县购买彩票的市民增多，体彩中心提醒理性投注，2019年篮球世界杯期间销量上升。",
    "中国银行【手机银行登录入口】已升级，请访问www.boc.cn查询，bet365官网下载。",
    "本报记者用mate 20x 5g版本在12306官方网站购票，iphone手机与soc平台均可使用。",
)


def found() -> list[Run]:
    return [run for line in LINES for run in runs_of(line, (), "http://www.example.gov.cn/")]


def test_the_bound_is_never_below_the_probability() -> None:
    early = 0
    for run in found():
        exact = confidence(signs(run.reading, run.island, run.around))
        told = confidence_of(run.reading, run.island, run.around)
        early += told != exact
        assert told == exact or exact <= told < SUSPECTED_FROM, run.key
    assert early  # some were left off, else this says nothing


@pytest.mark.parametrize("run", found(), ids=lambda run: run.key)
def test_all_signs_around_a_run_that_speak_for_it_are_counted(run: Run) -> None:
    _, weighed = weights()
    around = signs_of_place(run.reading, run.island, run.around)
    weighty = {name: value for name, value in around.items() if weighed.get(name)}
    assert weighty.keys() - OF_LINKS <= MOST_AROUND.keys()
    assert all(value <= MOST_AROUND[name] for name, value in weighty.items() if value)


def test_that_an_article_is_about_crime_speaks_for_no_run() -> None:
    """``pipelines.despam.lines`` asks only where a run would be told."""
    assert weights()[1]["guarded_article"] <= 0
