"""Where a list goes on, in every family; and where an article does."""

import pytest

from crawler.discovery.forms import form_of, target_of
from crawler.discovery.paging import following_article_page, following_list_page
from crawler.discovery.tree import parse

HOST = "http://www.x.gov.cn"


def after(path: str, html: str) -> str | None:
    answer = following_list_page(parse(html), html, HOST + path)
    return None if answer is None else answer.removeprefix(HOST)


@pytest.mark.parametrize(
    "words", ["下一页", "下页", " 下一页 > ", "[下一页]", ">", "Next", "下一頁"]
)
def test_next_links_in_all_their_words(words: str) -> None:
    html = f'<a href="index_1.html">1</a><a href="list_3.html">{words}</a>'
    assert after("/xw/list_2.html", html) == "/xw/list_3.html"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:;">下一页</a>',
        '<a href="#">下一页</a>',
        '<a href="/xw/list_2.html">下一页</a>',
        '<a href="http://www.y.gov.cn/xw/list_3.html">下一页</a>',
        '<a href="/">></a>',
        '<a href="/zw/">></a>',
        '<a href="list_1.html">上一页</a>',
        "",
    ],
)
def test_the_last_page_has_none_after_it(html: str) -> None:
    assert after("/xw/list_2.html", html) is None


@pytest.mark.parametrize(
    ("path", "script", "following"),
    [
        ("/yw/", 'createPageHTML(3, 0, "index", "html");', "/yw/index_1.html"),
        ("/yw/index.html", "createPageHTML(3,0,'index','html')", "/yw/index_1.html"),
        ("/yw/index_1.html", 'createPageHTML(3, 1, "index", "html");', "/yw/index_2.html"),
        ("/yw/index_2.html", 'createPageHTML(3, 2, "index", "html");', None),
        ("/yw/", 'createPageHTML(1, 0, "index", "html");', None),
        ("/yw/index.shtml", "var countPage = 34//共多少页", "/yw/index_1.shtml"),
        ("/yw/index_33.shtml", "var countPage = 34//共多少页", None),
        (
            "/c1/list.shtml",
            "createPageHTML('page_div',4, 1,'list','shtml',99);",
            "/c1/list_2.shtml",
        ),
        (
            "/c1/list_3.shtml",
            "createPageHTML('page_div',4,3,'list','shtml',99)",
            "/c1/list_4.shtml",
        ),
        ("/c1/list_4.shtml", "createPageHTML('page_div',4,4,'list','shtml',99)", None),
        ("/yw/", "function createPageHTML(_nPageCount, _nCurrIndex) {}", None),
    ],
)
def test_pagers_that_a_script_writes(path: str, script: str, following: str | None) -> None:
    assert after(path, f"<script>{script}</script>") == following


@pytest.mark.parametrize(
    ("path", "links", "following"),
    [
        ("/xw/", {1: "list_3_1.html", 2: "list_3_2.html", 3: "list_3_3.html"}, "/xw/list_3_2.html"),
        ("/xw/list_3_2.html", {1: "list_3_1.html", 3: "list_3_3.html"}, "/xw/list_3_3.html"),
        ("/xw/list_3_3.html", {1: "list_3_1.html", 2: "list_3_2.html"}, None),
        (
            "/yw/index_1.html",
            {1: "index.html", 3: "index_2.html", 4: "index_3.html"},
            "/yw/index_2.html",
        ),
        ("/c1/list.shtml", {2: "list_2.shtml", 3: "list_3.shtml"}, "/c1/list_2.shtml"),
        ("/xw.asp", {2: "xw.asp?page=2", 3: "xw.asp?page=3"}, "/xw.asp?page=2"),
        (
            "/xw.asp?id=7&page=2",
            {1: "xw.asp?id=7&page=1", 3: "xw.asp?id=7&page=3"},
            "/xw.asp?id=7&page=3",
        ),
        ("/123/list.htm", {2: "list2.htm", 3: "list3.htm"}, "/123/list2.htm"),
        ("/zbgg.htm", {2: "zbgg/10.htm", 3: "zbgg/9.htm", 11: "zbgg/1.htm"}, "/zbgg/10.htm"),
        ("/zbgg/10.htm", {3: "9.htm", 4: "8.htm", 11: "1.htm"}, "/zbgg/9.htm"),
        ("/zbgg/1.htm", {9: "3.htm", 10: "2.htm"}, None),
        ("/xw/", {2: "/zt/list_9_2.html"}, None),
    ],
)
def test_pagers_of_bare_numbers(path: str, links: dict[int, str], following: str | None) -> None:
    html = "".join(f'<a href="{href}">{shown}</a>' for shown, href in links.items())
    assert after(path, html) == following


PROXY = "/module/web/jpage/dataproxy.jsp"
RECORD = "<record><![CDATA[<li><a href='/art/2020/2/24/art_1_2.html'>甲</a></li>]]></record>"


