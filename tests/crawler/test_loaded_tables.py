"""Tables that a library loads: what each asks for, how its rows are linked, what grows."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest

from crawler.discovery.json_lists import following
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST, URL, asked, page

TO = """'<a href="/a/'+row.id+'.html">'+row.bt+'</a>'"""
SEARCH = "[search][value]=&columns[0][search][regex]=false"
TABLES = {
    "DataTables, all rows at once": (
        f"""$('#t').DataTable({{"ajax":"./zc.json","columns":[
          {{"data":"bt","render":function(data,type,row){{return {TO}}}}},{{"data":"day"}}]}})""",
        "/news/zc.json",
    ),
    "DataTables, by a constructor": (
        f"""new DataTable('#t',{{ajax:{{url:'/q',dataSrc:'rows'}},columnDefs:[
          {{targets:0,render:function(d,t,row,meta){{return {TO}}}}}],columns:[{{data:'bt'}}]}})""",
        "/q",
    ),
    "DataTables, by its server": (
        f"""$('#t').DataTable({{serverSide:true,pageLength:15,ordering:false,searching:false,
          ajax:{{url:'/q',data:function(d){{d.lm=7}}}},
          columns:[{{data:'bt',render:function(data,type,row){{return {TO}}}}}]}})""",
        (
            "/q?draw=1&columns[0][data]=bt&columns[0][name]=&columns[0][searchable]=true"
            f"&columns[0][orderable]=true&columns[0]{SEARCH}"
            "&start=0&length=15&search[value]=&search[regex]=false&lm=7"
        ),
    ),
    "DataTables, by a function": (
        f"""$('#t').DataTable({{serverSide:true,ajax:function(d,back,settings){{
            $.get('/q',{{nr:d.start/d.length+1,n:d.length}},function(r){{
              back({{data:r.rows,recordsTotal:r.total}})}})}},
          columns:[{{data:'bt',render:function(data,type,row){{return {TO}}}}}]}})""",
        "/q?nr=1&n=10",
    ),
    "DataTables, before 1.10": (
        f"""$('#t').dataTable({{bServerSide:true,sAjaxSource:'/q',iDisplayLength:20,
          fnServerData:function(source,data,back){{var p={{}};$.each(data,function(i,e){{
            if(e.name=='iDisplayStart')p.from=e.value;if(e.name=='iDisplayLength')p.n=e.value}});
            $.ajax({{url:source,data:p}}).done(function(r){{back(r)}})}},
          aoColumns:[{{mData:'bt',mRender:function(d,t,row){{return {TO}}}}}]}})""",
        "/q?from=0&n=20",
    ),
    "DataTables, a cell made by hand": (
        f"""$('#t').DataTable({{ajax:'/q',columns:[{{data:'bt'}}],
          createdRow:function(tr,row){{$('td',tr).eq(0).html({TO})}}}})""",
        "/q",
    ),
    "bootstrap-table": (
        f"""$('#t').bootstrapTable({{url:'/q',sidePagination:'server',pagination:true,
          queryParams:function(p){{return {{n:p.limit,nr:p.offset/p.limit+1,lm:3}}}},
          responseHandler:function(r){{return {{total:r.total,rows:r.data}}}},
          columns:[{{field:'bt',formatter:function(value,row,index){{return {TO}}}}}]}})""",
        "/q?n=10&nr=1&lm=3",
    ),
    "bootstrap-table, all rows at once": (
        f"""$('#t').bootstrapTable({{url:'/q',pagination:true,
          columns:[[{{field:'bt',formatter:function(v,row){{return {TO}}}}}]]}})""",
        "/q",
    ),
    "bootstrap-table, by POST": (
        f"""$('#t').bootstrapTable({{url:'/q',method:'post',sidePagination:'server',
          queryParamsType:"",
          columns:[{{field:"bt",formatter:function(v,row){{return {TO}}}}}]}})""",
        '/q#post:!json={"pageNumber": 1, "pageSize": 10, "sortOrder": "asc"}',
    ),
    "layui": (
        f"""layui.use('table',function(){{layui.table.render({{elem:'#t',url:'/q',page:true,
          limit:20,where:{{lm:2}},parseData:function(r){{return {{code:0,data:r.list}}}},
          cols:[[{{field:'bt',templet:function(row){{return {TO}}}}}]]}})}})""",
        "/q?page=1&limit=20&lm=2",
    ),
    "layui, by a template": (
        """layui.use('table',function(){layui.table.render({elem:'#t',url:'/q',method:'post',
          page:true,request:{pageName:'curr',limitName:'nums'},
          cols:[[{field:'bt',templet:'#tp'}]]})})""",
        "/q#post:curr=1&nums=10",
    ),
    "easyui": (
        f"""$('#t').datagrid({{url:'/q',pagination:true,queryParams:{{lm:1}},
          columns:[[{{field:'bt',formatter:function(value,row,index){{return {TO}}}}}]]}})""",
        "/q#post:lm=1&page=1&rows=10",
    ),
    "jqGrid": (
        f"""$('#t').jqGrid({{url:'/q',datatype:'json',rowNum:15,sortname:'day',sortorder:'desc',
          colModel:[{{name:'bt',formatter:function(value,options,row){{return {TO}}}}}]}})""",
        "/q?_search=false&rows=15&page=1&sidx=day&sord=desc",
    ),
    "jsGrid": (
        f"""$('#t').jsGrid({{autoload:true,paging:true,pageLoading:true,controller:{{
            loadData:function(f){{return $.ajax({{url:'/q',data:{{nr:f.pageIndex}}}})}}}},
          fields:[{{name:'bt',itemTemplate:function(value,row){{return {TO}}}}}]}})""",
        "/q?nr=1",
    ),
    "ag-Grid": (
        f"""var g={{columnDefs:[{{field:'bt',cellRenderer:function(p){{var row=p.data;
            return {TO}}}}}]}};new agGrid.Grid(document.querySelector('#t'),g);
          g.api.setDatasource({{getRows:function(p){{
            fetch('/q?von='+p.startRow+'&bis='+p.endRow).then(r=>r.json())
              .then(d=>p.successCallback(d.rows,d.total))}}}})""",
        "/q?von=0&bis=100",
    ),
}
TEMPLATE = '<script type="text/html" id="tp"><a href="/a/{{d.id}}.html">{{d.bt}}</a></script>'
AROUND = f"<table id='t'><tr><td></table>{TEMPLATE}"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_asks_for_its_rows(name: str) -> None:
    script, address = TABLES[name]
    (found,) = asked(page(script, AROUND))
    plain, _, link = found.replace("&!link=", "#link:").partition("#link:")
    assert plain == address
    assert link.startswith("/a/{id}.html {bt}")


ROWS = {"list": [{"bt": f"通知{n}", "id": n} for n in range(10)]}
TURNED = {
    "DataTables, by its server": ("draw=2", "start=15"),
    "DataTables, by a function": ("nr=2", "n=10"),
    "DataTables, before 1.10": ("from=20", "n=20"),
    "bootstrap-table": ("nr=2", "n=10"),
    "bootstrap-table, by POST": ('"pageNumber": 2', '"pageSize": 10'),
    "layui": ("page=2", "limit=20"),
    "layui, by a template": ("curr=2", "nums=10"),
    "easyui": ("page=2", "rows=10"),
    "jqGrid": ("page=2", "rows=15"),
    "jsGrid": ("nr=2",),
    "ag-Grid": ("von=100", "bis=200"),
}


@pytest.mark.parametrize("name", TURNED)
def test_what_grows_from_one_page_of_a_table_to_the_next_is_told(name: str) -> None:
    (address,) = shown(page(TABLES[name][0], AROUND), URL, {}).asked
    after = following(ROWS, address, listed=10)
    assert after is not None
    told = unquote_plus(unquote_plus(after))
    assert [each for each in TURNED[name] if each not in told] == []


MARKUP = {
    "bootstrap-table": (
        """<table data-toggle="table" data-url="/q" data-side-pagination="server"
          data-query-params="more"><thead><tr><th data-field="bt" data-formatter="to">标题</th>
          </tr></thead></table>""",
        "/q?offset=0&limit=10&order=asc&lm=4",
    ),
    "easyui": (
        """<table class="easyui-datagrid" data-options="url:'/q',method:'get',pagination:true">
          <thead><tr><th data-options="field:'bt',formatter:to">标题</th></tr></thead></table>""",
        "/q?page=1&rows=10",
    ),
}


@pytest.mark.parametrize("name", MARKUP)
def test_a_table_may_be_told_by_its_markup_alone(name: str) -> None:
    markup, address = MARKUP[name]
    script = f"function more(p){{p.lm=4;return p}} function to(v,row){{return {TO}}}"
    (found,) = asked(page(script, markup))
    assert found.startswith(f"{address}#link:/a/{{id}}.html {{bt}}")


ROW = f"$.each(r.rows,function(i,row){{$('#l').append({TO})}})"
LOADERS = {
    "dropload": f"""var n=0;$('.x').dropload({{scrollArea:window,loadDownFn:function(me){{n++;
      $.get('/q',{{nr:n}},function(r){{{ROW};me.resetload()}})}}}})""",
    "mescroll": f"""new MeScroll('b',{{down:{{auto:false}},up:{{callback:function(p){{
      $.get('/q',{{nr:p.num}},function(r){{{ROW}}})}}}}}})""",
    "layui's flow": f"""layui.use('flow',function(){{layui.flow.load({{elem:'#l',
      done:function(p,next){{$.get('/q',{{nr:p}},function(r){{var h=[];
      layui.each(r.rows,function(i,row){{h.push({TO})}});next(h.join(''),p<r.pages)}})}}}})}})""",
    "a component": """new Vue({el:'#app',data:{p:0,rows:[]},methods:{more(s){this.p+=1;
      axios.get('/q',{params:{nr:this.p}}).then(r=>{this.rows=r.data.rows;s.loaded()})}}})""",
    "scrolling": f"""var n=1;function go(){{$.get('/q',{{nr:n}},function(r){{{ROW};n++}})}}go();
      $(window).scroll(function(){{
        if($(window).scrollTop()+$(window).height()>=$(document).height())go()}})""",
    "an observer": f"""let n=0;const o=new IntersectionObserver(e=>{{if(e[0].isIntersecting){{n++;
      fetch('/q?nr='+n).then(r=>r.json()).then(r=>{{{ROW}}})}}}});
      o.observe(document.querySelector('#l'))""",
}
COMPONENT = """<div id=app><a v-for="row in rows" :href="'/a/'+row.id+'.html'">{{row.bt}}</a>
  <infinite-loading @infinite="more"></infinite-loading></div>"""


@pytest.mark.parametrize("name", LOADERS)
def test_a_list_that_grows_counts_on(name: str) -> None:
    (address,) = shown(page(LOADERS[name], COMPONENT), URL, {}).asked
    assert address.startswith(f"{HOST}/q?nr=1#link:")
    assert (following(ROWS, address, listed=10) or "").startswith(f"{HOST}/q?nr=2#link:")


def test_what_is_loaded_once_at_scrolling_down_is_another_list() -> None:
    script = f"""function go(c){{$.get('/q',{{lm:c}},function(r){{{ROW}}})}}go(1);var done;
      $(window).scroll(function(){{if(!done){{done=1;go(2)}}}})"""
    assert [each.partition("#")[0] for each in asked(page(script))] == ["/q?lm=1", "/q?lm=2"]


FURTHER = {
    "a link's selector": "$('#l').infinitescroll({navSelector:'#nav',nextSelector:'#nav a'})",
    "jscroll": "$('#l').jscroll({nextSelector:'#nav a:last-child'})",
    "a path": "new InfiniteScroll('#l',{path:'#nav a',append:'li'})",
    "a path with a number": "$('#l').infiniteScroll({path:'/news/p-{{#}}.html'})",
    "a path made": """$('#l').infiniteScroll({path:function(){
      return '/news/p-'+(this.loadCount+2)+'.html'}})""",
}


@pytest.mark.parametrize("how", FURTHER)
def test_the_page_that_a_growing_list_takes_is_linked(how: str) -> None:
    found = shown(page(FURTHER[how], "<div id=nav><a href='/news/p-2.html'>…</a></div>"), URL, {})
    assert '<a href="/news/p-2.html">下一页</a>' in found.html


DATA = "var D=" + str([f"a{n}|关于{n}|20250101" for n in range(1, 31)])
DRAWN = f"""{DATA};function draw(p){{var h='',i,x;for(i=p*10-10;i<p*10;i++){{x=D[i].split('|');
  h+='<li><a href="/s/'+x[0]+'">'+x[1]+'</a></li>'}}
  for(i=p;i<=Math.min(3,p+1);i++)h+='<a href="#p'+i+'">'+i+'</a>';
  document.getElementById('l').innerHTML=h}}
  function go(){{var m=/#p(\\d+)/.exec(location.hash);draw(m?+m[1]:1)}}"""
HASHES = {
    "a property": "window.onhashchange=go;go()",
    "a listener": "window.addEventListener('hashchange',go);go()",
    "jQuery": "$(window).on('hashchange',go).trigger('hashchange')",
    "set by itself": "window.onhashchange=go;location.hash='#p1'",
}


@pytest.mark.parametrize("how", HASHES)
def test_all_rows_of_a_page_that_a_hash_turns_are_shown(how: str) -> None:
    html = shown(page(f"{DRAWN}{HASHES[how]}"), URL, {}).html
    assert [n for n in range(1, 31) if f'"/s/a{n}"' not in html] == []


def test_hashes_without_end_are_not_all_gone_to() -> None:
    script = """var n=0;window.onhashchange=function(){n++;document.getElementById('l').innerHTML=
      '<a href="/s/'+n+'">'+n+'</a><a href="#p'+(n+1)+'">more</a>'};window.onhashchange()"""
    assert shown(page(script), URL, {}).html.count('href="/s/') < 130


def test_a_hash_by_which_a_list_is_asked_counts_its_pages() -> None:
    script = f"""function go(){{var m=/#p(\\d+)/.exec(location.hash);
      $.get('/q',{{nr:m?+m[1]:1}},function(r){{{ROW};
      $('#p').html('<a href="#p1">1</a><a href="#p2">2</a>')}})}}
      $(window).on('hashchange',go).trigger('hashchange')"""
    (address,) = shown(page(script), URL, {}).asked
    assert (following(ROWS, address, listed=10) or "").startswith(f"{HOST}/q?nr=2#link:")


def test_a_page_of_a_menu_is_turned_to_once() -> None:
    script = """var n=0;addEventListener('hashchange',function(){
      n++;document.write('<a href="/s/'+location.hash.slice(2)+'/'+n+'">x</a>')})"""
    text = page(script, '<a href="#/list/2">要闻</a><a href="#/list/3">通知</a>')
    html = shown(text, URL, {}).html
    assert [f"/s/list/{n}" in html for n in ("2/1", "3/2", "2/3", "3/4")] == [
        True,
        True,
        False,
        False,
    ]
