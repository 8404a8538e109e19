"""Headlines that the ``<title>`` hides or hangs names on: a page a row of ``headlines.tsv``."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import NAVIGATION
from tests.pipelines.tables import read_table

TEXT = (
    "为纪念中国人民志愿军抗美援朝出国作战，丰富馆藏，县档案局现面向社会征集与抗美援朝有关的史料。",
    "敬请社会各界人士提供线索，共同留住这段红色记忆，凡捐赠原件的，由县档案局颁发证书。",
)


def rows() -> list[dict[str, str]]:
    return read_table("headlines.tsv")


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["head"] + row["above"])
def test_headline(row: dict[str, str]) -> None:
    text = "".join(f"<p>　　{line}</p>" for line in TEXT)
    html = (
        f"<html><head><meta charset=utf-8><title>{row['head']}</title></head><body>"
        f"<ul class=nav>{NAVIGATION}</ul>{row['above']}<div class=con>{text}</div>"
        "<div align=right>桓江县档案局</div>"
        "<div class=foot><p>主办：某县人民政府办公室 某ICP备05000001号-1</p></div></body></html>"
    )
    found = process(RawPage(url="http://www.example.gov.cn/show.asp?id=7679", body=html.encode()))
    assert isinstance(found, Extraction)
    assert found.article.title == row["title"]
    assert all(line in found.article.body for line in TEXT)
