from __future__ import annotations

from importlib import import_module
from itertools import count
from typing import Any

import pytest
from starlette.testclient import TestClient

from archive.web.api import schemas
from tests.archive.web.sample_archive import FIRST, GONE, HACKED, NOTICES, SPAM

ALL = NOTICES + 11


def answer(client: TestClient, address: str) -> Any:  # noqa: ANN401  any JSON value
    found = client.get(address)
    assert found.status_code == 200, found.text
    return found.json()


def everything(client: TestClient, address: str) -> list[Any]:
    """The items of all pages of a list."""
    items: list[Any] = []
    following: str | None = address
    while following:
        page = answer(client, following)
        items += page["items"]
        following = page["next"]
    return items


def test_an_article_has_the_fields_of_the_interface(
    client: TestClient, ids: dict[str, int]
) -> None:
    article = answer(client, f"/api/articles/{ids[FIRST]}")
    schemas.Article.model_validate(article)
    assert list(article) == list(schemas.Article.model_fields)
    assert (article["version"], article["status"]) == (3, "changed")
    assert article["attachments"][0]["name"] == "附件1:任务分工表.pdf"
    hacked = answer(client, f"/api/articles/{ids[HACKED]}")
    assert [removal["text"] for removal in hacked["removed"]] == [SPAM, "博彩"]


@pytest.mark.parametrize("limit", [1, 7, 41, 42, 100])
def test_articles_are_paged_by_id(client: TestClient, limit: int) -> None:
    found = everything(client, f"/api/articles?limit={limit}")
    assert [article["id"] for article in found] == list(range(1, ALL + 1))


