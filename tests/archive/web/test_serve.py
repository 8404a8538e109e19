"""``govnews serve`` as a user calls it."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest
from click.testing import CliRunner

from archive.cli import main
from tests.archive.web.conftest import Sample


def refused(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["serve", *arguments])
    assert done.stdout == ""
    return done.exit_code, done.stderr


def test_it_serves_on_loopback(served: str) -> None:
    answer = httpx2.get(f"{served}/api/stats")
    assert answer.status_code == 200
    assert "server" not in answer.headers


@pytest.mark.parametrize(("length", "status"), [(2000, 200), (10_000, 422)])
def test_no_question_is_too_long_for_an_answer(served: str, length: int, status: int) -> None:
    server = HTTPConnection(served.removeprefix("http://"))
    with closing(server):
        server.request("GET", f"/?q={quote('长' * length)}")
        assert server.getresponse().status == status


def test_a_crowd_is_served(served: str) -> None:
    """More at once than there are connections to the archive, or threads."""
    pages = ("/?q=疫情", "/articles/1", "/api/articles", "/charts")
    with httpx2.Client(base_url=served, timeout=60) as client, ThreadPoolExecutor(60) as crowd:
        answers = crowd.map(client.get, pages * 30)
        assert {answer.status_code for answer in answers} == {200}


def test_a_taken_port_is_told_in_one_line(sample: Sample) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        status, errors = refused("--port", port, "--archive", sample.address)
    assert status == 2
    assert errors.startswith(f"govnews: cannot listen on 127.0.0.1 port {port}: ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("host", "told"),
    [("no.such.host.invalid", "no machine is known"), ("203.0.113.1", "not this machine's")],
)
def test_an_address_that_is_not_ours_is_told_in_one_line(
    sample: Sample, host: str, told: str
) -> None:
    status, errors = refused("--host", host, "--port", "0", "--archive", sample.address)
    assert (status, errors.count("\n")) == (2, 1)
    assert told in errors
    assert errors.endswith("choose another --host\n")


@pytest.mark.parametrize("name", ["", "http://news.example.org", "news.example.org:80", "*.org"])
def test_a_name_that_no_host_has_is_told_in_one_line(sample: Sample, name: str) -> None:
    """An empty one would let in whoever names no host."""
    status, errors = refused("--allow-host", name, "--port", "0", "--archive", sample.address)
    assert (status, errors.count("\n")) == (2, 1)
    assert f"{name!r} is no host's name; write it without scheme, port and path" in errors


def test_no_host_at_all_is_told_in_one_line(sample: Sample) -> None:
    status, errors = refused("--host", "", "--port", "0", "--archive", sample.address)
    assert (status, errors.count("\n")) == (2, 1)
    assert "--host is empty" in errors


def test_a_missing_archive_is_told_in_one_line(tmp_path: Path) -> None:
    status, errors = refused("--archive", f"sqlite:///{tmp_path / 'none.db'}")
    assert status == 2
    assert errors.startswith("govnews: there is no archive at ")
    assert list(tmp_path.iterdir()) == []
