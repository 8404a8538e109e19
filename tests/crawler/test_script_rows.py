"""Rows of lists that stand in a page's own script, and queries in the page's own encoding."""

import pytest

from crawler.discovery.queries import encode_queries
from crawler.discovery.reading import read
from crawler.discovery.script_rows import script_rows
from crawler.discovery.tree import parse
from tests.crawler.sites import site

HEADLINE = "全市春季农业生产现场推进会召开"


@pytest.mark.parametrize(
    "script",
    [
        f"document.write(\"<li><a href='7.html'>{HEADLINE}</a> 02月24日</li>\");",
        f"document.writeln('<li><a href=\\\"7.html\\\">{HEADLINE}<\\/a> 02月24日<\\/li>');",
        f"var InitData49468=['<li><a href=\"7.html\">{HEADLINE}</a> 02月24日</li>','</ul>'];",
    ],
)
def test_whole_links_in_a_script_are_rows(script: str) -> None:
    html = f"<html><body><script>{script}</script></body></html>"
    reading = read(html, "http://www.x.gov.cn/xw/list.html", site(), expected="list")
    ((link, judged),) = reading.links
    assert (link.url, link.text, link.date) == (
        "http://www.x.gov.cn/xw/7.html",
        HEADLINE,
        "02月24日",
    )
    assert judged.kind == "article"


@pytest.mark.parametrize(
    "script",
    [
        f'var zNodes=[{{id:1, name:"{HEADLINE}", url:"7.html"}}];',
        f"var rows = [{{'title': '{HEADLINE}', 'link': '7.html', 'sort': 3}}]",
        f'window.__STATE__={{"list":[{{"title":"{HEADLINE}","url":"\\u002Fxw\\u002F7.html"}}]}};',
        f'var tree=[{{title:"{HEADLINE}",url:"7.html",children:[{{id:2}}]}}];',
    ],
)
def test_objects_with_a_title_and_an_address_are_links(script: str) -> None:
    html = f"<html><body><script>{script}</script></body></html>"
    reading = read(html, "http://www.x.gov.cn/xw/list.html", site(), expected="list")
    assert [(link.url, link.text) for link, _ in reading.links] == [
        ("http://www.x.gov.cn/xw/7.html", HEADLINE)
    ]


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("d.add(11,2,'人事信息','list.jsp?cat=0303','','mainFrame');", ["list.jsp?cat=0303"]),
        ('insFld(root, gFld("部门信息", "/xxgk/bm.html"))', ["bm.html"]),
        ("d.add(2,0,'政策文件','');", []),
        ("alert('请输入关键词', 'warning')", []),
        ("replace('首页', title)", []),
    ],
)
def test_words_and_an_address_side_by_side_are_a_node(script: str, found: list[str]) -> None:
    html = f"<html><body><script>{script}</script></body></html>"
    reading = read(html, "http://www.x.gov.cn/xxgk/index.html", site(), expected="list")
    wanted = [f"http://www.x.gov.cn/xxgk/{path}" for path in found]
    assert [link.url for link, _ in reading.links] == wanted


SHOWN = "function show(id){parent.document.getElementById('rightframe').src='list.jsp?cat='+id;}"


@pytest.mark.parametrize(
    ("node", "function"),
    [
        ("""var n=[{id:"03",pId:0,name:"人事信息",click:"show('03')"}];""", SHOWN),
        ("""var n=[{name:'人事信息',url:"javascript:show('03');"}];""", SHOWN),
        ("""d.add(11,2,'人事信息',"javascript:show('03')",'');""", SHOWN),
        ("""d.add(11,2,"人事信息",'javascript:show(\\'03\\')');""", SHOWN),
        (
            """var n=[{name:"人事信息",click:"show('03')"}];""",
            "function show(i){ $('#mainFrame').attr('src', 'list.jsp?cat=' + i); }",
        ),
        (
            """var n=[{name:"人事信息",click:"show('03')"}];""",
            "function show(i){ rightFrame.src = `list.jsp?cat=${i}`; }",
        ),
        (
            """var n=[{name:"人事信息",click:"show('03')"}];""",
            "function show(i){ window.parent.frames['r'].location.href='list.jsp?cat='+i; }",
        ),
    ],
)
def test_nodes_may_call_a_function_that_shows_their_list(node: str, function: str) -> None:
    html = f"<html><body><script>{node}{function}</script></body></html>"
    links = read(html, "http://www.x.gov.cn/xxgk/", site(), expected="list").links
    assert [(link.url, link.text) for link, _ in links] == [
        ("http://www.x.gov.cn/xxgk/list.jsp?cat=03", "人事信息")
    ]


