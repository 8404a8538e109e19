"""Lists that libraries load, and those that a script asks for by a click of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

from tests.fakeweb.model import Article, Column
from tests.fakeweb.sites.php import EmpireSite
from tests.fakeweb.wire import Answer, Asked, error, json_answer


def _xml(body: str) -> Answer:
    text = f'<?xml version="1.0" encoding="utf-8"?>{body}'
    return Answer(body=text.encode(), content_type="text/xml")


class ScriptedListsSite(EmpireSite):
    """Columns whose pages hold no row; each says by a script of another manner what it lists."""

    def list_pages(self, column: Column) -> list[Sequence[Article]]:
        return [column.articles]

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        inner = f'<h2>{column.name}</h2><div id="main"></div>{self.list_script(column)}'
        return self.framed(column.name, f'<div class="list">{inner}</div>', self.meta(column.name))

    def list_script(self, column: Column) -> str:
        """Return the markup and the script of a column's list."""
        raise NotImplementedError

    def rows_from(self, column: Column, start: int, count: int) -> list[dict[str, object]]:
        return [
            {"id": a.number, "bt": a.title, "day": a.day, "path": self.article_path(a)}
            for a in column.articles[start : start + count]
        ]

    def manner(self, column: Column) -> int:
        return self.columns.index(column) % 4


_LINK = """'<a href="'+row.path+'">'+row.bt+'</a>'"""


class LoadedListsSite(ScriptedListsSite):
    """DataTables, bootstrap-table, pages behind the address's hash, arrays among what is sent."""

    def list_script(self, column: Column) -> str:
        key, size = column.key, self.size.page_size
        if self.manner(column) == 0:
            return f"""<table id="t"></table><script>$('#t').DataTable({{"ajax":"./{key}.json",
columns:[{{"data":"bt","render":function(data,type,row){{return {_LINK}}}}},{{"data":"day"}}]}})</script>"""
        if self.manner(column) == 1:
            return (
                f"<script>function to(v,row){{return {_LINK}}} function more(p){{p.lm='{key}';return p}}"
                f'</script><table data-toggle="table" data-url="/api/table" data-page-size="{size}" '
                'data-side-pagination="server" data-query-params="more"><thead><tr>'
                '<th data-field="bt" data-formatter="to">标题</th></tr></thead></table>'
            )
        return self._held(column) if self.manner(column) == 2 else self._sent(column)

    def _held(self, column: Column) -> str:
        held = [f"{self.article_path(a)}|{a.title}|{a.day}" for a in column.articles]
        size = self.size.page_size
        return f"""<ul id="l"></ul><p id="p"></p><script>var D={json.dumps(held)},S={size};
function draw(p){{var h='',n=Math.ceil(D.length/S),i,x;
for(i=(p-1)*S;i<Math.min(D.length,p*S);i++){{x=D[i].split('|');
h+='<li><a href="'+x[0]+'">'+x[1]+'</a><i>'+x[2]+'</i></li>'}}
document.getElementById('l').innerHTML=h;h='';
for(i=Math.max(1,p-1);i<=Math.min(n,p+1);i++)h+='<a href="#p'+i+'">'+i+'</a>';
document.getElementById('p').innerHTML=h}}
window.onhashchange=function(){{var m=/#p(\\d+)/.exec(location.hash);draw(m?+m[1]:1)}};draw(1)
</script>"""

    def _sent(self, column: Column) -> str:
        return f"""<ul id="l"></ul><div id="pages"></div><script>function load(n){{
$.ajax({{url:'/queryList',type:'POST',data:{{current:n,pageSize:{self.size.page_size},
webSiteCode:['{self.id}'],channelCode:['{column.key}']}},success:function(res){{var h='';
$.each(res.data.results,function(i,e){{var s=e.source,u=JSON.parse(s.urls);
h+='<li><a href="'+(u.pc||u.common)+'">'+s.title+'</a><span>'+s.pubDate+'</span></li>'}});
$('#l').html(h);$('#pages').html('<a data-no="'+(n+1)+'">下一页</a>')}}}})}}
$('#pages').on('click','a[data-no]',function(){{load(+$(this).attr('data-no'))}});load(1)</script>"""

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.path == "/queryList":
            return self._query_list(parse_qsl(asked.body.decode(), keep_blank_values=True))
        for column in self.columns:
            folder = self.list_path(column).rpartition("/")[0]
            if asked.path == f"{folder}/{column.key}.json":
                return json_answer({"data": self.rows_from(column, 0, 1_000)})
            if asked.path == "/api/table" and asked.query.get("lm") == column.key:
                start, count = int(asked.query["offset"]), int(asked.query["limit"])
                rows = self.rows_from(column, start, count)
                return json_answer({"total": len(column.articles), "rows": rows})
        return None

    def _query_list(self, sent: list[tuple[str, str]]) -> Answer:
        told, size = dict(sent), self.size.page_size
        column = next((c for c in self.columns if ("channelCode[]", c.key) in sent), None)
        if column is None or ("webSiteCode[]", self.id) not in sent:
            return json_answer({"code": 500, "msg": "参数错误", "data": None})
        rows = self.rows_from(column, (int(told["current"]) - 1) * size, size)
        results = [
            {
                "source": {
                    "title": row["bt"],
                    "pubDate": row["day"],
                    "urls": json.dumps({"common": row["path"]}),
                }
            }
            for row in rows
        ]
        return json_answer(
            {"code": 200, "data": {"total": len(column.articles), "results": results}}
        )


