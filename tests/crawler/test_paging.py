"""Where a list goes on, in every family; and where an article does."""

import json

import pytest

from crawler.discovery import hanweb, json_lists
from crawler.discovery.forms import form_of, target_of
from crawler.discovery.json_text import parse_json
from crawler.discovery.paging import following_article_page, following_list_page
from crawler.discovery.reading import read
from crawler.discovery.tree import parse
from tests.crawler.sites import site

HOST = "http://www.x.gov.cn"


def after(path: str, html: str) -> str | None:
    answer = following_list_page(parse(html), html, HOST + path)
    return None if answer is None else answer.removeprefix(HOST)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "下一页",
            "下页",
            " 下一页 > ",
            "[下一页]",
            "Next",
            "下一頁",
            "【下一页】",
            "下 一 页",
            "后一页",
        ),
        *(
            "下页&gt;&gt;",
            "下一页→",
            "NEXT →",
            "»next",
            "下一页（3）",
            "<span>下一页</span><em>&gt;</em>",
        ),
        *("&gt;", "›", "››", "»", "&rarr;", '<img src="next.gif" alt="下一页">'),
    ],
)
def test_next_links_in_all_their_words(words: str) -> None:
    html = f'<a href="index_1.html">1</a><a href="list_3.html">{words}</a>'
    assert after("/xw/list_2.html", html) == "/xw/list_3.html"


@pytest.mark.parametrize(
    "html",
    [
        "<A HREF=list_3.html>下一页</A>",
        '<a href="list_3.html" title="下一页"><i class="icon-right"></i></a>',
        '<a class="prev" href="list_1.html"></a><a class="next" href="list_3.html"></a>',
        '<a rel="next nofollow" href="list_3.html">更早</a>',
        '<link rel="next" href="/xw/list_3.html">',
        """<a href="#" onclick="location.href='list_3.html'">下一页</a>""",
        """<a href="javascript:location='/xw/list_3.html'">下一页</a>""",
        """<a href="javascript:void(0)" onclick="window.open('list_3.html')">下一页</a>""",
        '<base href="http://www.x.gov.cn/xw/"><a href="list_3.html">下一页</a>',
        '<base href="http://www.x.gov.cn/"><a href="xw/list_3.html">下一页</a>',
    ],
    ids=lambda html: html[:40],
)
def test_next_links_in_all_their_forms(html: str) -> None:
    assert after("/xw/list_2.html", html) == "/xw/list_3.html"


