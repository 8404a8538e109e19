"""What counts as one host for delays and for one request at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine
from functools import cache
from ipaddress import ip_address
from time import monotonic
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.defer import Deferred

from crawler.politeness.patience import Patience
from crawler.politeness.refusals import HostRestsError, RunEndsError
from seeds.addresses import host_of, split_port


class AddressBook:
    """Which hosts are one machine: a province's platform has hundreds of sites at one address.

    Hosts are written as ``host_of`` gives them, with a port that is not the scheme's own.
    """

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._hosts: dict[str, list[str]] = {}

    def learn(self, host: str, address: str) -> None:
        """Remember the IP address of a host, once."""
        if host not in self._addresses:
            self._addresses[host] = address
            self._hosts.setdefault(self.key_of(host), []).append(host)

    def key_of(self, host: str) -> str:
        """Return what the hosts of one machine have in common: its address, whatever their ports.

        But for this very machine, which nobody crawls out of a catalogue of the world: on it each
        port is a web of its own, that of a test, of the demo, or of one's own mirror.
        """
        address = self._addresses.get(host)
        if address is None:
            return host
        port = split_port(host)[1]
        return f"{address}:{port}" if port and _is_this_machine(address) else address

    def neighbours(self, host: str) -> list[str]:
        """Return the known hosts of the machine on which ``host`` stands, itself among them."""
        return self._hosts.get(self.key_of(host), [host])


@cache
def _is_this_machine(address: str) -> bool:
    return ip_address(address).is_loopback


class HostSlot(Slot):
    """The queue of one machine, whose smallest delay counts from the end of an answer.

    Scrapy's own counts a delay from when it takes a request out of the queue. The server sees the
    request later, by as much as connecting takes, and the following one may be quick: it would see
    two in less than the delay. What the pace adds to the smallest delay goes on counting from the
    request. Both are asked for anew whenever the queue is looked at, since robots.txt may raise
    the one, and an answer's own time lowers the other, after the answer came.
    """

    __slots__ = ("answered", "smallest_delay")

    def __init__(self, concurrency: int, delay: float, jitter: float) -> None:
        super().__init__(concurrency, delay, jitter)
        self.smallest_delay = 0.0
        """Seconds: what a host must be given, whatever its own answers take."""
        self.answered = 0.0
        """When the latest answer ended, by ``monotonic``."""

    def download_delay(self) -> float:
        """Return the seconds from ``lastseen`` to the next request."""
        rest = self.answered + self.smallest_delay - self.lastseen if self.answered else 0.0
        return max(super().download_delay(), rest)

    def note_answer(self) -> None:
        """Count the smallest delay from now on."""
        self.answered = monotonic()


class HostDownloader(Downloader):
    """Keeps one queue a machine, whichever way a request came about.

    Scrapy's own takes the key from ``meta`` where a request has it, and a redirect to another host
    inherits that; robots.txt has none and would go by the name alone.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.address_book = AddressBook()
        self._ending = False
        crawler.signals.connect(self._begun, signal=signals.engine_started)
        self._patience = Patience(crawler)
        download = self.handlers.download_request_async
        # Put around it: Scrapy has no hook between an answer's end and the next request.
        self._download_at_once = download
        timed = self._timed(download)
        self.handlers.download_request_async = timed  # type: ignore[method-assign, assignment]

    def _begun(self) -> None:
        """Put ``end_waiting`` before the engine's closing, of which no signal tells in time."""
        engine = self.crawler.engine
        assert engine is not None  # noqa: S101 - it has sent the signal
        close = engine.close_spider_async

        async def close_at_once(*, reason: str = "cancelled") -> None:
            self.end_waiting()
            await close(reason=reason)

        engine.close_spider_async = close_at_once  # type: ignore[method-assign]

    def end_waiting(self) -> None:
        """Let go of every request that waits for a host's delay, and take no more.

        The engine closes when all it began with is done, which would be the longest delay later.
        """
        self._ending = True
        for slot in self.slots.values():
            waiting, slot.queue = slot.queue, deque()
            for _, answer in waiting:
                answer.errback(RunEndsError())

    async def _enqueue_request(self, request: Request) -> Response:
        if self._ending:
            raise RunEndsError
        return await super()._enqueue_request(request)

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        # Scrapy 2.19 counts a request as under way when its task begins, which is later: a host
        # without a delay would be asked at one moment for all that waits.
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)

    async def download_unqueued(self, request: Request) -> Response:
        """Return the answer of a handler that asks no server: a browser that shows a page."""
        return await self._download_at_once(request)

    def get_slot_key(self, request: Request) -> str:
        """Return the machine's key."""
        return self.address_book.key_of(host_of(request.url))

    def _get_slot(self, request: Request, spider: Spider | None = None) -> tuple[str, Slot]:  # noqa: ARG002 - Scrapy's signature
        key, slot = super()._get_slot(request)
        if not isinstance(slot, HostSlot):
            slot = self.slots[key] = HostSlot(slot.concurrency, slot.delay, slot.jitter)
        return key, slot

    def _timed(
        self, download: Callable[[Request], Coroutine[Any, Any, Response]]
    ) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        async def timed(request: Request) -> Response:
            try:
                return await self._patience.wait(request, download)
            finally:
                slot = self.slots.get(request.meta[self.DOWNLOAD_SLOT])
                if isinstance(slot, HostSlot):
                    slot.note_answer()

        return timed

    def slot_of(self, host: str) -> HostSlot | None:
        """Return the queue in which requests to a host stand, None before the first."""
        slot = self.slots.get(self.address_book.key_of(host))
        return slot if isinstance(slot, HostSlot) else None

    def refuse_waiting(self, host: str, reason: str) -> None:
        """Refuse the requests to a host that wait: they were let in before it rested."""
        slot = self.slot_of(host)
        if slot is None:
            return
        waiting = list(slot.queue)
        slot.queue = deque(entry for entry in waiting if host_of(entry[0].url) != host)
        for request, answer in waiting:
            if host_of(request.url) == host:
                answer.errback(HostRestsError(reason))
