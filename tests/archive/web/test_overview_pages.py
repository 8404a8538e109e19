from __future__ import annotations

from starlette.testclient import TestClient

from tests.archive.web.markup import page, rows, words
from tests.archive.web.sample_archive import FIRST, SPAM


def test_sites_show_health_and_freshness(client: TestClient) -> None:
    sites = {row[0]: row[1:] for row in rows(page(client, "/sites"))}
    assert sites["龙泉驿区人民政府"] == [
        "四川省 成都市 龙泉驿区",
        "5",
        "2020-02-25",
        "2020-02-24 08:00 UTC",
        "failing 12 timeout; 3 HTTP 502",
    ]
    assert sites["河南省人民政府"][-2:] == ["", "new"]


def test_changes_are_told_apart(client: TestClient) -> None:
    kinds = [row[1] for row in rows(page(client, "/changes"))]
    assert kinds == ["moved", "gone", "edited", "edited"]
    assert [row[1] for row in rows(page(client, "/changes?kind=gone"))] == ["gone"]
    assert len(rows(page(client, "/changes?site=longquanyi"))) == 1


def test_changes_lead_to_the_difference(client: TestClient, ids: dict[str, int]) -> None:
    found = page(client, "/changes?kind=edited")
    link = found.cssselect("tbody tr:first-child td:last-child a")[0].get("href")
    answer = client.get(link or "")
    assert answer.url.path == f"/articles/{ids[FIRST]}/differences"


def test_hacked_sites_are_listed_without_links_to_the_spam(client: TestClient) -> None:
    found = page(client, "/spam")
    assert [SPAM, "lexicon", "1"] in [row[1:4] for row in rows(found)]
    assert "http://example-casino.com/" in words(found)
    assert not found.cssselect('a[href*="casino"]')


def test_clusters_lead_to_their_timeline(client: TestClient) -> None:
    found = page(client, "/clusters")
    (link,) = found.cssselect("main li a")
    cluster = page(client, link.get("href") or "")
    assert len(cluster.cssselect("svg circle")) == 5
    assert next(row[1] for row in rows(cluster)) == "original"


def test_charts_draw_what_the_tables_say(client: TestClient) -> None:
    found = page(client, "/charts")
    assert [svg.get("role") for svg in found.cssselect("svg")] == ["img"] * 4
    drawn = [title.text for title in found.cssselect("svg rect title")]
    assert "2020-02-24: 8" in drawn
    assert "河南省: 31" in drawn
    assert not found.cssselect("[style]")


def test_days_are_chosen(client: TestClient) -> None:
    found = page(client, "/charts?since=2020-02-24&until=2020-02-26")
    assert len(found.cssselect("section:first-of-type rect")) == 3
    assert client.get("/charts?since=2000-01-01&until=2020-01-01").status_code == 422
    assert page(client, "/charts?since=2030-01-01") is not None
    assert page(client, "/charts?until=0001-01-01") is not None
