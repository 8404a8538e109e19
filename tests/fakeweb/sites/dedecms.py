"""DedeCMS: ``/a/bdyw/2024/0320/4567.html``; list pages ``list_101_2.html``; GBK."""

from __future__ import annotations

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite


class DedeSite(FakeSite):
    """Pager of numbers and words, relative addresses."""

    charset = "gbk"
    pages_of_long = 3
    plan = Plan(folder="/a/{name}/", document="/a/{name}/{number}.html")

    def article_path(self, article: Article, part: int = 1) -> str:
        further = "" if part == 1 else f"_{part}"
        when = article.published
        return f"/a/{article.column}/{when:%Y/%m%d}/{article.number}{further}.html"

    def list_path(self, column: Column, number: int = 1) -> str:
        file = "" if number == 1 else f"list_{column.number}_{number}.html"
        return f"/a/{column.key}/{file}"

    def pager(self, column: Column, number: int, count: int) -> str:
        file = f"list_{column.number}_{{}}.html"
        numbers = "".join(
            f'<li class="thisclass">{at}</li>'
            if at == number
            else f'<li><a href="{file.format(at)}">{at}</a></li>'
            for at in range(1, count + 1)
        )
        following = (
            f'<li><a href="{file.format(number + 1)}">下一页</a></li>' if number < count else ""
        )
        return (
            f'<ul class="pagelist">{numbers}{following}<li><a href="{file.format(count)}">末页</a></li>'
            f"<li>共 <strong>{count}</strong>页<strong>{len(column.articles)}</strong>条</li></ul>"
        )

    def article_inner(self, article: Article, part: int) -> str:
        pager = ""
        if len(article.parts) > 1:
            file = f"{article.number}{{}}.html"
            names = [
                file.format("" if at == 1 else f"_{at}") for at in range(1, len(article.parts) + 1)
            ]
            links = "".join(
                f'<li><a href="{name}">{at}</a></li>' for at, name in enumerate(names, 1)
            )
            following = names[part] if part < len(names) else "#"
            pager = f'<ul class="pagelist">{links}<li><a href="{following}">下一页</a></li></ul>'
        return (
            f'<div class="title"><h2>{article.title}</h2></div><div class="info"><small>时间:</small>{article.minute}'
            f"<small>来源:</small>{article.source} <small>作者:</small>{article.author} <small>点击:</small>次</div>"
            f'<div class="content">{self.paragraphs(article, part, "div")}</div>{pager}'
            f"<div>(责任编辑：{article.editor})</div>"
        )