ZTREE = (
    'var nodes=[{id:"03",pId:0,name:"人事信息",open:true},{id:"04",pId:0,name:"政策文件"},{id:5}];'
    '$.fn.zTree.init($("#tree"), setting, nodes);'
)


@pytest.mark.parametrize(
    ("function", "found"),
    [
        (
            "function onClick(e,treeId,node){$('#frame').attr('src','list.jsp?cat='+node.id);}",
            [("list.jsp?cat=03", "人事信息"), ("list.jsp?cat=04", "政策文件")],
        ),
        (
            (
                "var setting={callback:{onClick:function(event, treeId, treeNode, flag) {"
                " var to = '/xxgk/' + treeNode.id + '/'; window.location.href = to; }}};"
            ),
            [("03/", "人事信息"), ("04/", "政策文件")],
        ),
        ("function onClick(e,treeId,node){ load(node.id); }", []),
        ("function onClick(e,treeId,node){ location.href = 'list.jsp?cat=' + node.code; }", []),
        ("function go(a,b,c){ location.href = 'list.jsp'; }", []),
    ],
)
def test_one_function_may_show_the_lists_of_all_nodes(
    function: str, found: list[tuple[str, str]]
) -> None:
    html = f"<html><body><script>{function}{ZTREE}</script></body></html>"
    links = read(html, "http://www.x.gov.cn/xxgk/", site(), expected="list").links
    told = [(link.url.removeprefix("http://www.x.gov.cn/xxgk/"), link.text) for link, _ in links]
    assert told == found


@pytest.mark.parametrize(
    "script",
    [
        """var n=[{name:"人事信息",click:"alert('03')"}];""",
        """var n=[{name:"大图",click:"show('3')"}];function show(i){big.src='/img/'+i+'.html'}""",
        """var n=[{click:"show('03')"}];""" + SHOWN,
        """var n=[{name:"人事信息",click:"show(id)"}];""" + SHOWN,
    ],
)
def test_other_calls_lead_nowhere(script: str) -> None:
    html = f"<html><body><script>{script}</script></body></html>"
    assert read(html, "http://www.x.gov.cn/xxgk/", site(), expected="list").links == ()


@pytest.mark.parametrize(
    "script",
    [
        "var share = {title: document.title, url: location.href};",
        'var row = {title: "${title}", url: "${url}"};',
        'var api = {title: "甲", url: "/api/" + name};',
    ],
)
def test_other_objects_are_not(script: str) -> None:
    html = f"<html><body><script>{script}</script></body></html>"
    assert read(html, "http://www.x.gov.cn/xw/list.html", site(), expected="list").links == ()


@pytest.mark.parametrize(
    "script",
    [
        'document.write("<a href=\'" + url + "\'>" + title + "</a>");',
        "var row = '<li><a href=\"{{url}}\">{{title}}</a></li>';",
        "var row = `<li><a href='${url}'>${title}</a></li>`;",
    ],
)
def test_templates_are_none(script: str) -> None:
    assert list(script_rows(parse(f"<script>{script}</script>"))) == []


def test_queries_are_sent_in_the_pages_encoding() -> None:
    html = (
        '<a href="?lm=新闻&amp;page=2">下一页</a><script>location.href="list.asp?lm=新闻"</script>'
    )
    sent = encode_queries(html, "gb18030")
    assert sent == html.replace("新闻", "%D0%C2%CE%C5")
    assert encode_queries(html, "utf-8") == html


def test_words_and_paths_stay_as_they_are() -> None:
    html = '<a href="/新闻/?id=%E6&n=1">什么是新闻?记者=你我他 新闻</a>'
    assert encode_queries(html, "gb18030").startswith('<a href="/新闻/?id=%E6&n=1">什么是新闻?')


def test_the_next_page_of_a_list_in_gbk() -> None:
    html = '<a href="list.asp?lm=新闻">1</a><a href="?lm=新闻&page=2">[下一页]</a>'
    url = "http://www.x.gov.cn/list.asp?lm=%D0%C2%CE%C5"
    reading = read(html, url, site(), expected="list", encoding="gb18030")
    assert reading.following == f"{url}&page=2"
