from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.records import Removal
from archive.web import create_app
from archive.writing.writer import Writer
from tests.archive.samples import NOW, extraction, judge
from tests.archive.web.markup import page, parsed, rows, words
from tests.archive.web.sample_archive import (
    ATTACK,
    EMPTY,
    FIRST,
    GONE,
    HACKED,
    HOSTILE,
    MOVED,
    RAW_PAGE,
    SPAM,
    UYGHUR,
)


def test_each_field_says_where_it_comes_from(client: TestClient, ids: dict[str, int]) -> None:
    found = page(client, f"/articles/{ids[FIRST]}")
    record = {name: (value, origin) for name, value, origin in rows(found, "table.record")}
    assert record["Published"] == ("2020-02-24T15:28:00+08:00", "the line under the headline")
    assert record["Region"] == ("湖北省/黄冈市/红安县", "the catalogue")
    assert record["Authors"] == ("张三、李四", "the page")
    assert record["Encoding"] == ("gb18030", "the bytes received")
    assert record["Status"] == ("changed", "our visits")


def test_an_address_leads_to_its_article_however_it_is_written(
    client: TestClient, ids: dict[str, int]
) -> None:
    address = client.get(f"/api/articles/{ids[FIRST]}").json()["url"]
    for written in (address, f"{address}#top", address.replace("http://www", "HTTP://WWW")):
        found = client.get("/articles", params={"url": written}, follow_redirects=False)
        assert (found.status_code, found.headers["location"]) == (303, f"/articles/{ids[FIRST]}")


def test_pictures_and_attachments_are_links_to_the_web_alone(
    client: TestClient, ids: dict[str, int]
) -> None:
    found = page(client, f"/articles/{ids[FIRST]}")
    outside = [link.get("href") for link in found.cssselect("article a.outside")]
    assert outside == [
        "http://www.redhongan.com/a.jpg",
        "http://www.redhongan.com/b.jpg",
        "http://www.redhongan.com/a.pdf",
    ]
    assert "附件2" in words(found)
    for link in found.cssselect("a.outside"):
        assert {"noopener", "noreferrer", "nofollow"} <= set((link.get("rel") or "").split())
    assert not found.cssselect("img, iframe, object, embed, video, audio")


def test_versions_and_what_changed(client: TestClient, ids: dict[str, int]) -> None:
    found = page(client, f"/articles/{ids[FIRST]}")
    links = [link.get("href") for link in found.cssselect(".versions a")]
    compared = f"/articles/{ids[FIRST]}/differences?from=1&to=2"
    assert compared in links
    difference = page(client, compared)
    assert [run.text for run in difference.cssselect(".text del")] == ["毫不放松"]
    assert [run.text for run in difference.cssselect(".text ins")] == ["慎终如始"]
    assert len(difference.cssselect(".text p")) == 3
    assert len(page(client, f"{compared}&whole=1").cssselect(".text p")) == 4


def test_an_old_version_says_so(client: TestClient, ids: dict[str, int]) -> None:
    found = page(client, f"/articles/{ids[FIRST]}?version=1")
    assert "毫不放松" in words(found.cssselect(".text")[0])
    (notice,) = found.cssselect(".notice")
    assert "version 1" in words(notice)


def test_reprints_stand_with_their_lag(client: TestClient, ids: dict[str, int]) -> None:
    found = page(client, f"/articles/{ids[FIRST]}")
    lags = [row[1] for row in rows(found, "[aria-labelledby=reprints] table")]
    assert lags == ["original", "+2 h", "+6 h", "+30 h", "+2.2 d"]
    assert len(found.cssselect("svg circle")) == 5
    reprint = page(client, f"/articles/{ids['http://www.zjol.cn/reprint/2.html']}")
    assert reprint.cssselect(f'.notice a[href="/articles/{ids[FIRST]}"]')


def test_spam_is_shown_in_its_place_on_demand(client: TestClient, ids: dict[str, int]) -> None:
    address = f"/articles/{ids[HACKED]}"
    hidden = page(client, address)
    assert SPAM not in words(hidden.cssselect("article")[0])
    (link,) = hidden.cssselect(".notice.hacked a")
    shown = page(client, (link.get("href") or "").partition("#")[0])
    assert shown.cssselect("h1 .spam")[0].text == "博彩"
    (spam,) = shown.cssselect(".text .spam")
    assert spam.text == SPAM
    assert (spam.getprevious() is None, spam.tail) == (True, "义务植树活动。")
    assert not shown.cssselect('a[href*="casino"]')


def test_spam_outside_the_text_leads_to_the_list_of_it(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    upgrade(engine)
    removed = Removal(rule="island", text=SPAM, at=0, where="source")
    writer = Writer(engine, judge)
    stored = writer.store(extraction(removed=(removed,), hacked=True), now=NOW)
    client = TestClient(create_app(engine, warc=tmp_path), base_url="http://localhost:8000")
    found = page(client, f"/articles/{stored.article_id}")
    (link,) = found.cssselect(".notice.hacked a")
    (listed,) = found.cssselect(f"details{link.get('href')}[open]")
    assert SPAM in words(listed)
    engine.dispose()


def test_a_gone_article_says_since_when(client: TestClient, ids: dict[str, int]) -> None:
    found = page(client, f"/articles/{ids[GONE]}")
    assert "2020-02-27" in words(found.cssselect(".notice.gone")[0])


def test_archived_markup_is_text(client: TestClient, ids: dict[str, int]) -> None:
    answer = client.get(f"/articles/{ids[HOSTILE]}")
    assert ATTACK not in answer.text
    found = parsed(answer.text)
    assert words(found.cssselect("h1")[0]) == ATTACK
    assert not found.cssselect("main script, main img")


def test_direction_and_language_follow_the_article(client: TestClient, ids: dict[str, int]) -> None:
    heading = page(client, f"/articles/{ids[UYGHUR]}").cssselect("h1")[0]
    assert (heading.get("lang"), heading.get("dir")) == ("ug", "rtl")


def test_an_article_without_anything_has_a_page(client: TestClient, ids: dict[str, int]) -> None:
    assert "no text" in page(client, f"/articles/{ids[EMPTY]}").text_content()


def test_the_raw_page_is_harmless_text_as_it_came(client: TestClient, ids: dict[str, int]) -> None:
    answer = client.get(f"/articles/{ids[FIRST]}/raw")
    assert answer.content == RAW_PAGE
    assert answer.headers["content-type"] == "text/plain; charset=gb18030"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"


def test_addresses_lead_to_articles(client: TestClient, ids: dict[str, int]) -> None:
    article = f"/articles/{ids[f'{MOVED}?new']}"
    for url in (f"{MOVED}?new", MOVED):
        answer = client.get("/articles", params={"url": url}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, article)
    compared = {"url": FIRST, "from": "1", "to": "2"}
    answer = client.get("/articles", params=compared, follow_redirects=False)
    assert answer.headers["location"] == f"/articles/{ids[FIRST]}/differences?from=1&to=2"


@pytest.mark.parametrize(
    "address",
    [
        "/articles/999999",
        "/articles/1?version=99",
        "/articles/1/differences?from=1&to=99",
        "/articles/2/raw",
        "/articles?url=http://nowhere/",
        "/clusters/999999",
        "/nowhere",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/articles/0", "/articles/x", f"/articles/{2**63}"])
def test_what_is_no_id_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 422
