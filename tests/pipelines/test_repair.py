"""Broken markup that would cost a parser the text."""

from __future__ import annotations

import re
import time

import pytest

from pipelines.elements import text_of
from pipelines.errors import NotAnArticleError
from pipelines.extract.parsing import parse
from pipelines.repair import MAX_CHARACTERS, repair
from tests.pipelines.html import PARAGRAPHS, extracted, layout, texts

ARTICLE = "<div id='zoom'><p>全市安全生产工作会议召开。</p></div>"


@pytest.mark.parametrize("end", ["</html>", "</body>", "</body></html>", "</HTML >", "</Body\n>"])
def test_text_after_an_early_end_is_kept(end: str) -> None:
    tree = parse(f"<html><body><div>导航</div>{end}{ARTICLE}</body></html>")
    assert tree.xpath("contains(.//*[@id='zoom'], '安全生产')")


def test_closing_break_is_a_break() -> None:
    tree = parse("<body><p>一</br>二</p></body>")
    assert tree.xpath("count(.//br)") == 1


@pytest.mark.parametrize(
    "mark",
    ["#PAGE_BREAK#", "#p#第二页标题#e#", "[!--empirenews.page--]", "_ueditor_page_break_tag_"],
)
def test_page_breaks_of_cms_become_line_breaks(mark: str) -> None:
    document = extracted(layout(f"<p>{PARAGRAPHS[0]}{mark}{PARAGRAPHS[1]}</p>"))
    assert texts(document) == PARAGRAPHS[:2]
    assert document.tree is not None
    assert document.tree.xpath("count(.//br)") == 1


def test_nuls_and_lone_surrogates_go() -> None:
    assert repair("<p>正\x00文\ud800。</p>").decode() == "<p>正文。</p>"


@pytest.mark.parametrize(
    "html",
    ["<p>正文</p></body>后文", "<p>正\x00文</p>", f"<img src='data:a/b;base64,{'A' * 999}'>"],
)
def test_page_that_came_as_utf8_is_mended_the_same_way(html: str) -> None:
    assert repair(html, encoded=html.encode()) == repair(html)


def test_page_that_came_as_utf8_has_its_page_breaks_replaced() -> None:
    html = "<p>一#PAGE_BREAK#二</p>"
    markup = repair(html, [re.compile("#PAGE_BREAK#")], html.encode())
    assert markup.decode() == "<p>一<br>二</p>"


def test_pictures_in_the_markup_lose_their_data_only() -> None:
    markup = repair(f'<img src="data:image/png;base64,{"iVBORw0K" * 1000}"><p>正文</p>')
    assert markup.decode() == '<img src="data:image/png;base64,"><p>正文</p>'


def test_text_behind_a_picture_larger_than_a_page_may_be_is_kept() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * (5 * MAX_CHARACTERS)}">'
    assert repair(f"{picture}<p>正文</p>").decode().endswith("<p>正文</p>")


def test_declared_charset_of_a_decoded_page_is_not_believed() -> None:
    tree = parse('<?xml version="1.0" encoding="gb2312"?><meta charset="big5"><p>正文</p>')
    assert tree.xpath("string(.//p)") == "正文"


@pytest.mark.parametrize("tag", ["div", "font", "blockquote", "table><tr><td"])
def test_text_under_ten_thousand_elements_is_kept(tag: str) -> None:
    tree = parse(f"<body>{f'<{tag}>' * 10_000}<p>深处的正文。</p><p>后面的正文。</p></body>")
    text = text_of(tree)
    assert "深处的正文" in text
    assert "后面的正文" in text


def test_huge_page_is_cut_in_bounded_time() -> None:
    start = time.process_time()
    assert len(repair("<p>" + "正" * 20_000_000)) <= 3 * MAX_CHARACTERS
    assert time.process_time() - start < 5


@pytest.mark.parametrize("text", ["", " \n", "\x00", "<!-- -->"])
def test_empty_page_is_no_article(text: str) -> None:
    with pytest.raises(NotAnArticleError, match="empty"):
        parse(text)
