"""What the scripts of empty lists ask for when they run, and what they make of the answer."""

from __future__ import annotations

import json
from urllib.parse import unquote_plus

import pytest

from crawler.discovery.forms import json_address, json_of
from crawler.discovery.reading import read
from crawler.discovery.result import Reading, Shown
from crawler.discovery.same_lists import list_key
from crawler.discovery.script_files import with_scripts
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST, URL, asked, page
from tests.crawler.sites import site

# What each page does with the answer: rows of links, one of each way to write them.
ROW = """function(res){var h='';for(var i=0;i<res.data.list.length;i++){var o=res.data.list[i];
  h+='<li><a href="/show/'+o.id+'.html" title="'+o.bt+'">';
  h+=o.bt.substring(0,20)+'</a><i>'+o.day+'</i></li>';}
  $('#l').html(h);}"""
ROW_LINK = "/show/{id}.html {bt}"

CALLS = {
    "an object of fields": (
        "$.ajax({url:'/q',data:{cid:7,page:1},success:ROW})",
        "/q?cid=7&page=1",
    ),
    "a sum of texts": ("var c=7;$.getJSON('/q?cid='+c+'&page='+1,ROW)", "/q?cid=7&page=1"),
    "a form": ("function go(p){$.post('/q',{no:p,page:p},ROW,'json')}go(1)", "/q#post:no=1&page=1"),
    "a hidden field": ("$.post('/q',{cid:$('#cid').val(),page:1},ROW)", "/q#post:cid=33&page=1"),
    "a form's fields": ("$.post('/q',$('#f').serialize(),ROW)", "/q#post:lm=5&page=1"),
    "an attribute": ("$.get('/q/'+$('#l').data('cat'),{page:1},ROW)", "/q/12?page=1"),
    "a meta tag": ("$.get($('meta[name=api]').attr('content')+'?page=1',ROW)", "/meta?page=1"),
    "the page's query": ("$.get('/q',{id:getUrlParam('id'),page:1},ROW)", "/q?id=7&page=1"),
    "its query, by itself": (
        "var m=location.search.match(/id=([^&]+)/);$.get('/q?id='+m[1]+'&page=1',ROW)",
        "/q?id=7&page=1",
    ),
    "the page's path": (
        "var c=location.pathname.split('/')[1];$.getJSON('/api/'+c+'/1.json',ROW)",
        "/api/news/1.json",
    ),
    "a promise of jQuery": ("$.ajax('/q',{data:{page:1}}).done(ROW)", "/q?page=1"),
    "JSON": (
        (
            "$.ajax({type:'post',url:'/q',contentType:'application/json',"
            "data:JSON.stringify({page:1}),success:ROW})"
        ),
        '/q#post:!json={"page": 1}',
    ),
    "jsonp": (
        "$.ajax({url:'/q',dataType:'jsonp',jsonp:'cb',data:{page:1},success:ROW})",
        "/q?cb=callback&page=1",
    ),
    "a script element": (
        (
            "function cb(d){(ROW)(d)}var s=document.createElement('script');"
            "s.src='/q?callback=cb&page=1'"
        ),
        "/q?callback=cb&page=1",
    ),
    "an old request": (
        (
            "var x=window.ActiveXObject?new ActiveXObject('M.XMLHTTP'):new XMLHttpRequest();"
            "x.open('GET','/q?page=1');x.onreadystatechange=function(){"
            "if(x.readyState==4&&x.status==200)"
            "{var d=eval('('+x.responseText+')');(ROW)(d)}};x.send()"
        ),
        "/q?page=1",
    ),
    "fetch": ("fetch(`/q?page=${1}`).then(r=>r.json()).then(ROW)", "/q?page=1"),
    "fetch that is awaited": (
        "(async()=>{const r=await fetch('/q?page=1');const d=await r.json();(ROW)(d)})()",
        "/q?page=1",
    ),
    "axios": ("axios.get('/q',{params:{page:1}}).then(r=>(ROW)(r.data))", "/q?page=1"),
    "an instance of axios": (
        (
            "const h=axios.create({baseURL:'/prod-api'});h.interceptors.response.use(r=>r.data);"
            "h.post('/q',{page:1}).then(ROW)"
        ),
        '/prod-api/q#post:!json={"page": 1}',
    ),
    "a component of Vue": (
        (
            "new Vue({data:{page:1},mounted(){this.load()},methods:{load(){axios.get('/q',"
            "{params:{page:this.page}}).then(r=>(ROW)(r.data))}}})"
        ),
        "/q?page=1",
    ),
    "laypage": (
        (
            "layui.use('laypage',function(){layui.laypage.render({elem:'p',jump:function(o,first)"
            "{$.get('/q',{p:o.curr},ROW)}})})"
        ),
        "/q?p=1",
    ),
    "jquery.pagination": (
        "$('#p').pagination(120,{callback:function(i){$.get('/q',{page:i+1},ROW)}})",
        "/q?page=1",
    ),
    "layui's flow": (
        (
            "layui.use('flow',function(){layui.flow.load({done:function(page,next)"
            "{$.get('/q?page='+page,ROW)}})})"
        ),
        "/q?page=1",
    ),
    "require": ("require(['jquery'],function(jq){jq.getJSON('/q?page=1',ROW)})", "/q?page=1"),
    "a minified module": (
        (
            '!function(e,t){e.load=function(n){t.ajax({url:"/q",data:{page:n},success:function(e)'
            "{0==e.code&&(ROW)(e)}})},e.load(1)}(window,jQuery)"
        ),
        "/q?page=1",
    ),
    "a state that is looked at": (
        (
            "$.post('/q',{page:1},function(r){if(r.code!=0||r.ok===false){alert(r.msg);"
            "return}(ROW)(r)})"
        ),
        "/q#post:page=1",
    ),
    "a text within the answer": (
        "$.get('/q?page=1',function(r){(ROW)(JSON.parse(r.data))})",
        "/q?page=1",
    ),
}
FIELDS = """<meta name="api" content="/meta"><input type="hidden" id="cid" value="33">
<form id="f"><input name="lm" value="5"><input name="page" value="1"></form>"""