def test_hanweb_goes_on_by_the_next_group_and_then_by_number() -> None:
    group = f'<nextgroup><![CDATA[<a href="{PROXY}?page=1&columnid=12"></a>]]></nextgroup>'
    page = f'<script type="text/xml"><datastore>{group}{RECORD}</datastore></script>'
    assert after("/col/col12/index.html", page) == f"{PROXY}?page=1&columnid=12"
    answer = f"<datastore><recordset>{RECORD}</recordset></datastore>"
    assert after(f"{PROXY}?page=1&columnid=12", answer) == f"{PROXY}?page=2&columnid=12"
    total = f"<datastore><totalpage>2</totalpage>{RECORD}</datastore>"
    assert after(f"{PROXY}?page=2&columnid=12", total) is None
    assert after(f"{PROXY}?page=3&columnid=12", "<datastore></datastore>") is None


def test_hanweb_goes_on_by_a_form_where_its_script_says_so() -> None:
    script = (
        "$('#u').jpage({totalRecord: 65, perPage: 20, proxyUrl: '" + PROXY + "', "
        "params: 'col=1&appid=1&webid=39&columnid=61490&unitid=247686&permissiontype=0'})"
    )
    page = f"<script>{script}</script><datastore>{RECORD * 2}</datastore>"
    address = following_list_page(parse(page), page, f"{HOST}/col/col61490/index.html")
    assert address is not None
    assert target_of(address) == f"{HOST}{PROXY}?startrecord=3&endrecord=62&perpage=20"
    form = dict(form_of(address) or [])
    assert (form["col"], form["columnid"], form["unitid"]) == ("1", "61490", "247686")
    answer = f"<datastore><totalrecord>65</totalrecord>{RECORD * 60}</datastore>"
    following = following_list_page(parse(answer), answer, address)
    assert following is not None
    assert "startrecord=63" in target_of(following)
    assert form_of(following) == form_of(address)
    last = f"<datastore><totalrecord>65</totalrecord>{RECORD * 3}</datastore>"
    assert following_list_page(parse(last), last, following) is None


def following_part(path: str, html: str, first: str | None = None) -> str | None:
    answer = following_article_page(parse(html), HOST + path, first=first and HOST + first)
    return None if answer is None else answer.removeprefix(HOST)


def pager(*arguments: object) -> str:
    return f"<script>createPageHTML({', '.join(map(repr, arguments))})</script>"


@pytest.mark.parametrize(
    ("path", "html", "following"),
    [
        ("/a/2020/1.html", '<a href="1_2.html">下一页</a>', "/a/2020/1_2.html"),
        ("/c10-311.html", '<a href="c10-311-2.html">下一页</a>', "/c10-311-2.html"),
        ("/show-1-3-1.html", '<a href="show-1-3-2.html">下一页</a>', "/show-1-3-2.html"),
        ("/t20200224_97.html", pager(2, 0, "t20200224_97", "html"), "/t20200224_97_1.html"),
        ("/show.asp?id=9", '<a href="show.asp?id=9&page=2">下一页</a>', "/show.asp?id=9&page=2"),
        ("/a/1.html", '[1] <a href="1_2.html">[2]</a> <a href="1_3.html">[3]</a>', "/a/1_2.html"),
        ("/a/1.html", '<a href="1.html">1</a><a href="1_1.html">2</a>', "/a/1_1.html"),
        ("/show.asp?id=9", '1 <a href="?id=9&page=2">2</a>', "/show.asp?id=9&page=2"),
        ("/a/1.html", '<a href="1.html">1</a><a href="2.html">2</a>', None),
        ("/art_1_2.html", '<a href="art_1_3.html">下一页</a>', None),
        ("/t20200224_97.html", '<a href="t20200224_98.html">下一页</a>', None),
        ("/show.asp?id=9", '<a href="show.asp?id=10">下一页</a>', None),
        ("/a/1.html", '<a href="2.html">下一篇</a>', None),
        ("/a/1.html", '<a href="../list_2.html">下一页</a>', None),
        ("/a/1.html", pager(9, 0, "index", "html"), None),
    ],
)
def test_pages_of_one_article(path: str, html: str, following: str | None) -> None:
    assert following_part(path, html) == following


def test_further_pages_are_those_of_the_first() -> None:
    assert (
        following_part("/a/1_2.html", '<a href="1_3.html">下一页</a>', "/a/1.html") == "/a/1_3.html"
    )
    numbers = '<a href="1.html">1</a> 2 <a href="1_3.html">3</a>'
    assert following_part("/a/1_2.html", numbers, "/a/1.html") == "/a/1_3.html"
    counted_from_nought = '<a href="1.html">1</a> 2 <a href="1_2.html">3</a>'
    assert following_part("/a/1_1.html", counted_from_nought, "/a/1.html") == "/a/1_2.html"
    last = '<a href="1.html">1</a> <a href="1_2.html">2</a> 3'
    assert following_part("/a/1_3.html", last, "/a/1.html") is None
    script = pager(2, 1, "t20200224_97", "html")
    assert following_part("/t20200224_97_1.html", script, "/t20200224_97.html") is None
