"""The same pages over PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from archive.reading.articles import opened
from archive.web import create_app
from tests.archive.web.sample_archive import fill

PAGES = (
    *("/", "/?q=疫情&region=湖北省", "/?section=要闻&source=网&since=2020-01-01&originals=1"),
    *(
        "/articles/1",
        "/articles/1/differences?from=1&to=3",
        "/articles/1/raw",
        "/articles/7?spam=1",
    ),
    *("/sites", "/changes?kind=edited&site=redhongan", "/spam?site=longquanyi", "/clusters"),
    *("/clusters/1", "/charts", "/charts?since=2020-01-01&until=2020-03-01", "/feed.atom?q=疫情"),
)
LISTS = ("articles", "search?q=疫情", "changes", "clusters", "spam", "sites", "stats?by=month")


@pytest.fixture
def server_client(postgres_url: str, tmp_path: Path) -> Iterator[TestClient]:
    fill(postgres_url, tmp_path / "warc")
    engine = opened(postgres_url)
    yield TestClient(create_app(engine, warc=tmp_path / "warc"), base_url="http://localhost")
    engine.dispose()


def test_answers_are_the_same_on_both_databases(
    server_client: TestClient, client: TestClient
) -> None:
    for address in PAGES:
        assert server_client.get(address).status_code == client.get(address).status_code == 200
    for address in LISTS:
        assert _told(server_client, address) == _told(client, address)
    for nothing in ("\x00", "%", "'"):
        asked = {"q": nothing, "site": nothing, "source": nothing, "section": nothing}
        assert server_client.get("/", params=asked).status_code == 200
        assert server_client.get("/spam", params={"site": nothing}).status_code == 200
        assert server_client.get("/articles", params={"url": nothing}).status_code == 404


def _told(client: TestClient, address: str) -> object:
    """The answer, without what no two archives share: names of files, numbers of clusters."""
    answer = client.get(f"/api/{address}").json()
    for item in answer.get("items") or ():
        for name in ("warc", "cluster"):
            item.get("article", item).pop(name, None)
    return answer
