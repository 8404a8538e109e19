"""Damaged, hostile and gigantic pages: nothing is raised, and the time is bounded."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.records import Article, RawPage
from pipelines.decode import decode
from pipelines.document import Document
from pipelines.errors import NotAnArticleError
from pipelines.extract import extract
from tests.pipelines.html import PARAGRAPHS, URL, layout

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
PAGE = layout(
    f"<div class='TRS_Editor'><img src='1.jpg'><p>图为现场。（张三摄）</p>{BODY}"
    "<table><tr><td>户数</td><td>7</td></tr><tr><td>人数</td><td>20</td></tr></table></div>",
    head="<style>.a{display:none}</style><script>var x = '<div>';</script>",
    below="<p>附件：<a href='a.doc'>方案</a></p><a href='t_2.html'>下一页</a><!-- x -->",
)
TAGS = (
    "<div>", "</div>", "<table><tr><td>", "</td>", "<a href=x>", "<!--", "-->", "<script>",
    "</html>", "<b><i>", "<p><li>", "\0", "<svg>", "<select><option>", "<pre>", "<style>", "&#x0;",
    "\ufffd", "<td>",
    "<h1 hidden>", "<p style='display:none", "<frameset>", "<plaintext>", "<br>", "［", "<![CDATA[",
)  # fmt: skip
MOST_SECONDS = 20.0
"""For one page of some megabytes, on a machine that does other work as well."""


def survive(body: bytes) -> None:
    page = RawPage(url=URL, body=body)
    try:
        extract(decode(Document(page=page, article=Article(url=URL))))
    except NotAnArticleError:
        return


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    cuts=st.lists(st.tuples(st.integers(0, 9_999), st.binary(max_size=6)), max_size=12),
    end=st.integers(1, 10_000),
)
def test_pages_with_damaged_bytes(encoding: str, cuts: list[tuple[int, bytes]], end: int) -> None:
    body = bytearray(PAGE.encode(encoding))
    for at, damage in cuts:
        start = at % len(body)
        body[start : start + len(damage)] = damage
    survive(bytes(body[:end]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(PAGE)), st.sampled_from(TAGS), st.sampled_from([1, 3, 40, 400])
        ),
        max_size=8,
    )
)
def test_pages_with_damaged_markup(insertions: list[tuple[int, str, int]]) -> None:
    html = PAGE
    for at, tag, times in insertions:
        html = html[:at] + tag * times + html[at:]
    survive(html.encode())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(body: bytes) -> None:
    survive(body)


SENTENCE = PARAGRAPHS[1]
GIANTS = {
    "twenty megabytes of text": "<p>" + SENTENCE * 150_000,
    "twenty thousand paragraphs": f"<p>{SENTENCE}</p>" * 20_000,
    "links": "<a href='/a.html'>下载</a>" * 30_000,
    "pictures": "<p><img src=a.jpg>" * 10_000 + BODY,
    "nested divs": "<div>" * 10_000 + SENTENCE,
    "nested fonts with text": f"<font>{SENTENCE}" * 10_000,
    "nested tables": "<table><tr><td>" * 3_000 + BODY,
    "cells": "<table>" + ("<tr>" + "<td>12.5</td>" * 20 + "</tr>") * 2_000 + "</table>" + BODY,
    "spaces": "<p>" + " " * 3_000_000 + BODY,
    "digits": "<br>".join(["1" * 59 + "x"] * 5_000),
    "words of tools": "<br>".join(["分享到微博微信朋友圈好友" * 4 + "好"] * 5_000),
    "brackets": "<p>" + "[" * 1_000_000 + BODY,
    "less-than signs": "<" * 1_000_000,
    "ampersands": "&" * 1_000_000,
    "attributes": "<p " + "a=b " * 200_000 + ">" + BODY,
    "comments": "<!-- x -->" * 100_000 + BODY,
    "delimiters of a family": "<!--<$[信息内容]>begin-->" * 50_000 + BODY,
    "open rules of a style sheet": "<style>" + ".a{" * 300_000 + "</style>" + BODY,
    "comments of a style sheet": "<style>" + "/*" * 300_000 + "</style>" + BODY,
    "a picture in the markup": f"<img src='data:image/png;base64,{'A' * 8_000_000}'>{BODY}",
    "declarations of charsets": "charset=" * 500_000,
}


@pytest.mark.parametrize("case", GIANTS)
def test_giant_page_takes_bounded_time(case: str) -> None:
    start = time.process_time()
    survive(GIANTS[case].encode())
    assert time.process_time() - start < MOST_SECONDS
