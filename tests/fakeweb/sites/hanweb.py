"""Hanweb jcms: ``/col/col101/index.html`` with records in a data island, more by ``dataproxy.jsp``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import urlencode

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite
from tests.fakeweb.wire import Answer, Asked, json_answer, xml_answer

_PROXY = "/module/web/jpage/dataproxy.jsp"


class HanwebSite(FakeSite):
    """The island's ``<nextgroup>`` names the next call; ``page=`` counts up (GET)."""

    plan = Plan(folder="/col/col9{name}/index.html", document="/art/{name}_{number}/index.html")

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        when = article.published
        column = self.column_of(article).number
        return f"/art/{when.year}/{when.month}/{when.day}/art_{column}_{article.number}.html"

    def list_path(self, column: Column, number: int = 1) -> str:  # noqa: ARG002
        return f"/col/col{column.number}/index.html"

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        inner = (
            f'<h2>{column.name}</h2><div id="{column.number}2"><script type="text/xml">'
            f"{self._island(column, 1, grouped=True)}</script></div>{self.script(column)}"
        )
        return self.framed(column.name, inner + self.side(), self.meta(column.name))

    def script(self, column: Column) -> str:  # noqa: ARG002 - for the form variant
        """Return the script that shows the island."""
        return '<script src="/script/jpage/jpage.js"></script>'

    def article_inner(self, article: Article, part: int) -> str:
        return (
            f"<!--<$[标题]>begin--><h1>{article.title}</h1><!--<$[标题]>end--><p>发布日期：{article.day} 浏览次数： "
            f"信息来源：<!--<$[信息来源]>begin-->{article.source}<!--<$[信息来源]>end--></p>"
            f'<div id="zoom"><!--<$[信息内容]>begin--><meta name="ContentStart">{self.paragraphs(article, part)}'
            f'<meta name="ContentEnd"><!--<$[信息内容]>end--></div>'
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path != _PROXY:
            return None
        number = int(asked.query.get("columnid") or 0)
        column = next((column for column in self.columns if column.number == number), None)
        if column is None or asked.method != "GET":
            return xml_answer("<datastore></datastore>")
        return xml_answer(self._island(column, int(asked.query.get("page") or 1) + 1, grouped=True))

    def lists(self, column: Column, target: str) -> bool:
        called = target.startswith((_PROXY, JpaasSite.unit))
        number = f"d={column.number}&" in f"{target}&".lower()  # columnid=, pageId=
        return super().lists(column, target) or (called and number)

    def _island(self, column: Column, number: int, *, grouped: bool) -> str:
        pages = self.list_pages(column)
        shown = pages[number - 1] if number <= len(pages) else ()
        group = ""
        if grouped and number < len(pages):
            call = {"page": number, "appid": 1, "webid": 3, "path": "/", "columnid": column.number}
            call |= {"unitid": 7120, "webname": self.name, "permissiontype": 0}
            address = f"{_PROXY}?{urlencode(call)}"
            group = f'<nextgroup><![CDATA[<a href="{address}"></a>]]></nextgroup>'
        return f"<datastore>{group}<recordset>{self.records(shown)}</recordset></datastore>"

    def records(self, articles: Iterable[Article]) -> str:
        return "".join(f"<record><![CDATA[{self.rows((a,))}]]></record>" for a in articles)


class HanwebFormSite(HanwebSite):
    """Further records by POST: ``startrecord`` and ``endrecord`` in the query, ``col=1`` … in a form."""

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        island = (
            f"<datastore><recordset>{self.records(self._first(column))}</recordset></datastore>"
        )
        inner = (
            f'<h2>{column.name}</h2><script type="text/xml">{island}</script>{self.script(column)}'
        )
        return self.framed(column.name, inner + self.side(), self.meta(column.name))

    def script(self, column: Column) -> str:
        return (
            f"<script>$(function(){{ $('#list').jpage({{ totalRecord: {len(column.articles)}, "
            f"openCookies: 0, perPage: {self.size.page_size}, groupSize: 3, proxyUrl: '{_PROXY}', "
            "ajaxParam: {sortField: 0}, param: { col: 1, appid: 1, webid: 39, path: '/', "
            f"columnid: {column.number}, sourceContentType: 1, unitid: '247686', webname: '{self.name}', "
            "permissiontype: 0 } }) });</script>"
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path != _PROXY:
            return None
        form = asked.form
        column = next((c for c in self.columns if str(c.number) == form.get("columnid")), None)
        if asked.method != "POST" or column is None or form.get("unitid") != "247686":
            return xml_answer("<datastore><totalrecord>0</totalrecord></datastore>")
        first = int(asked.query.get("startrecord") or 1)
        last = int(asked.query.get("endrecord") or first)
        return xml_answer(
            f"<datastore><totalrecord>{len(column.articles)}</totalrecord><recordset>"
            f"{self.records(column.articles[first - 1 : last])}</recordset></datastore>"
        )

    def _first(self, column: Column) -> Iterable[Article]:
        return column.articles[: self.size.page_size]


class JpaasSite(HanwebSite):
    """New generation: an element with ``queryData`` and ``url``; JSON with an HTML fragment."""

    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        data = {"webId": "3", "pageId": str(column.number), "parseType": "bulidstatic"}
        data |= {"pageType": "column", "tagId": "信息列表", "tplSetId": "TvRz"}
        query = json.dumps(data, ensure_ascii=False).replace('"', "'")
        inner = (
            f'<h2>{column.name}</h2><div class="page-content"><script parseType="bulidstatic" '
            f'url="{self.unit}" queryData="{query}" tagId="信息列表"></script>'
            f"{self._fragment(column, 1)}</div>"
        )
        return self.framed(column.name, inner + self.side(), self.meta(column.name))

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path != self.unit:
            return None
        wanted = asked.query
        column = next((c for c in self.columns if str(c.number) == wanted.get("pageId")), None)
        if column is None or wanted.get("tplSetId") != "TvRz":
            return json_answer({"success": False, "data": {"html": ""}})
        number = int(json.loads(wanted.get("paramJson") or "{}").get("pageNo") or 1)
        return json_answer({"success": True, "data": {"html": self._fragment(column, number)}})

    def _fragment(self, column: Column, number: int) -> str:
        pages = self.list_pages(column)
        shown = pages[number - 1] if number <= len(pages) else ()
        return (
            f"<ul>{self.rows(shown)}</ul><div class='pagination' rows='{self.size.page_size}' "
            f"count='{len(column.articles)}'></div>"
        )
