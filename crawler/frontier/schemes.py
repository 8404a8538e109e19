"""By which scheme a host is asked, http or https: pages link themselves by both, as they please."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.discovery.result import Reading
from seeds.catalogue import Site


class Schemes:
    """One scheme for each host that a start URL names: the one it says, or redirects to.

    Otherwise an article that is linked by both would be two pages.
    """

    def __init__(self, sites: Iterable[Site]) -> None:
        self._of_host = {
            urlsplit(url).netloc: urlsplit(url).scheme for site in sites for url in site.start_urls
        }

    def learn(self, url: str, target: str) -> None:
        """Take note of a redirect; one that changes nothing but the scheme holds for the host."""
        (scheme, _, rest), (asked, _, same) = url.partition("://"), target.partition("://")
        if rest == same and scheme != asked:
            self._of_host[rest.partition("/")[0]] = asked

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

    def _asked(self, url: str) -> str:
        scheme, _, rest = url.partition("://")
        asked = self._of_host.get(rest.partition("/")[0], scheme)
        return url if asked == scheme else f"{asked}://{rest}"
