from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.archive.web.markup import page, parsed, words
from tests.archive.web.sample_archive import ATTACK, FIRST, NOTICES, SPAM

CHINESE = {"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"}


def titles(found: html.HtmlElement) -> list[str]:
    return [" ".join(words(title).split()) for title in found.cssselect(".answer h3")]


def facet(found: html.HtmlElement, label: str) -> html.HtmlElement:
    """The link that narrows to a value."""
    links = found.cssselect("aside a")
    (link,) = [a for a in links if words(a.cssselect("span")[0]) == label]
    return link


def test_hits_are_marked_in_headline_and_passage(client: TestClient) -> None:
    found = page(client, "/?q=疫情")
    assert {mark.text for mark in found.cssselect("h3 mark, .passage mark")} == {"疫情"}
    assert len(titles(found)) == 2


def test_a_text_is_listed_once_with_the_count_of_its_copies(client: TestClient) -> None:
    found = page(client, "/?q=防控 -搬迁&sort=newest")
    (link,) = found.cssselect(".answer .facts a")
    assert words(link) == "4 other copies"
    assert len(page(client, link.get("href") or "").cssselect("tbody tr")) == 5
    assert words(found.cssselect("#count")[0]) == "5 articles, all one text"
    assert "each copy by itself" in words(found.cssselect("aside")[0])
    chinese = words(page(client, "/?q=疫情", **CHINESE).cssselect("#count")[0])
    assert chinese == "6 篇，合并转载后 2 文"


def test_each_copy_can_be_listed(client: TestClient) -> None:
    found = page(client, "/?q=疫情&region=省")
    every = page(client, facet(found, "Each copy of a text").get("href") or "")
    assert (len(titles(found)), len(titles(every))) == (2, 5)
    assert 'name="copies" value="1" checked' in client.get("/?q=疫情&copies=1").text
    (chosen, _) = every.cssselect("aside a.chosen")[::-1]
    assert len(titles(page(client, chosen.get("href") or ""))) == 2


def test_the_feed_of_a_search_names_no_way_of_listing(client: TestClient) -> None:
    (feed,) = page(client, "/?q=疫情&copies=1").cssselect("link[rel=alternate]")
    answer = client.get(feed.get("href") or "")
    assert answer.status_code == 200
    assert answer.text.count("<entry>") == 6


def test_what_is_hidden_as_spam_is_not_found(client: TestClient) -> None:
    assert titles(page(client, f"/?q={quote(SPAM[:6])}")) == []


@pytest.mark.parametrize(("address", "listed"), [("/?copies=1", 11), ("/", 7)])
def test_all_are_reached_page_by_page(client: TestClient, address: str, listed: int) -> None:
    """All articles; all texts, of which one has four copies."""
    seen: list[str] = []
    while address:
        found = page(client, address)
        seen += [link.get("href") or "" for link in found.cssselect(".answer h3 a")]
        address = next((a.get("href") or "" for a in found.cssselect("a[rel=next]")), "")
    assert len(seen) == len(set(seen)) == NOTICES + listed


def test_a_facet_narrows_and_can_be_given_up(client: TestClient) -> None:
    found = page(client, "/?q=疫情")
    link = facet(found, "四川省")
    assert re.search(r"2\s*$", words(link))
    narrowed = page(client, link.get("href") or "")
    assert words(narrowed.cssselect("#count")[0]) == "2 articles"
    chosen = narrowed.cssselect("aside a.chosen")
    whole = page(client, chosen[0].get("href") or "")
    assert words(whole.cssselect("#count")[0]) == "6 articles, 2 texts"


def test_regions_are_offered_a_step_at_a_time(client: TestClient) -> None:
    found = page(client, "/?region=四川省")
    link = facet(found, "成都市")
    below = page(client, link.get("href") or "")
    assert facet(below, "龙泉驿区").get("href", "").count("region=") == 1


