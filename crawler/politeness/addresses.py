"""Keeps requests off the machine's own network, wherever a link or a redirect points.

A link in a public page that leads to ``169.254.169.254`` or to a name that resolves to
``10.0.0.1`` would make the crawl ask services that only trust their neighbours.
"""

from __future__ import annotations

import ipaddress
from typing import Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.politeness.refusals import RefusedError
from crawler.politeness.slots import HostDownloader
from seeds.addresses import host_of, split_port
from seeds.catalogue import Site


class AddressMiddleware:
    """Looks hosts up; refuses those at private, loopback, link-local and other special addresses.

    A host that one of the catalogue's start URLs names may stand anywhere. Names are looked up with
    the resolver, and hence the cache, that the connection will use.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._is_ours: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keep the crawler, whose spider knows the sites."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise RefusedError for a host that only the own network can see."""
        host = host_of(request.url)
        if host not in self._is_ours:
            self._is_ours[host] = await self._learn(host)
        if self._is_ours[host]:
            raise RefusedError(f"private address: {host}")

    async def _learn(self, host: str) -> bool:
        """Look a host up; tell whether it is one of our own network that no site names."""
        address = await _address_of(host)
        if address is None:
            return False
        downloader = self._crawler.engine.downloader
        if isinstance(downloader, HostDownloader):
            downloader.address_book.learn(host, address)
        return is_special(address) and host not in self._named()

    def _named(self) -> frozenset[str]:
        sites: dict[str, Site] = getattr(self._crawler.spider, "sites", {})
        return frozenset(host_of(url) for site in sites.values() for url in site.start_urls)


def is_special(address: str) -> bool:
    """Tell whether an IP address is not one of the public internet's."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return not ip.is_global or ip.is_multicast


async def _address_of(host: str) -> str | None:
    """Return the IP address of a host; None where none is found: the connection will say why."""
    name = split_port(host)[0].strip("[]")
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        pass  # a name, not an address
    try:
        return await _resolved(name)
    except (DNSLookupError, OSError):
        return None


async def _resolved(name: str) -> str:
    from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install one

    answer = cast("Deferred[object]", cast("ReactorBase", reactor).resolve(name))
    return str(await maybe_deferred_to_future(answer))
