"""Texts that their page holds twice, of which style sheets show one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from pipelines.extract.copies import second_copy
from pipelines.extract.reading import read_lines
from pipelines.extract.region import line_weights
from seeds.catalogue import Selectors
from tests.pipelines.html import PARAGRAPHS, TITLE, extracted, texts

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
HEAD = f"<div class=t>{TITLE}</div><div>2020-03-05 10:02 来源：某市日报</div>"
EDITOR = "<p>责任编辑：张三</p>"
PUT_IN = "某某书法家在现场挥毫泼墨，他是多家协会的会员，作品屡次获奖，被多家博物馆收藏。"


def page(copy: str, *, body: str = BODY, around: str = "") -> str:
    """A page with a text, and a copy of it with headline and bar of its own."""
    return (
        f"<html><head><title>{TITLE}_某市人民政府</title></head><body>"
        f"<div class=pc><h1>{TITLE}</h1><p>2020-03-05 10:02 来源：某市日报</p>"
        f"<div class=c>{body}</div>{EDITOR}</div>{around}"
        f"<div class=mobile>{HEAD}<div class=d>{copy}</div>{EDITOR}</div>"
        "<div class=foot>主办：某市人民政府 版权所有</div></body></html>"
    )


def read(html: str) -> tuple[str, ...]:
    return tuple(text for text in texts(extracted(html)) if text != "责任编辑：张三")


@pytest.mark.parametrize(
    "copy",
    [
        BODY,
        "<br>".join(PARAGRAPHS),
        "".join(PARAGRAPHS),
        " ".join(PARAGRAPHS),
        "".join((TITLE, *PARAGRAPHS)),
        BODY.replace("，", ","),
    ],
)
def test_a_copy_is_left_out(copy: str) -> None:
    assert read(page(copy)) == PARAGRAPHS


@pytest.mark.parametrize("own", [f"<p>{PUT_IN}</p>", "<p>编者按。</p>", "<p>水温 12</p>"])
def test_what_only_one_copy_says_is_never_lost(own: str) -> None:
    text = own.removeprefix("<p>").removesuffix("</p>")
    assert read(page(BODY, body=f"{BODY}{own}")) == (*PARAGRAPHS, text)
    both = f"<div><div>{BODY}</div><div>{BODY}{own}</div></div>"
    assert {*PARAGRAPHS, text} <= set(read(page("", body=both)))


ALIKE = "<p>乡镇级饮用水水源地监测结果符合国家地下水质量标准三类以上要求。</p>"


@pytest.mark.parametrize("tag", ["div", "section", "blockquote"])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>桃花村水质检测结果：pH值7.2，浑浊度0.5。</p>", "<p>柳林村水质检测结果：pH值7.4。</p>"),
        (
            "<h4>修改前</h4><p>应当在24小时内报告。</p>",
            "<h4>修改后</h4><p>应当在12小时内报告。</p>",
        ),
        ("<p>一标段</p>", "<p>二标段</p>"),
    ],
)
def test_blocks_that_are_alike_stay(tag: str, one: str, other: str) -> None:
    same = ALIKE + f"<p>{PARAGRAPHS[1]}</p>"
    blocks = f"<{tag}>{one}{same}</{tag}><{tag}>{other}{same}</{tag}>"
    body = "".join(texts(extracted(page("", body=f"<p>{PARAGRAPHS[0]}</p>{blocks}"))))
    assert all(piece in body for piece in re.findall(r">([^<]+)<", one + other))


def test_the_copy_of_an_altered_text_is_left_out() -> None:
    assert read(page(BODY, body=f"{BODY}<p>{PUT_IN}</p>")) == (*PARAGRAPHS, PUT_IN)


def test_the_copy_of_one_paragraph_is_left_out() -> None:
    text = "".join(PARAGRAPHS[:2])
    assert read(page(f"<p>{text}</p>", body=f"<p>{text}</p>")) == (text,)


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{BODY}<p>{PARAGRAPHS[0]}</p></div>",
        f"<div>{BODY}{BODY}</div>",
        f"<div>{f'<p>第一天</p><p>{PARAGRAPHS[0]}</p>' * 4}</div>",
        f"<div><div>{BODY}</div><div><p>{PARAGRAPHS[0]}</p><p>{PUT_IN * 3}</p></div></div>",
        f"<div><p>{PARAGRAPHS[0]}</p><div>{BODY}</div></div>",
        f"<table><tr><td>{BODY}</td><td>{BODY}</td></tr></table>",
    ],
)
def test_a_text_that_repeats_itself_is_no_copy(body: str) -> None:
    found = read_lines(f"<body>{body}</body>", Selectors())[-1]
    assert second_copy(found, 0, len(found.lines), line_weights(found)) is None


def notices(tag: str, parts: Sequence[str]) -> str:
    """Some notices of one form, each in a box of its own."""
    first, last = PARAGRAPHS[:2]
    return "".join(f"<{tag}><p>{first}</p>{part}<p>{last}</p></{tag}>" for part in parts)


@pytest.mark.parametrize("tag", ["div", "section"])
@pytest.mark.parametrize(
    "parts",
    [
        [
            f"<h3>第{n}号公示</h3><p>{name} 男 197{n}年生</p>"
            for n, name in enumerate(("张三", "李四"))
        ],
        [f"<p>{verse}</p>" for verse in ("春风吹绿江南岸", "秋雨落满北国山", "冬雪覆盖边疆路")],
        [
            f"<table><tr><td>标段</td><td>第{n}标段</td></tr><tr><td>中标人</td>"
            f"<td>某某建设集团第{n * 7}公司</td></tr></table>"
            for n in (1, 2, 3)
        ],
        [f"<p>第三条 {text}</p>" for text in (PARAGRAPHS[2], PUT_IN)],
    ],
)
def test_texts_of_one_form_with_other_names_are_no_copies(tag: str, parts: list[str]) -> None:
    html = f"<html><body><h1>{TITLE}</h1><div class=c>{notices(tag, parts)}</div></body></html>"
    assert texts(extracted(html)).count(PARAGRAPHS[0]) == len(parts)
