"""Sites whose links and pagers are scripts: calls, forms, plugins, rows that a script writes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from tests.fakeweb.model import Article, Column
from tests.fakeweb.sites.php import EmpireSite, PhpSite, WordsSite
from tests.fakeweb.wire import Answer, Asked, json_answer, page


class CallsSite(WordsSite):
    """Calls of the page's own functions, addresses in attributes, buttons, rows that are links."""

    def rows(self, articles: Iterable[Article]) -> str:
        rows = "".join(
            f"<tr onclick=\"window.open('{self.article_path(a)}')\"><td>{a.title}</td><td>{a.day}</td></tr>"
            if a.number % 2
            else f"<tr><td><a href=\"javascript:show('{a.published:%Y-%m/%d}',{a.number})\">{a.title}</a></td>"
            f"<td>{a.day}</td></tr>"
            for a in articles
        )
        return f"<table>{rows}</table>"

    def pager(self, column: Column, number: int, count: int) -> str:
        on = self.list_path(column, min(count, number + 1))
        manners = (
            f'<a href="javascript:turn({number + 1})">下一页</a>',
            f'<a style="cursor:pointer" tagname="{on}" onclick="query(this)">下一页</a>',
            f'<input type="button" value="下一页" onclick="window.location.href=\'{on}\'">',
            f'<a href="javascript:;" class="more" data-url="{on}">加载更多</a>',
        )
        manner = manners[self.columns.index(column) % len(manners)] if number < count else ""
        return (
            f"<script>function turn(n) {{ location.href = '/node_{column.number}_' + n + '.htm'; }}"
            "function show(day, id) { window.open('/content/' + day + '/content_' + id + '.htm'); }</script>"
            f"<div>{manner}</div>"
        )

    def home_page(self) -> str:
        return super().home_page().replace("<body>", f"<body>{self.pager(self.columns[0], 1, 1)}")


class FormPagerSite(PhpSite):
    """A JSP system's pager: the number goes into a field of a form, sent by GET or by POST."""

    def pager(self, column: Column, number: int, count: int) -> str:
        method = ("get", "post")[self.columns.index(column) % 2]
        on = f'<a href="#" onclick="toPage({number + 1});return false;">下一页</a>'
        return (
            f'<form id="f" action="/list.php" method="{method}"><input type="hidden" name="cid" value="{column.number}">'
            f'<input type="hidden" id="no" name="page" value="{number}"></form><script>function toPage(n) '
            "{ document.getElementById('no').value = n; document.getElementById('f').submit(); }</script>"
            f"<p>第{number}页/共{count}页 {on * (number < count)}</p>"
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.method != "POST" or asked.path != "/list.php":
            return None
        column = next(each for each in self.columns if str(each.number) == asked.form["cid"])
        written = self.list_page(column, int(asked.form["page"]))
        return page(written, charset=self.charset)


class PluginSite(PhpSite):
    """layui's laypage, told how many rows there are; the same in a window without numbers."""

    def pager(self, column: Column, number: int, count: int) -> str:  # noqa: ARG002
        return (
            '<div id="pages"></div><script>layui.use("laypage", function () { layui.laypage.render({elem: "pages", '
            f"count: {len(column.articles)}, limit: {self.size.page_size}, curr: {number}, jump: function (obj, first) "
            f"{{ if (!first) location.href = '/list.php?cid={column.number}&page=' + obj.curr; }} }}); }});</script>"
        )


class NamedColumnsSite(PhpSite):
    """Columns by name in the query, which browsers send in the page's encoding: ``lm=%D0%C2``."""

    def list_path(self, column: Column, number: int = 1) -> str:
        further = "" if number == 1 else f"&page={number}"
        return f"/list.asp?lm={quote(column.name, encoding='gb18030')}{further}"

    def pager(self, column: Column, number: int, count: int) -> str:
        on = f'<a href="?lm={column.name}&page={number + 1}">[下一页]</a>'
        return f"<p>第{number}页 {on * (number < count)}</p>"


class WrittenRowsSite(EmpireSite):
    """Rows that the page's own script writes; numbers in groups, from one to the next by an icon."""

    def rows(self, articles: Iterable[Article]) -> str:
        lines = "\n".join(
            f"document.write(\"<li><a href='{self.article_path(a)}'>{a.title}</a> {a.published:%m月%d日}</li>\");"
            for a in articles
        )
        return f"<script>\n{lines}\n</script>"

    def pager(self, column: Column, number: int, count: int) -> str:
        first = (number - 1) // 3 * 3 + 1
        group = " ".join(
            f"<b>{at}</b>" if at == number else f'<a href="{self.list_path(column, at)}">{at}</a>'
            for at in range(first, min(count, first + 2) + 1)
        )
        further = f'<a href="{self.list_path(column, min(count, first + 3))}" title="下3页">'
        return f"<div>{group} {further}<font face='webdings'>8</font></a></div>"


class FramedListsSite(PhpSite):
    """A first page that only bids welcome; lists in frames; former rows in folders by year."""

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/":
            return page('<html><body><a href="/home.html"><img src="/enter.jpg"></a></body></html>')
        for column in self.columns:
            if asked.path == f"/column/{column.key}.html":
                frame = f'<iframe src="/list.php?cid={column.number}" width="700"></iframe>'
                return page(self.framed(column.name, frame), charset=self.charset)
        return super().answer(asked)

    def home_paths(self) -> tuple[str, ...]:
        return ("/home.html",)

    def framed(self, title: str, inner: str, meta: str = "") -> str:
        whole = super().framed(title, inner, meta)
        for column in self.columns:
            whole = whole.replace(
                f'href="/list.php?cid={column.number}"', f'href="/column/{column.key}.html"'
            )
        return whole


class FileListSite(WordsSite):
    """A column as one JSON file that its page's script fetches, as at www.gov.cn."""

    def list_pages(self, column: Column) -> list[list[Article]]:  # type: ignore[override]
        return [column.articles]

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        script = f'<script>$.getJSON("./LIST{column.number}.json", function (rows) {{ show(rows); }});</script>'
        return self.framed(column.name, f'<ul id="list"></ul>{script}')

    def dynamic(self, asked: Asked) -> Answer | None:
        for column in self.columns:
            if asked.path == f"/LIST{column.number}.json":
                return json_answer(
                    [
                        {"TITLE": a.title, "URL": self.article_path(a), "DOCRELPUBTIME": a.day}
                        for a in column.articles
                    ]
                )
        return None


class PostedListSite(FileListSite):
    """Columns that the page's script asks for by POST: as a form, and as JSON."""

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        fields = f"{{channelId: {column.number}, pageNo: page, pageSize: {self.size.page_size}}}"
        as_json = self.columns.index(column) % 2
        data = f"JSON.stringify({fields})" if as_json else fields
        script = f"$.ajax({{url: '/api/list', type: 'post', data: {data}, success: function (r) {{ show(r); }} }});"
        return self.framed(
            column.name, f'<ul id="list"></ul><script>var page = 1; {script}</script>'
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.method != "POST" or asked.path != "/api/list":
            return None
        is_json = asked.body.startswith(b"{")
        fields = json.loads(asked.body) if is_json else asked.form
        column = next(each for each in self.columns if each.number == int(fields["channelId"]))
        number, size = int(fields["pageNo"]), int(fields["pageSize"])
        rows = [
            {"title": a.title, "url": self.article_path(a), "publishDate": a.day}
            for a in column.articles[(number - 1) * size : number * size]
        ]
        return json_answer({"code": 0, "data": {"total": len(column.articles), "records": rows}})
