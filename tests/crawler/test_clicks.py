"""Links, rows and buttons that a script answers lead where the script sends their reader."""

import pytest

from crawler.discovery.clicks import settle_clicks
from crawler.discovery.links import Link, links_of
from crawler.discovery.paging import following_list_page
from crawler.discovery.scoring import judge
from crawler.discovery.tree import parse
from tests.crawler.sites import site

LIST = "http://www.x.gov.cn/xw/list_2.html"


def only(html: str) -> Link:
    tree = parse(html)
    settle_clicks(tree)
    (link,) = links_of(tree, LIST)
    return link


def none(html: str) -> bool:
    tree = parse(html)
    settle_clicks(tree)
    return links_of(tree, LIST) == []


@pytest.mark.parametrize(
    ("function", "call", "path"),
    [
        (
            'function pageQuery(page) { location.href = "website_"+page+".html"; }',
            "pageQuery(3)",
            "/xw/website_3.html",
        ),
        (
            (
                "function go(n){ if(n==1){location='index.html';}"
                "else{window.location='index_'+(n-1)+'.html';} }"
            ),
            "go(3)",
            "/xw/index_2.html",
        ),
        (
            (
                "var root = '/art/'; "
                "function show(id, kind) { window.open(root + kind + '/' + id + '.html') }"
            ),
            "show('a1b2', 'zw')",
            "/art/zw/a1b2.html",
        ),
        (
            (
                "var view = function(id){ var to = '/view.jsp?id=' + id; "
                "location.href = encodeURI(to); }"
            ),
            "view(17)",
            "/view.jsp?id=17",
        ),
        ("function p(n) { location='?id=' + parseInt(n, 10) }", "p('3')", "/xw/list_2.html?id=3"),
        ("var cur=2;function on() { location='?id=' + (cur + 1) }", "on()", "/xw/list_2.html?id=3"),
        ("function p(n) { location.href = `list.html?page=${n}` }", "p(3)", "/xw/list.html?page=3"),
    ],
)
def test_calls_of_the_pages_own_functions(function: str, call: str, path: str) -> None:
    for link in (f'href="javascript:{call}"', f'href="#" onclick="{call}; return false"'):
        html = f"<script>{function}</script><a {link}>全市春季农业生产现场推进会召开</a>"
        assert only(html).url == f"http://www.x.gov.cn{path}"


@pytest.mark.parametrize(
    "link",
    [
        """<a style="cursor:pointer" tagname="/xw/7f-3.html" onclick="query(this)">下一页</a>""",
        """<a onclick="queryArticleByCondition(this,'/xw/7f-3.html')">下一页</a>""",
        """<a href="javascript:;" data-url="/xw/7f-3.html" class="load-more">加载更多</a>""",
        """<a href="javascript:;" onclick="location.href=encodeURI('7f-3.html');">下一页</a>""",
        """<input type="button" value="下一页" onclick="window.location.href='7f-3.html'">""",
        """<span onclick="location='7f-3.html'">下一页&gt;</span>""",
        """<a href="../xw/7f-3.html">上一期</a>""",
    ],
)
def test_the_page_that_follows(link: str) -> None:
    tree = parse(f'<a href="list_1.html">上一页</a>{link}')
    settle_clicks(tree)
    assert following_list_page(tree, link, LIST) == "http://www.x.gov.cn/xw/7f-3.html"


def test_a_row_that_is_a_link_has_headline_and_day() -> None:
    row = (
        """<table><tr onclick="window.open('/cw/7.html')"><td>全市春季农业生产现场推进会召开</td>"""
        "<td>2020-02-24</td></tr></table>"
    )
    assert only(row) == Link(
        url="http://www.x.gov.cn/cw/7.html",
        text="全市春季农业生产现场推进会召开",
        date="2020-02-24",
    )


def test_a_row_with_a_link_of_its_own_is_none() -> None:
    html = """<li onclick="location='/other/'"><a href="7.html">全市会议召开</a></li>"""
    assert only(html).url == "http://www.x.gov.cn/xw/7.html"


@pytest.mark.parametrize(
    "html",
    [
        *(
            f"<script>function x(n) {{ {body} }}</script><a href='javascript:x(16)'>大</a>"
            for body in (
                "document.body.style.fontSize = n",
                "r.open('GET', '/hits.jsp?id=' + n)",
                "location = base + n",
                "location = 'list_' + cur + '.html'",
            )
        ),
        "<a href='javascript:window.print()'>打印</a>",
        "<div onclick=\"tab('news', 2)\">要闻</div>",
    ],
)
def test_scripts_that_send_nobody_anywhere(html: str) -> None:
    assert none(html)


@pytest.mark.parametrize("argument", ["cur+1", "", "this", "page.next"])
def test_an_argument_that_is_not_known_makes_no_address(argument: str) -> None:
    go = "function go(n){if(n==1){location='index.html'}else{location='list_'+n+'.html'}}"
    assert none(f"<script>var n=7;{go}</script><a href='javascript:go({argument})'>下一页</a>")


@pytest.mark.parametrize(
    ("click", "path"),
    [
        (
            "window.open('/igs/list.html?channel=tz&name='+encodeURIComponent('通知&公告'))",
            "/igs/list.html?channel=tz&name=%E9%80%9A%E7%9F%A5%26%E5%85%AC%E5%91%8A",
        ),
        ("location.href=root+'/list.html?page=2'", "/wap/list.html?page=2"),
        ("window.location = `${root}/more.html`; return false", "/wap/more.html"),
    ],
)
def test_a_click_joins_an_address_by_itself(click: str, path: str) -> None:
    more = f"""<a href="javascript:;" onclick="{click}">查看更多</a>"""
    link = only(f"{more}<script>var root = '/wap';</script>")
    assert link.url == f"http://www.x.gov.cn{path}"
    assert "root" not in click or none(more)


@pytest.mark.parametrize(
    ("path", "kind"), [("/igs/list.html?channel=tz", "list"), ("/xw/list_3.html", "other")]
)
def test_a_column_behind_more_is_a_list_and_a_further_page_is_not(path: str, kind: str) -> None:
    link = Link(url=f"http://www.x.gov.cn{path}", text="查看更多")
    assert judge(link, site()).kind == kind
