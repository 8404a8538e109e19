"""The download handler of plain HTTP, over real connections."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest
from scrapy import Request, signals
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.wire.plain_http import PlainHttpHandler

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"
CLOSES = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"
HANG_UP = b""
"""The server closes the connection instead of answering."""

Use = Callable[[PlainHttpHandler, str], Awaitable[object]]


class Scripted:
    """A server that answers request after request as it was told, whichever connection asks."""

    def __init__(self, answers: Sequence[bytes]) -> None:
        self._answers = list(answers)
        self.requests: list[bytes] = []
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                self.requests.append(head + await self._body(head, reader))
                answer = self._answers.pop(0)
                writer.write(answer)
                if answer in (HANG_UP, CLOSES) or not answer.endswith(b"hello"):
                    break
        except asyncio.IncompleteReadError:
            pass  # who asked has gone
        writer.close()

    async def _body(self, head: bytes, reader: asyncio.StreamReader) -> bytes:
        _, has_body, rest = head.partition(b"Content-Length: ")
        return await reader.readexactly(int(rest.split()[0])) if has_body else b""


def use(answers: Sequence[bytes], do: Use) -> Scripted:
    """Let a handler ask a scripted server."""
    scripted = Scripted(answers)

    async def run() -> None:
        server = await asyncio.start_server(scripted.serve, "127.0.0.1", 0)
        handler = PlainHttpHandler.from_crawler(get_crawler(settings_dict={"DOWNLOAD_WARNSIZE": 0}))
        port = server.sockets[0].getsockname()[1]
        try:
            await do(handler, f"http://127.0.0.1:{port}/a/b.html?c=1")
        finally:
            await handler.close()
            server.close()

    asyncio.run(asyncio.wait_for(run(), 20))
    return scripted


def ask(answer: bytes, **meta: object) -> Response:
    """Return what is made of one answer."""
    got: list[Response] = []

    async def do(handler: PlainHttpHandler, url: str) -> None:
        got.append(await handler.download_request(Request(url, meta=meta)))

    use([answer], do)
    return got[0]


def test_an_answer_is_a_response() -> None:
    response = ask(OK)
    assert (response.status, response.body, response.flags) == (200, b"hello", [])
    assert response.headers["Content-Type"] == b"text/html"
    assert str(response.ip_address) == "127.0.0.1"
    assert response.protocol == "HTTP/1.1"


def test_a_request_says_what_it_is_for() -> None:
    async def do(handler: PlainHttpHandler, url: str) -> None:
        headers = {"If-None-Match": '"a"\r\nEvil: b', "User-Agent": "govnews"}
        await handler.download_request(Request(f"{url}#part", headers=headers))
        await handler.download_request(Request(url, method="POST", body=b"page=2"))

    first, second = use([OK, OK], do).requests
    assert first.startswith(b"GET /a/b.html?c=1 HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b'\r\nIf-None-Match: "a" Evil: b\r\n' in first
    assert first.endswith(b"\r\nUser-Agent: govnews\r\n\r\n")
    assert second.endswith(b"\r\nContent-Length: 6\r\n\r\npage=2")


@pytest.mark.parametrize(("answers", "connections"), [([OK, OK], 1), ([CLOSES, OK], 2)])
def test_a_connection_is_asked_again_if_the_server_keeps_it(
    answers: Sequence[bytes], connections: int
) -> None:
    async def do(handler: PlainHttpHandler, url: str) -> None:
        for _ in answers:
            assert (await handler.download_request(Request(url))).body == b"hello"

    assert use(answers, do).connections == connections


def test_a_kept_connection_that_has_ended_is_replaced() -> None:
    async def do(handler: PlainHttpHandler, url: str) -> None:
        await handler.download_request(Request(url))
        assert (await handler.download_request(Request(url))).body == b"hello"

    assert use([OK, HANG_UP, OK], do).connections == 2


def test_what_must_not_be_sent_twice_is_not() -> None:
    async def do(handler: PlainHttpHandler, url: str) -> None:
        await handler.download_request(Request(url))
        with pytest.raises(DownloadFailedError):
            await handler.download_request(Request(url, method="POST", body=b"a=1"))

    assert len(use([OK, HANG_UP, OK], do).requests) == 2


@pytest.mark.parametrize("answer", [HANG_UP, b"HTTP/1.1 200 O", b"SSH-2.0-OpenSSH\r\n\r\n"])
def test_what_is_no_answer_fails(answer: bytes) -> None:
    with pytest.raises(DownloadFailedError):
        ask(answer)


def test_an_answer_that_breaks_off_fails_unless_it_may() -> None:
    half = OK.removesuffix(b"lo")
    with pytest.raises(ResponseDataLossError):
        ask(half)
    response = ask(half, download_fail_on_dataloss=False)
    assert (response.body, response.flags) == (b"hel", ["dataloss"])


def test_an_answer_without_a_length_may_be_partial() -> None:
    response = ask(b"HTTP/1.0 200 OK\r\n\r\nhell")
    assert (response.body, response.flags) == (b"hell", ["partial"])


@pytest.mark.parametrize("answer", [OK, b"HTTP/1.1 200 OK\r\n\r\nhell"])
def test_an_answer_that_is_too_long_is_broken_off(answer: bytes) -> None:
    with pytest.raises(DownloadCancelledError):
        ask(answer, download_maxsize=3)


def test_an_answer_that_does_not_come_is_given_up() -> None:
    async def do(handler: PlainHttpHandler, url: str) -> None:
        with pytest.raises(DownloadTimeoutError):
            await handler.download_request(Request(url, meta={"download_timeout": 0.1}))

    use([b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"], do)


def test_a_closed_port_refuses() -> None:
    async def do(handler: PlainHttpHandler, _url: str) -> None:
        with pytest.raises(DownloadConnectionRefusedError):
            await handler.download_request(Request("http://127.0.0.1:1/"))

    use([], do)


def test_signals_tell_what_comes_and_may_stop_it() -> None:
    told: list[bytes] = []

    def received(data: bytes) -> None:
        told.append(data)
        raise StopDownload(fail=False)

    async def do(handler: PlainHttpHandler, url: str) -> None:
        handler.crawler.signals.connect(received, signal=signals.bytes_received)
        request = Request(url)
        response = await handler.download_request(request)
        assert "download_stopped" in response.flags
        assert request.meta["download_latency"] > 0

    use([b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"], do)
    assert told == [b"hello"]


class General:
    """Stands for Scrapy's own handler."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def download_request(self, request: Request) -> Response:
        self.asked.append(request.url)
        return Response(request.url)

    async def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("url", "meta"),
    [
        ("http://www.x.gov.cn/", {"proxy": "http://proxy:3128"}),
        ("http://www.x.gov.cn/", {"bindaddress": "10.0.0.1"}),
        ("http://name:word@www.x.gov.cn/", {}),
        ("http://[2400:3200::1]/", {}),
    ],
)
def test_unusual_requests_are_left_to_scrapys_own_handler(url: str, meta: dict[str, str]) -> None:
    general = General()

    async def do(handler: PlainHttpHandler, _url: str) -> None:
        handler.__dict__["_general"] = general
        await handler.download_request(Request(url, meta=meta))

    use([], do)
    assert general.asked == [url]
