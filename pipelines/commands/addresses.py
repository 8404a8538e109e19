"""Gives pages that are on disk the addresses that a crawl would have asked them by."""

from __future__ import annotations

import dataclasses
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from archive.records import RawPage
from pipelines.inputs import Input

ONE_ADDRESS = "crawler.discovery.urls:one_address"
"""Who knows how an address is written: the crawl. By name, as in ``joining``."""


def normalised(pages: Iterable[Input]) -> Iterator[Input]:
    """Yield pages by one address each, however that was given: a crawl's page and its copy meet."""
    one_address = cast("Callable[[str], str]", pkgutil.resolve_name(ONE_ADDRESS))
    for page in pages:
        yield _known_as(page, one_address(page.url)) if isinstance(page, RawPage) else page


def _known_as(page: RawPage, url: str) -> RawPage:
    return page if url == page.url else dataclasses.replace(page, url=url, given_url=page.url)


def given_spellings(page: Input) -> dict[str, str]:
    """Return those addresses of an article's pages that its input spells otherwise, and how."""
    if not isinstance(page, RawPage):
        return {}
    parts = (page, *page.continuations)
    return {part.url: part.given_url for part in parts if part.given_url is not None}
