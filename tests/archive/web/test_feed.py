from __future__ import annotations

from typing import cast

from lxml import etree
from starlette.testclient import TestClient

from tests.archive.web.sample_archive import ATTACK, FIRST, HOSTILE

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(client: TestClient, address: str) -> etree._Element:
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content, etree.XMLParser(resolve_entities=False))


def texts(found: etree._Element, path: str) -> list[str]:
    answers = cast("list[object]", found.xpath(path, namespaces=ATOM))
    return [str(text) for text in answers]


def test_a_search_is_a_feed(client: TestClient, ids: dict[str, int]) -> None:
    found = feed(client, "/feed.atom?q=慎终如始")
    assert texts(found, "a:entry/a:id/text()") == [f"urn:govnews:article:{ids[FIRST]}"]
    assert texts(found, "a:entry/a:link[@rel='via']/@href") == [FIRST]
    assert texts(found, "a:entry/a:author/a:name/text()") == ["张三", "李四"]
    # When its newest version was archived: the third, two days after the first.
    assert texts(found, "a:entry/a:updated/text()") == ["2020-02-26T08:00:00+00:00"]
    assert texts(found, "a:updated/text()") == ["2020-02-26T08:00:00+00:00"]


def test_what_xml_cannot_hold_is_replaced(client: TestClient, ids: dict[str, int]) -> None:
    found = feed(client, "/feed.atom?q=pwned")
    assert texts(found, "a:entry/a:id/text()") == [f"urn:govnews:article:{ids[HOSTILE]}"]
    assert texts(found, "a:entry/a:title/text()") == [ATTACK]
    assert texts(found, "a:entry/a:content/text()") == [f"正文{ATTACK}结束。\ufffd{ATTACK}"]


def test_equal_questions_are_one_feed_and_others_another(client: TestClient) -> None:
    addresses = ("/feed.atom?q=疫情&region=", "/feed.atom?q=疫情", "/feed.atom?q=防控")
    first, same, other = (texts(feed(client, one), "a:id/text()") for one in addresses)
    assert first == same != other


def test_the_search_page_names_its_feed(client: TestClient) -> None:
    assert 'href="/feed.atom?site=henan&amp;q=' in client.get("/?q=疫情&site=henan").text


def test_an_empty_feed_is_valid(client: TestClient) -> None:
    found = feed(client, "/feed.atom?q=没有这样的文章")
    assert texts(found, "a:entry/a:id/text()") == []
    assert len(texts(found, "a:updated/text()")) == 1
