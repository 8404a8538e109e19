"""What pages say that are not there any more, from ``absence.toml``."""

from __future__ import annotations

import re
from functools import cache

from seeds.knowledge import read_table


@cache
def absence_phrases() -> tuple[str, ...]:
    """Return all phrases, in lower case."""
    return *page_phrases(), *_read("phrases")


@cache
def maintenance_phrases() -> tuple[str, ...]:
    """Return those of pages that stand in for others for a while; notices say them too."""
    return _read("maintenance")


@cache
def page_phrases() -> tuple[str, ...]:
    """Return those that speak of the page itself, so that no notice says them."""
    return _read("pages")


@cache
def maintenance_addresses() -> tuple[str, ...]:
    """Return what stands in the addresses of such pages."""
    return _read("maintenance_addresses")


@cache
def absence_titles() -> tuple[str, ...]:
    """Return what headlines of such pages hold."""
    return _read("titles")


@cache
def empty_list_words() -> re.Pattern[str]:
    """Return what stands in place of a list's rows where it has none."""
    return re.compile(read_table("crawling/absence.toml")["empty_list"], re.IGNORECASE)


def _read(name: str) -> tuple[str, ...]:
    return tuple(phrase.lower() for phrase in read_table("crawling/absence.toml")[name])