@pytest.mark.parametrize("limit", [1, 41, ALL, 100])
def test_only_the_last_page_of_articles_has_no_next(client: TestClient, limit: int) -> None:
    following, pages = f"/api/articles?limit={limit}", 0
    while following:
        page = answer(client, following)
        assert page["items"]
        following, pages = page["next"], pages + 1
    assert pages == -(-ALL // limit)


def test_a_list_that_goes_on_behind_the_last_offset_does_not_end_in_silence(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = ({"site": str(number)} for number in count())
    module = import_module("archive.web.api.overviews")
    monkeypatch.setattr(module, "site_states", lambda _: endless)
    page = answer(client, "/api/sites?offset=10000&limit=1")
    behind = client.get(page["next"])
    assert (behind.status_code, list(behind.json())) == (422, ["error"])


def test_articles_are_filtered(client: TestClient, ids: dict[str, int]) -> None:
    found = everything(client, "/api/articles?region=湖北省&until=2020-02-24&limit=1")
    assert {article["id"] for article in found} == {ids[FIRST], ids[GONE]}
    several = everything(client, "/api/articles?site=zjol&site=redhongan&originals=true")
    assert {article["site"] for article in several} == {"redhongan"}


def test_versions_are_the_article_as_it_was(client: TestClient, ids: dict[str, int]) -> None:
    found = everything(client, f"/api/articles/{ids[FIRST]}/versions?limit=2")
    assert [version["version"] for version in found] == [1, 2, 3]
    assert "毫不放松" in found[0]["body"]
    assert {version["id"] for version in found} == {ids[FIRST]}


def test_facets_count_the_answers(client: TestClient) -> None:
    found = client.get("/api/facets?q=疫情").json()
    assert (found["answers"], found["complete"]) == (6, True)
    assert sum(count["articles"] for count in found["site"]) == 6
    assert {"value": "2020-02", "articles": 6} in found["month"]
    assert client.get("/api/facets?q=疫情&sort=newest").status_code == 422


def test_a_search_gives_articles_and_passages(client: TestClient) -> None:
    found = everything(client, "/api/search?q=title:双胜利%20防控&limit=2")
    assert len(found) == 6
    for hit in found:
        schemas.Hit.model_validate(hit)
    snippet = found[0]["snippet"]
    assert {snippet["text"][start:end] for start, end in snippet["marks"]} == {"防控"}


def test_changes_are_those_of_the_interface(client: TestClient) -> None:
    found = everything(client, "/api/changes?limit=1")
    assert [change["kind"] for change in found] == ["moved", "gone", "edited", "edited"]
    for change in found:
        schemas.Change.model_validate(change)
    several = everything(client, "/api/changes?kind=gone&kind=moved&site=redhongan")
    assert [change["http_status"] for change in several] == [404]


def test_clusters_are_those_of_the_interface(client: TestClient, ids: dict[str, int]) -> None:
    (cluster,) = everything(client, "/api/clusters")
    schemas.Cluster.model_validate(cluster)
    assert cluster["original"]["id"] == ids[FIRST]
    assert [article["lag_hours"] for article in cluster["articles"]] == [0, 2, 6, 30, 52]


def test_spam_is_summed_up_by_site(client: TestClient) -> None:
    found = everything(client, "/api/spam?by=site&limit=1")
    assert found
    for site in found:
        assert list(site) == list(schemas.HackedSite.model_fields)
        schemas.HackedSite.model_validate(site)
    assert SPAM in found[0]["phrases"]
    assert client.get("/api/spam?by=phrase").json() == client.get("/api/spam").json()
    assert client.get("/api/spam?by=day").status_code == 422


@pytest.mark.parametrize("address", ["/api", "/api/"])
def test_the_api_leads_to_its_description(client: TestClient, address: str) -> None:
    found = client.get(address, follow_redirects=True)
    assert found.url.path == "/api/openapi.json"
    assert found.json()["info"]["title"] == "govnews"


def test_spam_and_sites_are_those_of_the_interface(client: TestClient) -> None:
    for spam in everything(client, "/api/spam?limit=1"):
        schemas.Spam.model_validate(spam)
    sites = everything(client, "/api/sites?limit=2")
    assert [site["site"] for site in sites] == sorted(site["site"] for site in sites)
    for site in sites:
        schemas.Site.model_validate(site)


def test_figures_add_up(client: TestClient) -> None:
    totals = schemas.Stats.model_validate(answer(client, "/api/stats")).totals
    assert totals is not None
    assert (totals.articles, totals.hacked, totals.gone) == (ALL, 1, 1)
    for by in ("site", "region", "source", "day", "month"):
        counts = everything(client, f"/api/stats?by={by}&limit=3")
        assert sum(count["articles"] for count in counts) == ALL
    schemas.Stats.model_validate(answer(client, "/api/stats?by=month"))


@pytest.mark.parametrize(
    ("address", "status", "line"),
    [
        (
            "/api/articles/999999",
            404,
            "no article 999999; `govnews search` finds",
        ),
        ("/api/articles/x", 422, "article_id: Input should be a valid integer"),
        ("/api/articles?limit=101", 422, "limit: Input should be less than or equal to 100"),
        ("/api/search?offset=10001", 422, "offset: Input should be less than or equal to 10000"),
        ("/api/articles/1?a=1", 422, "a: there is no such parameter here; this address takes none"),
        ("/api/articles/1?lmit=5", 422, "lmit: there is no such parameter here; "),
        ("/api/search?sort=newest&sort=relevance", 422, "sort: it is given 2 times; give it once"),
        ("/api/articles?site=a,b", 422, "site.0: holds a comma; give site once for each site"),
        ("/api/search?size=5", 422, "size: there is no such parameter here; this address takes "),
        ("/api/changes?kind=new", 422, "kind.0: Input should be 'edited', 'gone', 'moved' or"),
        ("/api/nowhere", 404, "Not Found"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(
    client: TestClient, address: str, status: int, line: str
) -> None:
    found = client.get(address)
    assert found.status_code == status
    assert list(found.json()) == ["error"]
    assert found.json()["error"].startswith(line)


def test_the_description_names_every_path(client: TestClient) -> None:
    described = answer(client, "/api/openapi.json")
    assert set(described["paths"]) == {
        "/api/articles",
        "/api/articles/{article_id}",
        "/api/articles/{article_id}/versions",
        "/api/search",
        "/api/facets",
        "/api/changes",
        "/api/clusters",
        "/api/spam",
        "/api/sites",
        "/api/stats",
    }
