"""Lists in XML of a site's own: rows as elements or as attributes."""

from __future__ import annotations

import pytest

from crawler.discovery.data_answers import read_data
from crawler.discovery.forms import with_entry_link
from crawler.discovery.plain_xml import parse_xml
from tests.crawler.sites import site

URL = "http://www.x.gov.cn/xml/list.xml"


@pytest.mark.parametrize(
    "rows",
    [
        "<item><title>春耕</title><url>/a/1.html</url></item>",
        '<row title="春耕" url="/a/1.html"/>',
        '<row url="/a/1.html">春耕</row>',
        "<row><title><![CDATA[春耕]]></title><link>/a/1.html</link></row>",
    ],
)
def test_rows_are_read_as_elements_and_as_attributes(rows: str) -> None:
    reading = read_data(f'<?xml version="1.0" encoding="GBK"?><list>{rows}</list>', URL, site())
    assert reading is not None
    assert [(link.url, link.text) for link, _ in reading.links] == [
        ("http://www.x.gov.cn/a/1.html", "春耕")
    ]


def test_rows_are_linked_as_the_page_does_that_asked_for_them() -> None:
    url = with_entry_link(URL, "/show.jsp?id={nid} {bt}")
    text = "<list><n><nid>7</nid><bt>春耕</bt></n><n><nid>8</nid><bt>秋收</bt></n></list>"
    reading = read_data(text, url, site())
    assert reading is not None
    assert [link.url[-4:] for link, _ in reading.links] == ["id=7", "id=8"]


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><html><body>x</body></html>',
        "<div><a href='/a/1.html'>春耕</a></div>",
        "<list><row>",
        "<list><record><![CDATA[<li><a href='/a'>x</a></li>]]></record></list>",
        '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>',
        "{}",
    ],
)
def test_pages_pieces_and_broken_xml_are_none(text: str) -> None:
    assert parse_xml(text) is None or "root:" not in str(parse_xml(text))
    assert read_data(text, URL, site()) is None or text == "{}"
