"""PHP and Java town-hall systems: ``?page=2``, links in all their words, PHPCMS, Empire."""

from __future__ import annotations

import html
from collections.abc import Iterable

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite


class PhpSite(FakeSite):
    """Everything in the query: ``/list.php?cid=101&page=2``, ``/show.php?cid=101&id=4567``."""

    charset = "gb2312"
    plan = Plan(folder="/{name}.php", document="/{name}.php?item={number}")

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/show.php?cid={self.column_of(article).number}&id={article.number}"

    def list_path(self, column: Column, number: int = 1) -> str:
        further = "" if number == 1 else f"&page={number}"
        return f"/list.php?cid={column.number}{further}"

    def rows(self, articles: Iterable[Article]) -> str:
        cells = "".join(
            f'<tr><td>·</td><td><a href="{html.escape(self.article_path(article))}">{article.title}</a></td>'
            f"<td>[{article.published:%m-%d}]</td></tr>"
            for article in articles
        )
        return f"<table>{cells}</table>"

    def pager(self, column: Column, number: int, count: int) -> str:
        links = " ".join(
            f"<b>{at}</b>"
            if at == number
            else f'<a href="{html.escape(self.list_path(column, at))}">[{at}]</a>'
            for at in range(1, count + 1)
        )
        return f'<div class="pages">共{count}页 {links}</div>'

    def article_inner(self, article: Article, part: int) -> str:
        body = "<br><br>".join(f"　　{text}" for text in article.parts[part - 1])
        return (
            f'<table width="90%"><tr><td align="center"><b>{article.title}</b></td></tr><tr><td align="center">'
            f"[ 作者：{article.author} 来源：{article.source} 更新时间：{article.minute} ]</td></tr>"
            f"<tr><td class='content'>{body}</td></tr></table>"
        )


_WORDS = ("下一页", "下页", "后一页", "next", ">", "›", "下一页>>")


class WordsSite(FakeSite):
    """Links to the next page alone, each column with other words (and one with a picture)."""

    plan = Plan(folder="/{name}/index.htm", document="/{name}/{number}.htm")

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/content/{article.published:%Y-%m/%d}/content_{article.number}.htm"

    def list_path(self, column: Column, number: int = 1) -> str:
        return f"/node_{column.number}{'' if number == 1 else f'_{number}'}.htm"

    def pager(self, column: Column, number: int, count: int) -> str:
        if number >= count:
            return '<div class="fy"><a href="#">上一页</a></div>'
        word = html.escape(_WORDS[column.number % len(_WORDS)])
        if column.number % len(_WORDS) == 0:
            word = '<img src="/images/next.gif" alt="下一页">'
        return f'<div class="fy"><a href="{self.list_path(column, number + 1)}">{word}</a></div>'

    def article_inner(self, article: Article, part: int) -> str:
        return (
            f'<div class="text_title">{article.title}</div><div class="text_info">{article.published:%Y年%m月%d日 %H:%M}'
            f"　来源：{article.source}　记者：{article.author}　编辑：{article.editor}</div>"
            f'<div class="text_body">{self.paragraphs(article, part)}</div>'
        )


class EmpireSite(FakeSite):
    """Empire CMS: ``index_2.html`` by numbers alone, a pager that shows a window of pages."""

    plan = Plan(folder="/{name}/", document="/{name}/{number}.html")

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/news/{article.column}/{article.day}/{article.number}.html"

    def list_path(self, column: Column, number: int = 1) -> str:
        return f"/news/{column.key}/{'' if number == 1 else f'index_{number}.html'}"

    def pager(self, column: Column, number: int, count: int) -> str:
        window = range(max(1, number - 1), min(count, number + 1) + 1)
        links = "&nbsp;".join(
            f"<b>{at}</b>" if at == number else f'<a href="{self.list_path(column, at)}">{at}</a>'
            for at in window
        )
        return f'<div class="epages"><a title="总数"><b>{len(column.articles)}</b></a>&nbsp;{links}</div>'

    def article_inner(self, article: Article, part: int) -> str:
        return (
            f'<h1>{article.title}</h1><p class="info">{article.minute} 来源：{article.source} 点击：'
            f'<script src="/e/public/ViewClick/?classid=1&id={article.number}"></script></p>'
            f'<div id="text">{self.paragraphs(article, part)}</div>'
        )
