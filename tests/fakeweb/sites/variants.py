"""The same families in other dress: quotes, names, case and order as other templates write them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable

from tests.fakeweb.furniture import Plan
from tests.fakeweb.model import Article, Column
from tests.fakeweb.sites.aspnet import AspNetSite
from tests.fakeweb.sites.gkmlpt import GkmlptSite
from tests.fakeweb.sites.hanweb import HanwebFormSite, HanwebSite, JpaasSite
from tests.fakeweb.sites.php import EmpireSite, PhpSite
from tests.fakeweb.sites.trs import TrsSite
from tests.fakeweb.sites.ucap import UcapJsonSite
from tests.fakeweb.sites.vsb import VsbSite
from tests.fakeweb.wire import Answer, Asked, error, json_answer, page


class TrsVariablesSite(TrsSite):
    """Old markup in capitals, ``<base href>``, variables in the call, an old call in a comment."""

    charset = "gb18030"

    def pager(self, column: Column, number: int, count: int) -> str:  # noqa: ARG002
        return (
            f"<!-- createPageHTML(99, 0, 'index', 'htm'); --><SCRIPT LANGUAGE='JavaScript'>\n"
            f"// createPageHTML(1, 0, 'index', 'html');\nvar nCount = {count};\nvar nCurr={number - 1};\n"
            f"createPageHTML( nCount , nCurr , './index' , '.html' );</SCRIPT>"
        )

    def rows(self, articles: Iterable[Article]) -> str:
        return "".join(
            f"<TR><TD>·</TD><TD><A HREF='.{self.article_path(a)}' TARGET=_blank>{a.title[:12]}…"
            f"</A></TD><TD>{a.published:%Y.%m.%d}</TD></TR>".replace(
                "<A ", f'<A TITLE="{a.title}" '
            )
            for a in articles
        )

    def list_page(self, column: Column, number: int) -> str:
        whole = super().list_page(column, number)
        return whole.replace("<head>", f'<head><BASE HREF="{self.base}/{column.key}/">').replace(
            "HREF='./", f"HREF='{self.base}/"
        )


class SelectSite(EmpireSite):
    """A choice of pages instead of links, and rows that open windows."""

    def rows(self, articles: Iterable[Article]) -> str:
        return "".join(
            f'<dd><a href="javascript:;" onclick="window.open(\'{self.article_path(a)}\')">{a.title}</a>'
            f"<i>{a.published:%Y年%m月%d日}</i></dd>"
            for a in articles
        )

    def pager(self, column: Column, number: int, count: int) -> str:
        choices = "".join(
            f'<option value="{self.list_path(column, at)}"{" selected" * (at == number)}>第{at}页</option>'
            for at in range(1, count + 1)
        )
        return f'<select onchange="location.href=this.value">{choices}</select>'


class OffsetSite(PhpSite):
    """Rows, not pages, in the query, parameters in another order; the next page is a picture."""

    def list_path(self, column: Column, number: int = 1) -> str:
        start = (number - 1) * self.size.page_size
        further = f"&start={start}" if number > 1 else ""
        return f"/list.php?cid={column.number}{further}"

    def pager(self, column: Column, number: int, count: int) -> str:
        links = " ".join(
            f"<b>{at}</b>"
            if at == number
            else f'<a href="/list.php?start={(at - 1) * self.size.page_size}&amp;cid={column.number}">{at}</a>'
            for at in range(1, count + 1)
        )
        return f'<p class="fy">{links}</p>'

    def answer(self, asked: Asked) -> Answer:
        query = dict(sorted(asked.query.items()))  # cid before start
        if asked.path == "/list.php" and query.get("start") == "0":
            query.pop("start")
        if asked.path == "/list.php":
            target = "/list.php?" + "&".join(f"{name}={value}" for name, value in query.items())
            asked = Asked(method="GET", target=target, headers=asked.headers)
        return super().answer(asked)


class FolderSite(EmpireSite):
    """Pages in folders of their own, ``/news/bdyw/page/2/``; only an arrow leads on."""

    def list_path(self, column: Column, number: int = 1) -> str:
        return f"/news/{column.key}/" + ("" if number == 1 else f"page/{number}/")

    def pager(self, column: Column, number: int, count: int) -> str:
        back = f'<a class="prev" href="{self.list_path(column, number - 1)}">&larr;</a>'
        on = f'<a class="next" href="{self.list_path(column, number + 1)}">&rarr;</a>'
        return f"<nav>{back * (number > 1)}{on * (number < count)}</nav>"


class VsbNumbersSite(VsbSite):
    """VSB's numbers without its next link, relative to each page's own folder."""

    def pager(self, column: Column, number: int, count: int) -> str:
        folder = f"{column.key}/" if number == 1 else ""
        links = "".join(
            f'<a class=Next href="{folder}{count - at + 1}.htm">{at}</a>'
            for at in range(2, count + 1)
            if at != number
        )
        return f"<div>共{len(column.articles)}条&nbsp;&nbsp;{number}/{count}&nbsp;{links}</div>"


class HanwebCapitalsSite(HanwebSite):
    """The island in capitals, with single quotes."""

    def list_page(self, column: Column, number: int) -> str:
        whole = super().list_page(column, number)
        for name in ("datastore", "nextgroup", "recordset", "record"):
            whole = whole.replace(f"<{name}>", f"<{name.upper()}>").replace(
                f"</{name}>", f"</{name.upper()}>"
            )
        return whole


class HanwebPostSite(HanwebFormSite):
    """The call as jQuery is told it: a query string as data, nothing under a known name."""

    def script(self, column: Column) -> str:
        return (
            "<script>function more(){ $.ajax({ type : 'POST', async: false, dataType: 'xml',\n"
            ' url : "/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=9&perpage=3",\n'
            f' data : "col=1&appid=1&webid=39&path=%2F&columnid={column.number}&sourceContentType=1'
            f'&unitid=247686&webname=%E6%9F%90%E5%8E%BF&permissiontype=0" }}); }}</script>'
        )


class JpaasEmptySite(JpaasSite):
    """The page shows no rows, and its call is in attributes of a ``div`` with JSON's own quotes."""

    def list_page(self, column: Column, number: int) -> str:
        whole = super().list_page(column, number)
        start, end = whole.index("<script parseType"), whole.index("</div>", whole.index("count="))
        call = whole[start : whole.index("</script>", start)].replace("<script", "<div")
        data = call.replace("queryData=", "data-queryData=").replace(' url="', ' data-url="')
        return whole[:start] + data.replace("'", "&quot;") + "</div>" + whole[end + 6 :]

    def lists(self, column: Column, target: str) -> bool:
        # The page itself lists nothing; what its script asks for does.
        return target != self.list_path(column) and super().lists(column, target)


