"""Who wrote and edited, told in every habit of newspapers and offices: one page a row."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import NAVIGATION
from tests.pipelines.tables import read_table

TITLE = "“一窗通办”让群众少跑腿"
TEXT = (
    "为深入推进优化营商环境工作，县政务服务中心推出“一窗通办”新模式，办事时间平均缩短六成。",
    "据介绍，该中心梳理高频事项126项，实行一次告知、一表申请、一窗受理、一网办理。",
)


def rows() -> list[dict[str, str]]:
    """Return the rows of ``bylines.tsv``; ``|`` parts the lines of a lead or tail."""
    return read_table("bylines.tsv")


def page(row: dict[str, str]) -> bytes:
    lead, tail = (
        "".join(f"<p>{line}</p>" for line in row[name].split("|") if line)
        for name in ("lead", "tail")
    )
    if "讯" in row["lead"].replace("通讯员", "") or row["lead"].startswith(("（记者", "人民网")):
        lead, text = "", f"<p>　　{row['lead']}{TEXT[0]}</p><p>　　{TEXT[1]}</p>"
    else:
        text = "".join(f"<p>　　{line}</p>" for line in TEXT)
    return (
        f"<html><head><meta charset=utf-8><title>{TITLE}_某县人民政府</title></head><body>"
        f"<ul class=nav>{NAVIGATION}</ul><div>当前位置：<a href=/>首页</a> &gt; 部门动态</div>"
        f"<h1>{TITLE}</h1><div class=info>{row['bar']}</div><div class=con>{lead}{text}</div>{tail}"
        "<div class=foot><p>主办：某县人民政府办公室 某ICP备05000001号-1</p></div></body></html>"
    ).encode()


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["bar"])
def test_people_and_source(row: dict[str, str]) -> None:
    found = process(RawPage(url="http://www.example.gov.cn/bm/4001.html", body=page(row)))
    assert isinstance(found, Extraction)
    article = found.article
    assert article.source == (row["source"] or None)
    assert "、".join(article.authors) == row["authors"]
    assert "、".join(article.editors) == row["editors"]
    assert article.body.endswith(TEXT[1])


@pytest.mark.parametrize(
    ("signature", "authors"),
    [
        ("山王镇 毕小燕", ("毕小燕",)),
        ("王小柳", ("王小柳",)),
        ("县人民政府办公室", ()),
        ("王小柳 摄", ()),
        ("特此公示", ()),
    ],
)
def test_signed_in_the_last_line(signature: str, authors: tuple[str, ...]) -> None:
    text = "".join(f"<p>　　{line}</p>" for line in (*TEXT, signature))
    html = f"<h1>{TITLE}</h1><div>2023-06-01 10:10</div><div class=con>{text}</div>"
    found = process(RawPage(url="http://www.example.gov.cn/bm/1.html", body=html.encode()))
    assert isinstance(found, Extraction)
    assert found.article.authors == authors


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        (" 田小瑞 摄影报道", ("田小瑞",)),
        ("记者 田小瑞 文/图", ("田小瑞",)),
        (" 田小瑞 摄", ()),
        ("编辑部", ()),
    ],
)
def test_signed_behind_the_last_sentence(end: str, authors: tuple[str, ...]) -> None:
    text = f"<p>　　{TEXT[0]}</p><p>　　{TEXT[1]}{end}</p>"
    html = f"<h1>{TITLE}</h1><div>2023-06-01 10:10</div><div class=con>{text}</div>"
    found = process(RawPage(url="http://www.example.gov.cn/bm/1.html", body=html.encode()))
    assert isinstance(found, Extraction)
    assert found.article.authors == authors
