"""Pagers that libraries draw: what is called with the number of the page after this one."""

from __future__ import annotations

import json
from urllib.parse import unquote_plus

import pytest

from crawler.discovery.json_lists import following
from crawler.discovery.reading import read
from crawler.discovery.result import Reading
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST
from tests.crawler.sites import site

LIST = f"{HOST}/news/list.html"
ROWS = "".join(
    f"<li><a href='/art/2024/3/{day}/art_1_{day}.html'>全市春季农业生产会议</a>2024-3-{day}</li>"
    for day in range(10, 18)
)
GO = "var own='/news/list.html?p=%7Bn%7D';function turn(n){location.href=own.replace('%7Bn%7D',n)}"
FORM = """<form id=fm name=fm action='/news/query.do' method='METHOD'>
  <input type=hidden name=cat value=7><input type=hidden id=no name=pn value=1>
  <input type=submit name=go value=查询></form>"""

# Of eight pages, with 60 rows, this is page NOW.
LIBRARIES = {
    "layui": """layui.use(['laypage','layer'],function(){layui.laypage.render({elem:'p',count:60,
      limit:8,curr:NOW,jump:function(obj,first){if(!first){turn(obj.curr)}}})})""",
    "laypage before layui": """laypage({cont:'p',pages:8,curr:NOW,
      jump:function(e,t){t||turn(e.curr)}})""",
    "kkpager": """kkpager.generPageHtml({pno:NOW,total:8,totalRecords:60,mode:'click',
      click:function(n){this.selectPage(n);turn(n);return false}})""",
    "jquery.pagination": """function back(i,jq){turn(i+1);return false}
      $('#p').pagination(60,{callback:back,items_per_page:8,current_page:NOW-1})""",
    "Paging.js": """$('#p').Paging({pagesize:8,count:60,current:NOW,toolbar:true,
      callback:function(page,size,count){turn(page)}})""",
    "jqPaginator": """$.jqPaginator('#p',{totalPages:8,visiblePages:5,currentPage:NOW,
      onPageChange:function(num,type){if(type=='init')return;turn(num)}})""",
    "twbsPagination": """$('#p').twbsPagination({totalPages:8,startPage:NOW,
      onPageClick:function(event,page){turn(page)}})""",
    "twbsPagination, made short": """$('#p').twbsPagination({totalPages:8,startPage:NOW,
      onPageClick:function(a,b){turn(b)}})""",
    "simplePagination": """$('#p').pagination({items:60,itemsOnPage:8,currentPage:NOW,
      onPageClick:function(pageNumber,event){turn(pageNumber)}})""",
    "mricode.pagination": """$('#p').pagination({pageIndex:NOW-1,pageSize:8,total:60});
      $('#p').on('pageClicked',function(event,data){turn(data.pageIndex+1)})""",
    "mricode.pagination before": """$('#p').page({total:60,pageSize:8,pageIndex:NOW-1})
      .on('pageClicked',function(event,pageIndex){turn(pageIndex+1)})""",
    "pagination.js": """$('#p').pagination({dataSource:[1,2,3,4,5,6,7,8],pageSize:1,
      pageNumber:NOW,afterPageOnClick:function(event,pageNumber){turn(pageNumber)}})""",
    "bootstrap-paginator": """$('#p').bootstrapPaginator({currentPage:NOW,totalPages:8,
      onPageClicked:function(e,originalEvent,type,page){turn(page)}})""",
    "createPage": "$('.p').createPage({pageCount:8,current:NOW,backFn:function(p){turn(p)}})",
    "pagination.js of MSS": """$('.M-box').pagination({pageCount:8,current:NOW,
      callback:function(api){turn(api.getCurrent())}})""",
    "easyui": """$('#p').pagination({total:60,pageSize:8,pageNumber:NOW,
      onSelectPage:function(pageNumber,pageSize){turn(pageNumber)}})""",
    "an object": "new Page({id:'p',pageTotal:8,curPage:NOW,getPage:function(n){turn(n)}})",
    "myPagination": """$('#p').myPagination({currPage:NOW,pageCount:8,
      ajax:{onClick:function(page){turn(page)}}})""",
    "told by a function": """function draw(all,now){layui.laypage.render({elem:'p',count:all,
      limit:8,curr:now,jump:function(o,first){if(first)return;turn(o.curr)}})}draw(60,NOW)""",
    "a function beside options": """Pages.draw('#p',function(n){turn(n)},
      {currPage:NOW,pageCount:8})""",
    "Element": "new Vue({el:'#a',data:{now:NOW,all:60},methods:{to(n){turn(n)}}})",
    "Element, keeping the number": """new Vue({el:'#b',data:{q:{now:NOW},all:60},
      methods:{to(){turn(this.q.now)}}})""",
    "View UI": "new Vue({el:'#c',data:{now:NOW,all:60},methods:{to(n){turn(n)}}})",
}
PLACES = """<div id=a><el-pagination :page-size="8" :current-page="now" :total="all"
  @current-change="to"></el-pagination></div>
  <div id=b><el-pagination :page-size="8" :current-page.sync="q.now" :total="all"
  @current-change="to"></el-pagination></div>
  <div id=c><Page :page-size="8" :current="now" :total="all" @on-change="to"></Page></div>"""


