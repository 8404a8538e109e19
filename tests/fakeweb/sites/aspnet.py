"""ASP.NET: pagers that post the whole form back with ``__doPostBack``."""

from __future__ import annotations

import hashlib

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite
from tests.fakeweb.wire import Answer, Asked, error, page

_TARGET = "ctl00$Main$AspNetPager1"


class AspNetSite(FakeSite):
    """``NewsList.aspx?cid=101``: page 2 is a POST with ``__EVENTTARGET`` and ``__EVENTARGUMENT``.

    The view state differs from page to page, and a post without the right one is an error.
    """

    plan = Plan(folder="/{name}.aspx", document="/{name}.aspx?item={number}")

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/NewsShow.aspx?id={article.number}"

    def list_path(self, column: Column, number: int = 1) -> str:  # noqa: ARG002
        return f"/NewsList.aspx?cid={column.number}"

    def list_page(self, column: Column, number: int) -> str:
        pages = self.list_pages(column)
        inner = (
            f'<form method="post" action="./NewsList.aspx?cid={column.number}" id="aspnetForm">'
            f"{self._hidden('__VIEWSTATE', self._state(column, number))}{self._hidden('__EVENTTARGET', '')}"
            f"{self._hidden('__EVENTARGUMENT', '')}{self._hidden('__EVENTVALIDATION', '/wEWAgK')}"
            f'<input type="text" name="keyword" value=""><input type="submit" name="go" value="搜索">'
            f"<h2>{column.name}</h2><ul>{self.rows(pages[number - 1])}</ul>{self.pager(column, number, len(pages))}</form>"
        )
        return self.framed(column.name, inner + self.side(), self.meta(column.name))

    def pager(self, column: Column, number: int, count: int) -> str:  # noqa: ARG002
        links = "".join(
            f"<span>{at}</span>" if at == number else self._post(at, str(at))
            for at in range(1, count + 1)
        )
        following = (
            self._post(number + 1, "下一页")
            if number < count
            else '<a disabled="disabled">下一页</a>'
        )
        return f'<div id="AspNetPager1">{links}{following}{self._post(count, "尾页")}</div>'

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path != "/NewsList.aspx" or asked.method != "POST":
            return None
        column = next((c for c in self.columns if str(c.number) == asked.query.get("cid")), None)
        form = asked.form
        count = len(self.list_pages(column)) if column else 0
        states = {self._state(column, at) for at in range(1, count + 1)} if column else set()
        if (
            column is None
            or form.get("__EVENTTARGET") != _TARGET
            or form.get("__VIEWSTATE") not in states
        ):
            return error(500, "<h1>验证视图状态 MAC 失败</h1>")
        number = int(form.get("__EVENTARGUMENT") or 1)
        return page(self.list_page(column, min(number, count)))

    def article_inner(self, article: Article, part: int) -> str:
        return (
            f'<span id="lblTitle">{article.title}</span><br><span id="lblInfo">发布人：{article.editor} 发布时间：'
            f"{article.published:%Y/%m/%d %H:%M:%S} 来源：{article.source}</span>"
            f'<div id="lblContent">{self.paragraphs(article, part)}</div>'
        )

    def lists(self, column: Column, target: str) -> bool:
        return target.partition("#")[0] == self.list_path(column)

    def _state(self, column: Column, number: int) -> str:
        return (
            "/wEPDwUK"
            + hashlib.sha256(f"{self.id} {column.key} {number}".encode()).hexdigest()
            + "=="
        )

    def _hidden(self, name: str, value: str) -> str:
        return f'<input type="hidden" name="{name}" id="{name}" value="{value}" />'

    def _post(self, number: int, words: str) -> str:
        return f"<a href=\"javascript:__doPostBack('{_TARGET}','{number}')\">{words}</a>"