LINKS = {
    "a template literal": ("d.rows.map(o=>put(`<a href='/d/${o.id}'>${o.t}</a>`))", "/d/{id} {t}"),
    "two parts": (
        "$.each(d.rows,function(i,o){put('<a href=\"/'+o.col+'/'+o.id+'.html\">'+o.t+'</a>')})",
        "/{col}/{id}.html {t}",
    ),
    "an element": (
        "for(const o of d.rows){const a=document.createElement('a');a.href='/d/'+o.id}",
        "/d/{id}",
    ),
    "a function": (
        (
            "for(var k in d.rows){var o=d.rows[k];put('<li onclick=\"openIt('+o.id+')\">'+"
            "o.t+'</li>')}"
        ),
        "/d?id={id}",
    ),
    "a function with a text": (
        (
            "$.each(d.rows,(i,o)=>put(\"<a href='javascript:;' onclick=\\\"openIt('\"+o.guid+"
            "\"')\\\">\"+o.t+'</a>'))"
        ),
        "/d?id={guid} {t}",
    ),
    "a click that is listened for": (
        (
            "$(document).on('click','.it',function(){openIt($(this).data('id'))});"
            "$.each(d.rows,(i,o)=>put('<li class=it data-id=\"'+o.id+'\">'+o.t+'</li>'))"
        ),
        "/d?id={id}",
    ),
    "an address, else a number": (
        "$.each(d.rows,(i,o)=>put('<a href=\"'+(o.url?o.url:'/d/'+o.id)+'\">'+o.t+'</a>'))",
        "{url}|/d/{id} {t}",
    ),
    "a template of Mustache": ("put(Mustache.render($('#tpl').html(),d))", "/t/{id}.html {t}"),
    "a template by its name": ("put(template('tpl',d))", "/t/{id}.html {t}"),
    "XML": (
        (
            "$(d).find('item').each(function(){put('<a href=\"'+$(this).find('link').text()+'\">'"
            "+$(this).find('t').text()+'</a>')})"
        ),
        "{link} {t}",
    ),
}
LINKING = """<script type="text/html" id="tpl">{{#rows}}
<a href="/t/{{o.id}}.html">{{o.t}}</a>{{/rows}}
</script><script>function put(h){document.getElementById('l').innerHTML+=h}
function openIt(id){window.open('/d?id='+id)}</script>"""


