"""Pages whose scripts have run: their menus, their lists, and what these are known by."""

from __future__ import annotations

import json
from urllib.parse import unquote_plus

import pytest
from scrapy.http import HtmlResponse

from crawler.answers.responses import refresh_target
from crawler.discovery.forms import body_of, json_address, json_of, list_link_of
from crawler.discovery.reading import read
from crawler.discovery.result import Shown
from crawler.discovery.same_lists import list_key
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST, ROW, URL, page, reading_of
from tests.crawler.sites import site


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

POSTED = {
    "fields": ("$.post('/list.do',{cid:c.id,page:1},EACH)", "cid=11&page=1"),
    "JSON": (
        (
            "$.ajax({type:'post',url:'/list.do',contentType:'application/json',"
            "data:JSON.stringify({cid:c.id,of:{page:1}}),success:EACH})"
        ),
        '{"cid": "11", "of": {"page": 1}}',
    ),
}
ASKED_OF = {
    "/columns": "$.get('/columns',function(d){$.each(d.data,function(i,c){CALL})})",
    "/tree.do": """$.fn.zTree.init($('#t'),{async:{enable:true,url:'/tree.do'},
      callback:{onClick:function(e,id,c){CALL}}})""",
}


@pytest.mark.parametrize("of", ASKED_OF)
@pytest.mark.parametrize("name", POSTED)
def test_the_columns_of_an_answer_may_be_asked_for_by_post(name: str, of: str) -> None:
    call, body = POSTED[name]
    script = ASKED_OF[of].replace("CALL", call).replace("EACH", f"r=>$.each(r.rows,(j,o)=>{ADDED})")
    (found,) = shown(page(script), URL, {}).asked
    assert found.partition("#")[0] == HOST + of
    columns = [{"id": 11, "name": "要闻"}, {"id": 12, "name": "公告"}]
    reading = read(json.dumps({"data": columns}), found, site(), expected="list")
    first, _ = (link.url for link, _ in reading.links)
    assert first.partition("#")[0] == f"{HOST}/list.do"
    assert (body_of(first) or ("", ""))[0] == body
    rows = {"rows": [{"id": 5, "title": "全县春季农业生产会议召开"}]}
    listed = read(json.dumps(rows), first, site(), expected="list")
    assert [link.url for link, _ in listed.links] == [f"{HOST}/a/5.html"]


@pytest.mark.parametrize("of", ASKED_OF)
@pytest.mark.parametrize(
    "call", ["$.post('/vote.do',{cid:c.id,page:1},EACH)", "$.post('/list.do',{cid:c.id},EACH)"]
)
def test_what_acts_or_has_no_page_is_posted_for_no_column(call: str, of: str) -> None:
    script = ASKED_OF[of].replace("CALL", call).replace("EACH", f"r=>$.each(r.rows,(j,o)=>{ADDED})")
    assert not [each for each in shown(page(script), URL, {}).asked if list_link_of(each)]


TREE = """$.fn.zTree.init($('#t'),{async:{enable:true,type:'TYPE',url:'/tree.do',
  otherParam:{site:'3'},autoParam:['id','name=n','level=lv']},
  callback:{onClick:function(e,t,c){if(!c.isParent){CALL}}}});"""
NODES = [
    {"id": "10", "name": "gk", "isParent": True},
    {"id": "11", "name": "zn", "isParent": False},
]


