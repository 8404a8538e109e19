"""Plain text: menus, captions, furniture and the article told apart without HTML."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.fields.paths import is_menu
from pipelines.run import process
from tests.pipelines.pages import read_text

PROSE = (
    "3月22日,市委、市政府召开全市春耕生产工作会议。会议指出,要抢抓农时,把各项措施落实到地头。\n\n"
    "会议强调,各地要备足种子、化肥和农药,组织农机检修,确保全年粮食丰收。"
)


def lines(text: str) -> list[str]:
    return [block.text for block in read_text(text).blocks]


def test_prose_alone_has_no_title() -> None:
    document = read_text(PROSE)
    assert document.article.title is None
    assert len(document.blocks) == 2


def test_headline_bar_and_prose() -> None:
    document = read_text(
        f"春耕生产工作会议召开\n\n2020-03-22 18:05 来源:黄冈日报 作者:汪欢\n\n{PROSE}"
    )
    article = document.article
    assert article.title == "春耕生产工作会议召开"
    assert (article.source, article.authors) == ("黄冈日报", ("汪欢",))
    assert article.published_at == "2020-03-22T18:05:00+08:00"
    assert len(document.blocks) == 2


def test_menus_and_foot_are_left_out() -> None:
    text = (
        f"首页  市情概况  新闻中心  政务公开\n春耕生产工作会议召开\n{PROSE}\n[打印]\n"
        "[责任编辑: 谢天]\n热点新闻 +更多\n版权所有 某某市人民政府\n"
        "Copyright © 2007-2018\n某公网安备 42112202000030号"
    )
    document = read_text(text)
    assert document.article.title == "春耕生产工作会议召开"
    assert document.article.editors == ("谢天",)
    assert [block.text[:4] for block in document.blocks] == ["3月22", "会议强调"]


def test_an_office_that_signs_stays() -> None:
    assert lines(f"关于做好春耕工作的通知\n{PROSE}\n某某市人民政府\n2020年3月22日\n")[-2:] == [
        "某某市人民政府",
        "2020年3月22日",
    ]


def test_a_caption_with_its_credit() -> None:
    caption = "全市春耕生产工作会议在市区举行。黄冈日报记者 梁臻 摄"
    document = read_text(f"春耕生产工作会议召开\n{caption}\n{PROSE}")
    assert [(one.text, one.credit) for one in document.article.captions] == [
        ("全市春耕生产工作会议在市区举行。", "梁臻")
    ]
    assert len(document.blocks) == 2


@pytest.mark.parametrize(
    ("line", "menu"),
    [
        ("首页 红安概况 新闻中心 红安视频", True),
        ("当前位置: 首页 > 新闻 > 要闻 > 正文", False),
        ("记者 李铮 张海涛 冯芸 3月5日", False),
        ("强化责任担当 狠抓工作落实", False),
    ],
)
def test_menus(line: str, *, menu: bool) -> None:
    assert is_menu(line) is menu


@pytest.mark.parametrize("content_type", ["text/plain", "text/plain; charset=gbk", "text/html"])
def test_a_page_that_is_sent_as_plain_text_is_a_page(content_type: str) -> None:
    bar = "<div>2020-03-22 18:05 来源：黄冈日报</div>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE.split("\n\n"))
    html = f"<HTML><BODY><h1>春耕生产工作会议召开</h1>{bar}{text}</BODY></HTML>"
    body = html.encode("gb18030")
    found = process(RawPage(url="http://www.x.gov.cn/1.HTM", body=body, content_type=content_type))
    assert isinstance(found, Extraction)
    assert found.article.title == "春耕生产工作会议召开"
    assert found.article.body == PROSE.replace("\n\n", "\n")
    file = RawPage(url="http://www.x.gov.cn/1.txt", body=body, path="1.txt")
    text_document = process(file)
    assert isinstance(text_document, Extraction)
    assert "<HTML>" in text_document.article.body