@pytest.mark.parametrize("name", CALLS)
def test_a_list_is_asked_for_by(name: str) -> None:
    script, address = CALLS[name]
    mark = "&!link=" if "#post:" in address else "#link:"
    assert asked(page(script.replace("ROW", ROW), FIELDS)) == [f"{address}{mark}{ROW_LINK}"]


@pytest.mark.parametrize("name", LINKS)
def test_an_entry_is_linked_by(name: str) -> None:
    script, link = LINKS[name]
    text = page(f"$.getJSON('/q?page=1',function(d){{{script}}})", LINKING)
    assert asked(text) == [f"/q?page=1#link:{link}"]


def test_constants_stand_in_other_files_and_in_the_address() -> None:
    text = page("", '<script src="/js/common.js"></script><script src="/js/list.js"></script>')
    common = """const siteInfo = {siteGuid: 'g-1', projectName: '/EWB'};
      function getQueryString(n){ return location.search.match(n + '=([^&]*)')[1] }"""
    lists = """var id = getQueryString('id');
      function list(n){ $.ajax({type: 'post', url: siteInfo.projectName + '/rest',
        data: JSON.stringify({params: {id: id, pageIndex: n, site: siteInfo.siteGuid}}),
        success: function(m){ $('#l').html(m.custom.html) }}) }
      list(0);"""
    files = {f"{HOST}/js/common.js": common, f"{HOST}/js/list.js": lists}
    sent = '{"params": {"id": "7", "pageIndex": 0, "site": "g-1"}}'
    assert asked(text, files) == [f"/EWB/rest#post:!json={sent}"]


@pytest.mark.parametrize(
    ("script", "address"),
    [
        (
            (
                "layui.use('table',()=>layui.table.render({url:'/q',where:{cid:4},cols:[[{"
                "field:'t',"
                "templet:d=>'<a href=\"/a/'+d.id+'\">'+d.t+'</a>'}]]}))"
            ),
            "/q?page=1&limit=10&cid=4#link:/a/{id} {t}",
        ),
        (
            (
                "$('#t').bootstrapTable({url:'/q',queryParams:p=>({limit:p.limit,offset:p.offset}),"
                "columns:[{field:'t',formatter:(v,row)=>'<a href=\"/a/'+row.id+'\">'+v+'</a>'}]})"
            ),
            "/q?limit=10&offset=0#link:/a/{id} {t}",
        ),
        ("$('#l').load('/inc/list.jsp?lm=3')", "/inc/list.jsp?lm=3"),
        ("$.get('/inc/list.jsp',{lm:3},function(h){$('#l').html(h)})", "/inc/list.jsp?lm=3"),
    ],
)
def test_tables_and_pieces_of_html_are_lists(script: str, address: str) -> None:
    assert asked(page(script)) == [address]


def test_tabs_ask_for_one_list_each() -> None:
    script = "$('.tab li').click(function(){$.get('/q',{id:$(this).attr('data-id'),page:1},ROW)})"
    tabs = '<ul class="tab"><li data-id="3">通知</li><li data-id="4">动态</li></ul>'
    found = asked(page(script.replace("ROW", ROW), tabs))
    assert found == [f"/q?id={number}&page=1#link:{ROW_LINK}" for number in (3, 4)]


def test_a_number_that_is_not_told_is_the_first() -> None:
    assert asked(page("$.getJSON('/q',{c:3,page:n},function(d){})")) == ["/q?c=3&page=1"]


