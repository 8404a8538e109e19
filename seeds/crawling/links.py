"""URL shapes and words of links, from ``links.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("links.toml")


@dataclass(frozen=True, slots=True)
class Shape:
    """One form of address: what it is called, how it looks, how much a match counts."""

    name: str
    pattern: re.Pattern[str]
    """Searched in the lower-cased path and query, from the first ``/`` on."""
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKnowledge:
    """What an address and the words of a link say about the page behind it."""

    article: tuple[Shape, ...]
    list: tuple[Shape, ...]
    feed: tuple[Shape, ...]
    never: tuple[Shape, ...]
    address_attributes: tuple[str, ...]
    """Attributes in which links keep the address that a script sends their reader to."""
    file_suffixes: frozenset[str]
    """Of files that hold no page, in lower case without the dot."""
    more_words: frozenset[str]
    """Words of links to a column's full list, arrows and signs taken off."""
    byline: re.Pattern[str]
    """A label of the line below an article's headline."""
    legal: re.Pattern[str]
    """Words of the lines below a page that say whose it is."""
    column_words: tuple[str, ...]
    """Words within short links to columns of news."""
    service_words: tuple[str, ...]
    """Words within links to services, directories and profiles."""


@cache
def link_knowledge() -> LinkKnowledge:
    """Return the knowledge of ``links.toml``, read once."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words = data["words"]
    return LinkKnowledge(
        article=_shapes(data["article"]),
        list=_shapes(data["list"]),
        feed=_shapes(data["feed"]),
        never=_shapes(data["never"]),
        address_attributes=tuple(data["attributes"]["address"]),
        file_suffixes=frozenset(data["files"]["suffixes"]),
        more_words=frozenset(words["more"]),
        byline=re.compile(rf"(?:{'|'.join(words['byline'])})\s*[:：]"),
        legal=re.compile("|".join(words["legal"]), re.IGNORECASE),
        column_words=tuple(words["column"]),
        service_words=tuple(words["service"]),
    )


def _shapes(entries: list[dict[str, Any]]) -> tuple[Shape, ...]:
    return tuple(
        Shape(entry["name"], re.compile(entry["pattern"]), entry.get("weight", 1))
        for entry in entries
    )
