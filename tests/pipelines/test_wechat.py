"""Articles on WeChat: who wrote them and whose account it is, a page a row of ``wechat.tsv``."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.pipelines.tables import read_table

TITLE = "【以案说法】网上卖减肥糖？判刑！"
TEXT = (
    "近日，经清河县人民检察院提起公诉，被告人因犯生产、销售有毒、有害食品罪，被判处有期徒刑一年二个月。",
    "消费者购买食品时，应当查看生产厂家、生产许可证号和保质期，切勿轻信虚假宣传，发现问题食品及时举报。",
)


def rows() -> list[dict[str, str]]:
    return read_table("wechat.tsv")


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["meta"] + row["tail"])
def test_writer_and_account(row: dict[str, str]) -> None:
    text = "".join(f"<section><span>{line}</span></section>" for line in (*TEXT, row["tail"]))
    html = (
        f'<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><div id="js_article">'
        f'<h1 class="rich_media_title" id="activity-name">{TITLE}</h1>'
        f'<div id="meta_content" class="rich_media_meta_list">{row["meta"]}</div>'
        f'<div class="rich_media_content" id="js_content">{text}</div></div></body></html>'
    )
    found = process(RawPage(url="https://mp.weixin.qq.com/s/abc", body=html.encode()))
    assert isinstance(found, Extraction)
    assert found.article.source == (row["source"] or None)
    assert "、".join(found.article.authors) == row["authors"]
    assert found.article.title == TITLE
    assert all(line in found.article.body for line in TEXT)
