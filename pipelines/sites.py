"""Finds the catalogue's entry of an address."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.errors import InputError
from pipelines.selectors import selector_error
from seeds.catalogue import CatalogueError, Site, load_catalogue


class SiteIndex:
    """Sites by the hosts that they own; the longest matching domain wins."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self._by_domain = {
            domain.lower(): site for site in sites for domain in site.allowed_domains
        }

    def site_of(self, url: str) -> Site | None:
        """Return the site whose domain the URL's host is, or lies under."""
        host = urlsplit(url).netloc.rpartition("@")[2].lower()
        for name in (host, host.partition(":")[0]):
            labels = name.split(".")
            for start in range(len(labels)):
                site = self._by_domain.get(".".join(labels[start:]))
                if site is not None:
                    return site
        return None


def load_sites(catalogue: Path | None) -> SiteIndex:
    """Return the index of a catalogue file or folder, empty without one.

    Raises InputError, with the loader's own line, when the catalogue has a mistake.
    """
    if catalogue is None:
        return SiteIndex(())
    try:
        return SiteIndex(load_catalogue(catalogue, check_selector=selector_error))
    except CatalogueError as error:
        raise InputError(str(error)) from error
