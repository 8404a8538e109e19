"""Where an article of several pages goes on."""

import pytest

from crawler.discovery.paging import following_article_page
from crawler.discovery.tree import parse
from tests.crawler.paging import HOST


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
        ("/id/97.shtml", '<a href="/id/97/page/2.shtml">下一页</a>', "/id/97/page/2.shtml"),
        ("/id/97.shtml", '<a href="/id/98/page/2.shtml">下一页</a>', None),
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
    folder = '<a href="/id/97.shtml">1</a> 2 <a href="/id/97/page/3.shtml">3</a>'
    assert following_part("/id/97/page/2.shtml", folder, "/id/97.shtml") == "/id/97/page/3.shtml"
    last = '<a href="1.html">1</a> <a href="1_2.html">2</a> 3'
    assert following_part("/a/1_3.html", last, "/a/1.html") is None
    script = pager(2, 1, "t20200224_97", "html")
    assert following_part("/t20200224_97_1.html", script, "/t20200224_97.html") is None
