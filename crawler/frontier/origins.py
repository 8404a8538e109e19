"""As what a host is asked: by http or https, with ``www.`` or without it; pages link by all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crawler.discovery.result import Reading
from seeds.addresses import bare_name
from seeds.catalogue import Site


class Origins:
    """One scheme and name for each host that a start URL names: what it says, or redirects to.

    Otherwise an article that is linked by two of them would be two pages.
    """

    def __init__(self, sites: Iterable[Site]) -> None:
        self._of_host: dict[str, str] = {}
        for site in sites:
            for url in site.start_urls:
                self._set(_origin(url))

    def learn(self, url: str, target: str) -> None:
        """Take note of a redirect; one that changes nothing but the origin holds for the host."""
        here, there = _origin(url), _origin(target)
        same_page = url[len(here) :] == target[len(there) :]
        if same_page and bare_name(_host(here)) == bare_name(_host(there)):
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
        self._of_host |= {name: origin, f"www.{name}": origin}

    def _asked(self, url: str) -> str:
        linked = _origin(url)
        asked = self._of_host.get(_host(linked), linked)
        return url if asked == linked else asked + url[len(linked) :]


def _origin(url: str) -> str:
    """Return scheme and host of an address."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def _host(origin: str) -> str:
    return origin.partition("://")[2]
