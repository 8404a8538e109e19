"""Kaipu UCAP: ``/c101/202403/<32 hex>.shtml``; lists ``list_2.shtml`` or JSON by channel id."""

from __future__ import annotations

import hashlib

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite
from tests.fakeweb.wire import Answer, Asked, json_answer


def _hash(*of: object) -> str:
    return hashlib.md5(repr(of).encode(), usedforsecurity=False).hexdigest()


class UcapSite(FakeSite):
    """Static lists; the pager's script counts pages from 1."""

    plan = Plan(folder="/{name}/list.shtml", document="/{name}/c{number}/content.shtml")

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        column = self.column_of(article).number
        return f"/c{column}/{article.published:%Y%m}/{_hash(self.id, article.number)}.shtml"

    def list_path(self, column: Column, number: int = 1) -> str:
        further = "" if number == 1 else f"_{number}"
        return f"/c{column.number}/list{further}.shtml"

    def pager(self, column: Column, number: int, count: int) -> str:
        total = len(column.articles)
        return (
            '<div id="page_div"></div><script>'
            f"createPageHTML('page_div',{count}, {number},'list','shtml',{total});</script>"
        )

    def article_inner(self, article: Article, part: int) -> str:
        body = self.paragraphs(article, part).replace(
            "</p><p>", "</p><PAGEBREAK></PAGEBREAK><p>", 1
        )
        return (
            f'<h1><UCAPTITLE>{article.title}</UCAPTITLE></h1><div class="pages-date">{article.minute} '
            f'<span class="font">来源： {article.source}</span></div><div id="UCAP-CONTENT"><UCAPCONTENT>{body}</UCAPCONTENT></div>'
            f'<div class="editor">【我要纠错】 责任编辑：{article.editor}</div>'
        )


class UcapJsonSite(UcapSite):
    """Lists are filled by ``/common/search/<channel id>?page=n&_isJson=true``."""

    plan = Plan(folder="/{name}/zfxxgk.shtml", document="/{name}/c{number}/content.shtml")

    def list_path(self, column: Column, number: int = 1) -> str:  # noqa: ARG002
        return f"/c{column.number}/common_list.shtml"

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        channel = _hash(self.id, column.key)
        meta = self.meta(column.name) + f'<meta name="channelid" content="{channel}">'
        call = (
            f"/common/search/{channel}?_isAgg=true&_isJson=true&_pageSize={self.size.page_size}"
            "&_template=index&_rangeTimeGte=&_channelName=&page="
        )
        inner = (
            f'<h2>{column.name}</h2><ul id="list"></ul><div id="page_div"></div><script>'
            f"var url = '{call}'; function load(page){{ $.get(url + page, show); }} load(1);</script>"
        )
        return self.framed(column.name, inner + self.side(), meta)

    def dynamic(self, asked: Asked) -> Answer | None:
        column = next(
            (c for c in self.columns if asked.path == f"/common/search/{_hash(self.id, c.key)}"),
            None,
        )
        if column is None:
            return None
        pages = self.list_pages(column)
        number = int(asked.query.get("page") or 1)
        shown = pages[number - 1] if 1 <= number <= len(pages) else ()
        results = [
            {
                "title": article.title,
                "url": self.article_path(article),
                "publishedTimeStr": f"{article.minute}:00",
                "content": article.paragraphs[0][:60],
                "domainMetaList": [],
            }
            for article in shown
        ]
        data = {"results": results, "total": len(column.articles), "page": number}
        return json_answer({"data": data | {"rows": self.size.page_size}})

    def lists(self, column: Column, target: str) -> bool:
        return target.startswith(f"/common/search/{_hash(self.id, column.key)}")
