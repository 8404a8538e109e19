"""URL shapes and words of links, from ``links.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from seeds.knowledge import read_table


@dataclass(frozen=True, slots=True)
class Shape:
    """One form of address: what it is called, how it looks, how much a match counts."""

    name: str
    pattern: re.Pattern[str]
    """Searched in the lower-cased path and query, from the first ``/`` on."""
    weight: int
    unless_declared: bool = False
    """Of ``never``: whether what a script or a feed of a page names is asked for all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKnowledge:
    """What an address and the words of a link say about the page behind it."""

    # Of each, the heaviest first.
    article: tuple[Shape, ...]
    list: tuple[Shape, ...]
    feed: tuple[Shape, ...]
    never: tuple[Shape, ...]
    address_attributes: tuple[str, ...]
    """Attributes in which links keep the address that a script sends their reader to."""
    piece_attributes: tuple[str, ...]
    """Attributes in which elements name the file that a script fills them with."""
    library: re.Pattern[str]
    """Within the paths of script files that are no site's own work."""
    cipher: re.Pattern[str]
    """Of these, what calls are signed with."""
    file_suffixes: frozenset[str]
    """Of files that hold no page, in lower case without the dot."""
    more_words: frozenset[str]
    """Words of links to a column's full list, arrows and signs taken off."""
    site_map_words: frozenset[str]
    """Words of links to a page of all of a site's columns, likewise."""
    neighbour: re.Pattern[str]
    """The label of the article before or after one, with the colon or arrow behind it."""
    neighbour_words: re.Pattern[str]
    """The words of that label alone: where a page lacks them it has no label, found at a tenth of
    the cost."""
    byline: re.Pattern[str]
    """A label of the line below an article's headline."""
    legal: re.Pattern[str]
    """Words of the lines below a page that say whose it is."""
    pager_name: re.Pattern[str]
    """The id or a class of the place for a pager."""
    column_words: tuple[str, ...]
    """Words within short links to columns of news."""
    short_column_words: tuple[str, ...]
    """Likewise within shorter ones."""
    topics: re.Pattern[str]
    """The whole title of a page that lists topics."""
    service_words: tuple[str, ...]
    """Words within links to services, directories and profiles."""
    news_of: tuple[str, ...]
    """Endings of words that lead to news, whatever service they name."""
    organisation: re.Pattern[str]
    """The whole name of an authority."""
    person: re.Pattern[str]
    """A post with the name that holds it, before or after: groups ``before`` and ``after``."""
    doing: re.Pattern[str]
    """What makes news of a name."""
    day: re.Pattern[str]
    """A whole date within a text."""
    issue: re.Pattern[str]
    """The whole name of an issue of a gazette or magazine."""
    period: re.Pattern[str]
    """The whole name of a list that holds the rows of a year, quarter or month."""
    writes_period: re.Pattern[str]
    """Where a script writes such words."""
    paper_page: re.Pattern[str]
    """How the name of a newspaper's page begins."""
    profile: re.Pattern[str]
    """What pages say that describe a department, a leader or a service."""
    post_label: re.Pattern[str]
    """What stands before a leader's post or duties, with its colon."""
    guide_labels: frozenset[str]
    """What the rows of a guide to a service are called."""
    profile_title: re.Pattern[str]
    """The whole title of a page that describes a place or a body for good."""
    letter: re.Pattern[str]
    """One label of a citizen's letter, with its colon, or alone: group ``label``."""


@cache
def link_knowledge() -> LinkKnowledge:
    """Return the knowledge of ``links.toml``, read once."""
    data = read_table("crawling/links.toml")
    words = data["words"]
    return LinkKnowledge(
        article=_shapes(data["article"]),
        list=_shapes(data["list"]),
        feed=_shapes(data["feed"]),
        never=_shapes(data["never"]),
        address_attributes=tuple(data["attributes"]["address"]),
        piece_attributes=tuple(data["attributes"]["piece"]),
        library=re.compile(data["scripts"]["library"]),
        cipher=re.compile(data["scripts"]["cipher"]),
        file_suffixes=frozenset(data["files"]["suffixes"]),
        more_words=frozenset(words["more"]),
        site_map_words=frozenset(words["site_map"]),
        neighbour=re.compile(rf"[<《«\[【\s]*{words['neighbour']}[\]】\s:：>»]*"),
        neighbour_words=re.compile(words["neighbour"]),
        byline=re.compile(rf"(?:{'|'.join(words['byline'])})\s*[:：]"),
        legal=re.compile("|".join(words["legal"]), re.IGNORECASE),
        pager_name=re.compile(data["pager"]["names"], re.IGNORECASE),
        column_words=tuple(words["column"]),
        short_column_words=tuple(words["short_column"]),
        topics=re.compile(words["topics"]),
        service_words=tuple(words["service"]),
        news_of=tuple(words["news_of"]),
        organisation=_organisation(data["names"]),
        person=_person(data["names"]),
        doing=re.compile(_any(data["names"]["doing"])),
        day=re.compile(data["dates"]["day"]),
        issue=re.compile(data["dates"]["issue"]),
        period=re.compile(data["dates"]["period"]),
        writes_period=re.compile(data["dates"]["writes_period"]),
        paper_page=re.compile(data["dates"]["paper_page"]),
        profile=re.compile(_any(data["profile"]["words"])),
        post_label=re.compile(rf"(?:{_any(data['profile']['post_labels'])})\s*[:：]"),
        guide_labels=frozenset(data["profile"]["guide_labels"]),
        profile_title=re.compile(_any(data["profile"]["titles"])),
        letter=re.compile(
            rf"^\s*[\[【]?(?P<label>{_any(data['letter']['labels'])})[\]】]?\s*(?:[:：]|$)",
            re.MULTILINE,
        ),
    )


def _any(patterns: list[str]) -> str:
    return "|".join(patterns)


_HAN = "[\u4e00-\u9fff]"


def _organisation(names: dict[str, list[str]]) -> re.Pattern[str]:
    bracketed = r"(?:（[^（）]{1,20}）)?"
    return re.compile(
        rf"{_places(names)}(?:{_any(names['field'])})*(?:{_any(names['organisation'])}){bracketed}"
    )


def _places(names: dict[str, list[str]]) -> str:
    """Return the pattern of what an authority's name begins with: up to three places."""
    return rf"(?:{_HAN}{{0,2}}(?:{_any(names['place'])})|{_HAN}{{2}}(?=经济|高新)){{0,3}}"


def _person(names: dict[str, list[str]]) -> re.Pattern[str]:
    within = _any([*names["field"], *names["organisation"], *names["rank"]])
    post = rf"{_places(names)}(?:{within})*(?:{_any(names['post'])})"
    posts = rf"{post}(?:[、，,\s]+{post}){{0,5}}"
    return re.compile(
        rf"(?P<before>{_HAN}{{2,4}})[\s:：|-]+{posts}"
        rf"|{posts}[\s:：|-]*(?P<after>{_HAN}\s?{_HAN}{{1,2}})"
    )


def _shapes(entries: list[dict[str, Any]]) -> tuple[Shape, ...]:
    """Return forms of addresses, the heaviest first."""
    shapes = [
        Shape(
            entry["name"],
            re.compile(entry["pattern"]),
            entry.get("weight", 1),
            entry.get("unless_declared", False),
        )
        for entry in entries
    ]
    return tuple(sorted(shapes, key=lambda shape: -shape.weight))
