"""As what a host is asked: by http or https, with ``www.`` or without it; pages link by all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crawler.discovery.result import Reading
from seeds.addresses import bare_name
from seeds.catalogue import Site


class Origins:
    """One scheme and name for each host that a start URL names: what it says, or redirects to.

    Otherwise an article that is linked by two of them would be two pages. Where a name with
    ``www.`` and the one without are two sites of the catalogue, each stays what it is.
    """

    def __init__(self, sites: Iterable[Site]) -> None:
        self._of_host: dict[str, str] = {}
        starts = [(site.id, _origin(url)) for site in sites for url in site.start_urls]
        self._apart = _names_of_two(starts)
        for _, origin in starts:
            self._set(origin)

    def learn(self, url: str, target: str) -> None:
        """Take note of a redirect; one that changes nothing but the origin holds for the host."""
        here, there = _origin(url), _origin(target)
        same_page = url[len(here) :] == target[len(there) :]
        name = bare_name(_host(there))
        if not same_page or bare_name(_host(here)) != name:
            return
        if name not in self._apart or _host(here) == _host(there):
            self._set(there)

    def readdressed(self, reading: Reading) -> Reading:
        """Return a page's reading with the addresses that are asked instead of those linked."""
        following = reading.following
        return replace(
            reading,
            links=tuple(
                (replace(link, url=self._asked(link.url)), judged) for link, judged in reading.links
            ),
            following=None if following is None else self._asked(following),
        )

    def _set(self, origin: str) -> None:
        name = bare_name(_host(origin))
        hosts = (_host(origin),) if name in self._apart else (name, f"www.{name}")
        self._of_host |= dict.fromkeys(hosts, origin)

    def _asked(self, url: str) -> str:
        linked = _origin(url)
        asked = self._of_host.get(_host(linked), linked)
        return url if asked == linked else asked + url[len(linked) :]


def _names_of_two(starts: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the bare names whose hosts, with ``www.`` and without, are different sites."""
    sites_of: dict[str, dict[str, set[str]]] = {}
    for site_id, origin in starts:
        host = _host(origin)
        sites_of.setdefault(bare_name(host), {}).setdefault(host, set()).add(site_id)
    return frozenset(
        name
        for name, hosts in sites_of.items()
        if len(hosts) > 1 and len(set().union(*hosts.values())) > 1
    )


def _origin(url: str) -> str:
    """Return scheme and host of an address."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def _host(origin: str) -> str:
    return origin.partition("://")[2]
