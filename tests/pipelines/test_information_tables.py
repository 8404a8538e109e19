"""The 索引 table above an official document: its labels, filled and empty."""

from __future__ import annotations

import pytest

from archive.records import Article
from tests.pipelines.pages import page, read

TITLE = "某省优化营商环境条例"
ISSUER = "清河县市场监督管理局"


def table(*rows: tuple[str, str, str, str]) -> str:
    cells = ("".join(f"<td>{cell or '&nbsp;'}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def article(*rows: tuple[str, str, str, str], source: str = TITLE, below: str = "") -> Article:
    head = (
        f"<title>政务公开信息内容页</title><meta name=ArticleTitle content='{TITLE}'>"
        "<meta name=PubDate content='2018-03-14 11:30'>"
        f"<meta name=ContentSource content='{source}'>"
    )
    return read(page(table(*rows) + below, head=head)).article


ROWS = (
    ("索 引 号", "Whgs-16-02-010", "信息分类", ""),
    ("发布机构", ISSUER, "公开日期", "2018-01-01"),
    ("名称", TITLE, "有效性", "有效"),
)


@pytest.mark.parametrize(
    "row",
    [
        ("文号", "", "关键词", ""),
        ("文 号", "", "主题词", ""),
        ("文种", "", "密级", ""),
        ("时效", "", "关键字", ""),
        ("文件号", "", "文种", ""),
    ],
)
def test_labels_of_empty_fields_are_no_names(row: tuple[str, str, str, str]) -> None:
    assert article(*ROWS, row, source="").authors == ()
    assert article(*ROWS, row, source="", below=f"<h1>{TITLE}</h1>").authors == ()


def test_the_issuer_is_the_source_where_the_meta_says_the_headline_again() -> None:
    assert article(*ROWS, source=TITLE).source == ISSUER
    assert article(*ROWS, source=f" {TITLE}　").source == ISSUER
    assert article(*ROWS, source="清河日报").source == "清河日报"


@pytest.mark.parametrize("label", ["来源", "发布机构"])
def test_the_headline_is_no_source_wherever_it_is_said(label: str) -> None:
    bar = f"<h1>{TITLE}</h1><p>{label}：{TITLE} 发布时间：2018-03-14 11:30</p>"
    assert read(page(bar)).article.source is None


@pytest.mark.parametrize("name", ["文浩", "关键", "范伟", "文小种"])
def test_names_that_begin_so_are_names(name: str) -> None:
    bar = f"<h1>{TITLE}</h1><p>2018-03-14 11:30 来源：清河日报 作者：{name}</p>"
    assert read(page(bar)).article.authors == (name,)
