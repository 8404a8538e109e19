"""No page breaks the fields stage or keeps it busy: odd text, odd markup, bait for regexes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.dates import Context, parse
from pipelines.errors import NotAnArticleError
from pipelines.fields.bars import read_bar
from pipelines.fields.bylines import line_byline
from pipelines.fields.paths import is_breadcrumb
from pipelines.fields.section import section_items
from pipelines.fields.site_name import strip_site
from pipelines.names import credits_of, split
from tests.pipelines.pages import page, read, read_text

SIGNS = "：:|/【】()>-—_·A💊²月日年 \u200b\ufffd\u0663\u3000\t\u2003\x1f"
WORDS = "来源,作者,责任编辑,发布时间,记者,文/图,摄,首页,正文,当前位置,张杰廖玉蓉,新华社"
DATES = "2020-02-24,2020年2月24日,二〇二〇年,15:28,昨天,3小时前,02-24,99999,GMT,+08:00"
PIECES = (*SIGNS, *WORDS.split(","), *DATES.split(","))
lines = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(lines)
def test_readers_take_any_line(line: str) -> None:
    read_bar(line)
    line_byline(line)
    split(line)
    credits_of(line, strict=True)
    is_breadcrumb(line)
    strip_site(line)
    section_items(line, line, lambda _: False)
    parse(line, Context())


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, max_size=6), st.lists(lines, max_size=4))
def test_pages_and_texts_of_odd_lines(above: list[str], below: list[str]) -> None:
    markup = page(
        "".join(f"<p>{line}</p>" for line in above), "".join(f"<div>{line}</div>" for line in below)
    )
    for read_any, content in ((read, markup), (read_text, "\n".join([*above, *below]))):
        try:
            document = read_any(content)
        except NotAnArticleError:
            continue
        assert len([one for one in document.candidates if one.won and one.field == "title"]) <= 1


@pytest.mark.parametrize(
    "bait",
    [
        "- " * 20_000,
        "来 源" * 10_000,
        "（记者 " * 10_000,
        "2020-" * 20_000,
        "首页 > " * 20_000,
        "张" * 50_000,
        "1" * 50_000,
        "\u3000" * 50_000,
        "[" * 20_000,
    ],
)
def test_bait_is_bounded(bait: str) -> None:
    head = f"<title>{bait}</title><meta name=PubDate content='{bait}'>"
    html = page(f"<h1>{bait}</h1><p>{bait}</p>", head=head)
    start = time.process_time()
    try:
        read(html)
    except NotAnArticleError:
        return
    assert time.process_time() - start < 5


def test_broken_addresses_are_no_home_page() -> None:
    html = page(
        '<p><a href="http://[">某某频道</a> &gt; <a href="/xw/">新闻</a> &gt; 正文</p>'
        "<h1>标题在此</h1>"
    )
    assert read(html).article.section == ("某某频道", "新闻")