@pytest.mark.parametrize(
    ("path", "following"),
    [
        ("/xw/2/", "/xw/3/"),
        ("/xw/page/2/", "/xw/page/3/"),
        ("/class/news.html", "/index.php/class/news/p/2.html"),
        ("/list.aspx", "/newslist.aspx?page=2"),
        ("/s/1/t/2/p/3/i/1/list.htm", "/s/1/t/2/p/3/i/2/list.htm"),
        ("/list.jsp?wbtreeid=1", "/list.jsp?totalpage=11&PAGENUM=2&wbtreeid=1"),
    ],
)
def test_words_may_lead_out_of_the_folder(path: str, following: str) -> None:
    assert after(path, f'<a href="{following}">下一页</a>') == following


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
        ("/yw/", 'CREATEPAGEHTML(12,0,"index","html")', "/yw/index_1.html"),
        (
            "/yw/",
            "var nCount = 12;var nCurr=0; createPageHTML( nCount , nCurr , './index' , '.htm' )",
            "/yw/index_1.htm",
        ),
        (
            "/yw/index_2.html",
            'var a = 12; var b = 2; createPageHTML(a, b, "index", "html")',
            "/yw/index_3.html",
        ),
        ("/yw/gz/", 'createPageHTML(5, 0, "/yw/gz/index", "html")', "/yw/gz/index_1.html"),
        ("/yw/list_101.html", 'createPageHTML(5,0,"list_101","html")', "/yw/list_101_1.html"),
        ("/yw/list_101_1.html", 'createPageHTML(5,1,"list_101","html")', "/yw/list_101_2.html"),
        ("/yw/list_101.html", "createPageHTML(5, 0)", "/yw/list_101_1.html"),
        ("/yw/index.html", "createPageHTML(5, 0)", "/yw/index_1.html"),
        ("/yw/", 'createPageHTML("pages",5, 0,"index","html",88)', "/yw/index_1.html"),
        ("/yw/", 'createPageHTML(5, 0, "index", "html", 88, 20)', "/yw/index_1.html"),
        (
            "/yw/",
            'function createPageHTML(a, b) { var c = "_"; } createPageHTML(7, 0, "index", "htm")',
            "/yw/index_1.htm",
        ),
        (
            "/yw/",
            '//createPageHTML(9, 0, "old", "html");\ncreatePageHTML(3, 0, "index", "html")',
            "/yw/index_1.html",
        ),
        ("/yw/", '/* createPageHTML(9,0,"old","html") */', None),
        ("/yw/", 'var countPage="12";', "/yw/index_1.html"),
        ("/yw/index_11.shtml", "var countPage = 12//共多少页", None),
        (
            "/c1/list.shtml",
            "var totalPage = 8; show('list_' + i + '.shtml')",
            "/c1/list_2.shtml",
        ),
        (
            "/xw/index.html",
            "var pageCount = 9, currentPage = 1; u = 'index_' + n + '.html'",
            "/xw/index_2.html",
        ),
        ("/xw/index.html", "pageCount = 9; u = 'index_' + (n - 1) + '.html'", "/xw/index_1.html"),
        (
            "/xw.jsp?id=3",
            "var totalPage = 9; go('xw.jsp?id=3&pageNo=' + n)",
            "/xw.jsp?id=3&pageNo=2",
        ),
        ("/xw.jsp?pageNo=9", "var totalPage = 9; go('xw.jsp?pageNo=' + n)", None),
        ("/xw/", "var pages = 9;", None),
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
        ("/xw.php", {1: "?start=0", 2: "?start=20", 3: "?start=40"}, "/xw.php?start=20"),
        ("/xw.php?start=20", {1: "?start=0", 3: "?start=40"}, "/xw.php?start=40"),
        ("/xw?page=0", {2: "xw?page=1", 3: "xw?page=2"}, "/xw?page=1"),
        ("/xw", {2: "xw?page=1", 3: "xw?page=2"}, "/xw?page=1"),
        ("/xw.do?pageNo=2&id=9", {3: "xw.do?id=9&pageNo=3"}, "/xw.do?id=9&pageNo=3"),
        ("/xw.jsp?curPageNo=2", {1: "?curPageNo=1", 3: "?curPageNo=3"}, "/xw.jsp?curPageNo=3"),
        ("/xw/12.html", {2: "12-2.html", 3: "12-3.html"}, "/xw/12-2.html"),
        ("/xw/12-1.html", {2: "12-2.html", 3: "12-3.html"}, "/xw/12-2.html"),
        ("/xw/page/2/", {1: "/xw/", 3: "/xw/page/3/"}, "/xw/page/3/"),
        ("/", {1: "/calendar?day=2024-03-01", 2: "/calendar?day=2024-03-02"}, None),
        ("/", {1: "/art/1001.html", 2: "/art/1002.html", 3: "/art/1003.html"}, None),
        ("/xw/", {1: "1003.html", 2: "1002.html", 3: "1001.html"}, None),
    ],
)
def test_pagers_of_bare_numbers(path: str, links: dict[int, str], following: str | None) -> None:
    html = "".join(f'<a href="{href}">{shown}</a>' for shown, href in links.items())
    assert after(path, html) == following


def test_a_choice_of_pages_is_a_pager() -> None:
    choices = "".join(
        f'<option value="{href}">第{shown}页</option>'
        for shown, href in ((1, "list_3_1.html"), (2, "list_3_2.html"), (3, "list_3_3.html"))
    )
    assert after("/xw/", f"<select>{choices}</select>") == "/xw/list_3_2.html"
    others = '<option value="1">1</option><option value="2">2</option>'
    assert after("/xw/", f"<select>{others}</select>") is None


def test_numbers_come_before_signs() -> None:
    """Some pagers mean the last page by their sign."""
    html = '<b>1</b> <a href="index_2.html">2</a> <a href="index_9.html">&gt;&gt;</a>'
    assert after("/xw/", html) == "/xw/index_2.html"


PROXY = "/module/web/jpage/dataproxy.jsp"
RECORD = "<record><![CDATA[<li><a href='/art/2020/2/24/art_1_2.html'>甲</a></li>]]></record>"