def reading_of(url: str, script: str, around: str = "") -> Reading:
    text = f"<html><body><ul>{ROWS}</ul>{around}<script>{script}</script></body></html>"
    first = read(text, url, site(), expected="list")
    if not first.needs_scripts:
        return first
    return read(text, url, site(), expected="list", shown=shown(text, url, {}))


@pytest.mark.parametrize(("now", "after"), [(1, 2), (3, 4), (8, None)])
@pytest.mark.parametrize("name", LIBRARIES)
def test_the_page_after_this_one_follows(name: str, now: int, after: int | None) -> None:
    url = LIST if now == 1 else f"{LIST}?p={now}"
    reading = reading_of(url, GO + LIBRARIES[name].replace("NOW", str(now)), PLACES)
    assert reading.following == (f"{LIST}?p={after}" if after else None)


@pytest.mark.parametrize(
    "options",
    [
        """getLink:function(n){return this.hrefFormer+this.hrefLatter+'?p='+n},
        hrefFormer:'/news/list',hrefLatter:'.html',pno:NOW,total:all""",
        """pageUrl:function(type,page,current){return '/news/list.html?p='+page},
        totalPages:all,currentPage:NOW""",
        "hrefTextPrefix:'/news/list.html?p=',items:all*8,itemsOnPage:8,currentPage:NOW",
        "jump:function(o,first){if(!first)location.href='list.html?p='+o.curr},pages:all",
    ],
)
@pytest.mark.parametrize(("now", "after"), [(1, 2), (3, 4)])
def test_a_library_is_told_how_addresses_are_made(options: str, now: int, after: int) -> None:
    url = LIST if now == 1 else f"{LIST}?p={now}"
    script = f"var all=4*2;$('#p').pagination({{{options.replace('NOW', str(now))}}})"
    assert reading_of(url, script).following == f"{LIST}?p={after}"


def test_files_have_the_number_behind_their_name() -> None:
    script = "var n=3;kkpager.generPageHtml({pno:NOW,total:n,hrefFormer:'list',hrefLatter:'.html'})"
    for now, own, after in ((1, "list", "list_2"), (2, "list_2", "list_3"), (3, "list_3", None)):
        reading = reading_of(f"{HOST}/news/{own}.html", script.replace("NOW", str(now)))
        assert reading.following == (f"{HOST}/news/{after}.html" if after else None)


SENDS = {
    "jQuery": "$('#no').val(n);$('#fm').submit()",
    "the document": "document.fm.pn.value=n;document.forms[0].submit()",
    "elements": "document.getElementById('no').value=n;document.getElementById('fm').submit()",
}


@pytest.mark.parametrize("sends", SENDS)
@pytest.mark.parametrize("name", ["kkpager", "layui", "jquery.pagination", "bootstrap-paginator"])
def test_a_form_is_sent_with_the_number(name: str, sends: str) -> None:
    script = f"function turn(n){{{SENDS[sends]}}}" + LIBRARIES[name].replace("NOW", "1")
    for method, following_of in (("post", "#post:cat=7&pn=2"), ("get", "?cat=7&pn=2")):
        reading = reading_of(LIST, script, FORM.replace("METHOD", method))
        assert reading.following == f"{HOST}/news/query.do{following_of}"


def test_forms_are_sent_by_pagers_alone() -> None:
    script = "function f(){$('#no').val(2);$('#fm').submit()}$('#go').click(f);f()"
    html = shown(
        f"{FORM.replace('METHOD', 'get')}<a id=go>查</a><script>{script}</script>", LIST, {}
    )
    assert "query.do" not in html.html


ANSWER = {"rows": [{"id": 5, "title": "全县春季农业生产会议召开"}], "all": 60}
CALLS = "$.getJSON('/api/rows',{cat:7,seite:n},function(d){$('#l').html(d.rows[0].title)})"


@pytest.mark.parametrize("name", ["layui", "kkpager", "twbsPagination"])
def test_what_is_called_for_the_page_after_is_counted_on(name: str) -> None:
    """Whatever the number is called; the page shows the first rows itself."""
    script = f"function turn(n){{{CALLS}}}" + LIBRARIES[name].replace("NOW", "1")
    second = reading_of(LIST, script).following
    assert second is not None
    assert second.partition("#")[0] == f"{HOST}/api/rows?cat=7&seite=2"
    third = following(json.loads(json.dumps(ANSWER)), second, listed=1)
    assert unquote_plus(third or "").partition("#")[0] == f"{HOST}/api/rows?cat=7&seite=3"


def test_rows_that_the_script_holds_are_all_shown() -> None:
    held = "var d=[" + ",".join(f"'{n}'" for n in range(20)) + "];"
    draw = """function turn(n){$('#l').html(d.slice(n*4-4,n*4)
      .map(i=>'<a href=/xw/'+i+'.html>会议召开了</a>').join(''))}"""
    script = f"{held}{draw}laypage({{cont:'p',pages:5,jump:function(o){{turn(o.curr)}}}})"
    html = shown(f"<ul id=l></ul><script>{script}</script>", LIST, {}).html
    assert [n for n in range(20) if f"/xw/{n}.html" not in html] == []


@pytest.mark.parametrize("path", ["/vote.do?n=", "/news/dianzan?page="])
def test_what_acts_is_not_asked_for(path: str) -> None:
    script = f"function turn(n){{$.post('{path}'+n)}}" + LIBRARIES["layui"].replace("NOW", "1")
    reading = reading_of(LIST, script)
    assert reading.following is None
    assert not [link for link, judged in reading.links if judged.declared]
