"""VSB: ``/info/1016/19830.htm``; list pages are numbered backwards."""

from __future__ import annotations

from collections.abc import Iterable

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite


class VsbSite(FakeSite):
    """Page 1 of 11 is ``xwzx.htm``, page 2 ``xwzx/10.htm``, the oldest ``xwzx/1.htm``."""

    plan = Plan(folder="/{name}.htm", document="/{name}/d{number}.htm")

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/info/{self.column_of(article).number}/{article.number}.htm"

    def list_path(self, column: Column, number: int = 1) -> str:
        if number == 1:
            return f"/{column.key}.htm"
        return f"/{column.key}/{len(self.list_pages(column)) - number + 1}.htm"

    def rows(self, articles: Iterable[Article]) -> str:
        return "".join(
            f'<li id="line_u7_{at}"><a href="{self.article_path(article)}" target="_blank">{article.title}</a>'
            f"<span>{article.published:%Y/%m/%d}</span></li>"
            for at, article in enumerate(articles)
        )

    def pager(self, column: Column, number: int, count: int) -> str:
        numbers = "".join(
            f'<span class="p_no"><a href="{self.list_path(column, at)}">{at}</a></span>'
            for at in range(1, count + 1)
            if at != number
        )
        following = '<span class="p_next p_dot">下页</span>'
        if number < count:
            address = self.list_path(column, number + 1)
            following = f'<span class="p_next p_fun"><a href="{address}">下页</a></span>'
        return (
            f'<span class="p_pages"><span class="p_t">共{len(column.articles)}条 {number}/{count}</span>'
            f"{numbers}{following}</span>"
        )

    def article_inner(self, article: Article, part: int) -> str:
        return (
            f'<form name="_newscontent_fromname"><h1>{article.title}</h1><div>发布时间：{article.minute} '
            f'来源：{article.source} 作者：{article.author} 点击：[<script>_showDynClicks("wbnews", 1, {article.number})</script>]'
            f'</div><div id="vsb_content"><div class="v_news_content">{self.paragraphs(article, part)}</div></div>'
            '<ul>附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=77">'
            "报名表.xls</a>】</ul></form>"
        )