def test_hanweb_goes_on_by_the_next_group_and_then_by_number() -> None:
    group = f'<nextgroup><![CDATA[<a href="{PROXY}?page=1&columnid=12"></a>]]></nextgroup>'
    page = f'<script type="text/xml"><datastore>{group}{RECORD}</datastore></script>'
    assert after("/col/col12/index.html", page) == f"{PROXY}?page=1&columnid=12"
    quoted = (
        f"<nextgroup><![CDATA[<a href=\"{PROXY}?page=1&path='/'&columnid=12\"></a>]]></nextgroup>"
    )
    assert after("/col/col12/", quoted) == f"{PROXY}?page=1&path=%27/%27&columnid=12"
    answer = f"<datastore><recordset>{RECORD}</recordset></datastore>"
    assert after(f"{PROXY}?page=1&columnid=12", answer) == f"{PROXY}?page=2&columnid=12"
    total = f"<datastore><totalpage>2</totalpage>{RECORD}</datastore>"
    assert after(f"{PROXY}?page=2&columnid=12", total) is None
    assert after(f"{PROXY}?page=3&columnid=12", "<datastore></datastore>") is None


def test_hanweb_islands_may_be_in_capitals() -> None:
    group = f"<NEXTGROUP><![CDATA[<A HREF='{PROXY}?page=1&columnid=12'></A>]]></NEXTGROUP>"
    page = f"<DATASTORE>{group}<RECORDSET>{RECORD.replace('record>', 'RECORD>')}</RECORDSET>"
    assert after("/col/col12/index.html", page) == f"{PROXY}?page=1&columnid=12"
    assert len(hanweb.records(page)) == 1


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


MESSAGES = "/TrueCMS/messageController/getMessage.do"


def jpage_page(total: int, *, store: str = "initData", proxy: str = MESSAGES) -> str:
    return (
        f"<script>var initData = '{store}'; $('#l').jpage({{dataStore: initData, "
        f"totalRecord: {total}, proxyUrl: '{proxy}', perPage: 10, groupSize: 3, "
        "ajaxParam: {columnId: 'a-1', type: 2}}); $('#m').jpage({totalRecord: 1});</script>"
    )


@pytest.mark.parametrize(
    ("page", "query"),
    [
        # The page holds the first group, or as many records as its own script has.
        (jpage_page(70), "?startrecord=31&endrecord=60&perpage=10&columnId=a-1&type=2"),
        (
            jpage_page(70, store=f"<datastore>{RECORD * 20}"),
            "?startrecord=21&endrecord=50&perpage=10&columnId=a-1&type=2",
        ),
        (jpage_page(30), None),
        (jpage_page(70).replace("perPage: 10", ""), None),
        ("<script>$('#l').jpage({effect: 'random'})</script>", None),
    ],
)
def test_the_plugin_jpage_of_other_systems(page: str, query: str | None) -> None:
    assert after("/sfgw/gzdt/gzdt.html", page) == (query and MESSAGES + query)


def test_records_of_the_plugin_jpage_are_counted_on() -> None:
    asked = f"{HOST}{MESSAGES}?startrecord=31&endrecord=60&perpage=10&columnId=a-1"
    told = "<datastore><totalrecord>70</totalrecord>"
    answer = parse_json(json.dumps({"result": f"{told}{RECORD * 30}</datastore>"}))
    following = json_lists.following(answer, asked, listed=30)
    assert following == asked.replace("=31&", "=61&").replace("=60&", "=90&")
    last = {"result": f"{told}{RECORD * 10}</datastore>"}
    assert json_lists.following(last, following or "", listed=10) is None
    assert json_lists.following({"result": ""}, asked, listed=0) is None


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


LAYPAGE = (
    "laypage.render({count: 24, limit: 10, jump: function(o){ "
    "location.href='/xw/list.html?pageNo='+o.curr }})"
)
ASKED = (
    "$('#page').pagination({totalData: 24, showData: 10, callback: function(api){ "
    "$.ajax({url: '/search/' + channel + '?page=' + api.getCurrent()}) }})"
)
KKPAGER = "kkpager.generPageHtml({pno:1,total:3,hrefFormer:'list',hrefLatter:'.html'});"
PAGER = "Pager({size:3, current:0, prefix:'index',suffix:'html'});"
PAGES = "new Page({pageTotal:3,curPage:1,getPage:function(n){ location.href='list_'+n+'.html'}})"
WRITTEN = "var pages=3;for(i=1;i<=pages;i++){document.write('<a href=list_'+i+'.html>'+i+'</a>')}"
DASHES = "var totalpage=3;function gotoPage(p){ window.location='list-'+p+'.html'; }"


