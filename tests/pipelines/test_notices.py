"""Short notices, lists of names, appointments: no line of theirs is lost, in whatever order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import NAVIGATION

TITLE = "关于做好近期重点工作的通知"
LINES = (
    "经研究，现将有关事项通知如下：",
    "一、总体要求",
    "（一）加强组织领导",
    "任命张伟为县教育局副局长；",
    "王小明 男 1985年3月",
    "特此通知。",
    "联系人：李强 电话：0710-1234567",
    "公示时间：2023年8月11日至8月17日",
    "序号1：大河镇卫生院",
    "因线路检修，8月12日停电。",
    "请广大市民相互转告。",
    "第一条 为规范管理，制定本办法。",
    "附件：2023年度名单",
)
PROSE = "据统计，上半年全县生产总值增长6.1%，规模以上工业增加值增长8.3%。"
BARS = (
    "<div class=info>发布时间：2023-08-11 10:02 来源：县政府办 浏览次数：</div>",
    "<div><span>日期：2023-08-11</span> <span>来源：县政府办</span></div>",
    "<p>2023-08-11</p>",
)
PATH = "<div>当前位置：<a href=/>首页</a> &gt; <a href=/zw/>政务</a></div>"
FOOT = "<div class=foot><p>主办：县人民政府办公室 版权所有 ICP备12345678号</p></div>"


def body_of(lines: list[str], bar: str) -> str | None:
    """Return the body of a page that holds ``lines`` under headline and bar; None if rejected."""
    text = "".join(f"<p>　　{line}</p>" for line in lines)
    html = (
        f"<html><head><meta charset=utf-8><title>{TITLE}_某县人民政府</title></head><body>"
        f"<ul class=nav>{NAVIGATION}</ul>{PATH}<div class=main><h1>{TITLE}</h1>{bar}"
        f"<div class=con>{text}</div></div>{FOOT}</body></html>"
    )
    answer = process(RawPage(url="http://www.example.gov.cn/zw/1.html", body=html.encode()))
    return answer.article.body if isinstance(answer, Extraction) else None


@settings(max_examples=80, deadline=None)
@given(
    lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=8, unique=True),
    at=st.integers(0, 8),
    bar=st.sampled_from(BARS),
)
def test_no_line_of_a_notice_is_lost(lines: list[str], at: int, bar: str) -> None:
    lines.insert(at, PROSE)
    assert body_of(lines, bar) == "\n".join(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["经评选，拟对以下同志公示：", "王小明（大河镇中心小学）", "李红（城关一中）"],
        ["因线路检修，8月12日停电。", "请广大市民相互转告。"],
        ["任命张伟为县教育局副局长；", "免去赵敏的县水务局副局长职务。"],
    ],
)
def test_a_notice_without_a_long_sentence_is_an_article(lines: list[str]) -> None:
    assert body_of(lines, BARS[0]) == "\n".join(lines)


def test_a_page_without_text_below_its_bar_is_none() -> None:
    assert body_of(["无"], BARS[0]) is None