class UcapSearchSite(UcapJsonSite):
    """``/searchList/``, the channel in a variable; the first rows stand in the page already."""

    def list_page(self, column: Column, number: int) -> str:
        whole = super().list_page(column, number)
        start = whole.index("<script>var url = '")
        channel = whole[start:].split("/common/search/")[1][:32]
        rows = self.rows(self.list_pages(column)[0])
        script = (
            f'<script>var channelId = "{channel}";\n$.ajax({{url: "/searchList/" + channelId + '
            f'"?_isAgg=true&_isJson=true&_pageSize={self.size.page_size}&_template=index&page=" + pageNo}});</script>'
        )
        end = whole.index("</script>", start) + len("</script>")
        filled = whole[:start] + script + whole[end:]
        return filled.replace('<ul id="list"></ul>', f'<ul id="list">{rows}</ul>').replace(
            f'<meta name="channelid" content="{channel}">',
            f"<META content='{channel}' NAME='channelId'/>",
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path.startswith("/common/"):
            return None
        target = asked.target.replace("/searchList/", "/common/search/")
        return super().dynamic(Asked(method="GET", target=target, headers={}))

    def lists(self, column: Column, target: str) -> bool:
        return super().lists(column, target.replace("/searchList/", "/common/search/"))


class GkmlptFolderSite(GkmlptSite):
    """One office of many on a city's host, whose list of everything ends with its first page.

    Everything is in its folder; one page bears the tree of all columns, as addresses' fragments
    choose among them, and is linked by words that lead elsewhere to no news.
    """

    def catalogue_starts(self) -> tuple[str, ...]:
        return (f"{self.base}/xxgk/",)

    def home_paths(self) -> tuple[str, ...]:
        return ("/xxgk/",)

    def home_page(self) -> str:
        directory = f'<a href="{self.list_path(self.columns[0])}#">政府信息公开目录</a>'
        return self.framed(self.name, directory + self.furniture.directory(), self.meta("首页"))

    def framed(self, title: str, inner: str, meta: str = "") -> str:
        whole = super().framed(title, inner, meta)
        return re.sub(r'<a href="/xxgk/gkmlpt/index">[^<]*</a>', "", whole)

    def list_path(self, column: Column, number: int = 1) -> str:  # noqa: ARG002
        return "/xxgk/gkmlpt/index"

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        columns = [self._node(each) for each in self.columns]
        last = columns.pop() | {"children": columns}
        empty = {"id": 90, "name": "公开指南", "jump_url": "", "post_count": 0, "children": []}
        outside = {"id": 91, "name": "公开年报", "jump_url": f"{self.base}/nb.pdf", "children": []}
        tree = json.dumps([outside, last, empty], ensure_ascii=False)
        inner = (
            f'<div id="app"></div><script>window._CONFIG = {{ "SID" : 200025, TREE: {tree}, '
            'SERVICE_AREA_ID: 3 };</script><script src="/xxgk/gkmlpt/js/app.js"></script>'
        )
        return self.framed("政府信息公开", inner + self.side(), self.meta("政府信息公开"))

    @staticmethod
    def _node(column: Column) -> dict[str, object]:
        count = len(column.articles)
        return {"id": column.number, "name": column.name, "jump_url": "", "post_count": count}

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path.startswith("/gkmlpt/api/"):
            return json_answer({"error": "another office"})
        target = asked.target.removeprefix("/xxgk")
        if target.startswith("/gkmlpt/api/all/0?") and asked.query.get("page") != "1":
            return error(404)
        target = target.replace("/all/0?", f"/all/{self.columns[0].number}?")
        return super().dynamic(Asked(method="GET", target=target, headers={}))

    def lists(self, column: Column, target: str) -> bool:
        return super().lists(column, target.removeprefix("/xxgk"))


class AspNetButtonSite(AspNetSite):
    """A button of the form instead of a link with a script."""

    def pager(self, column: Column, number: int, count: int) -> str:  # noqa: ARG002
        state = ' disabled="disabled"' if number >= count else ""
        return f'第{number}页/共{count}页 <input type="submit" name="ctl00$btnNext" value="下一页"{state} />'

    def dynamic(self, asked: Asked) -> Answer | None:
        form = asked.form
        if asked.method != "POST" or form.get("ctl00$btnNext") != "下一页":
            return super().dynamic(asked)
        column = next(c for c in self.columns if str(c.number) == asked.query.get("cid"))
        count = len(self.list_pages(column))
        before = [
            at for at in range(1, count + 1) if self._state(column, at) == form.get("__VIEWSTATE")
        ]
        return page(self.list_page(column, min(before[0] + 1, count))) if before else None


class ThinkSite(EmpireSite):
    """A PHP framework's addresses: ``/index.php/article/detail/id/4567.html``."""

    plan = Plan(
        folder="/index.php/{name}/index.html", document="/index.php/{name}/view/{number}.html"
    )

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/index.php/article/detail/id/{article.number}.html"

    def list_path(self, column: Column, number: int = 1) -> str:
        further = "" if number == 1 else f"/p/{number}"
        return f"/index.php/article/lists/cid/{column.number}{further}.html"

    def rows(self, articles: Iterable[Article]) -> str:
        return "".join(
            f'<div class="item"><a href="{html.escape(self.article_path(a))}"><h4>{a.title}</h4>'
            f"<p>{a.paragraphs[0][:50]}...</p><span>{a.published:%Y-%m-%d %H:%M}</span></a></div>"
            for a in articles
        )
