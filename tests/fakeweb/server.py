"""Serves fake sites on loopback, each at an address of its own, and keeps the log of all requests."""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, Self

from tests.fakeweb.wire import Answer, Asked

_MOST_HEAD_BYTES = 65_536
_STATUS_WORDS = {200: "OK", 206: "Partial Content", 304: "Not Modified", 404: "Not Found"}


class Served(Protocol):
    """What the server needs of a site."""

    id: str
    ip: str
    port: int

    def answer(self, asked: Asked) -> Answer: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One request that came in, whether or not its answer arrived whole."""

    site: str
    ip: str
    method: str
    target: str
    """Path and query, and ``#`` and the form of a POST."""
    status: int
    began: float
    """Seconds, of a clock that nobody sets."""
    conditional: bool
    """Whether the visitor showed a validator."""
    day: int


class WebServer:
    """Serves sites from a thread of its own while the ``with`` block runs.

    ``latency_seconds`` is how long each answer takes, so that requests at once can be seen.
    """

    def __init__(self, sites: Iterable[Served], *, latency_seconds: float = 0.001) -> None:
        self._sites = list(sites)
        self._latency = latency_seconds
        self.log: list[Logged] = []
        self.day = 1
        self.overlaps: list[tuple[str, ...]] = []
        """Site id or IP address, and what was asked of it at one moment, where that was several."""
        self._under_way: defaultdict[str, list[str]] = defaultdict(list)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._servers: list[asyncio.Server] = []
        self._connections: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(30)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()

    def clear_log(self) -> None:
        """Forget all requests so far, and which there were at once."""
        self.log.clear()
        self.overlaps.clear()

    async def _open(self) -> None:
        for site in self._sites:
            server = await asyncio.start_server(
                partial(self._serve, site),
                site.ip,
                site.port,
                limit=_MOST_HEAD_BYTES,
            )
            site.port = server.sockets[0].getsockname()[1]
            self._servers.append(server)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _serve(
        self, site: Served, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            while await self._exchange(site, reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the visitor has gone, or the test is over
        finally:
            self._connections.discard(task)
            writer.close()

    async def _exchange(
        self, site: Served, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Answer one request; tell whether the connection is good for another."""
        asked = await _read(reader)
        began = time.monotonic()
        keys = (site.id, site.ip)
        self._begin(keys, asked.target)
        try:
            await asyncio.sleep(self._latency)
            answer = _conditional(asked, site.answer(asked))
            self._note(site, asked, answer, began)
            whole = await _send_all_but_last(asked, answer, reader, writer)
        finally:
            # Before the last bytes leave: who has them may ask again at once.
            for key in keys:
                self._under_way[key].remove(asked.target)
        writer.write(whole)
        await writer.drain()
        return answer.claimed_length is None and asked.headers.get("connection") != "close"

    def _begin(self, keys: tuple[str, ...], target: str) -> None:
        for key in keys:
            now = self._under_way[key]
            now.append(target)
            if len(now) > 1:
                self.overlaps.append((key, *now))

    def _note(self, site: Served, asked: Asked, answer: Answer, began: float) -> None:
        form = f"#{asked.body.decode('utf-8', 'replace')}" if asked.method == "POST" else ""
        self.log.append(
            Logged(
                site=site.id,
                ip=site.ip,
                method=asked.method,
                target=asked.target + form,
                status=answer.status,
                began=began,
                conditional="if-none-match" in asked.headers,
                day=self.day,
            )
        )


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip().split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in lines)
    }
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Asked(method=method, target=target, headers=headers, body=body)


def _conditional(asked: Asked, answer: Answer) -> Answer:
    """Add an ETag, and answer 304 to those who have it."""
    if answer.status != 200 or not answer.validators or asked.method != "GET":
        return answer
    tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
    if asked.headers.get("if-none-match") == tag:
        return Answer(status=304, content_type=None, headers=(("ETag", tag),))
    return Answer(
        body=answer.body,
        content_type=answer.content_type,
        headers=(*answer.headers, ("ETag", tag)),
        claimed_length=answer.claimed_length,
        drip_seconds=answer.drip_seconds,
        drip_bytes=answer.drip_bytes,
    )


async def _send_all_but_last(
    asked: Asked, answer: Answer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> bytes:
    """Send what takes time; return the bytes that end the answer."""
    head = _head(answer)
    body = b"" if asked.method == "HEAD" or answer.status == 304 else answer.body
    if not answer.drip_seconds:
        return head + body
    writer.write(head)
    last = (len(body) - 1) // answer.drip_bytes * answer.drip_bytes
    for at in range(0, last, answer.drip_bytes):
        writer.write(body[at : at + answer.drip_bytes])
        await writer.drain()
        if await _hangs_up_within(reader, answer.drip_seconds):
            raise ConnectionResetError
    return body[last:]


async def _hangs_up_within(reader: asyncio.StreamReader, seconds: float) -> bool:
    try:
        return not await asyncio.wait_for(reader.read(1), seconds)
    except TimeoutError:
        return False


def _head(answer: Answer) -> bytes:
    length = len(answer.body) if answer.claimed_length is None else answer.claimed_length
    lines = [f"HTTP/1.1 {answer.status} {_STATUS_WORDS.get(answer.status, 'Status')}"]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    if answer.content_type is not None:
        lines.append(f"Content-Type: {answer.content_type}")
    if answer.status != 304:
        lines.append(f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
