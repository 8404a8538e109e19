from __future__ import annotations

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
