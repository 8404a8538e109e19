"""Rows of tables that are no headlines, cards of documents, and headlines written once more."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from archive.records import Article
from tests.pipelines.pages import PROSE, page
from tests.pipelines.pages import read as read_document


class Found(NamedTuple):
    article: Article
    body: str


TITLE = "清河县行政处罚信息公开表"
NOTICE = "关于开展全县春耕生产工作检查的通知"
ROWS = (
    ("处罚决定书文号", "清罚决字〔2024〕6号"),
    ("被处罚当事人", "清河县某某商贸有限公司及其责任人员"),
    (
        "主要违法违规事实",
        "委托未取得资格的个人从事销售活动，未按照规定使用经备案的合同条款，财务数据不真实。",
    ),
    ("行政处罚决定", "对清河县某某商贸有限公司合计罚款五万元，对张三给予警告并罚款一万元。"),
    ("作出处罚决定的日期", "2024年7月8日"),
)


def read(html: str) -> Found:
    document = read_document(html)
    return Found(document.article, "\n".join(block.text for block in document.blocks))


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td><b>{cell}</b></td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def article() -> Found:
    head = f"<title>清河县人民政府</title><meta name=ArticleTitle content='{TITLE}'>"
    above = f"<p>发布时间：2024-07-12 来源：县市场监管局</p><div class=wz-title>{TITLE}</div>"
    return read(page(above, head=head, prose=table(*ROWS)))


def test_a_row_of_a_table_is_no_headline_and_the_last_is_text() -> None:
    found = article()
    assert (found.article.title, found.article.subtitles) == (TITLE, ())
    assert found.body.splitlines() == ["\t".join(row) for row in ROWS]


@pytest.mark.parametrize(
    ("sheet", "style", "is_shown"),
    [
        (".z{display:none}", "display: block", True),
        (".z{display:none}", "Display:flex;color:red", True),
        (".z{display:none}", "", False),
        (".z{display:none}", "display: none", False),
        (".z{display:none}", "-x-display:block", False),
        (".z{display:none !important}", "display:block", False),
        (".z{visibility:hidden}", "display:block", False),
    ],
)
def test_a_style_that_displays_a_box_undoes_the_sheet(
    sheet: str, style: str, is_shown: bool
) -> None:
    line = f"<p class=z style='{style}'>各地要统筹安排好春耕用水。</p>"
    found = read(page(head=f"<style>{sheet}</style>", prose=PROSE + line))
    assert ("各地要统筹安排好春耕用水。" in found.body) is is_shown


LABELS = ("索取号", "发布时间", "发布机构", "文件编号", "备注")
VALUES = ("076478684Q/2024-00112", "", "清河县农业局", "清农〔2024〕5号", "")


def test_the_card_of_a_document_in_two_rows_is_no_text() -> None:
    body = read(page(f"<h1>{NOTICE}</h1>", prose=table(LABELS, VALUES) + PROSE)).body
    assert body
    assert body.startswith("3月22日")


def test_a_list_of_documents_keeps_its_rows() -> None:
    rows = (VALUES, ("076478684Q/2024-00113", "", "清河县水利局", "清水〔2024〕8号", ""))
    body = read(page(f"<h1>{NOTICE}</h1>", prose=table(LABELS, *rows) + PROSE)).body
    assert body
    assert "清农〔2024〕5号" in body


@pytest.mark.parametrize("behind", ["[1]", "［2］", "①", "*", "( 2024-05-11)", "（2024年5月11日）"])
def test_a_headline_once_more_with_a_mark_is_no_deck(behind: str) -> None:
    head = f"<title>{NOTICE}</title>"
    prose = f"<p align=center><b>{NOTICE}{behind}</b></p>{PROSE}"
    found = read(page(f"<h1>{NOTICE}</h1>", head=head, prose=prose))
    assert (found.article.title, found.article.subtitles) == (NOTICE, ())
    assert found.body.startswith("3月22日")


@pytest.mark.parametrize(
    ("signed", "authors"),
    [
        ("图书馆 魏乐禹", ("魏乐禹",)),
        ("县文化馆 魏乐禹", ("魏乐禹",)),
        ("宣传部 魏乐禹", ("魏乐禹",)),
        ("办公室 魏乐禹", ("魏乐禹",)),
        ("李晟 韦鑫", ("李晟", "韦鑫")),
        ("单位 万元", ()),
    ],
)
def test_an_office_before_a_name_in_a_closing_bracket_is_nobody(
    signed: str, authors: tuple[str, ...]
) -> None:
    prose = (
        f"{PROSE}<p>活动现场气氛热烈，受到了读者的一致欢迎和好评，大家收获很大。（{signed}）</p>"
    )
    assert read(page(f"<h1>{NOTICE}</h1>", prose=prose)).article.authors == authors


def test_a_mail_address_that_is_a_link_is_text() -> None:
    mail = "<p>电子邮箱：<a href='mailto:zbb@qinghe.edu.cn'>zbb@qinghe.edu.cn</a></p>"
    lines = f"<p>联系人：满老师</p><p>电话：022-23508050</p>{mail}<p>2.采购代理机构：</p>"
    body = read(page(f"<h1>{NOTICE}</h1>", prose=PROSE + lines + PROSE)).body
    assert "电子邮箱：zbb@qinghe.edu.cn" in body


def test_links_that_are_named_for_a_place_hide_no_breadcrumb() -> None:
    links = "".join(
        f"<a class=weizhi href=/{i}><span class=weizhi>图{i}</span></a>" for i in range(8)
    )
    path = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in ("政务信息", "行政处罚"))
    crumbs = f"<ul class=breadcrumb><li>当前位置： <a href=/>首页</a></li>{path}</ul>"
    found = read(page(f"{links}{crumbs}<h1>{NOTICE}</h1>")).article
    assert found.section == ("政务信息", "行政处罚")
