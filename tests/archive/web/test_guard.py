from __future__ import annotations

from importlib import import_module

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from archive.web import create_app
from archive.web.guard import CONTENT_SECURITY_POLICY
from tests.archive.web.conftest import Sample


@pytest.mark.parametrize(
    "address", ["/", "/nowhere", "/api/articles", "/api/nowhere", "/static/govnews.css", "/?page=0"]
)
def test_every_answer_carries_the_policy(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'")
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert "*" not in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7", ""])
def test_own_hosts_are_served(client: TestClient, host: str) -> None:
    expected = 200 if host else 421
    assert client.get("/sites", headers={"host": host}).status_code == expected


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", "[evil]", "@"]
)
def test_strange_hosts_are_not_served(client: TestClient, host: str) -> None:
    answer = client.get("/sites", headers={"host": host})
    assert answer.status_code == 421
    assert "--allow-host" in answer.text


def test_a_named_host_is_served(sample: Sample, sample_engine: Engine) -> None:
    app = create_app(sample_engine, warc=sample.warc, hosts={"News.example"})
    client = TestClient(app, base_url="http://news.example:8000")
    assert client.get("/sites").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_but_reading_is_served(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/articles")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("address", ["/", "/api/articles", "/articles/1/raw", "/static/icon.svg"])
def test_head_answers_as_get_without_the_body(client: TestClient, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-length"] == str(len(got.content))


def test_the_archive_cannot_be_written(sample_engine: Engine) -> None:
    with sample_engine.connect() as connection, pytest.raises(DBAPIError, match="readonly"):
        connection.execute(text("DELETE FROM articles"))


def test_an_archive_that_fails_is_told_without_details(
    sample: Sample, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def connect(self) -> None:
            raise DBAPIError("SELECT secret", {}, Exception("/secret/path"))

    broken = create_app(Broken(), warc=sample.warc)  # type: ignore[arg-type]  # it only connects
    client = TestClient(broken, base_url="http://localhost")
    for address in ("/", "/api/articles"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "secret" not in answer.text
    assert "/secret/path" in caplog.text


def test_refusals_of_the_api_are_json(client: TestClient) -> None:
    strange = client.get("/api/articles", headers={"host": "evil.example"})
    assert "not served here" in strange.json()["error"]
    writing = client.post("/api/search")
    assert (writing.status_code, writing.json()) == (405, {"error": "only GET and HEAD are served"})
    assert writing.headers["allow"] == "GET, HEAD"
    assert client.post("/sites").text == "only GET and HEAD are served\n"


def test_a_bug_is_told_in_one_line_and_as_json_by_the_api(
    sample: Sample, sample_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(sample_engine, warc=sample.warc)
    client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    monkeypatch.setattr(import_module("archive.web.api.overviews"), "site_states", None)
    told = client.get("/api/sites")
    assert told.status_code == 500
    assert told.json() == {"error": "an error of govnews itself; see the server's log"}


def test_what_is_not_there_is_told_in_the_readers_language(client: TestClient) -> None:
    chinese = client.get("/nowhere", headers={"accept-language": "zh-CN"})
    assert chinese.status_code == 404
    assert "这个地址上没有内容" in chinese.text
    assert "Not Found" not in chinese.text
    unknown = client.get("/articles/999999", headers={"accept-language": "zh-CN"})
    assert '<p lang="en">no article 999999' in unknown.text
