"""How a page makes a link of an entry of a list: a pattern with the entry's parts in braces.

An entry ``{"id": 7, "day": "2020-03-01", "doc": {"name": "…"}}`` and the pattern
``/{day:8}/{id}.html`` make ``/01/7.html``: ``{id}`` is a part, ``{doc.name}`` a part within a part,
``{day:8}`` a part without its first eight characters, ``{day:0-4}`` its first four.

The address of the list carries the pattern (``forms.with_entry_link``), so it has a written form:
``ADDRESS``, ``ADDRESS|ADDRESS``, or either of these, a space and ``TITLE`` (or ``TITLE|TITLE``);
behind a further space ``+NAME``, by which parameter its pages are counted, where nothing else
would tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from crawler.discovery.forms import entry_link_of
from crawler.discovery.steps import steps_of
from seeds.crawling.data import data_knowledge
from seeds.whole_numbers import whole_number

_PART = re.compile(r"\{(?P<path>[\w$]+(?:\.[\w$]+)*)(?::(?P<from>\d{1,2})(?:-(?P<to>\d{1,2}))?)?\}")
_EITHER, _THEN_TITLE, _COUNTS = "|", " ", "+"
"""What stands between the pieces of the written form; in addresses all are percent-encoded."""
_IN_PATH = "/"
"""Begins what stands for a parameter's name where a number of the path counts pages."""


def in_path(number: int) -> str:
    """Return what stands for a number of the path that counts pages: the last is the first."""
    return f"{_IN_PATH}{number}"


def place_in_path(counts: str) -> int | None:
    """Return which number of the path counts pages, the last being 1; None where none does."""
    place = next(iter(steps_of(counts)), "")
    return whole_number(place[1:]) if is_in_path(place) else None


def is_in_path(name: str) -> bool:
    """Tell whether a name stands for a number of the path."""
    return name.startswith(_IN_PATH)


@dataclass(frozen=True, slots=True)
class EntryPattern:
    """What the scripts of a page make of an entry."""

    address: str = ""
    """Of the entry's page."""
    otherwise: str = ""
    """The address where an entry lacks a part that the first needs."""
    title: str = ""
    """What the link says; empty where that is not known."""
    counts: str = ""
    """What counts the list's pages (``discovery.steps``); empty where its name tells."""

    @classmethod
    def read(cls, written: str) -> Self:
        """Return the pattern that is written so."""
        known, _, counts = f" {written}".partition(f"{_THEN_TITLE}{_COUNTS}")
        addresses, _, title = known[1:].partition(_THEN_TITLE)
        address, _, otherwise = addresses.partition(_EITHER)
        return cls(address, otherwise, title, counts)

    @classmethod
    def carried_by(cls, url: str) -> Self:
        """Return the pattern that a list's address carries, an empty one where it has none."""
        return cls.read(entry_link_of(url) or "")

    def __str__(self) -> str:
        """Return the written form."""
        addresses = _EITHER.join(filter(None, (self.address, self.otherwise)))
        counts = self.counts and f"{_THEN_TITLE}{_COUNTS}{self.counts}"
        return f"{addresses}{_THEN_TITLE}{self.title}".rstrip() + counts

    @property
    def takes_given_address(self) -> bool:
        """Whether the address is nothing but the one that an entry brings: a part named for it."""
        keys = set(self.given_keys)
        return not keys.isdisjoint(data_knowledge().url_keys)

    @property
    def given_keys(self) -> list[str]:
        """The keys, outermost first, of the part that is the whole address; none of one made."""
        part = _PART.fullmatch(self.address)
        return [] if part is None else part["path"].lower().split(".")

    def address_of(self, entry: Mapping[str, object]) -> str:
        """Return the address of an entry, nothing where it lacks a part of each pattern."""
        return filled(self.address, entry) or filled(self.otherwise, entry)

    def title_of(self, entry: Mapping[str, object]) -> str:
        """Return what the link of an entry says, or nothing."""
        return next(filter(None, (filled(each, entry) for each in self.title.split(_EITHER))), "")


def filled(pattern: str, entry: Mapping[str, object]) -> str:
    """Return a pattern with an entry's parts; nothing where it has none or the entry lacks one."""
    values = [_value(entry, part) for part in _PART.finditer(pattern)]
    if not values or not all(values):
        return ""
    return _PART.sub(lambda part: _value(entry, part), pattern)


def _value(entry: Mapping[str, object], part: re.Match[str]) -> str:
    until = whole_number(part["to"]) if part["to"] else None
    return _part(entry, part["path"])[whole_number(part["from"] or "0") : until]


def _part(entry: Mapping[str, object], path: str) -> str:
    """Return the text or number at a path of keys within an entry, or nothing."""
    value: object = entry
    for key in path.split("."):
        within = value if isinstance(value, Mapping) else {}
        named = {str(name).lower(): inner for name, inner in within.items()}
        value = named.get(key.lower())
    return str(value).strip() if isinstance(value, int | str) and value else ""
