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
    organisation: re.Pattern[str]
    """The whole name of an authority."""
    person: re.Pattern[str]
    """A post with the name that holds it, before or after: groups ``before`` and ``after``."""
    doing: re.Pattern[str]
    """What makes news of a name."""
    day: re.Pattern[str]
    """A whole date within a text."""
    year: re.Pattern[str]
    """The whole name of a list that holds the rows of one year."""
    profile: re.Pattern[str]
    """What pages say that describe a department, a leader or a service."""


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
        organisation=re.compile(
            rf"[\u4e00-\u9fff（）、]{{2,24}}(?:{_any(data['names']['organisation'])})(?:（[^（）]*）)?"
        ),
        person=_person(_any(data["names"]["post"])),
        doing=re.compile(_any(data["names"]["doing"])),
        day=re.compile(data["dates"]["day"]),
        year=re.compile(data["dates"]["year"]),
        profile=re.compile(_any(data["profile"]["words"])),
    )


def _any(patterns: list[str]) -> str:
    return "|".join(patterns)


def _person(posts: str) -> re.Pattern[str]:
    post = rf"[\u4e00-\u9fff（）、，,\s]{{0,24}}(?:{posts})"
    return re.compile(
        rf"(?P<before>[\u4e00-\u9fff]{{2,4}})[\s:：|-]+{post}"
        rf"|{post}[\s:：|-]*(?P<after>[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{{1,2}})"
    )


def _shapes(entries: list[dict[str, Any]]) -> tuple[Shape, ...]:
    return tuple(
        Shape(entry["name"], re.compile(entry["pattern"]), entry.get("weight", 1))
        for entry in entries
    )
