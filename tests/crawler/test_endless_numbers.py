"""No page is lost because a number in it has more digits than Python reads (4,300)."""

import ast
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.discovery.reading import read
from crawler.discovery.result import Reading
from seeds.whole_numbers import LARGEST
from tests.crawler.sites import site

HOST = "http://www.x.gov.cn"
ROWS = "".join(
    f'<li><a href="/xw/t202411{day}_{day}.html">某县召开第{day}次全县工作会议</a>2024-11-{day}</li>'
    for day in range(10, 20)
)
# A place for a number in each way that lists have of going on; in an address where it says so.
SCRIPTS = (
    'createPageHTML(#, 0, "index", "html")',
    'createPageHTML(4, #, "index", "html")',
    'createPageHTML("page_div", #, 1, "list", "shtml")',
    'createPageHTML(n, 0, "index", "html"); var n = #;',
    'var countPage = #; var currentPage = 0; location = "index_" + 1 + ".html"',
    'var countPage = 9; var currentPage = #; location = "index_" + 1 + ".html"',
    'laypage.render({elem: "p", count: #, limit: 10}); location.href = "?page=" + obj.curr',
    'laypage.render({elem: "p", count: 90, limit: #}); location.href = "?page=" + obj.curr',
    'Pager({size: #, current: 0, prefix: "index", suffix: "html"})',
    '$("#l").jpage({totalRecord: #, proxyUrl: "/m.do", perPage: #, groupSize: #})',
    '$("#l").jpage({totalRecord: 99, proxyUrl: "/m.do", perPage: 5, groupSize: #})',
    "var perPage = #; url: '/module/web/jpage/dataproxy.jsp?page=1'",
    "<totalpage>#</totalpage><totalrecord>#</totalrecord>",
    '$.post("/list.do", {cid: #, page: #}, f)',
    '$.post("/list.do", {cid: 1, page: n}, f); function go(n) { } go(#)',
    'function load(n) { $.post("/list.do", {cid: 1, page: n}, f) } load(#)',
    'var page = #; page++; $.get("list_" + page + ".html", add)',
    "var maxPageNum = #;",
    'var rows = [{id: #, title: "某县召开全县工作会议", url: "/xw/#.html", time: #}]',
    'function go(n) { location.href = "list_" + (n + 1) + ".html" }',
)
MARKUP = (
    '<a href="index_#.html">2</a><a href="index_3.html">3</a>',
    '<a href="index_#.html"></a>',
    '<a href="index_26_#.html"></a>',
    '<a href="?page=#">2</a><a href="?page=3">3</a>',
    "<a href=\"javascript:__doPostBack('p','#')\">2</a><form></form>",
    (
        '<form id="f"><input name="pageNo" value="#"><a onclick="go(#)">下一页</a></form>'
        "<script>function go(n){$('#pageNo').val(n);$('#f').submit();}</script>"
    ),
    '<a onclick="go(#)">2</a><script>function go(n){location.href="l_"+(n+1)+".html"}</script>',
    (
        '<div class="pagination" rows="#" count="#"></div>'
        '<div url="/jpaas-publish-server/front/page/build/unit" querydata="{}"></div>'
    ),
    '<a href="/xw/t#_#.html">某县召开全县工作会议 20241119</a>',
    "20#-#-#",
    '<a href="list_01.html">1</a><a href="list_1.html">2</a>',
)
ADDRESSES = (
    "/xw/index_#.html",
    "/xw/index_26_#.html",
    "/xw/list_#.html",
    "/xw/?page=#",
    "/xw/?offset=#",
    "/m.do?startrecord=#&endrecord=#&perpage=#",
    "/module/web/jpage/dataproxy.jsp?page=#",
    "/dataproxy.jsp?startrecord=#&perpage=#",
    "/dataproxy.jsp?startrecord=#&perpage=##post:a=1",
    "/dataproxy.jsp?startrecord=x&perpage=y#post:a=1",
    "/list.do#post:%21page=#",
    "/list.do#post:__EVENTARGUMENT=#&__EVENTTARGET=p",
    "/list.do#post:page=#",
)
ANSWERS = (
    '{"total": "#", "rows": [%s]}',
    '{"total": #, "rows": [%s]}',
    '{"pages": "#", "page": "#", "rows": [%s]}',
    '{"html": "<record><![CDATA[<a href=1.html>会议</a>]]></record><totalrecord>#</totalrecord>"}',
)
ROW = '{"title": "某县召开全县工作会议", "url": "/xw/%s.html", "time": %s}'
DIGITS = st.builds(lambda sign, size: sign * size, st.sampled_from("0129"), st.integers(1, 6000))


def reading(text: str, url: str = f"{HOST}/xw/") -> Reading:
    return read(text, url, site(), expected="list")


@given(st.sampled_from(SCRIPTS), DIGITS)
@settings(deadline=None, max_examples=60)
def test_scripts(script: str, digits: str) -> None:
    html = f"<ul>{ROWS}</ul><script>{script.replace('#', digits)}</script>"
    assert reading(html).rows >= 10


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_script(script: str) -> None:
    html = f"<ul>{ROWS}</ul><script>{script.replace('#', '9' * 5000)}</script>"
    assert reading(html).rows >= 10


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("digits", ["9" * 5000, "0" * 5000, "2"])
def test_each_piece_of_markup(markup: str, digits: str) -> None:
    assert reading(f"<ul>{ROWS}</ul>{markup.replace('#', digits)}").rows >= 10


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("digits", ["9" * 5000, "0" * 5000, "2"])
def test_each_address(address: str, digits: str) -> None:
    url = HOST + address.replace("##", "\0").replace("#p", "\1").replace("#", digits)
    url = url.replace("\0", f"{digits}#").replace("\1", "#p")
    rows = "<record><![CDATA[<a href='/xw/1.html'>某县召开全县工作会议</a>]]></record>" * 9
    assert reading(f"<ul>{ROWS}</ul>{rows}", url).rows >= 10
    assert reading(f'{{"rows": [{ROW % (1, 1)}]}}', url).rows == 1


@given(st.sampled_from(ANSWERS), DIGITS.filter(lambda digits: digits[0] != "0"))
@example(ANSWERS[1], "9" * 400)
@settings(deadline=None, max_examples=60)
def test_answers(answer: str, digits: str) -> None:
    json = answer.replace("#", digits).replace("%s", ROW % (1, digits[:4000]))
    assert reading(json).kind in {"list", "other"}


def test_a_number_that_a_script_keeps_is_never_another() -> None:
    """A document's number may have 20 digits, and is written into its address."""
    page = """<script>
    $.post("/l.do", {cid: 20241129123456789001, page: 1}, f);
    h += "<a href='/d/" + o.id + ".html'>" + o.title + "</a>";
    var rows = [{title: "某县召开全县工作会议", url: "/d/1.html", id: 20241129123456789002}];
    </script>"""
    links = [link.url for link, _ in reading(page).links]
    assert any("20241129123456789001" in url for url in links)
    assert not any(str(LARGEST) in url for url in links)


def test_numbers_of_pages_are_read_one_way() -> None:
    """``int`` refuses what pages may write; nothing else than ``whole_number`` reads digits."""
    for path in Path("crawler/discovery").glob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        called = [node.func for node in nodes if isinstance(node, ast.Call)]
        assert "int" not in {name.id for name in called if isinstance(name, ast.Name)}, path
