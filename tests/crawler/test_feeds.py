"""Sitemaps, RSS and Atom are lists."""

import gzip

import pytest

from crawler.discovery.feeds import (
    feed_links,
    is_index,
    listed_addresses,
    named_feeds,
    parse_feed,
    unpacked,
)
from crawler.discovery.reading import read
from crawler.discovery.tree import parse
from tests.crawler.sites import site

BASE = "http://www.x.gov.cn/feed.xml"
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def entries(text: str) -> list[tuple[str, str, str | None]]:
    root = parse_feed(text)
    assert root is not None
    return [(link.url, link.text, link.date) for link in feed_links(root, BASE)]


def test_rss() -> None:
    text = (
        "<?xml version='1.0' encoding='gb2312'?><rss version='2.0'><channel><title>某县</title>"
        "<link>/</link>"
        "<item><title><![CDATA[某县召开会议]]></title><link> /a/1.html </link>"
        "<pubDate>Mon, 24 Feb 2020 15:28:00 +0800</pubDate></item></channel></rss>"
    )
    wanted = ("http://www.x.gov.cn/a/1.html", "某县召开会议", "2020-02-24T15:28+08:00")
    assert entries(text) == [wanted]


def test_atom() -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed.xml"/><entry>'
        '<title>某县召开会议</title><link rel="enclosure" href="/a.mp3"/><link href="/a/1.html"/>'
        "<updated>2020-02-24T15:28:00+08:00</updated></entry></feed>"
    )
    assert entries(text) == [
        ("http://www.x.gov.cn/a/1.html", "某县召开会议", "2020-02-24T15:28+08:00")
    ]


def test_the_date_of_a_change_is_not_that_of_publication() -> None:
    text = f"<urlset {SITEMAP}><url><loc>http://www.x.gov.cn/a/1.html</loc><lastmod>2020-02-24</lastmod></url></urlset>"
    assert entries(text) == [("http://www.x.gov.cn/a/1.html", "", None)]


def test_a_news_sitemap_tells_title_and_date() -> None:
    text = (
        f'<urlset {SITEMAP} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        "<loc>http://www.x.gov.cn/a/1.html</loc><news:news><news:publication_date>2020-02-24"
        "</news:publication_date><news:title>某县召开会议</news:title></news:news></url></urlset>"
    )
    ((_, title, date),) = entries(text)
    assert (title, date) == ("某县召开会议", "2020-02-24T00:00")


def test_an_index_leads_to_sitemaps() -> None:
    text = f"<sitemapindex {SITEMAP}><sitemap><loc>/s/1.xml.gz</loc></sitemap></sitemapindex>"
    root = parse_feed(text)
    assert root is not None
    assert is_index(root)
    reading = read(text, BASE, site(), expected="list")
    assert [(link.url, judged.kind, judged.declared) for link, judged in reading.links] == [
        ("http://www.x.gov.cn/s/1.xml.gz", "list", True)
    ]


@pytest.mark.parametrize(
    "text", ["", "<html><body>rss</body></html>", "{}", "<!DOCTYPE html><p>&lt;rss&gt;</p>"]
)
def test_other_text_is_no_feed(text: str) -> None:
    assert parse_feed(text) is None


def test_entities_are_not_followed() -> None:
    text = (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&x;</title>'
        "<link>/a/1.html</link></item></channel></rss>"
    )
    assert entries(text) == [("http://www.x.gov.cn/a/1.html", "", None)]


def test_packed_sitemaps_are_unpacked_within_bounds() -> None:
    packed = gzip.compress(b"<urlset/>" * 100)
    assert unpacked(packed, most_bytes=10_000) == b"<urlset/>" * 100
    assert unpacked(packed, most_bytes=100) is None
    assert unpacked(packed[:-9], most_bytes=10_000) is None
    assert unpacked(b"<urlset/>", most_bytes=10_000) is None


def test_a_page_names_its_feeds() -> None:
    html = (
        '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
        '<link rel="stylesheet" href="/a.css"><link rel="alternate" hreflang="en" href="/en/">'
    )
    assert list(named_feeds(parse(html), BASE)) == ["http://www.x.gov.cn/rss.xml"]


def test_a_sitemap_may_be_a_text_of_addresses() -> None:
    text = "http://www.x.gov.cn/art/2024/3/1/art_1_2.html\r\nhttp://www.x.gov.cn/yw/\n"
    found = listed_addresses(text, "http://www.x.gov.cn/sitemap.txt")
    assert [link.url for link in found] == text.split()
    assert listed_addresses("http://www.x.gov.cn/ 是本站地址", "http://www.x.gov.cn/") == []
    assert listed_addresses("", "http://www.x.gov.cn/") == []


def test_a_sitemap_has_the_first_documents_too_whose_numbers_are_short() -> None:
    addresses = {
        **{f"/scdc/2025/{number}.html": "article" for number in (104, 118, 131)},
        "/scdc/2024/76.html": "article",
        "/jgjs/12.html": "other",  # of no form that articles have here
        "/rss.html": "other",
    }
    urls = "".join(f"<url><loc>http://www.x.gov.cn{each}</loc></url>" for each in addresses)
    reading = read(f"<urlset {SITEMAP}>{urls}</urlset>", BASE, site(), expected="list")
    found = {
        link.url.removeprefix("http://www.x.gov.cn"): judged.kind for link, judged in reading.links
    }
    assert found == addresses
