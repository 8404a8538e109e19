"""Where a list goes on whose pager a script writes."""

import pytest

from tests.crawler.paging import after


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


NAMES = 'var m_nCurrPage = 0; var m_sPageName = "zc"; var m_sPageExt = "htm"; '
MADE = (
    'function go(n){ location.href = n==0 ? m_sPageName+"."+m_sPageExt '
    ': m_sPageName+"_"+n+"."+m_sPageExt }'
)
PAGES_TOLD = f"{NAMES} var m_nPageCount = 3; {MADE}"
ROWS_TOLD = f'{NAMES} var m_nRecordCount = "21"; var m_nPageSize = 10; {MADE}'


@pytest.mark.parametrize("script", [PAGES_TOLD, ROWS_TOLD])
def test_names_of_files_may_stand_in_variables(script: str) -> None:
    for number, following in (("", "/yw/zc_1.htm"), ("_1", "/yw/zc_2.htm"), ("_2", None)):
        told = script.replace("Page = 0", f"Page = {number.removeprefix('_') or 0}")
        assert after(f"/yw/zc{number}.htm", f"<script>{told}</script>") == following


@pytest.mark.parametrize(
    ("path", "script", "following"),
    [
        ("/pub/nei.htm", 'm_nRecordCount = "21"; var m_nPageSize = 10;', "/pub/nei_1.htm"),
        ("/pub/nei_2.htm", 'm_nRecordCount = "21"; var m_nPageSize = 10;', None),
        ("/pub/nei.htm", 'm_nRecordCount = "21"; var m_nPageSize = 0;', None),
        # A search that counts its rows alike has no files for its pages.
        ("/govsearch/haqj.jsp?type=1", 'm_nRecordCount = "21"; var m_nPageSize = 10;', None),
        # Names that a function is given are none of the page's.
        ("/yw/a.html", "var pages = 3; function f(n, i, e) { go(n + '_' + i + '.' + e) }", None),
    ],
)
def test_pages_of_rows_and_what_has_no_files(path: str, script: str, following: str | None) -> None:
    assert after(path, f"<script>{script}</script>") == following


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
