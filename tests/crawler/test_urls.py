"""One page, one address."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies

from crawler.discovery.urls import LONGEST_URL, absolute, one_address, page_key, pattern_of

BASE = "http://www.x.gov.cn/xw/yw/index.html"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("t20200224_97.html", "http://www.x.gov.cn/xw/yw/t20200224_97.html"),
        ("../../zw/", "http://www.x.gov.cn/zw/"),
        ("../../../../zw/", "http://www.x.gov.cn/zw/"),
        ("//www.y.gov.cn/a", "http://www.y.gov.cn/a"),
        ("HTTP://WWW.X.gov.cn:80/a#top", "http://www.x.gov.cn/a"),
        ("https://www.x.gov.cn:443", "https://www.x.gov.cn/"),
        ("http://127.0.0.1:8711/a", "http://127.0.0.1:8711/a"),
        (" a\n.html ", "http://www.x.gov.cn/xw/yw/a.html"),
        ("a.jsp;jsessionid=0A1B2C?id=3", "http://www.x.gov.cn/xw/yw/a.jsp?id=3"),
        ("a.php?PHPSESSID=9&id=3", "http://www.x.gov.cn/xw/yw/a.php?id=3"),
        ("a.html?utm_source=w&utm_medium=x", "http://www.x.gov.cn/xw/yw/a.html"),
        ("a.html?id=3&from=timeline&isappinstalled=0", "http://www.x.gov.cn/xw/yw/a.html?id=3"),
        ("a.html?from=3", "http://www.x.gov.cn/xw/yw/a.html?from=3"),
        ("/(S(lit3py55t21z5v55vlm25s55))/News.aspx?id=3", "http://www.x.gov.cn/News.aspx?id=3"),
        ("a.php?id=3&sid=5f2b8c1d9e0a47b3", "http://www.x.gov.cn/xw/yw/a.php?id=3"),
        ("a.asp?id=3&sid=VISITOR04711Q", "http://www.x.gov.cn/xw/yw/a.asp?id=3"),
        ("a.asp?sid=partybuilding", "http://www.x.gov.cn/xw/yw/a.asp?sid=partybuilding"),
        ("a.php?sid=200025", "http://www.x.gov.cn/xw/yw/a.php?sid=200025"),
        ("a.php?id=3&r=0.8731&_=1584691200000", "http://www.x.gov.cn/xw/yw/a.php?id=3"),
        ("a.php?id=3&timestamp=1584691200", "http://www.x.gov.cn/xw/yw/a.php?id=3"),
        ("a.php?t=3&time=2020-02-24", "http://www.x.gov.cn/xw/yw/a.php?t=3&time=2020-02-24"),
        (".\\index_2.html?q=a\\b", "http://www.x.gov.cn/xw/yw/index_2.html?q=a%5Cb"),
        ("?page=2", "http://www.x.gov.cn/xw/yw/index.html?page=2"),
        ("/要闻/1.html", "http://www.x.gov.cn/%E8%A6%81%E9%97%BB/1.html"),
        ("/content/mpost_123.html", "http://www.x.gov.cn/content/post_123.html"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ("/%e8%a6%81/1.html", "http://www.x.gov.cn/%E8%A6%81/1.html"),
        ("a.jsp?k=%d6%d0%2fx", "http://www.x.gov.cn/xw/yw/a.jsp?k=%D6%D0%2Fx"),
        ("/%7Eliu/%61%2D1.html", "http://www.x.gov.cn/~liu/a-1.html"),
        ("/a%2fb%25e6.html", "http://www.x.gov.cn/a%2Fb%25e6.html"),
        ("a.html?utm%5Fsource=w&id=3", "http://www.x.gov.cn/xw/yw/a.html?id=3"),
        ("http://www.x.gov.cn/a/../b/./c.html", "http://www.x.gov.cn/b/c.html"),
        ("http://www.x.gov.cn/a/%2E%2e/b/.", "http://www.x.gov.cn/b/"),
        ("http://www.x.gov.cn/a/b/..", "http://www.x.gov.cn/a/"),
        ("http://www.x.gov.cn/a//b/", "http://www.x.gov.cn/a//b/"),
        ("a.html?q=/a/../b", "http://www.x.gov.cn/xw/yw/a.html?q=/a/../b"),
        ("a.html?q=%u4e2d%zz&r=5%", "http://www.x.gov.cn/xw/yw/a.html?q=%u4e2d%zz&r=5%"),
    ],
)
def test_an_address_is_completed_and_stripped_of_what_names_no_page(href: str, url: str) -> None:
    assert absolute(BASE, href) == url


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#top",
        "javascript:void(0)",
        "mailto:a@x.gov.cn",
        "tel:0571",
        "ftp://x.gov.cn/a",
        "http://a:b/",
        "http://[::1/",
        "/" + "a/" * LONGEST_URL,
    ],
)
def test_what_is_no_web_address_is_none(href: str) -> None:
    assert absolute(BASE, href) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://x.cn/xw/", "http://x.cn/xw/index.html"),
        ("http://x.cn/xw/", "https://x.cn/xw/default.aspx"),
        ("http://x.cn/a?b=1&a=2", "http://x.cn/a?a=2&b=1"),
        ("http://x.cn/News/Show.aspx?ID=1&Lm=Xw", "http://x.cn/news/show.aspx?lm=Xw&id=1"),
        ("http://x.cn/Xw/", "http://x.cn/Xw/Default.aspx"),
    ],
)
def test_addresses_of_one_page_share_a_key(one: str, other: str) -> None:
    assert page_key(one) == page_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://x.cn/xw/", "http://x.cn/xw/index_1.html"),
        ("http://x.cn/a?page=1", "http://x.cn/a?page=2"),
        ("http://x.cn/a", "http://y.cn/a"),
        ("http://x.cn:81/a", "http://x.cn/a"),
        ("http://x.cn/show.asp?id=aB", "http://x.cn/show.asp?id=Ab"),
        ("http://x.cn/Show.jsp?id=1", "http://x.cn/show.jsp?id=1"),
    ],
)
def test_addresses_of_two_pages_do_not(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


@pytest.mark.parametrize(
    "href",
    [
        "{url}",
        "/art/{id}.html",
        "/art/%7Bid%7D.html",
        "{{ item.url }}",
        "${row.infourl}",
        "#{url}",
        "<%= url %>",
        "%3C%= url %%3E",
        "{:U('news/show')}",
        "/show.asp?id='+id+'",
    ],
)
def test_what_a_script_is_to_fill_in_is_no_address(href: str) -> None:
    assert absolute(BASE, href) is None


@pytest.mark.parametrize(
    "href", ["show.asp?id={5D2E0C1A-91B3-4F6E}", "/unit?paramJson=%7B%22pageNo%22%3A2%7D"]
)
def test_braces_of_guids_and_json_may_stand_in_an_address(href: str) -> None:
    assert absolute(BASE, href) is not None


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("HTTP://WWW.X.gov.cn:80/a.html?utm_source=w#top", "http://www.x.gov.cn/a.html"),
        ("https://www.x.gov.cn:8443/b?id=3&r=0.81", "https://www.x.gov.cn:8443/b?id=3"),
        ("http://x.cn/#/p/1142", "http://x.cn/#/p/1142"),
        ("http://x.cn:80/index.html#!/p/1142", "http://x.cn/index.html#!/p/1142"),
        ("http://x.cn/a.html#detail/5", "http://x.cn/a.html#detail/5"),
        ("http://x.cn/a.html#id=5&m=2", "http://x.cn/a.html#id=5&m=2"),
        ("http://x.cn/a.html#:~:text=%E4%B9%89=/", "http://x.cn/a.html"),
        ("http://x.cn/a.html#wechat_redirect", "http://x.cn/a.html"),
        ("http://x.cn/index.html", "http://x.cn/index.html"),  # may be another page than "/"
        ("http://x.cn/News.asp?ID=3", "http://x.cn/News.asp?ID=3"),
        ("file:///tmp/a.html#top", "file:///tmp/a.html#top"),
        (f"http://x.cn/{'a' * LONGEST_URL}", f"http://x.cn/{'a' * LONGEST_URL}"),
    ],
)
def test_an_address_however_written_is_one(given: str, url: str) -> None:
    assert one_address(given) == one_address(url) == url


@drawn(strategies.text(alphabet="%/.?&=e6E41;~a", max_size=30))
def test_an_address_is_its_own_spelling(path: str) -> None:
    url = one_address(f"http://x.cn/{path}")
    assert one_address(url) == url


@pytest.mark.parametrize("pattern", [r"/%e8%a6%81/\d+", r"/%E8%A6%81/[0-9]", "%7eliu|%e8"])
def test_a_catalogues_pattern_finds_what_is_encoded_however_it_writes_it(pattern: str) -> None:
    assert pattern_of(pattern).search("http://x.cn/%E8%A6%81/1.html")
