"""A site whose pagers are drawn by libraries: each column's by another one, told in another way."""

from __future__ import annotations

from tests.fakeweb.model import Column
from tests.fakeweb.sites.php import EmpireSite
from tests.fakeweb.wire import Answer, Asked, error, json_answer, page


class DrawnPagerSite(EmpireSite):
    """laypage goes to an address, kkpager makes it, jqPaginator posts a form, and the callback of
    jquery.pagination asks for rows by a number with a name of its own."""

    def list_path(self, column: Column, number: int = 1) -> str:
        if number > 1 and self._kind(column) in (2, 3):
            return f"/unlinked/{column.number}/{number}"
        return super().list_path(column) + ("" if number == 1 else f"?seite={number}")

    def pager(self, column: Column, number: int, count: int) -> str:
        drawn = (self._goes, self._makes, self._sends, self._asks)[self._kind(column)]
        return (
            '<div id="box12"></div><script src="/static/jquery.min.js"></script>'
            f"<script>{drawn(column, number, count)}</script>"
        )

    def _kind(self, column: Column) -> int:
        return self.columns.index(column) % 4

    def _goes(self, column: Column, number: int, count: int) -> str:  # noqa: ARG002
        rows, size = len(column.articles), self.size.page_size
        return (
            f'var to="{super().list_path(column)}?seite=%7Bat%7D";layui.use(["laypage"],function(){{'
            f'layui.laypage.render({{elem:"box12",count:{rows},limit:{size},curr:{number},'
            'jump:function(o,first){if(!first){location.href=to.replace("%7Bat%7D",o.curr)}}})})'
        )

    def _makes(self, column: Column, number: int, count: int) -> str:
        return (
            f'var all={count};kkpager.generPageHtml({{pno:{number},total:all,hrefFormer:"{super().list_path(column)}",'
            'getLink:function(n){return this.hrefFormer+"?seite="+n}},true)'
        )

    def _sends(self, column: Column, number: int, count: int) -> str:
        return (
            f'</script><form id="turn" method="post" action="/more.do"><input type="hidden" name="c" value="{column.number}">'
            f'<input type="hidden" id="now" name="nr" value="{number}"></form><script>$.jqPaginator("#box12",{{'
            f"totalPages:{count},currentPage:{number},onPageChange:function(num,type){{if(type==='change'){{"
            '$("#now").val(num);$("#turn").submit()}}})'
        )

    def _asks(self, column: Column, number: int, count: int) -> str:
        rows, size = len(column.articles), self.size.page_size
        return (
            f'$("#box12").pagination({rows},{{current_page:{number - 1},items_per_page:{size},load_first_page:false,'
            f'callback:function(i){{$.getJSON("/rows",{{c:{column.number},seite:i+1,all:{count}}},function(d){{'
            "$('.list ul').html(d.list.map(x=>'<li><a href=\"'+x.u+'\">'+x.t+'</a></li>').join(''))})}})"
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path not in {"/more.do", "/rows"}:
            return None
        sent = asked.form if asked.path == "/more.do" else asked.query
        column = next(each for each in self.columns if str(each.number) == sent["c"])
        pages, number = self.list_pages(column), int(sent["nr" if "nr" in sent else "seite"])
        if number > len(pages):
            return error(404)
        if asked.path == "/more.do":
            return page(self.list_page(column, number))
        rows = pages[number - 1]
        return json_answer({"list": [{"u": self.article_path(a), "t": a.title} for a in rows]})

    def lists(self, column: Column, target: str) -> bool:
        return target.partition("#")[0] == super().list_path(column)
