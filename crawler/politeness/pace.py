"""How fast each host is asked: the catalogue's delay, robots.txt's, and what the host can bear."""

from __future__ import annotations

import logging
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import SETTINGS_PRIORITIES

from archive.monitoring.rests import LONGEST_REST, Rest
from crawler.politeness.slots import AddressBook, HostDownloader, HostSlot
from crawler.running.clock import now
from seeds.addresses import host_of
from seeds.catalogue import Site

logger = logging.getLogger(__name__)

host_rests = object()
"""Signal: a host asked to be left alone for longer than this run; with ``host`` and ``rest``."""

BUSY = frozenset({429, 503})
_GOOD = frozenset({200, 304})
"""Answers that show how fast a host works; most of a later run's are "not modified"."""
_WIDER = 2.0
_MOST_BUSY = 6
"""Answers 429 and 503 in a row, two pages with their retries, after which a host rests for the run:
its delay has grown to a minute by then, and a run that waits on keeps those of the next hours
from all other sites."""
_SMALLEST_WIDENED = 1.0
"""Seconds; what a delay of 0 grows from."""


class Pace:
    """Sets each host's delay; an extension, so that other parts reach it by ``Crawler``.

    The smallest delay of a host is the larger of the catalogue's and robots.txt's Crawl-delay.
    Above that it follows the time that the host takes to answer, as Scrapy's AutoThrottle does,
    and doubles with each 429 and 503. A host that asks for more patience than
    AUTOTHROTTLE_MAX_DELAY, or answers nothing else, rests for the remainder of the run; so does one
    that asked an earlier run for it, until the time that it named.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._default = settings.getfloat("DOWNLOAD_DELAY")
        priority = settings.getpriority("DOWNLOAD_DELAY") or 0
        self._commanded = priority >= SETTINGS_PRIORITIES["cmdline"]
        self._widest = settings.getfloat("AUTOTHROTTLE_MAX_DELAY")
        self._adapts = settings.getbool("PACE_ENABLED")
        self._catalogue_delays: dict[str, float] = {}
        self._crawl_delays: dict[str, float] = {}
        self._resting: dict[str, Rest] = {}
        self._busy: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to requests and answers."""
        pace = cls(crawler)
        crawler.signals.connect(pace._keep_promises, signal=signals.spider_opened)
        crawler.signals.connect(pace._before, signal=signals.request_reached_downloader)
        crawler.signals.connect(pace._after, signal=signals.response_downloaded)
        return pace

    # --- what other parts say and ask -------------------------------------------------------------

    def obey_crawl_delay(self, host: str, seconds: float) -> None:
        """Never ask ``host`` more often than once in ``seconds``."""
        self._crawl_delays[host] = seconds

    def widen(self, host: str, factor: float) -> None:
        """Multiply a host's delay."""
        slot = self._slot(host)
        if slot is not None:
            slot.delay = min(max(slot.delay, _SMALLEST_WIDENED) * factor, self._ceiling(host))

    def rest(self, host: str, reason: str, *, until: datetime | None = None) -> None:
        """Ask ``host`` nothing more in this run, nor in a later one before ``until``."""
        if self._resting.setdefault(host, Rest(reason, until)).reason == reason:
            logger.warning("%s rests for this run: %s", host, reason)
            if self._downloader is not None:
                self._downloader.refuse_waiting(host, reason)
            if until is not None:
                told = {"host": host, "rest": self._resting[host]}
                self._crawler.signals.send_catch_log(host_rests, **told)

    def resting(self, host: str) -> str | None:
        """Return why ``host`` rests, or None."""
        rest = self._resting.get(host)
        return None if rest is None else rest.reason

    @property
    def resting_hosts(self) -> dict[str, Rest]:
        """Every host that rests."""
        return dict(self._resting)

    def floor(self, host: str) -> float:
        """Return the smallest delay of ``host``, and of all on its machine, in seconds."""
        book = self._downloader.address_book if self._downloader else AddressBook()
        return max(
            max(self._catalogue_delay(each), self._crawl_delays.get(each, 0.0))
            for each in book.neighbours(host)
        )

    # --- signals ----------------------------------------------------------------------------------

    def _before(self, request: Request) -> None:
        host = host_of(request.url)
        slot = self._slot(host)
        if slot is not None:
            slot.smallest_delay = self.floor(host)
            widened = slot.delay if slot.lastseen else 0.0
            slot.delay = max(widened, slot.smallest_delay)

    def _after(self, response: Response, request: Request) -> None:
        host = host_of(request.url)
        slot = self._slot(host)
        latency = request.meta.get("download_latency")
        if slot is None or not isinstance(latency, float) or not self._adapts:
            return
        self._busy[host] = self._busy[host] + 1 if response.status in BUSY else 0
        if response.status in BUSY:
            self._back_off(host, slot, response)
        elif latency > slot.delay or response.status in _GOOD:
            # Errors are quick to answer: they may slow us down, never hasten us.
            adapted = max(latency, (slot.delay + latency) / 2)
            slot.delay = min(max(adapted, self.floor(host)), self._ceiling(host))

    def _back_off(self, host: str, slot: HostSlot, response: Response) -> None:
        wanted = retry_after(response, time.time())
        if wanted is not None and wanted > self._widest:
            until = now() + min(timedelta(seconds=wanted), LONGEST_REST)
            self.rest(host, f"HTTP {response.status}: Retry-After {wanted:.0f} s", until=until)
        elif self._busy[host] >= _MOST_BUSY:
            self.rest(host, f"HTTP {response.status}: {_MOST_BUSY} times in a row")
        self.widen(host, _WIDER)
        slot.delay = max(slot.delay, min(wanted or 0.0, self._ceiling(host)))
        slot.lastseen = time.monotonic()  # Retry-After counts from the answer
        logger.info("%s says %d: its delay is now %.1f s", host, response.status, slot.delay)

    def _keep_promises(self) -> None:
        """Let those hosts of the run's sites rest that asked an earlier run for more time."""
        session = getattr(self._crawler.spider, "session", None)
        if session is None or not self._adapts:
            return
        for host, rest in session.resting.items():
            if any(site.covers(host) for site in session.plan.sites):
                self.rest(host, rest.reason, until=rest.until)

    # --- parts ------------------------------------------------------------------------------------

    def _slot(self, host: str) -> HostSlot | None:
        return None if self._downloader is None else self._downloader.slot_of(host)

    @property
    def _downloader(self) -> HostDownloader | None:
        downloader = self._crawler.engine.downloader if self._crawler.engine else None
        return downloader if isinstance(downloader, HostDownloader) else None

    def _ceiling(self, host: str) -> float:
        return max(self._widest, self.floor(host))

    def _catalogue_delay(self, host: str) -> float:
        if self._commanded:
            return self._default
        if host not in self._catalogue_delays:
            sites: dict[str, Site] = getattr(self._crawler.spider, "sites", {})
            delays = [site.delay_seconds for site in sites.values() if site.covers(host)]
            self._catalogue_delays[host] = max(delays, default=self._default)
        return self._catalogue_delays[host]


def retry_after(response: Response, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for, at ``now`` (Unix time), or None."""
    raw = response.headers.get("Retry-After")
    if raw is None:
        return None
    value = raw.decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.fromtimestamp(now, UTC)).total_seconds())