_ROWS_OF = "d.items.map(e=>h('li',{key:e.id},h('a',{href:`/a/${e.id}.html`},e.headline)))"
_STATE = "const [page,setPage]=useState(1),[d,setD]=useState({items:[],pages:1});"
_EFFECT = (
    "useEffect(()=>{fetch(`/data/${ch}/page-${page}.json`).then(r=>r.json()).then(setD)},[page]);"
)
_NEXT = "h('button',{onClick:()=>setPage(page+1)},'下一页')"
COMPONENTS = {
    "hooks": (
        f"const {{useState,useEffect,createElement:h}}=React;function App(){{{_STATE}{_EFFECT}"
        f"return h('ul',null,{_ROWS_OF},{_NEXT})}}ReactDOM.render(h(App),document.body)"
    ),
    "a module": (
        "import React, {useState, useEffect, createElement as h} from 'react';\n"
        "import {createRoot} from 'react-dom/client';\n"
        f"export default function App(){{{_STATE}{_EFFECT}return h('ul',null,{_ROWS_OF},{_NEXT})}}"
        "\nReactDOM.createRoot(document.body).render(h(App))"
    ),
    "a function that is not here": (
        f"function App(){{{_STATE}{_EFFECT}return h('ul',null,{_ROWS_OF})}}mount(App)"
    ).replace("useState", "React.useState"),
    "a component for each row": (
        "const {useState,useEffect,createElement:h}=React;"
        "const Row=({e})=>h('a',{href:'/a/'+e.id+'.html'},e.headline);"
        f"function App(){{{_STATE}{_EFFECT}return d.items.map(e=>h(Row,{{e}}))}}"
        "ReactDOM.createRoot(document.body).render(h(App))"
    ),
    "a class": (
        "const h=React.createElement;class App extends React.Component{constructor(p){super(p);"
        "this.state={d:{items:[]}}}componentDidMount(){fetch(`/data/${ch}/page-1.json`)"
        ".then(r=>r.json()).then(d=>this.setState({d}))}render(){const d=this.state.d;return "
        f"h('ul',null,{_ROWS_OF})}}}}ReactDOM.render(h(App),document.body)"
    ),
    "one that a compiler has written": (
        f"function App(){{{_STATE}{_EFFECT}return jsx('ul',{{children:d.items.map(e=>"
        "jsx('a',{href:`/a/${e.id}.html`,children:e.headline}))})}createRoot(document.body)"
        ".render(jsx(App,{}))"
    ),
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_of_react_asks_for_its_list(name: str) -> None:
    script = "const ch=document.getElementById('l').dataset.cat;"
    files = {f"{HOST}/app.js": COMPONENTS[name]}
    module = '<script type="module" src="/app.js"></script>'
    text = page(script).replace("</body>", f"{module}</body>")
    assert asked(text, files) == ["/data/12/page-1.json#link:/a/{id}.html {headline}"]


@pytest.mark.parametrize(
    ("script", "link"),
    [
        # What scripts hand to functions that are not here is shown by them.
        ("box('要闻',d.items.slice(0,6).map(e=>`<a href='/a/${e.id}'>${e.t}</a>`))", "/a/{id} {t}"),
        ("show(d.items.map(e=>`<a href='/a/${e.id}'>${e.t}</a>`).join(''))", "/a/{id} {t}"),
        ("d.items.forEach(e=>m('a',{href:'/a/'+e.id},e.t))", "/a/{id} {t}"),
        ("d.items.forEach(e=>c(RouterLink,{props:{to:`/a/${e.id}`}},[e.t]))", "/a/{id} {t}"),
    ],
)
def test_what_is_handed_on_is_shown(script: str, link: str) -> None:
    text = page(f"fetch('/data/news/page-1.json').then(r=>r.json()).then(d=>{{{script}}})")
    assert asked(text) == [f"/data/news/page-1.json#link:{link}"]


ADDED = "$('#l').append('<a href=\"/a/'+o.id+'.html\">'+o.title+'</a>')"
COLUMNS = {
    "calls within a call": (
        (
            "$.get('/columns',function(d){$.each(d.data,function(i,c){$.getJSON('/list',"
            f"{{cid:c.id,page:1}},r=>$.each(r.rows,(j,o)=>{ADDED}))}})}})"
        ),
        "/columns",
        "/list?cid=11&page=1",
    ),
    "an instance of axios": (
        (
            "const t=axios.create({baseURL:'/api'}),n={all:()=>t.get('/channels'),"
            "list:(e,p)=>t.get('/channel/'.concat(e,'/rows'),{params:{page:p}})};"
            "n.all().then(e=>e.data.data.forEach(c=>n.list(c.id,1).then(r=>r.data.rows.forEach("
            f"o=>{ADDED}))))"
        ),
        "/api/channels",
        "/api/channel/11/rows?page=1",
    ),
    "awaiting each": (
        (
            "(async()=>{const c=await (await fetch('/cols.json')).json();for(const x of c){"
            "const r=await (await fetch(`/data/${x.key}/page-1.json`)).json();r.items.forEach("
            f"o=>{ADDED})}}}})()"
        ),
        "/cols.json",
        "/data/yw/page-1.json",
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_of_an_answer_are_asked_for_one_by_one(name: str) -> None:
    script, asked_for, first = COLUMNS[name]
    (found,) = shown(page(script), URL, {}).asked
    assert found.partition("#")[0] == HOST + asked_for
    columns = [{"id": 11, "key": "yw", "name": "要闻"}, {"id": 12, "key": "gg", "name": "公告"}]
    reading = read(json.dumps({"data": columns}), found, site(), expected="list")
    assert [judged.declared for _, judged in reading.links] == [True, True]
    lists = [link.url for link, _ in reading.links]
    assert lists[0].partition("#")[0] == HOST + first
    row = {"id": 5, "title": "全县春季农业生产会议召开"}
    rows = read(json.dumps({"rows": [row]}), lists[0], site(), expected="list")
    if name != "awaiting each":  # whose rows are written out of turn
        assert [link.url for link, _ in rows.links] == [f"{HOST}/a/5.html"]


@pytest.mark.parametrize(
    "each",
    [
        "$.get('/detail?id='+o.id,function(r){$('#l').html(r.content)})",
        "$.get('/hits?page=1&id='+o.id,function(r){$('#h').html(r.n)})",
        "$.post('/list',{cid:o.id,page:1},function(r){$('#l').html(r.html)})",
        "$.get('/vote/add?page=1&id='+o.id)",
    ],
)
def test_what_is_asked_of_each_entry_is_no_list(each: str) -> None:
    script = (
        f"$.getJSON('/q',function(d){{$.each(d.rows,function(i,o){{$('#l').html(o.t);{each}}})}})"
    )
    assert asked(page(script)) == ["/q"]


def test_a_page_of_articles_is_a_list_of_them_whatever_is_asked_of_each() -> None:
    each = "$.get('/replies?page=1&id='+o.id,function(r){$('#r').html(r.n)})"
    script = f"$.getJSON('/q?page=1',function(d){{$.each(d.rows,function(i,o){{{each}}})}})"
    assert asked(page(script)) == ["/q?page=1"]


_LOADS = "list:[]},mounted(){axios.get('/q?page=1').then(r=>{this.list=r.data.list})}})"


@pytest.mark.parametrize(
    ("around", "script"),
    [
        (
            '<p id="app"><a v-for="o in list" :href="`/a/${o.id}.html`">{{o.t}}</a></p>',
            f"new Vue({{el:'#app',data:{{{_LOADS}",
        ),
        (
            """<p id="app"><a v-for="o in list" :href="'/a/'+o.id+'.html'">{{o.t}}</a></p>""",
            f"new Vue({{el:'#app',data:{{{_LOADS}",
        ),
        (
            '<p x-data="{items:[]}"><a x-bind:href="`/a/${o.id}.html`" x-text="o.t"></a></p>',
            "fetch('/q?page=1').then(r=>r.json()).then(d=>{items=d})",
        ),
    ],
)
def test_a_template_in_the_page_says_how_entries_are_linked(around: str, script: str) -> None:
    lists = [link.url for link, judged in reading_of(page(script, around)).links if judged.declared]
    assert [unquote_plus(each) for each in lists] == [f"{HOST}/q?page=1#link:/a/{{id}}.html"]


def test_what_is_awaited_is_written_out_of_turn() -> None:
    script = """async function load(ch){const r=await fetch(`/data/${ch}/index.json`);
      const d=await r.json();for(const o of d.rows){const li=document.createElement('li');
      li.innerHTML=`<a href="/a/${o.id}.html">${o.t}</a>`}}load(7);fetch('/hits?id=1')"""
    assert asked(page(script)) == ["/data/7/index.json#link:/a/{id}.html {t}"]


def test_an_address_that_is_reckoned_is_not_known() -> None:
    rows = "d.rows.forEach(o=>{const y=new Date(o.day).getFullYear();"
    rows += "document.body.insertAdjacentHTML('beforeend',`<a href='/a/${y}/${o.id}'>${o.t}</a>`)})"
    script = f"fetch('/q?page=1').then(r=>r.json()).then(d=>{{{rows}}})"
    assert asked(page(script)) == ["/q?page=1"]


@pytest.mark.parametrize(
    ("path", "is_list"),
    [
        ("/data/news/page-1.json", True),
        ("/api/news/page/1", True),
        ("/data/news_1.json", True),
        ("/data/news_12.json", False),  # a column's number
        ("/data/page.json", False),
        ("/v1/config.json", False),
    ],
)
def test_a_file_may_bear_the_pages_number(path: str, *, is_list: bool) -> None:
    assert asked(page(f"fetch('{path}')")) == ([path] if is_list else [])


def test_names_of_attributes_have_no_case() -> None:
    unit = """<p class="unit" url="/build/unit" queryData="{'pageId':'7'}"></p>"""
    script = """$('.unit').each(function(){var $c=$(this),d=eval('('+$c.attr('queryData')+')');
      d.paramJson=JSON.stringify({pageNo:1});
      $.ajax({url:$c.attr('url'),data:d,success:function(r){$c.html(r.data.html)}})})"""
    assert asked(page(script, unit)) == ['/build/unit?pageId=7&paramJson={"pageNo":1}']


@pytest.mark.parametrize(
    "script",
    [
        "$.get('/hits.jsp?id=1',function(d){$('#h').html(d)})",
        "$('#v').click(function(){$.post('/vote.do',{id:1},function(r){alert(r.msg)})})",
        "$.get('/user/info')",
        "$.getJSON('/logout.do?p=1')",
        "$.getJSON('/index.php?m=vote&a=add&page=1')",
        "$.post('/news/deleteAll',{page:1},function(d){$('#l').html(d.t)})",
        "$.post('/q',{id:3},function(d){$('#l').html(d.t)})",
        "if(confirm('确定？'))$.get('/q?page=1')",
        "new Vue({methods:{go(){axios.get('/q').then(r=>$('#l').html(r.data.t))}}})",
        "$.getJSON('/q/'+undefined+'/list?page=1',function(d){})",
    ],
)
def test_what_is_no_list_is_not_asked_for(script: str) -> None:
    assert asked(page(script)) == []


@pytest.mark.parametrize(
    ("script", "around"),
    [
        ("$('#s').change(function(){location.href='/l.jsp?c='+$(this).val()})", "SELECT"),
        ("function go(v){window.open('/l.jsp?c='+v)}", "<form>SELECT</form>"),
        (
            (
                "d=new dTree('d');d.add(1,0,'财政局','javascript:go(12)');d.add(2,0,'教育局',"
                "'javascript:go(13)');"
                "function go(v){window.frames['f'].location.href='/l.jsp?c='+v}"
            ),
            "",
        ),
        (
            (
                "var n=[{id:12,name:'财政局'},{id:13,name:'教育局'}];$.fn.zTree.init(0,{callback:"
                "{onClick:function(e,t,n){location.href='/l.jsp?c='+n.id}}},n)"
            ),
            "",
        ),
        (
            (
                "var m=[['12','财政局'],['13','教育局']];for(var i=0;i<2;i++)"
                "document.write('<a href=\"/l.jsp?c='+m[i][0]+'\">'+m[i][1]+'</a>')"
            ),
            "",
        ),
        (
            (
                "tree.nodes['0_1']='text:财政局;url:/l.jsp?c=12';"
                "tree.nodes['0_2']='text:教育局;url:/l.jsp?c=13';"
            ),
            "",
        ),
    ],
)
def test_menus_that_scripts_make_lead_on(script: str, around: str) -> None:
    menu = '<select id="s" onchange="go(this.value)"><option value="">请选择</option>'
    menu += '<option value="12">财政局</option><option value="13">教育局</option></select>'
    html = shown(page(script, around.replace("SELECT", menu)), URL, {}).html
    for number, words in ((12, "财政局"), (13, "教育局")):
        assert f'<a href="/l.jsp?c={number}">{words}</a>' in html


# --- pages ----------------------------------------------------------------------------------------


def reading_of(text: str) -> Reading:
    """Return a page's reading, its scripts having run where it needs them."""
    first = read(text, URL, site(), expected="list")
    if not first.needs_scripts:
        return first
    return read(with_scripts(text, ()), URL, site(), expected="list", shown=shown(text, URL, {}))


def test_a_shell_is_a_list_of_what_its_scripts_ask_for() -> None:
    reading = reading_of(page(CALLS["laypage"][0].replace("ROW", ROW)))
    assert reading.kind == "list"
    assert [link.url.partition("#")[0] for link, _ in reading.links] == [f"{HOST}/q?p=1"]


def test_a_call_is_asked_for_as_the_scripts_make_it_and_once() -> None:
    script = "$.get('/q?page='+1,function(d){$.each(d.rows,function(i,o){var h='<li '+on(o.id)+'>';"
    script += "$('#l').append(h+o.t+'</li>')})});function openIt(id){window.open('/d?id='+id)}"
    text = page(f"{script}function on(id){{return 'onclick=\"openIt('+id+')\"'}}")
    scripted = [link.url for link, judged in reading_of(text).links if judged.declared]
    assert [unquote_plus(each) for each in scripted] == [f"{HOST}/q?page=1#link:/d?id={{id}}"]


@pytest.mark.parametrize("asked", range(0, 26, 5))
def test_lists_seen_asked_for_take_no_place_of_others(asked: int) -> None:
    """A home page may show as many columns as it likes, all asked for at one address."""
    calls = "".join(
        f"$.ajax({{type:'post',url:'/rest/list',data:JSON.stringify({{cid:'{n:03}',page:1}})}});"
        for n in range(25)
    )
    seen = [json_address(f"{HOST}/rest/list", {"cid": f"{n:03}", "page": 0}) for n in range(asked)]
    read_in_it = read(
        page(calls), URL, site(), expected="list", shown=Shown(html="", asked=tuple(seen))
    )
    lists = [json_of(link.url) or {} for link, judged in read_in_it.links if judged.declared]
    assert sorted(str(each["cid"]) for each in lists) == [f"{n:03}" for n in range(25)]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("/q?cid=7&page=1", "/q?page=2&cid=7", True),
        ("/q?cid=7&page=1", "/q#post:cid=7&page=1", True),
        ('/q#post:!json={"a": {"cid": 7}}', '/q#post:a={"cid": "7"}', True),
        ("/q?page=1#link:/d/{id}", "/q?page=1", True),
        ("/q?cb=callback&page=1", "/q?page=1", True),
        ("/q?cid=7&page=1", "/q?cid=8&page=1", False),
        ("/q?cid=7&page=1", "/q?page=1", False),
        ("/q?cid=7", "/p?cid=7", False),
    ],
)
def test_one_list_is_the_same_however_it_is_asked_for(
    first: str, second: str, *, same: bool
) -> None:
    assert (list_key(f"{HOST}{first}") == list_key(f"{HOST}{second}")) is same


def test_a_list_with_rows_and_an_empty_pager_needs_its_scripts() -> None:
    rows = "".join(
        f"<li><a href='/art/2024/3/{day}/art_1_{day}.html'>全市春季农业生产会议召开</a>2024-3-{day}"
        for day in (10, 11, 12)
    )
    assert not read(page("", rows), URL, site(), expected="list").needs_scripts
    assert read(
        page("", f"{rows}<div id='page'></div>"), URL, site(), expected="list"
    ).needs_scripts
