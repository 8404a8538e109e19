"""Serves pages that are made beforehand, at as little cost as can be.

Server and crawl share two processors: what the server takes, a crawl of the real web would have.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Protocol, Self, cast

from tests.fakeweb.wire import Answer, error

_END_OF_HEAD = b"\r\n\r\n"


class Site(Protocol):
    """What the server needs of a site."""

    ip: str
    port: int


class StaticServer:
    """Serves sites from a thread of its own while the ``with`` block runs; GET alone."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self._sites = sites
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._messages: dict[int, Mapping[bytes, bytes]] = {}
        self._servers: list[asyncio.Server] = []
        self.connections: set[asyncio.BaseTransport] = set()
        self.answered = 0
        """Requests, so far."""

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(30)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()

    def serve(self, site: Site, pages: Mapping[str, Answer]) -> None:
        """Say what a site has, by path; nothing else is there."""
        self._messages[site.port] = {
            path.encode(): _message(answer) for path, answer in pages.items()
        }

    def message(self, port: int, target: bytes) -> bytes:
        """Return what is sent for a request."""
        self.answered += 1
        return self._messages.get(port, {}).get(target, _NOT_FOUND)

    async def _open(self) -> None:
        for site in self._sites:
            server = await self._loop.create_server(partial(_Connection, self), site.ip, site.port)
            site.port = server.sockets[0].getsockname()[1]
            self._servers.append(server)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for connection in list(self.connections):
            connection.close()
        await asyncio.sleep(0)  # closed sockets are let go in the loop's next round


class _Connection(asyncio.Protocol):
    """Answers one request after another."""

    def __init__(self, server: StaticServer) -> None:
        self._server = server
        self._unread = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        self._server.connections.add(transport)
        self._port: int = transport.get_extra_info("sockname")[1]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self._server.connections.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        *heads, self._unread = (self._unread + data).split(_END_OF_HEAD)
        for head in heads:
            target = head.split(b" ", 2)[1]
            self._transport.write(self._server.message(self._port, target))


def _message(answer: Answer) -> bytes:
    head = [
        f"HTTP/1.1 {answer.status} {'OK' if answer.status == 200 else 'Not Found'}",
        f"Content-Type: {answer.content_type}",
        f"Content-Length: {len(answer.body)}",
    ]
    if answer.validators:
        head.append(f'ETag: "{hashlib.sha256(answer.body).hexdigest()[:16]}"')
    return "\r\n".join(head).encode() + _END_OF_HEAD + answer.body


_NOT_FOUND = _message(error(404))
