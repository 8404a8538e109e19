"""Credits in every form × place × name: ``credits.tsv``, a page a row.

``place``: ``bar`` (the information bar), ``lead`` (lines above the first paragraph), ``head`` (what
the first paragraph begins with), ``end`` (what the last one ends in), ``last`` (lines that end the
container), ``below`` (behind the container), ``middle`` (a line between two paragraphs),
``caption`` (under a picture there), ``verse`` (the first and the last line of a poem). In a
``credit`` a bar parts lines, and ``¦`` is a bar. ``origin``: who made the row; ``composed`` ones
are ours, after the habits of county media centres, courts, schools, hospitals and newspapers.
"""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import NAVIGATION
from tests.pipelines.tables import read_table

TITLE = "清河县：一渠清水润良田"
TEXT = (
    "为做好春灌保障工作，清河县加快推进灌区续建配套与节水改造，疏通干支渠三百余公里，春灌用水得到保障。",
    "据介绍，今年全县计划春灌面积四十二万亩，目前已完成三十一万亩，预计本月底全部结束，比去年提前五天。",
    "下一步，清河县将继续完善用水协会管理办法，把每一方水都用到田间地头，让群众得到实惠。",
)
VERSE = (
    "风从大河上来", "替我推开三月的门", "千树万树的白", "是故乡寄出的", "最轻的一封信",
    "母亲站在渠边", "把一枚花瓣", "别在我的衣襟", "渡口", "船工的号子老了",
    "老成岸边的一块青石", "只有渠水还年轻", "一遍一遍", "数着对岸的灯火",
)  # fmt: skip
BAR = "2023-06-01 09:20&nbsp;&nbsp;来源：清河网"


def rows() -> list[dict[str, str]]:
    return read_table("credits.tsv")


def paragraphs(place: str, credit: str) -> list[str]:
    """Return the paragraphs of the container, with the credit among them."""
    lines = credit.split("|")
    first, second, third = TEXT
    if place == "head" and len(lines) == 1:
        return [f"{credit}{first}", second, third]
    picture = '<img src="/upload/1.jpg"></p><p style="text-align:center">'
    return {
        "lead": [*lines, *TEXT],
        "head": [*lines, *TEXT],
        "end": [first, second, f"{third}{credit}"],
        "last": [*TEXT, *lines],
        "middle": [first, second, *lines, third],
        "caption": [first, second, f"{picture}{credit}", third],
        "verse": ["<br>".join(filter(None, [lines[0], *VERSE, lines[-1]]))],
    }.get(place, list(TEXT))


def page(row: dict[str, str]) -> bytes:
    place, credit = row["place"], row["credit"]
    inside = "".join(f"<p>　　{text}</p>" for text in paragraphs(place, credit))
    below = "".join(f"<div>{line}</div>" for line in credit.split("|") if place == "below")
    html = (
        f"<html><head><meta charset=utf-8><title>{TITLE}_某县人民政府</title></head><body>"
        f"<ul class=nav>{NAVIGATION}</ul><div>当前位置：<a href=/>首页</a> &gt; 部门动态</div>"
        f"<h1>{TITLE}</h1><div class=info>{credit if place == 'bar' else BAR}</div>"
        f"<div class=con>{inside}</div>{below}"
        "<div class=foot><p>主办：某县人民政府办公室 某ICP备05000001号-1</p></div></body></html>"
    )
    return html.replace("¦", "|").encode()


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['place']}: {row['credit']}")
def test_who_is_credited(row: dict[str, str]) -> None:
    found = process(RawPage(url="http://www.example.gov.cn/bm/4001.html", body=page(row)))
    assert isinstance(found, Extraction)
    article = found.article
    assert article.source == (row["source"] or None)
    assert "、".join(article.authors) == row["authors"]
    assert "、".join(article.editors) == row["editors"]
    assert all(text in article.body for text in TEXT) or row["place"] == "verse"
