"""Where a list goes on by its links, in every family."""

import pytest

from crawler.discovery.reading import read
from tests.crawler.paging import HOST, after
from tests.crawler.sites import site


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


@pytest.mark.parametrize("words", ["前一天", "&lt; 前一天", "前一日", "查看前一天"])
def test_the_day_before_follows_when_the_days_own_pages_are_through(words: str) -> None:
    days = (
        f'<a href="/roll/?date=2026-11-17">{words}</a><a href="/roll/?date=2026-11-19">后一天</a>'
    )
    paged = days + '<a href="/roll/?date=2026-11-18&page=2">下一页</a>'
    assert after("/roll/?date=2026-11-18", days) == "/roll/?date=2026-11-17"
    assert after("/roll/?date=2026-11-18", paged) == "/roll/?date=2026-11-18&page=2"


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
        (
            "/gsgg/",
            {2: "/e/action/ListInfo/?totalnum=18&page=1&classid=3"},
            "/e/action/ListInfo/?totalnum=18&page=1&classid=3",
        ),
        (
            "/e/action/ListInfo/?totalnum=18&page=1&classid=3",
            {1: "?totalnum=18&page=0&classid=3"},
            None,
        ),
        (
            "/a/gg/",
            {2: "/plus/list.php?tid=3&TotalResult=78&PageNo=2"},
            "/plus/list.php?tid=3&TotalResult=78&PageNo=2",
        ),
        ("/gsgg/", {2: "/e/pl/?page=1&classid=3"}, None),
        ("/gsgg/", {2: "/e/vote/?totalnum=18&id=2", 5: "/e/vote/?totalnum=18&id=5"}, None),
    ],
)
def test_pagers_of_bare_numbers(path: str, links: dict[int, str], following: str | None) -> None:
    html = "".join(f'<a href="{href}">{shown}</a>' for shown, href in links.items())
    assert after(path, html) == following


@pytest.mark.parametrize(
    "said",
    [
        'title="Go to page {0}">{0}',
        'title="转到第 {0} 页"><span class="visually-hidden">Page </span>{0}',
        'title="第{0}页">{0}',
    ],
)
def test_numbers_may_say_that_they_are_pages(said: str) -> None:
    html = "".join(f'<a href="?page={n}" {said.format(n + 1)}</a>' for n in range(3))
    assert after("/zh-hans/news", html) == "/zh-hans/news?page=1"
    assert after("/zh-hans/news?page=1", html) == "/zh-hans/news?page=2"
    assert after("/zh-hans/news?page=2", html) is None


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


def test_an_icon_leads_to_the_next_number() -> None:
    pager = (
        "<b>3</b> <a href=index.asp?Page=1>1</a> <a href=index.asp?Page=2>2</a> "
        "<a href=index.asp?Page=4 title=下3页><font face=webdings>8</font></a>"
    )
    assert after("/xw/index.asp?Page=3", pager) == "/xw/index.asp?Page=4"


def test_a_piece_of_a_list_is_followed_by_the_next_number() -> None:
    rows = "".join(
        f'<li><a href="/xw/2020/0224/{n}.html">全市第{n}次工作推进会议召开</a></li>'
        for n in range(5)
    )
    url = f"{HOST}/xw/list_2.html"
    assert read(rows, url, site(), expected="list").following == f"{HOST}/xw/list_3.html"
    whole = f"<html><body>{rows}</body></html>"
    assert read(whole, url, site(), expected="list").following is None
