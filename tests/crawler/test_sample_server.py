from __future__ import annotations

import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from crawler.demo import sample_server
from crawler.demo.sample_server import SampleServer
from crawler.demo.sample_sites import SAMPLES, SampleServerError, sample_sites

HENAN_PAGE = "/2020/02-24/yw/t20200224_1292871.html"


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with SampleServer() as running:
        yield running


def ask(
    server: SampleServer, site: str, path: str, method: str = "GET", **headers: str
) -> tuple[HTTPResponse, bytes]:
    port = int(server.addresses[site].rstrip("/").rsplit(":", 1)[1])
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_each_site_has_an_address_of_its_own(server: SampleServer) -> None:
    assert len(set(server.addresses.values())) == len(sample_sites()) == 5
    for site in server.addresses:
        assert ask(server, site, "/")[0].status == 200


def test_bytes_go_out_as_they_lie_on_disk(server: SampleServer) -> None:
    response, body = ask(server, "henan", HENAN_PAGE)
    assert body == (SAMPLES / "henan" / HENAN_PAGE[1:]).read_bytes()
    assert response.getheader("Content-Type") == "text/html"
    assert response.getheader("Server") == "TRS Web Server"


def test_every_file_has_a_content_type() -> None:
    for site in sample_sites():
        files = [path for path in site.folder.rglob("*") if path.is_file()]
        untyped = [p for p in files if site.content_type(p) == "application/octet-stream"]
        assert [p for p in untyped if p.suffix != ".doc"] == []


def test_missing_page_is_404_with_a_body(server: SampleServer) -> None:
    response, body = ask(server, "hongan", "/a/xinwen/2020/0101/1.html")
    assert response.status == 404
    assert b"404 Not Found" in body


@pytest.mark.parametrize(
    "path", ["/../catalogue.toml", "/..%2fcatalogue.toml", "/%2e%2e/servers.json", "/\0"]
)
def test_nothing_outside_the_site_is_served(server: SampleServer, path: str) -> None:
    assert sample_sites()[0].file_for(path) is None
    assert ask(server, "zhejiang", path.replace("\0", "%00"))[0].status == 404


def test_copy_that_is_still_fresh_is_not_sent_again(server: SampleServer) -> None:
    first, body = ask(server, "zhejiang", "/col/col1229/index.html")
    tag, modified = first.getheader("ETag"), first.getheader("Last-Modified")
    assert body
    assert tag
    assert modified
    for headers in ({"If_None_Match": tag}, {"If_Modified_Since": modified}):
        response, nothing = ask(server, "zhejiang", "/col/col1229/index.html", **headers)
        assert (response.status, nothing) == (304, b"")


def test_stale_or_unreadable_validators_get_the_page(server: SampleServer) -> None:
    stale = [
        {"If_None_Match": '"other"'},
        {"If_Modified_Since": "Mon, 24 Feb 2020 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
    ]
    for headers in stale:
        assert ask(server, "zhejiang", "/", **headers)[0].status == 200


def test_head_sends_headers_alone(server: SampleServer) -> None:
    response, body = ask(server, "chongqing", "/", method="HEAD")
    assert response.status == 200
    assert int(response.getheader("Content-Length") or 0) > 1000
    assert body == b""


def test_query_chooses_a_generated_answer_and_is_else_ignored(server: SampleServer) -> None:
    proxy = "/module/web/jpage/dataproxy.jsp"
    second = ask(server, "zhejiang", f"{proxy}?page=1&webid=3&path=/&columnid=1228")[1]
    assert b"<record>" in second
    assert b"<record>" not in ask(server, "zhejiang", f"{proxy}?page=2&columnid=1228")[1]
    home = ask(server, "zhejiang", "/index.html")[1]
    assert ask(server, "zhejiang", "/index.html?from=weixin")[1] == home


def test_requests_are_logged_with_site_path_and_status() -> None:
    with SampleServer() as server:
        ask(server, "longquanyi", "/robots.txt")
        ask(server, "hongan", "/nothing?x=1")
        log = [(entry.site, entry.path, entry.status) for entry in server.requests]
    assert log == [("longquanyi", "/robots.txt", 200), ("hongan", "/nothing?x=1", 404)]
    assert server.requests[0].time <= server.requests[1].time


def test_catalogue_names_the_addresses_that_answer(server: SampleServer) -> None:
    sites = tomllib.loads(server.catalogue_text())["site"]
    assert {site["id"]: site["start_urls"] for site in sites} == {
        name: [address] for name, address in server.addresses.items()
    }


def test_ports_are_free_again_afterwards() -> None:
    with SampleServer() as server:
        ports = [int(a.rstrip("/").rsplit(":", 1)[1]) for a in server.addresses.values()]
    with SampleServer(ports) as again:
        assert again.url("henan", "/yw/index.html").endswith(f":{ports[1]}/yw/index.html")


def test_taken_port_is_told_with_its_site_and_the_cure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        ports = [0, 0, port, 0, 0]
        with pytest.raises(SampleServerError, match=rf"port {port} .*'longquanyi'.*--base-port"):
            SampleServer(ports).__enter__()


def test_wrong_number_of_ports_is_told() -> None:
    with pytest.raises(SampleServerError, match="5 sample sites need as many ports, not 2"):
        SampleServer([8000, 8001])


def test_missing_samples_are_told(tmp_path: Path) -> None:
    with pytest.raises(SampleServerError, match=r"servers\.json is missing"):
        sample_sites(tmp_path)


def test_command_fails_in_one_line_when_a_port_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        assert sample_server.main(["--base-port", str(holder.getsockname()[1])]) == 2
    error = capsys.readouterr().err
    assert error.startswith("govnews: port ")
    assert error.count("\n") == 1


def test_command_serves_until_it_is_stopped() -> None:
    base = _five_free_ports()
    command = [sys.executable, "-m", "crawler.demo.sample_server", "--base-port", str(base)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=SAMPLES.parents[1]) as p:
        assert p.stdout is not None
        assert p.stdout.readline().split() == ["zhejiang", f"http://127.0.0.1:{base}/"]
        p.terminate()


def _five_free_ports() -> int:
    """Return the first of five consecutive ports that nobody listens on."""
    for base in range(21_700, 32_000, 5):
        try:
            for port in range(base, base + 5):
                socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return base
    pytest.fail("no five free ports in a row")
