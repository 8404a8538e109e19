"""Asks servers over plain HTTP/1.1: what most of a crawl's own process did in Twisted's client.

One connection a host is kept for the next request, as with Scrapy's own handler, and the same
errors are raised. Whatever is not an everyday request (proxies, bound addresses, IPv6) goes there.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterable
from functools import cached_property
from ipaddress import IPv4Address, ip_address
from time import monotonic
from typing import cast

from scrapy import Request, signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http import Headers, Response
from scrapy.utils._download_handlers import check_stop_download, make_response
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import DNSLookupError

from crawler.politeness.addresses import resolved
from crawler.wire.http_answers import AnswerReader, BadAnswerError

logger = logging.getLogger(__name__)

_IDLE_SECONDS = 240.0
"""How long a connection that nobody needs is kept; Twisted's pool keeps them as long."""
_CONNECTING_SECONDS = 10.0
"""For a whole answer, where DOWNLOAD_TIMEOUT says 0; so Scrapy does."""
_END_OF_HOST = re.compile(r"[/?]")
_FOR_THE_GENERAL = frozenset({"proxy", "bindaddress", "download_warnsize"})
"""What a request's ``meta`` may ask for that is left to Scrapy's own handler."""
_MAY_BE_REPEATED = frozenset({"GET", "HEAD"})
"""Methods of requests that a server may get twice."""

Place = tuple[str, int]
"""Host and port."""


class _NeverAnsweredError(Exception):
    """A server has closed a connection before it said anything."""


class PlainHttpHandler(BaseDownloadHandler):
    """Download handler of the scheme ``http``."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._idle: dict[Place, tuple[_Connection, float]] = {}
        self._maxsize = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._fails_on_loss = crawler.settings.getbool("DOWNLOAD_FAIL_ON_DATALOSS")
        settings = map(crawler.settings.get, ("DOWNLOAD_BIND_ADDRESS", "DOWNLOAD_WARNSIZE"))
        self._is_for_the_general = any(settings)

    async def download_request(self, request: Request) -> Response:
        """Return the answer. Raises the errors that Scrapy's own handler raises."""
        if self._is_special(request):
            return await self._general.download_request(request)
        seconds: float = request.meta.get("download_timeout") or _CONNECTING_SECONDS
        try:
            async with asyncio.timeout(seconds):
                return await self._answer(request)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"{request.url} took longer than {seconds:g} s") from error

    async def close(self) -> None:
        """Close what is kept."""
        for connection, _ in self._idle.values():
            connection.close()
        if "_general" in self.__dict__:
            await self._general.close()

    @cached_property
    def _general(self) -> HTTP11DownloadHandler:
        """Scrapy's own handler, made when it is needed."""
        return HTTP11DownloadHandler(self.crawler)

    def _is_special(self, request: Request) -> bool:
        netloc = urlparse_cached(request).netloc
        asked = not request.meta.keys().isdisjoint(_FOR_THE_GENERAL)
        return self._is_for_the_general or asked or "@" in netloc or "[" in netloc

    # --- asking -----------------------------------------------------------------------------------

    async def _answer(self, request: Request) -> Response:
        """Ask over a connection that is kept, or over a new one where there is none (any more)."""
        parts = urlparse_cached(request)
        place = (parts.hostname or "", parts.port or 80)
        kept = self._take(place)
        if kept is not None:
            try:
                return await self._ask(kept, place, request)
            except _NeverAnsweredError as error:
                if request.method not in _MAY_BE_REPEATED or request.body:
                    raise DownloadFailedError(str(error)) from error
        try:
            return await self._ask(await _connected(place), place, request)
        except _NeverAnsweredError as error:
            raise DownloadFailedError(str(error)) from error

    async def _ask(self, connection: _Connection, place: Place, request: Request) -> Response:
        began = monotonic()
        exchange = _Exchange(self.crawler, request, self._most_bytes(request), began)
        try:
            await connection.ask(_message(request), exchange)
        except BadAnswerError as error:
            raise DownloadFailedError(str(error)) from error
        finally:
            self._keep(connection, place, exchange)
        return self._response(connection, exchange)

    def _response(self, connection: _Connection, exchange: _Exchange) -> Response:
        if exchange.lacks_its_end:
            fails = exchange.request.meta.get("download_fail_on_dataloss", self._fails_on_loss)
            if fails:
                raise ResponseDataLossError("the answer breaks off")
        return exchange.response(connection.address)

    def _most_bytes(self, request: Request) -> int:
        most: int = request.meta.get("download_maxsize", self._maxsize)
        return most

    # --- connections ------------------------------------------------------------------------------

    def _take(self, place: Place) -> _Connection | None:
        connection, _ = self._idle.pop(place, (None, 0.0))
        return connection if connection is not None and connection.is_open else None

    def _keep(self, connection: _Connection, place: Place, exchange: _Exchange) -> None:
        """Keep a connection whose answer is whole; the longest unused ones are let go."""
        if not (exchange.reader.lasts and connection.is_open):
            connection.close()
            return
        replaced, _ = self._idle.pop(place, (None, 0.0))
        if replaced is not None:
            replaced.close()
        now = monotonic()
        self._idle[place] = (connection, now)
        for old, (idle, since) in list(self._idle.items())[:1]:
            if now - since > _IDLE_SECONDS:
                del self._idle[old]
                idle.close()


