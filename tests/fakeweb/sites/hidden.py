"""Sites that keep their rows where no link of a page leads: in files, pieces, months, neighbours."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

from tests.fakeweb.model import Article, Column
from tests.fakeweb.sites.php import EmpireSite, PhpSite, WordsSite
from tests.fakeweb.wire import Answer, Asked, json_answer, page


class NeighboursSite(EmpireSite):
    """Lists of the newest five alone; each article names the ones before and after it."""

    def pager(self, column: Column, number: int, count: int) -> str:  # noqa: ARG002
        return ""

    def related(self, article: Article) -> str:
        articles = self.column_of(article).articles
        at = [each.number for each in articles].index(article.number)
        before, after = articles[max(0, at - 1)], articles[min(at + 1, len(articles) - 1)]
        return (
            f'<p>上一篇：<a href="{self.article_path(before)}">{before.title}</a></p>'
            f'<p><a href="{self.article_path(after)}">下一篇：{after.title}</a></p>'
        )


class ScriptFilesSite(PhpSite):
    """The menu and what a click does stand in script files, below a library that everyone has."""

    def framed(self, title: str, inner: str, meta: str = "") -> str:
        whole = super().framed(title, inner, meta)
        for column in self.columns:  # no link leads to a list but from the script
            whole = whole.replace(f'href="{self.list_path(column)}"', 'href="#"')
        scripts = "".join(
            f"<script src='/js/{name}.js'></script>" for name in ("jquery.min", "menu", "common")
        )
        return whole.replace("</body>", f"{scripts}</body>")

    def rows(self, articles: Iterable[Article]) -> str:
        cells = "".join(
            f"<tr><td><a href='#' onclick=\"view({a.number},{self.column_of(a).number})\">{a.title}</a>"
            f"</td><td>{a.day}</td></tr>"
            for a in articles
        )
        return f"<table>{cells}</table>"

    def pager(self, column: Column, number: int, count: int) -> str:
        on = f"<a href='javascript:turn({column.number},{number + 1})'>下一页</a>"
        return f"<p>第{number}页 {on * (number < count)}</p>"

    def dynamic(self, asked: Asked) -> Answer | None:
        menu = "\n".join(
            f"document.writeln('<li><a href=\"{self.list_path(column)}\">{column.name}</a></li>');"
            for column in self.columns
        )
        common = (
            "function view(id, c) { window.open('/show.php?cid=' + c + '&id=' + id); }\n"
            "function turn(c, n) { location.href = '/list.php?cid=' + c + '&page=' + n; }"
        )
        script = {"/js/menu.js": menu, "/js/common.js": common}.get(asked.path)
        if script is None:
            return None
        return Answer(body=script.encode(), content_type="application/javascript")


class PiecesSite(EmpireSite):
    """Columns that a script loads as pieces: in one, then page by page with a button for more."""

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        kind = self.columns.index(column) % 3
        if kind == 1:
            script = f"$('#rows').load('/inc/rows_{column.number}.html #all');"
            return self.framed(column.name, f"<div id='rows'></div><script>{script}</script>")
        more = self._wordpress(column) if kind else self._more(column)
        rows = self.rows(column.articles[: self.size.page_size])
        return self.framed(column.name, f"<ul>{rows}</ul>{more}")

    def _more(self, column: Column) -> str:
        return (
            f"<a class='more' data-url='/more.php' data-c='{column.number}' href='javascript:;'>加载更多</a>"
            f"<script>$.get('/more.php?c={column.number}&page=' + page, function (html) {{}});</script>"
        )

    def _wordpress(self, column: Column) -> str:
        """Return the button of a theme, which is told the page that is shown and asks for the next."""
        query = json.dumps(json.dumps({"cat": column.number, "p": 0}))
        given = f'{{"ajaxurl":"\\/wp-admin\\/admin-ajax.php","posts":{query},"current_page":"1"}}'
        data = "{'action': 'loadmore', 'query': more.posts, 'page': more.current_page}"
        asked = "$.ajax({url: more.ajaxurl, data: data, type: 'POST', success: add});"
        return (
            f"<a class='loadmore' href='javascript:;'>加载更多</a><script>var more = {given};"
            f"$('.loadmore').click(function () {{ var data = {data}; {asked} }});</script>"
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        for column in self.columns:
            if asked.path == f"/inc/rows_{column.number}.html":
                return page(f"<ul id='all'>{self.rows(column.articles)}</ul>")
            if asked.path == "/more.php" and asked.query.get("c") == str(column.number):
                at = int(asked.query["page"]) - 1
                pages = self.list_pages(column)
                return page(f"<ul>{self.rows(pages[at])}</ul>" if at < len(pages) else " ")
            if asked.path == "/wp-admin/admin-ajax.php" and f'"cat": {column.number},' in (
                asked.form.get("query", "")
            ):
                at, pages = int(asked.form["page"]), self.list_pages(column)
                return page(f"<ul>{self.rows(pages[at])}</ul>" if at < len(pages) else "0")
        return None


class MonthsSite(EmpireSite):
    """Columns of years, of months, of rows; and in every other one a choice of years."""

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        base = self.list_path(column)
        years = sorted({a.published.year for a in column.articles}, reverse=True)
        if self.columns.index(column) % 2:
            choices = "".join(f"<option value='{year}'>{year}年</option>" for year in years)
            menu = f"<select onchange=\"location.href='{base}' + this.value + '.html'\">{choices}</select>"
            return self.framed(column.name, menu)
        links = "".join(f"<p><a href='{base}{year}/'>{year}年</a></p>" for year in years)
        return self.framed(column.name, links)

    def dynamic(self, asked: Asked) -> Answer | None:
        for column in self.columns:
            base = self.list_path(column)
            for year, of_year in groupby(column.articles, key=lambda a: a.published.year):
                months = {
                    m: list(rows) for m, rows in groupby(of_year, lambda a: a.published.month)
                }
                if asked.path == f"{base}{year}/":
                    links = " | ".join(f"<a href='{m:02d}/'>{m}月</a>" for m in months)
                    return page(self.framed(f"{year}年", links))
                if asked.path == f"{base}{year}.html":
                    whole = (a for rows in months.values() for a in rows)
                    return page(self.framed(f"{year}年", f"<ul>{self.rows(whole)}</ul>"))
                for month, rows in months.items():
                    if asked.path == f"{base}{year}/{month:02d}/":
                        return page(
                            self.framed(f"{year}年{month}月", f"<ul>{self.rows(rows)}</ul>")
                        )
        return None


_ASK = """function ask(url, params, done) {
    $.ajax({url: own.base + url, type: 'post', data: {params: JSON.stringify(params)}, success: done});
} var own = {base: '/rest'};"""


class FieldCallsSite(WordsSite):
    """Lists asked for with fields, by what is a browser's script, one for all of a site's lists."""

    def list_pages(self, column: Column) -> list[list[Article]]:  # type: ignore[override]
        return [column.articles]

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        fields = f"channelid: {column.number}, page: n, prepage: {self.size.page_size}"
        calls = (
            f"$.ajax({{url: '/ajax.jsp', dataType: 'json', data: {{{fields}}}, success: show}});",
            f"var asked = {{{fields.replace('n,', '1,')}}}; axios.get('/list.jsp', {{params: asked}}).then(show);",
            f"function load(p) {{ $.getJSON('/data/list_{column.number}_' + p + '.json', show); }} load(1);",
            f"{_ASK} ask('/list', {{channelid: {column.number}, pageIndex: 0}}, function (r) {{ show(r); }});",
        )
        link = "'<a href=\"/content/' + o.day + '/content_' + o.id + '.htm\">'"
        show = f"function show(r) {{ r.rows.forEach(function (o) {{ $('#l').append({link}); }}) }}"
        call = calls[self.columns.index(column) % len(calls)]
        return self.framed(column.name, f"<ul id='l'></ul><script>{show} {call}</script>")

    def dynamic(self, asked: Asked) -> Answer | None:
        for column in self.columns:
            own = asked.query.get("channelid") == str(column.number)
            if own and asked.path == "/ajax.jsp" and "x-requested-with" not in asked.headers:
                return page(self.framed("提示", "<p>请在页面内访问</p>"))
            if own and asked.path in {"/list.jsp", "/ajax.jsp"}:
                return self._part(column, int(asked.query["page"]))
            params = json.loads(asked.form.get("params", "{}"))
            if asked.path == "/rest/list" and params.get("channelid") == column.number:
                return self._part(column, params["pageIndex"] + 1)
            name, _, number = asked.path.removesuffix(".json").rpartition("_")
            if name == f"/data/list_{column.number}":
                return self._part(column, int(number))
        return None

    def _part(self, column: Column, number: int) -> Answer:
        size = self.size.page_size
        rows = column.articles[(number - 1) * size : number * size]
        entries = [{"title": a.title, "url": self.article_path(a), "time": a.day} for a in rows]
        return json_answer({"total": len(column.articles), "rows": entries})


class IdEntriesSite(FieldCallsSite):
    """Entries that have a number alone, of which the page makes the address."""

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/detail/{article.number}.htm"

    def list_page(self, column: Column, number: int) -> str:
        whole = super().list_page(column, number)
        return whole.replace("/content/' + o.day + '/content_", "/detail/")

    def _part(self, column: Column, number: int) -> Answer:
        size = self.size.page_size
        rows = column.articles[(number - 1) * size : number * size]
        entries = [{"id": a.number, "title": a.title, "time": a.day} for a in rows]
        return json_answer({"total": len(column.articles), "rows": entries})


class TreeSite(EmpireSite):
    """A tree of columns that a script draws, and rows in the state that components begin with."""

    def framed(self, title: str, inner: str, meta: str = "") -> str:
        whole = super().framed(title, inner, meta)
        nodes = ",".join(
            f'{{id:{column.number},pId:0,name:"{column.name}",url:"{self.list_path(column)}"}}'
            for column in self.columns
        )
        for column in self.columns:
            whole = whole.replace(f'href="{self.list_path(column)}"', 'href="#"')
        return whole.replace("</body>", f"<script>var zNodes=[{nodes}];</script></body>")

    def list_pages(self, column: Column) -> list[list[Article]]:  # type: ignore[override]
        return [column.articles]

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        rows = ",".join(
            f'{{"id":{a.number},"title":"{a.title}","url":"{self.article_path(a)}"}}'
            for a in column.articles
        )
        return self.framed(column.name, f'<script>window.__STATE__={{"list":[{rows}]}};</script>')
