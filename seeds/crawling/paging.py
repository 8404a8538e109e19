"""How lists go on, from ``paging.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("paging.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptPager:
    """A pager that a script writes: the page holds the number of pages, not the links."""

    name: str
    pattern: re.Pattern[str]
    """Groups ``pages`` (how many), and optionally ``current``, ``base`` and ``ext``."""
    counts_from: int
    """The first page's number in ``current`` and in file names, 0 or 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A numbered form of address; group ``n`` of the pattern is the number."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HanwebPager:
    """The parts of a Hanweb ``jpage`` list, as the page's script writes them."""

    record: re.Pattern[str]
    next_group: re.Pattern[str]
    total_page: re.Pattern[str]
    total_record: re.Pattern[str]
    per_page: re.Pattern[str]
    proxy_url: re.Pattern[str]
    form_field: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagingKnowledge:
    """All that is known of paging."""

    next_words: frozenset[str]
    pager_words: frozenset[str]
    """Of all links that lead to pages of the same list."""
    scripts: tuple[ScriptPager, ...]
    series: tuple[Series, ...]
    hanweb: HanwebPager


@cache
def paging_knowledge() -> PagingKnowledge:
    """Return the knowledge of ``paging.toml``, read once."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words = {name: frozenset(listed) for name, listed in data["words"].items()}
    return PagingKnowledge(
        next_words=words["next"],
        pager_words=frozenset().union(*words.values()),
        scripts=tuple(_script(entry) for entry in data["script"]),
        series=tuple(_series(entry) for entry in data["series"]),
        hanweb=_hanweb(data["hanweb"]),
    )


def _script(entry: dict[str, Any]) -> ScriptPager:
    return ScriptPager(
        name=entry["name"],
        pattern=re.compile(entry["pattern"]),
        counts_from=entry["counts_from"],
    )


def _series(entry: dict[str, Any]) -> Series:
    return Series(name=entry["name"], pattern=re.compile(entry["pattern"], re.IGNORECASE))


def _hanweb(entry: dict[str, str]) -> HanwebPager:
    flags = re.IGNORECASE | re.DOTALL
    return HanwebPager(**{key: re.compile(pattern, flags) for key, pattern in entry.items()})
