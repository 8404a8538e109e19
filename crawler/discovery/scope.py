"""What of the web belongs to a site and may be fetched."""

from __future__ import annotations

from urllib.parse import urlsplit

from crawler.discovery.urls import pattern_of, shape_of
from seeds.catalogue import Site
from seeds.crawling.data import data_knowledge
from seeds.crawling.links import link_knowledge


class Scope:
    """One site's border."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._excluded = tuple((text, pattern_of(text)) for text in site.exclude_urls)

    def refusal(self, url: str) -> str | None:
        """Return why ``url`` is left alone, in one short clause, or None when it may be fetched."""
        if not self.covers(url):
            return "offsite"
        suffix = urlsplit(url).path.rpartition("/")[2].rpartition(".")
        if suffix[1] and suffix[2].lower() in link_knowledge().file_suffixes:
            return f"file: {suffix[2].lower()}"
        return self._pattern_against(url) or _never(url, declared=False)

    def refusal_of_declared(self, url: str) -> str | None:
        """Return why ``url`` is left alone that a page names itself: a feed, its script's list."""
        return self.exclusion(url) or _never(url, declared=True)

    def refusal_of_call(self, url: str) -> str | None:
        """Return why ``url`` is left alone that a page's script would ask for."""
        acts = data_knowledge().acts(urlsplit(url).path)
        return self.refusal_of_declared(url) or ("never: what changes something" if acts else None)

    def exclusion(self, url: str) -> str | None:
        """Return why the catalogue keeps us from ``url``, whatever the address looks like."""
        return self._pattern_against(url) if self.covers(url) else "offsite"

    def forbids(self, url: str) -> bool:
        """Tell whether the catalogue keeps us from ``url``."""
        return self.exclusion(url) is not None

    def covers(self, url: str) -> bool:
        """Tell whether ``url`` lies on the site's hosts, and names no user before them."""
        host = urlsplit(url).netloc
        return "@" not in host and self._site.covers(host)

    def _pattern_against(self, url: str) -> str | None:
        for text, pattern in self._excluded:
            if pattern.search(url):
                return f"exclude_urls: {text}"
        return None


def _never(url: str, *, declared: bool) -> str | None:
    shape = shape_of(url)
    for never in link_knowledge().never:
        if never.pattern.search(shape) and not (declared and never.unless_declared):
            return f"never: {never.name}"
    return None
