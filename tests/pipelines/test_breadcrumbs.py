"""Breadcrumbs in the ways that templates write them: one page a row of ``breadcrumbs.tsv``."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import NAVIGATION
from tests.pipelines.tables import read_table

TITLE = "“一窗通办”让群众少跑腿"
TEXT = "为优化营商环境，县政务服务中心推出“一窗通办”新模式，群众办事时间平均缩短六成。"


def rows() -> list[dict[str, str]]:
    return read_table("breadcrumbs.tsv")


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["path"])
def test_section(row: dict[str, str]) -> None:
    html = (
        f"<html><head><meta charset=utf-8><title>{TITLE}_某县人民政府</title></head><body>"
        f"<ul class=nav>{NAVIGATION}</ul>{row['path']}<h1>{TITLE}</h1>"
        f"<div class=info>发布时间：2023-06-01 10:10 来源：县政务服务中心</div><p>　　{TEXT}</p>"
        "<div class=foot><p>主办：某县人民政府办公室 某ICP备05000001号-1</p></div></body></html>"
    )
    found = process(RawPage(url="http://www.example.gov.cn/bm/1.html", body=html.encode()))
    assert isinstance(found, Extraction)
    assert " > ".join(found.article.section) == row["section"]
    assert (found.article.title, found.article.body) == (TITLE, TEXT)


def test_column_among_the_labels_of_the_bar() -> None:
    html = (
        f"<h1>{TITLE}</h1>"
        "<div>发布时间：2023-06-01 10:10 来源：县政务服务中心 所属栏目：部门动态</div>"
        f"<p>　　{TEXT}</p>"
    )
    found = process(RawPage(url="http://www.example.gov.cn/bm/1.html", body=html.encode()))
    assert isinstance(found, Extraction)
    assert found.article.section == ("部门动态",)
    assert found.article.source == "县政务服务中心"
