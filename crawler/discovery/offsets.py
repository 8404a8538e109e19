"""Numbers that count rows where they were taken for pages': what the answers themselves show.

Page two of a list that is asked for by ``pn=1`` and lists what ``pn=0`` listed, but for one row at
each end, begins one row further on: ``pn`` is that row's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from crawler.discovery.counted_up import counted_up
from crawler.discovery.entry_patterns import EntryPattern
from crawler.discovery.forms import (
    by_name,
    form_address,
    form_of,
    json_address,
    json_of,
    sent,
    target_of,
    with_entry_link,
)
from crawler.discovery.json_text import read_json
from crawler.discovery.steps import written_steps

_FEWEST_ROWS = 4
"""Of a page that can show it: of two or three, two may be such as stand above every page."""


def beyond_shown(url: str, following: str, listed: Set[str], before: Set[str]) -> str:
    """Return the address of a list's page after ``url``: ``following``, but for lists as above.

    ``listed``: the articles that ``url`` lists; ``before``: those of the page before it. The rows
    of a page are what such a number grows by from here on, which the address tells.
    """
    if len(before) != len(listed) or len(listed) < _FEWEST_ROWS or len(listed - before) != 1:
        return following
    growing = _grown(url, following)
    steps = written_steps({name: len(listed) for name in growing}) if len(growing) == 1 else None
    if steps is None:
        return following
    pattern = replace(EntryPattern.carried_by(url), counts=steps)
    return counted_up(_with_pattern(url, str(pattern)), len(listed))[1]


def _with_pattern(url: str, pattern: str) -> str:
    """Return a list's address with another pattern of its entries' links."""
    as_json, target = json_of(url), target_of(url)
    if as_json is not None:
        return with_entry_link(json_address(target, as_json), pattern)
    if form_of(url) is None:
        return with_entry_link(target, pattern)
    return with_entry_link(form_address(target, by_name(sent(form_of(url) or []))), pattern)


def _grown(url: str, following: str) -> list[str]:
    """Return the names of what differs in two addresses that are made alike; none of others."""
    here, there = list(_sent(url)), list(_sent(following))
    if [name for name, _ in here] != [name for name, _ in there]:
        return []
    return [name for (name, one), (_, other) in zip(here, there, strict=True) if one != other]


def _sent(url: str) -> Iterator[tuple[str, str]]:
    """Yield what an address sends, also within other values."""
    as_json = json_of(url)
    fields = list(as_json.items()) if as_json is not None else sent(form_of(url) or [])
    yield from _leaves([*parse_qsl(urlsplit(target_of(url)).query), *fields])


def _leaves(fields: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    for name, value in fields:
        within = read_json(value) if isinstance(value, str) else value
        if isinstance(within, Mapping):
            yield from _leaves(within.items())
        else:
            yield name.rpartition("[")[2].rstrip("]"), str(value)