@pytest.mark.parametrize(
    ("path", "script", "following"),
    [
        ("/xw/list.html", LAYPAGE, "/xw/list.html?pageNo=2"),
        ("/xw/list.html?pageNo=3", LAYPAGE, None),
        # The query is that of a call for the rows.
        ("/xw/list.html", ASKED, None),
        (
            "/xw/list.html",
            ASKED.replace("ajax({url: '/search/' + channel + '", "get('/search"),
            None,
        ),
        *(
            row
            for script in (KKPAGER, PAGES, WRITTEN)
            for row in (
                ("/xw/list.html", script, "/xw/list_2.html"),
                ("/xw/list.jsp", script, "/xw/list_2.html"),
                ("/xw/list_2.html", script, "/xw/list_3.html"),
                ("/xw/list_3.html", script, None),
            )
        ),
        ("/xw/", PAGER, "/xw/index_1.html"),
        ("/xw/index.html", PAGER, "/xw/index_1.html"),
        ("/xw/index_1.html", PAGER, "/xw/index_2.html"),
        ("/xw/index_2.html", PAGER, None),
        ("/xw/", "function Pager(a){ this.size = a.size }", None),
        ("/gg/list-2.html", DASHES, "/gg/list-3.html"),
        ("/gg/list-3.html", DASHES, None),
    ],
)
def test_plugins_and_files_with_a_dash(path: str, script: str, following: str | None) -> None:
    assert after(path, f"<script>{script}</script>") == following


def test_an_icon_leads_to_the_next_number() -> None:
    pager = (
        "<b>3</b> <a href=index.asp?Page=1>1</a> <a href=index.asp?Page=2>2</a> "
        "<a href=index.asp?Page=4 title=下3页><font face=webdings>8</font></a>"
    )
    assert after("/xw/index.asp?Page=3", pager) == "/xw/index.asp?Page=4"


NAMED = "".join(f'<a href="../../n1/n2/index_10548_{n}.html"></a>' for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("path", "html", "following"),
    [
        ("index.html", "<script>var maxPageNum10548 = 4;</script>", "index_10548_3.html"),
        (
            "index.html",
            "<script>maxPageNum10548=0;</script><script>maxPageNum10548=4;</script>index_",
            "index_10548_3.html",
        ),
        (
            "index.html",
            f"<script>var maxPageNum=0; maxPageNum=4;</script>{NAMED}",
            "index_10548_3.html",
        ),
        (
            "index.html",
            "<script>var maxPageNum = 4, purl = '/n1/n2/index_10548.html';</script>",
            "index_10548_3.html",
        ),
        ("index.html", "<script>var maxPageNum10548 = 1; // index_</script>", None),
        ("index.html", NAMED, "index_10548_3.html"),
        ("index.html", "<script>var maxPageNum = 4;</script>", None),
        # The later pages are pieces without a pager.
        ("index_10548_3.html", "<li><a href=c1.html>x</a></li>", "index_10548_2.html"),
        ("index_10548_1.html", "<li><a href=c1.html>x</a></li>", None),
    ],
)
def test_lists_that_count_down(path: str, html: str, following: str | None) -> None:
    wanted = following and f"/n1/n2/{following}"
    assert after(f"/n1/n2/{path}", html) == wanted


@pytest.mark.parametrize(
    ("path", "script", "following"),
    [
        (
            "/xw/",
            "var page=1; function more(){ page++; $.get('list_'+page+'.html',add) }",
            "list_2.html",
        ),
        (
            "/xw/",
            "var p=0; $('.more').click(function(){ p+=1; $.ajax({url:`index_${p}.htm`}) })",
            "index_1.htm",
        ),
        ("/xw/", "var n = 2; $('#l').load('/xw/p-'+n+'.shtml #rows'); n++;", "p-2.shtml"),
        ("/xw/list_4.html", "page++; $.get('list_' + page + '.html', add)", "list_5.html"),
        ("/xw/", "$.get('/inc/' + name + '.js')", None),
        ("/xw/", "location.href = 'list_' + page + '.html'", None),
    ],
)
def test_pages_that_a_script_adds_to_the_first(
    path: str, script: str, following: str | None
) -> None:
    wanted = following and f"/xw/{following}"
    assert after(path, f"<script>{script}</script>") == wanted


def test_a_piece_of_a_list_is_followed_by_the_next_number() -> None:
    rows = "".join(
        f'<li><a href="/xw/2020/0224/{n}.html">全市第{n}次工作推进会议召开</a></li>'
        for n in range(5)
    )
    url = f"{HOST}/xw/list_2.html"
    assert read(rows, url, site(), expected="list").following == f"{HOST}/xw/list_3.html"
    whole = f"<html><body>{rows}</body></html>"
    assert read(whole, url, site(), expected="list").following is None
