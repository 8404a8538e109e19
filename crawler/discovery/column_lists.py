"""Columns as JSON: entries of which a page's script asks for a list each, and trees of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from crawler.discovery.entry_patterns import filled
from crawler.discovery.forms import below_link_of, list_link_of, with_list_link
from crawler.discovery.urls import absolute
from seeds.crawling.data import data_knowledge

_MOST_COLUMNS = 60
"""Entries of one answer that lead to a list each."""


def lists(value: object, url: str) -> list[str]:
    """Return the addresses of the lists to which the entries of an answer lead (``forms``).

    In a tree, those of the answers with the entries below them are among them.
    """
    pattern, below = list_link_of(url) or "", below_link_of(url)
    entries = list(islice(_entries_with(value, pattern), _MOST_COLUMNS))
    made = [filled(pattern, by_key) for by_key in entries]
    deeper = [filled(below, by_key) for by_key in entries if _has_more_below(by_key)]
    told = [with_list_link(address, pattern, below) for address in deeper if address]
    found = (_absolute(url, address) for address in (*made, *told))
    return [address for address in dict.fromkeys(found) if address]


def _has_more_below(by_key: Mapping[str, object]) -> bool:
    """Tell whether an entry says that there are others below it, and has none with it."""
    said = {by_key.get(name) for name in data_knowledge().says_more_below}
    return not {True, "true"}.isdisjoint(said) and not any(_below(by_key))


def _absolute(base: str, address: str) -> str | None:
    """Return an address, with what is sent along, that a script makes on a page."""
    target, mark, rest = address.partition("#")
    url = absolute(base, target)
    return url and f"{url}{mark}{rest}"


def _within(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else ()


def _entries_with(value: object, pattern: str) -> Iterator[Mapping[str, object]]:
    """Yield the outermost objects of an answer that have all parts of a pattern.

    In a tree, those below them as well.
    """
    inside = _within(value)
    if isinstance(value, Mapping):
        by_key = {str(name).lower(): inner for name, inner in value.items()}
        if filled(pattern, by_key):
            yield by_key
            inside = _below(by_key)
    for inner in inside:
        yield from _entries_with(inner, pattern)


def _below(by_key: Mapping[str, object]) -> Iterator[object]:
    """Yield what an entry of a tree has below it."""
    return filter(None, (by_key.get(name) for name in data_knowledge().below))
