"""Kickers and decks by class, by the ``<title>`` and by place: a page a row of ``kickers.tsv``.

``H`` stands for the headline.
"""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import NAVIGATION
from tests.pipelines.tables import read_table

TITLE = "红色档案里的青春力量"
TEXT = (
    "为纪念中国人民志愿军抗美援朝出国作战，丰富馆藏，县档案局现面向社会征集与抗美援朝有关的史料。",
    "敬请社会各界人士提供线索，共同留住这段红色记忆，凡捐赠原件的，由县档案局颁发证书。",
)


@pytest.mark.parametrize("row", read_table("kickers.tsv"), ids=lambda row: row["above"])
def test_kickers(row: dict[str, str]) -> None:
    text = "".join(f"<p>　　{line}</p>" for line in TEXT)
    html = (
        f"<html><head><meta charset=utf-8><title>{row['head']}</title></head><body>"
        f"<ul class=nav>{NAVIGATION}</ul><div>您的位置：<a href=/>首页</a> &gt; 工作动态</div>"
        f"<div class=art>{row['above']}<div class=i>2023-06-01 09:20 来源：县档案局</div>"
        f"<div class=con>{text}</div></div></body></html>"
    ).replace("H", TITLE)
    found = process(RawPage(url="http://www.example.gov.cn/show.asp?id=7679", body=html.encode()))
    assert isinstance(found, Extraction)
    assert found.article.title == TITLE
    assert "|".join(found.article.subtitles) == row["subtitles"]
    assert found.article.body == "\n".join(TEXT)


FIRST, SECOND = "清河县医药健康产业供需对接活动举行", "现场发布医药健康产业供需清单"


@pytest.mark.parametrize("between", [" <br>", "<br/>", "&lt;BR /&gt;"])
@pytest.mark.parametrize("name", ["title", "meta"])
def test_a_headline_of_two_lines_is_whole_where_the_head_says_both(between: str, name: str) -> None:
    said = f"{FIRST}{between}{SECOND}"
    head = (
        f"<title>{said}_桓江网</title>"
        if name == "title"
        else f"<meta name=ArticleTitle content='{said}'>"
    )
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        f"<html><head><meta charset=utf-8>{head}</head><body><h2>{FIRST}<br>{SECOND}</h2>"
        f"<p>2023-06-01 09:20 来源：县档案局</p><div>{text}</div></body></html>"
    )
    found = process(RawPage(url="http://www.example.gov.cn/show.asp?id=7680", body=html.encode()))
    assert isinstance(found, Extraction)
    assert (found.article.title or "").replace(" ", "") == FIRST + SECOND
    assert found.article.subtitles == ()