@pytest.mark.parametrize(
    ("kind", "root", "below"),
    [
        ("post", "/tree.do#post:site=3", "/tree.do#post:id=10&n=gk&site=3"),
        ("get", "/tree.do?site=3", "/tree.do?site=3&id=10&n=gk"),
    ],
)
def test_a_tree_is_asked_for_what_is_below_its_nodes(kind: str, root: str, below: str) -> None:
    call = POSTED["fields"][0].replace("EACH", f"r=>$.each(r.rows,(j,o)=>{ADDED})")
    script = TREE.replace("TYPE", kind).replace("CALL", call)
    (tree,) = shown(page(script), URL, {}).asked
    assert tree.startswith(HOST + root)
    first = read(json.dumps(NODES), tree, site(), expected="list")
    *lists, deeper = (link.url for link, _ in first.links)
    assert [(body_of(each) or ("", ""))[0] for each in lists] == ["cid=10&page=1", "cid=11&page=1"]
    assert deeper.startswith(HOST + below)
    leaves = [{"id": "101", "name": "wj", "isParent": False}]
    second = read(json.dumps(leaves), deeper, site(), expected="list")
    (leaf,) = (link.url for link, _ in second.links)
    assert body_of(leaf) == ("cid=101&page=1", "application/x-www-form-urlencoded")


def test_a_tree_that_brings_its_leaves_is_asked_once() -> None:
    call = POSTED["fields"][0].replace("EACH", f"r=>$.each(r.rows,(j,o)=>{ADDED})")
    (tree,) = shown(page(TREE.replace("TYPE", "post").replace("CALL", call)), URL, {}).asked
    nodes = [
        {**NODES[0], "children": [{"id": "101", "name": "wj"}]},
        {**NODES[1], "isParent": "false"},
    ]
    reading = read(json.dumps({"data": nodes}), tree, site(), expected="list")
    bodies = [(body_of(link.url) or ("", ""))[0] for link, _ in reading.links]
    assert bodies == ["cid=10&page=1", "cid=101&page=1", "cid=11&page=1"]


@pytest.mark.parametrize("call", ["$.post('/vote.do',{cid:c.id,page:1})", "$.post('/list.do')"])
def test_a_tree_of_what_is_no_list_is_not_asked_for(call: str) -> None:
    script = TREE.replace("TYPE", "post").replace("CALL", call)
    assert not [each for each in shown(page(script), URL, {}).asked if list_link_of(each)]


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


def test_a_shell_is_a_list_of_what_its_scripts_ask_for() -> None:
    script = """layui.use('laypage',function(){layui.laypage.render({elem:'p',jump:function(o,first)
      {$.get('/q',{p:o.curr},ROW)}})})"""
    reading = reading_of(page(script.replace("ROW", ROW)))
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
        ("/q?cid=7&_pageSize=8&page=1", "/q?cid=7&page=1&_pageSize=15", True),
        ("/q?cid=7&pgnum=1&cnt=8", "/q?cid=7", True),
        ("/q?cid=7&sizeType=8", "/q?cid=7&sizeType=15", False),
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


WELCOME = {
    "a handler alone": (
        "<html><body onload=\"location.replace('/main.htm')\"><p>正在进入</p></body></html>"
    ),
    "a slow refresh": (
        '<html><head><meta http-equiv="Refresh" content="8; url=/main.htm"></head></html>'
    ),
    "a script that looks at its reader": (
        "<html><script>if(/Android/.test(navigator.userAgent)){location.href='/m/'}"
        "else{location.href='/main.htm'}</script></html>"
    ),
}


@pytest.mark.parametrize("name", WELCOME)
def test_a_welcome_page_leads_in(name: str) -> None:
    home, text = f"{HOST}/", WELCOME[name]
    answer = HtmlResponse(home, body=text.encode(), encoding="utf-8")
    assert refresh_target(answer) is None
    reading = read(text, home, site(), expected="list", start=True, shown=shown(text, home, {}))
    assert [(link.url, judged.kind) for link, judged in reading.links] == [
        (f"{HOST}/main.htm", "list")
    ]


@pytest.mark.parametrize("content", ["300", "300; url=/", "60;url=http://www.x.gov.cn/index.html"])
def test_a_page_that_loads_itself_again_leads_nowhere(content: str) -> None:
    text = f'<html><head><meta http-equiv="refresh" content="{content}"></head></html>'
    assert read(text, f"{HOST}/", site(), expected="list", start=True).links == ()
