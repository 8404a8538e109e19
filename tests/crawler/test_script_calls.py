"""How scripts ask for lists, and how what they do with the answer links its entries."""

from __future__ import annotations

import pytest

from tests.crawler.script_pages import HOST, ROW, ROW_LINK, asked, page

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
    "an element with text": (
        (
            "d.rows.forEach(it=>{const r=document.createElement('div'),"
            "a=document.createElement('a');a.href=it.u;a.textContent=it.t;r.appendChild(a)})"
        ),
        "{u} {t}",
    ),
    "an element whose text comes first": (
        (
            "d.rows.forEach(it=>{const a=document.createElement('a');a.innerText=it.t;"
            "a.setAttribute('href',it.u)})"
        ),
        "{u} {t}",
    ),
    "an element with a node of text": (
        (
            "d.rows.forEach(it=>{const a=document.createElement('a');"
            "a.appendChild(document.createTextNode(it.t));a.href=it.u})"
        ),
        "{u} {t}",
    ),
    "an element around others": (
        (
            "d.rows.forEach(it=>{const a=document.createElement('a'),"
            "h=document.createElement('h3');a.href=it.u;a.append(h,'more');h.innerText=it.t})"
        ),
        "{u} {t}",
    ),
    "an element of jQuery": (
        "$.each(d.rows,(i,o)=>$('<a>').attr('href',o.u).text(o.t).appendTo('#l'))",
        "{u} {t}",
    ),
    "an element of jQuery that is told all": (
        "$.each(d.rows,(i,o)=>$('#l').append($('<a/>',{href:o.u,text:o.t})))",
        "{u} {t}",
    ),
    "a heading beside an address": (
        (
            "put('<div class=row data-u=\"'+d.rows[0].u+'\"><h4>'+d.rows[0].t+'</h4></div>');"
            "location.href=d.rows[0].u"
        ),
        "{u} {t}",
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


@pytest.mark.parametrize(
    "each",
    [
        "$.get('/detail?id='+o.id,function(r){$('#l').html(r.content)})",
        "$.get('/hits?page=1&id='+o.id,function(r){$('#h').html(r.n)})",
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


def test_a_pages_number_stands_in_the_path_of_what_is_posted() -> None:
    script = """var no=1,pages=1;function get(n){var x=new XMLHttpRequest();
      x.open('POST','/els/search/'+n+'/10',true);
      x.setRequestHeader('Content-Type','application/json');
      x.onreadystatechange=function(){if(x.readyState==4&&x.status==200){
        var d=eval('('+x.responseText+')');no=n;pages=d.data.totalPage;
        document.getElementById('l').innerHTML='<div class="row" data-url="'+d.data.rows[0].url+
          '"><h4>'+d.data.rows[0].title+'</h4></div>'+no+'/'+pages+
          '<input type="button" value="下一页" onclick="if(no<pages)get(no+1)">';}};
      x.send(JSON.stringify({channel:'a1'}));}get(1);"""
    (address,) = asked(page(script))
    assert address.partition("&!link=")[0] == '/els/search/1/10#post:!json={"channel": "a1"}'
    assert address.endswith(" /2")
