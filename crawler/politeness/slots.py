"""What counts as one host for delays and for one request at a time."""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader import Downloader

from crawler.politeness.refusals import RefusedError
from seeds.addresses import host_of


class HostDownloader(Downloader):
    """Keeps one queue a host and port, whichever way a request came about.

    Scrapy's own takes the key from ``meta`` where a request has it, and a redirect to another host
    inherits that; robots.txt has none and would go by the name alone.
    """

    def get_slot_key(self, request: Request) -> str:
        """Return the host, with its port when that is not the scheme's own."""
        return host_of(request.url)

    def refuse_waiting(self, host: str, reason: str) -> None:
        """Refuse the requests that wait in a host's queue: they were let in before it rested."""
        slot = self.slots.get(host)
        while slot is not None and slot.queue:
            _, answer = slot.queue.popleft()
            answer.errback(RefusedError(reason, passing=True))
