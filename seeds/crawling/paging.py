"""How lists go on, from ``paging.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from seeds.knowledge import read_table


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
class JpagePager:
    """What the plugin ``jpage`` is told behind its call."""

    call: re.Pattern[str]
    proxy_url: re.Pattern[str]
    """Group ``url``."""
    per_page: re.Pattern[str]
    """Group ``number``."""
    group_size: re.Pattern[str]
    """Group ``number``: pages that one call asks for."""
    parameters: re.Pattern[str]
    """Group ``fields``: what goes along with each call."""
    parameter: re.Pattern[str]
    """One of them; groups ``key``, and ``text`` or ``number``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfiguredPager:
    """A call that is told the number of pages and the parts of their file names."""

    call: re.Pattern[str]
    """What the call begins with; the others are searched behind it."""
    count: re.Pattern[str]
    """Group ``number``."""
    before: re.Pattern[str]
    """Of a page's number; group ``text``."""
    after: re.Pattern[str]
    """Of a page's number; group ``text``."""
    first: int
    """The number that the first page has or would have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDown:
    """Lists whose later pages have lower numbers; group ``list`` is in the pages' names."""

    sign: str
    """What a page holds that says the count."""
    count: re.Pattern[str]
    """A variable that holds the number of pages, in group ``pages``; its ``list`` may be empty."""
    file: re.Pattern[str]
    """A later page's file name; group ``number``."""
    spelled: re.Pattern[str]
    """Where the page's script spells such a file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagingKnowledge:
    """All that is known of paging."""

    further_page: str
    """The title under which the ledger has the further pages of a list."""
    by_script: str
    """The same of what a page's own script asks for,"""
    further_by_script: str
    """and of what follows that."""
    next_words: frozenset[str]
    loads_more_words: frozenset[str]
    """Of what a script adds rows above, arrows, dots and white space taken off."""
    day_before_words: frozenset[str]
    """Of links to the rows of the day before."""
    next_signs: frozenset[str]
    pager_words: frozenset[str]
    """Of all links that lead to pages of the same list, signs among them."""
    pager_names: tuple[str, ...]
    """In lower case, what a script that writes a pager cannot do without: a function or variable of
    the two below, or a plugin."""
    pager_call: re.Pattern[str]
    """A call of a function that writes a pager; group ``arguments``."""
    pager_plugins: tuple[str, ...]
    """In lower case, how scripts call libraries that draw a pager."""
    page_count: re.Pattern[str]
    """A variable that holds the number of pages; groups ``pages``, and ``from_nought`` where the
    system it belongs to numbers its first page 0."""
    current_page: re.Pattern[str]
    """A variable that holds this page's number; group ``number``."""
    row_count: re.Pattern[str]
    """What a plugin is told of the number of rows; groups ``number``, and ``from_nought`` where
    the system it belongs to has files for pages, the first of them number 0."""
    page_size: re.Pattern[str]
    """What a plugin is told of the rows of a page; group ``number``."""
    configured: tuple[ConfiguredPager, ...]
    counted_down: CountedDown
    rows_in_query: re.Pattern[str]
    """A query that says how many rows or pages its list has."""
    series: tuple[Series, ...]
    hanweb: HanwebPager
    jpage: JpagePager


@cache
def paging_knowledge() -> PagingKnowledge:
    """Return the knowledge of ``paging.toml``, read once."""
    data = read_table("crawling/paging.toml")
    words = {name: frozenset(listed) for name, listed in data["words"].items()}
    signs = {name: frozenset(listed) for name, listed in data["signs"].items()}
    return PagingKnowledge(
        further_page=data["ledger"]["further_page"],
        by_script=data["ledger"]["by_script"],
        further_by_script=data["ledger"]["further_by_script"],
        next_words=words["next"],
        loads_more_words=frozenset(words["loads_more"]),
        day_before_words=words["day_before"],
        next_signs=signs["next"],
        pager_words=frozenset().union(*words.values(), *signs.values()),
        pager_names=_pager_names(data["script"]),
        pager_call=_pager_call(data["script"]["functions"]),
        pager_plugins=tuple(data["script"]["plugins"]),
        page_count=_count(data["script"], "counts", "pages"),
        current_page=_variable(data["script"]["currents"], "number"),
        row_count=_count(data["script"], "rows", "number"),
        page_size=_variable(data["script"]["sizes"], "number"),
        counted_down=_counted_down(data["counted_down"]),
        rows_in_query=re.compile(data["counted"]["rows_in_query"], re.IGNORECASE),
        configured=tuple(_configured(entry) for entry in data["configured"]),
        series=tuple(_series(entry) for entry in data["series"]),
        hanweb=_hanweb(data["hanweb"]),
        jpage=JpagePager(**{key: re.compile(each) for key, each in data["jpage"].items()}),
    )


def _pager_names(script: dict[str, list[str]]) -> tuple[str, ...]:
    parts = ("functions", "counts_from_nought", "rows_from_nought", "counts", "plugins")
    listed = [name for part in parts for name in script[part]]
    return tuple(dict.fromkeys(name.lower() for name in listed))


def _pager_call(functions: list[str]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, functions))
    return re.compile(rf"\b(?:{names})\s*\((?P<arguments>[^()]*)\)", re.IGNORECASE)


def _count(script: dict[str, list[str]], key: str, group: str) -> re.Pattern[str]:
    from_nought, others = (
        "|".join(map(re.escape, script[each])) for each in (f"{key}_from_nought", key)
    )
    names = rf"(?:(?P<from_nought>{from_nought})|{others})"
    return re.compile(rf"""\b{names}["']?\s*[=:]\s*["']?(?P<{group}>\d+)""", re.IGNORECASE)


def _variable(names: list[str], group: str) -> re.Pattern[str]:
    return re.compile(
        rf"""\b(?:{"|".join(names)})["']?\s*[=:]\s*["']?(?P<{group}>\d+)""", re.IGNORECASE
    )


def _series(entry: dict[str, Any]) -> Series:
    return Series(name=entry["name"], pattern=re.compile(entry["pattern"], re.IGNORECASE))


def _configured(entry: dict[str, Any]) -> ConfiguredPager:
    parts = {key: re.compile(entry[key]) for key in ("call", "count", "before", "after")}
    return ConfiguredPager(**parts, first=entry["first"])


def _counted_down(entry: dict[str, str]) -> CountedDown:
    parts = {key: re.compile(entry[key]) for key in ("count", "file", "spelled")}
    return CountedDown(sign=entry["sign"], **parts)


def _hanweb(entry: dict[str, str]) -> HanwebPager:
    flags = re.IGNORECASE | re.DOTALL
    return HanwebPager(**{key: re.compile(pattern, flags) for key, pattern in entry.items()})
