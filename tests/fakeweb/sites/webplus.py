"""Webplus: ``/2024/0320/c101a4567/page.htm``; list pages ``list.htm``, ``list2.htm``."""

from __future__ import annotations

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite


class WebplusSite(FakeSite):
    """The pager links the next page by a picture's words."""

    plan = Plan(folder="/{name}/list.htm", document="/{name}/main{number}.htm")

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        column = self.column_of(article).number
        return f"/{article.published:%Y/%m%d}/c{column}a{article.number}/page.htm"

    def list_path(self, column: Column, number: int = 1) -> str:
        return f"/{column.key}/list{'' if number == 1 else number}.htm"

    def pager(self, column: Column, number: int, count: int) -> str:
        forward = self.list_path(column, min(number + 1, count))
        last = self.list_path(column, count)
        return (
            f'<ul class="wp_paging"><li class="pages_count">每页 <em>{self.size.page_size}</em> 记录 总共 '
            f'<em>{len(column.articles)}</em> 记录</li><li class="page_nav"><a class="first" href="{self.list_path(column)}">'
            f'<span>第一页</span></a><a class="next" href="{forward}"><span>下一页&gt;&gt;</span></a>'
            f'<a class="last" href="{last}"><span>尾页</span></a></li></ul>'
        )

    def article_inner(self, article: Article, part: int) -> str:
        return (
            f'<h1 class="arti_title">{article.title}</h1><p class="arti_metas"><span class="arti_publisher">发布者：{article.editor}</span>'
            f'<span class="arti_update">发布时间：{article.day}</span><span class="arti_views">浏览次数：<span class="WP_VisitCount"></span></span></p>'
            f'<div class="wp_articlecontent">{self.paragraphs(article, part)}</div>'
        )