def test_months_and_reprints_are_offered(client: TestClient) -> None:
    found = page(client, "/")
    january = page(client, facet(found, "2020-01").get("href") or "")
    assert set(titles(january)) <= {f"关于天然气门站检修的通知({n})" for n in range(NOTICES)}
    originals = page(client, facet(page(client, "/?q=疫情"), "Without reprints").get("href") or "")
    assert len(titles(originals)) == 2


@pytest.mark.parametrize("name", ["site", "region", "source", "section", "author"])
def test_filters_that_are_no_facet_value_can_be_given_up(client: TestClient, name: str) -> None:
    found = page(client, f"/?{name}=nowhere")
    assert titles(found) == []
    (link,) = found.cssselect("aside a.chosen")
    assert link.get("href") == "/?"


def test_the_newest_come_first(client: TestClient) -> None:
    found = page(client, "/?sort=newest&q=双胜利&copies=1")
    dates = [time.get("datetime") or "" for time in found.cssselect(".answer time")]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 6


def test_a_page_behind_the_last_leads_to_the_first(client: TestClient) -> None:
    found = page(client, "/?q=疫情&page=9")
    assert titles(found) == []
    (link,) = found.cssselect(".answers .hint a")
    assert len(titles(page(client, link.get("href") or ""))) == 2


def test_archived_markup_is_text(client: TestClient) -> None:
    answer = client.get("/?q=pwned")
    assert ATTACK not in answer.text
    found = parsed(answer.text)
    assert titles(found) == [ATTACK]
    assert not found.cssselect("main script, main img")


def test_a_query_comes_back_escaped(client: TestClient) -> None:
    attack = '"><script>alert(1)</script>'
    answer = client.get("/", params={"q": attack})
    assert "<script>alert" not in answer.text
    assert parsed(answer.text).cssselect("input[name=q]")[0].get("value") == attack


def test_the_page_speaks_the_readers_language(client: TestClient) -> None:
    chinese, english = page(client, "/", **CHINESE), page(client, "/", **{"accept-language": "de"})
    assert (chinese.get("lang"), english.get("lang")) == ("zh", "en")
    assert "搜索" in words(chinese)
    assert "Search" in words(english)


def test_answers_lead_to_articles_and_keep_the_words(
    client: TestClient, ids: dict[str, int]
) -> None:
    found = page(client, "/?q=慎终如始")
    (link,) = found.cssselect(".answer h3 a")
    assert (link.get("href") or "").startswith(f"/articles/{ids[FIRST]}?q=")
    article = page(client, link.get("href") or "")
    assert [mark.text for mark in article.cssselect(".text mark")] == ["慎终如始"]


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("/?page=0", "page: Input should be greater than or equal to 1"),
        ("/?since=yesterday", "since: 'yesterday' is not a day; write YYYY-MM-DD"),
        ("/?since=2020-02-30", "since: there is no day 2020-02-30; write one of the calendar"),
        ("/?since=2020-03-01&until=2020-01-01", "since lies after until"),
        ("/?sort=oldest", "sort: Input should be 'relevance' or 'newest'"),
        ("/articles/1?verison=1", "verison: there is no such parameter here; write version"),
        ("/articles/1?version=1&version=2", "version: it is given 2 times; give it once"),
        ("/changes?site=a,b", "site: holds a comma; give site once for each site"),
        ("/?nonsense=1", "nonsense: there is no such parameter here; this address takes "),
        (f"/?q={'长' * 2001}", "q: String should have at most 2000 characters"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(
    client: TestClient, address: str, line: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    told = parsed(answer.text).cssselect("main p")[0].text_content()
    assert told.startswith(line)


@pytest.mark.parametrize("empty", ["/?q=&site=&region=&source=&since=&until=", "/?q=%20%20"])
def test_empty_fields_ask_for_everything(client: TestClient, empty: str) -> None:
    assert len(titles(page(client, empty))) == 20