class FiredListsSite(ScriptedListsSite):
    """Gazettes by year and issue, an offset, three calls in a chain, rows that come by themselves."""

    def list_script(self, column: Column) -> str:
        manner = self.manner(column)
        scripts = (self._gazettes, self._offset, self._chain, self._growing)
        return f"<ul id='l'></ul>{scripts[manner](column)}"

    def _gazettes(self, column: Column) -> str:
        return f"""<select id="y"><option value="{column.key}">本年</option></select><ul id="q"></ul>
<script>function year(y){{$.ajax({{url:'/gb/'+y+'.xml',dataType:'xml',success:function(x){{var h='';
$(x).find('issue').each(function(){{h+='<li data-f="'+$(this).attr('file')+'">第'+$(this).attr('no')+'期</li>'}});
$('#q').html(h).find('li').click(function(){{issue(y,$(this).attr('data-f'))}}).first().click()}}}})}}
function issue(y,f){{$.get('/gb/'+y+'/'+f,function(x){{var h='';$(x).find('doc').each(function(){{
h+='<li><a href="'+$(this).attr('to')+'">'+$(this).text()+'</a></li>'}});$('#l').html(h)}},'xml')}}
$('#y').change(function(){{year(this.value)}});year($('#y').val())</script>"""

    def _offset(self, column: Column) -> str:
        return f"""<div id="page"></div><script>var size={self.size.page_size};function search(at){{
$.ajax({{url:'/rest/search',type:'POST',data:JSON.stringify({{pn:at*size,rn:size,
condition:[{{fieldName:'categorynum',equal:'{column.key}'}}]}}),success:function(r){{
var d=JSON.parse(r),h='';d.result.records.forEach(function(row){{h+='<li>'+{_LINK}+'</li>'}});
$('#l').html(h);$('#page').pagination({{pageIndex:at,pageSize:size,total:d.result.totalcount}})}}}})}}
$('#page').on('pageClicked',function(e,d){{search(d.pageIndex)}});search(0)</script>"""

    def _chain(self, column: Column) -> str:
        return f"""<script>$.get('/dict/{column.key}.json',function(d){{
$.get('/menu',{{code:d.data[0].code}},function(m){{$.each(m.data,function(i,c){{
$('<li>').text(c.label).appendTo('#q').on('click',function(){{rows(c.channel)}})}});
rows(m.data[0].channel)}})}});
function rows(c){{$.get('/rows',{{channel:c,page:1}},function(r){{var h='';
$.each(r.rows,function(i,row){{h+='<li>'+{_LINK}+'</li>'}});$('#l').html(h)}})}}</script>"""

    def _growing(self, column: Column) -> str:
        return f"""<script>var n=0;$('#main').dropload({{scrollArea:window,loadDownFn:function(me){{n++;
$.getJSON('/grow',{{lm:'{column.key}',seite:n}},function(r){{$.each(r.rows,function(i,row){{
$('#l').append('<li>'+{_LINK}+'</li>')}});me.resetload()}})}}}})</script>"""

    def dynamic(self, asked: Asked) -> Answer | None:
        size, query = self.size.page_size, asked.query
        for column in self.columns:
            if asked.path.startswith(f"/gb/{column.key}"):
                return self._gazette(column, asked.path)
            if asked.path == "/rest/search":
                return self._search(json.loads(asked.body))
            if asked.path == f"/dict/{column.key}.json":
                return json_answer({"data": [{"code": f"c-{column.key}"}]})
            if asked.path == "/menu" and query.get("code") == f"c-{column.key}":
                return json_answer({"data": [{"label": "全部", "channel": f"n-{column.key}"}]})
            numbers = {
                "/rows": ("channel", f"n-{column.key}", "page"),
                "/grow": ("lm", column.key, "seite"),
            }
            name, value, number = numbers.get(asked.path, ("", "", ""))
            if name and query.get(name) == value:
                rows = self.rows_from(column, (int(query[number]) - 1) * size, size)
                return json_answer({"rows": rows, "total": len(column.articles)})
        return None

    def _gazette(self, column: Column, path: str) -> Answer:
        size = self.size.page_size
        issues = [column.articles[at : at + size] for at in range(0, len(column.articles), size)]
        if path == f"/gb/{column.key}.xml":
            told = "".join(f'<issue no="{n}" file="gb{n}.xml"/>' for n in range(len(issues), 0, -1))
            return _xml(f"<issues>{told}</issues>")
        for number, rows in enumerate(issues, 1):
            if path == f"/gb/{column.key}/gb{number}.xml":
                docs = "".join(
                    f'<doc to="{self.article_path(a)}"><![CDATA[{a.title}]]></doc>' for a in rows
                )
                return _xml(f"<docs><group>{docs}</group></docs>")
        return error(404)

    def _search(self, sent: dict[str, Any]) -> Answer:
        (condition,) = sent["condition"]
        column = next(c for c in self.columns if c.key == condition["equal"])
        rows = self.rows_from(column, sent["pn"], sent["rn"])
        return json_answer({"result": {"totalcount": len(column.articles), "records": rows}})