class _Exchange:
    """A request and what comes in answer."""

    def __init__(self, crawler: Crawler, request: Request, most_bytes: int, began: float) -> None:
        self._crawler = crawler
        self.request = request
        self.reader = AnswerReader(request.method)
        self._most_bytes = most_bytes
        self._began = began
        self._body: list[bytes] = []
        self._size_bytes = 0
        self.stop: StopDownload | None = None
        """Who listens to what comes in wants no more of it."""

    @property
    def is_over(self) -> bool:
        return self.reader.is_done or self.stop is not None

    @property
    def lacks_its_end(self) -> bool:
        return not self.is_over and not self.reader.may_lack_its_end

    def read(self, data: bytes) -> None:
        """Take what came. Raises BadAnswerError, DownloadCancelledError."""
        had_head = self.reader.head is not None
        piece = self.reader.read(data)
        if not had_head and self.reader.head is not None:
            self._head_came()
        if piece and self.stop is None:
            self._body.append(piece)
            self._size_bytes += len(piece)
            self._check_size(self._size_bytes)
            self.stop = check_stop_download(
                signals.bytes_received, self._crawler, self.request, data=piece
            )

    def _head_came(self) -> None:
        head = self.reader.head
        assert head is not None  # noqa: S101 - its caller has looked
        self.request.meta["download_latency"] = monotonic() - self._began
        self.stop = check_stop_download(
            signals.headers_received,
            self._crawler,
            self.request,
            headers=self._headers,
            body_length=head.length,
        )
        self._check_size(head.length or 0)

    def _check_size(self, size_bytes: int) -> None:
        if self._most_bytes and size_bytes > self._most_bytes:
            said = f"{self.request}: {size_bytes} bytes, more than {self._most_bytes}"
            logger.warning(said)
            raise DownloadCancelledError(said)

    def response(self, address: IPv4Address) -> Response:
        """Return the answer, as far as it came."""
        head = self.reader.head
        assert head is not None  # noqa: S101 - without one, asking has raised
        return make_response(
            url=self.request.url.partition("#")[0],
            status=head.status,
            headers=self._headers,
            body=b"".join(self._body),
            flags=self._flags(),
            ip_address=address,
            protocol=f"HTTP/{head.version}",
            stop_download=self.stop,
        )

    def _flags(self) -> list[str] | None:
        if self.is_over:
            return None
        return ["dataloss" if self.lacks_its_end else "partial"]

    @cached_property
    def _headers(self) -> Headers:
        head = self.reader.head
        headers = Headers()
        for name, value in head.headers if head else ():
            headers.appendlist(name, value)
        return headers


class _Connection(asyncio.Protocol):
    """One connection, over which one thing at a time is asked."""

    is_open = False
    address: IPv4Address
    """Of the server."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._exchange: _Exchange | None = None
        self._over: asyncio.Future[None] | None = None
        self.address = cast("IPv4Address", ip_address(transport.get_extra_info("peername")[0]))
        self.is_open = True

    async def ask(self, message: bytes, exchange: _Exchange) -> None:
        """Send a request; return when its answer is there, or the connection has ended.

        Raises BadAnswerError, DownloadCancelledError, _NeverAnsweredError.
        """
        self._exchange = exchange
        self._over = asyncio.get_running_loop().create_future()
        self._transport.write(message)
        try:
            await self._over
        finally:
            self._exchange = self._over = None

    def data_received(self, data: bytes) -> None:
        exchange, over = self._exchange, self._over
        if exchange is None or over is None or over.done():
            self.close()  # nobody has asked
            return
        try:
            exchange.read(data)
        except Exception as error:  # raised where it is waited for
            over.set_exception(error)
        else:
            if exchange.is_over:
                over.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_open = False
        exchange, over = self._exchange, self._over
        if exchange is None or over is None or over.done():
            return
        if not exchange.reader.has_begun:
            over.set_exception(_NeverAnsweredError(str(exc or "the server closed the connection")))
        elif exchange.reader.head is None:
            over.set_exception(BadAnswerError("the connection ended within the head"))
        else:
            over.set_result(None)

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self._transport.abort()


async def _connected(place: Place) -> _Connection:
    """Return a connection to the address that was found for the host before (see ``addresses``)."""
    host, port = place
    try:
        address = await resolved(host)
    except (DNSLookupError, UnicodeError) as error:
        raise CannotResolveHostError(str(error)) from error
    try:
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(_Connection, address, port)
    except ConnectionRefusedError as error:
        raise DownloadConnectionRefusedError(str(error)) from error
    except OSError as error:
        raise DownloadFailedError(str(error)) from error
    return connection


def _message(request: Request) -> bytes:
    """Return a request as it goes over the wire."""
    host, path = request.url.partition("#")[0].partition("://")[2], ""
    if (end := _END_OF_HOST.search(host)) is not None:
        host, path = host[: end.start()], host[end.start() :]
    target = path if path.startswith("/") else f"/{path}"
    lines = [f"{request.method} {target} HTTP/1.1".encode("ascii")]
    if b"Host" not in request.headers:
        lines.append(b"Host: " + host.removesuffix(":80").encode("ascii"))
    lines += _lines(request.headers.items())
    if request.body or request.method in {"POST", "PUT"}:
        lines.append(b"Content-Length: %d" % len(request.body))
    return b"\r\n".join([*lines, b"", request.body])


def _lines(headers: Iterable[tuple[bytes, list[bytes]]]) -> list[bytes]:
    return [
        name + b": " + b" ".join(value.splitlines())
        for name, values in headers
        for value in values
        if name != b"Content-Length"
    ]
