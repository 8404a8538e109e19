"""Brackets at the end of a text that name no person."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.run import process

PROSE = "县市场监管局对三起案件作出行政处罚决定，现将有关情况予以公布，接受社会监督。"


def authors(end: str) -> tuple[str, ...]:
    html = (
        "<html><head><title>行政处罚信息公布-清江县人民政府</title></head><body>"
        "<h1>行政处罚信息公布</h1><p>发布时间：2024-03-05</p>"
        f"<div class=TRS_Editor><p>{PROSE}</p><p>{PROSE}</p>{end}</div></body></html>"
    )
    read = process(RawPage(url="http://www.qj.gov.cn/a/1.html", body=html.encode()))
    assert isinstance(read, Extraction)
    return read.article.authors


@pytest.mark.parametrize("unit", ["万元", "万吨", "平方米", "盖章", "高中", "张家口"])
@pytest.mark.parametrize(
    "end",
    [
        (
            "<table border=1><tr><td>单位</td><td>处罚金额（{}）</td></tr>"
            "<tr><td>甲</td><td>1</td></tr></table>"
        ),
        "<p>合计金额（{}）</p>",
    ],
)
def test_a_unit_behind_a_word_is_nobody(end: str, unit: str) -> None:
    assert authors(end.format(unit)) == ()


@pytest.mark.parametrize(
    ("end", "names"),
    [
        (f"<p>{PROSE}（李建国）</p>", ("李建国",)),
        (f"<p>{PROSE.rstrip('。')}（李建国）</p>", ("李建国",)),
        ("<p>（李建国 王芳）</p>", ("李建国", "王芳")),
    ],
)
def test_who_signs_behind_a_sentence_is(end: str, names: tuple[str, ...]) -> None:
    assert authors(end) == names


@pytest.mark.parametrize(
    "things",
    ["高速 公路", "小麦 玉米", "单位 万元", "水产 畜牧", "危险 化学品", "农村 公路", "常住 人口"],
)
@pytest.mark.parametrize(
    "end", [f"<p>{PROSE}（{{}}）</p>", "<p>（{}）</p>", "<p>检查对象（{}）</p>"]
)
def test_things_in_a_bracket_are_nobody(end: str, things: str) -> None:
    assert authors(end.format(things)) == ()


@pytest.mark.parametrize("names", ["李晟 韦鑫", "郭颖 天乐", "刘洋 高峰", "欧阳春 李明"])
def test_short_names_in_a_bracket_are_people(names: str) -> None:
    assert authors(f"<p>{PROSE}（{names}）</p>") == tuple(names.split())
