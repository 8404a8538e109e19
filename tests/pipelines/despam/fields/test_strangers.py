"""What stands in a headline and nowhere in its text, and what a cut took along."""

import pytest

from pipelines.despam.cutting import Cut
from pipelines.despam.fields.strangers import with_strangers
from pipelines.despam.lines import Verdict

SAID = "霜降前后，油茶果进入成熟采摘期，工人们正忙着采果，带动周边农户增收。"


def kept(title: str, verdict: Verdict) -> str:
    for c in reversed(with_strangers(title, verdict, SAID).cuts):
        title = title[: c.start] + title[c.end :]
    return title


@pytest.mark.parametrize(
    ("title", "run", "clean"),
    [
        ("澳门一肖一码100%中 我县油茶产业迈向新台阶", "澳门一肖一码", "我县油茶产业迈向新台阶"),
        ("澳门一肖一码 我县油茶产业迈向新台阶", "澳门一肖一码", "我县油茶产业迈向新台阶"),
        ("澳门一肖一码 全民健身活动启动仪式举行", "澳门一肖一码", None),
        ("警惕一肖一码骗局 守好群众钱袋子", "一肖一码", None),
        ("手机版 我县油茶产业迈向新台阶", "手机版", None),
    ],
)
def test_a_suspected_phrase_that_white_space_sets_off(
    title: str, run: str, clean: str | None
) -> None:
    at = title.index(run)
    verdict = Verdict((), (Cut(at, at + len(run), "phrase:game", 0.4),))
    assert kept(title, verdict) == (clean or title)


@pytest.mark.parametrize(
    ("title", "cut", "clean"),
    [
        ("三亿体育官方网址_县医院卒中中心通过认证", 12, "县医院卒中中心通过认证"),
        ("国产成人精品无码-推进“明厨亮灶”建设", 11, "推进“明厨亮灶”建设"),
        ("三亿体育官方网址_开云官网_县医院通过认证", 13, "_县医院通过认证"),
    ],
)
def test_the_first_words_behind_a_separator_stay(title: str, cut: int, clean: str) -> None:
    assert kept(title, Verdict((Cut(0, cut, "phrase:kind_strong", 0.9),))) == clean
