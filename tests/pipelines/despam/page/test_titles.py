"""Titles for search engines that have nothing to do with their page."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.run import process

URL = "http://www.heyang.gov.cn/art/2024/1.html"
PROSE = "会议强调，要坚持人民至上、生命至上，落实落细安全生产责任制，确保形势持续稳定。" * 2
HEADLINE = "县政府召开安全生产会议"


def coded(text: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in text)


def is_hacked(title: str, head: str = "") -> bool:
    body = f"<div>合阳县政府门户网站</div><h1>{HEADLINE}</h1><div><p>{PROSE}<p>{PROSE}</div>"
    page = f"<head><title>{title}</title>{head}</head><body>{body}</body>"
    result = process(RawPage(url=URL, body=page.encode(), content_type="text/html"))
    assert isinstance(result, Extraction)
    assert result.article.title == HEADLINE
    return result.article.hacked


@pytest.mark.parametrize(
    "title",
    [
        coded("新濠汇网址大全_杀红专家预测"),
        coded("鑫海棠网址大全_星悦汇官方下载"),
        "新濠汇网址大全_杀红专家预测-官网",
    ],
)
def test_a_title_that_offers_and_of_which_the_page_says_nothing(title: str) -> None:
    assert is_hacked(title)
    assert is_hacked(title, f'<meta name="keywords" content="{title}">')


@pytest.mark.parametrize(
    "title",
    [
        HEADLINE,
        coded(HEADLINE),
        coded("合阳县政府官网手机版"),
        "合阳县政府官方网站-手机版",
        "文章内容显示页面",
        "网站群内容管理平台",
        coded("网站内容详细页面"),
        "官网",
    ],
)
def test_titles_of_good_faith(title: str) -> None:
    assert not is_hacked(title)
