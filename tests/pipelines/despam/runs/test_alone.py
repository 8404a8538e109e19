"""Texts that stand for themselves: the words of menus and boxes are each judged alone."""

from __future__ import annotations

import pytest

from pipelines.despam.runs.alone import is_hidden_spam, pieces_of
from pipelines.document import Span

URL = "http://www.henan.gov.cn/1.html"
SPAM = "澳门新葡京娱乐场官网"


def _confidence(text: str, link: str | None = None) -> float:
    return is_hidden_spam(text, Span(start=0, end=len(text), link=link, hidden="hidden"), URL)


@pytest.mark.parametrize("menu", ["用户登录", "立即注册 下载APP", "首页 政务公开", "a", ""])
def test_menus_are_no_spam(menu: str) -> None:
    assert _confidence(menu) < 0.5


def test_one_word_of_a_row_is_enough() -> None:
    assert _confidence(f"首页 政务公开 {SPAM}") > 0.9


def test_where_a_text_leads_counts_however_often_it_was_judged() -> None:
    text = "手机电竞"
    links = (None, "/a.html", "http://xx88.vip/", "http://xx88.vip/b")
    first = [_confidence(text, link) for link in links]
    assert first == [_confidence(text, link) for link in links]
    assert first[1] < first[0] < first[2] == first[3]


def test_pieces_do_not_make_each_other_suspect() -> None:
    words, spam = "登录 体育 注册 下载", f"首页 {SPAM}"
    together = pieces_of([words, spam, words])
    assert together == [pieces_of([text])[0] for text in (words, spam, words)]
    assert together[1] == {"首页": False, SPAM: True}
