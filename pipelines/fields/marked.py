"""Elements whose id or class says which field they hold, and what a CMS writes for machines.

An element named ``author`` may sign a reader's comment: what is read here counts only where the
same words also stand near the headline or below the prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

_BAIDU = {
    "pubtime_baidu": "published_at",
    "source_baidu": "source",
    "author_baidu": "authors",
    "editor_baidu": "editors",
}
"""Ids of Baidu's guidelines for news sources (2012); a few sites use them as classes."""
_BY_BAIDU = etree.XPath("//*[contains(@id,'_baidu') or contains(@class,'_baidu')]")

_ROOTS = {
    "source": "source",
    "laiyuan": "source",
    "copyfrom": "source",
    "nickname": "source",
    "author": "authors",
    "zuozhe": "authors",
    "writer": "authors",
    "byline": "authors",
    "up-name": "authors",
    "editor": "editors",
    "bianji": "editors",
    "catalog": "section",
    "time": "published_at",
    "date": "published_at",
}
"""What a class, id or itemprop is named after, without the words around it."""
_NAME = re.compile(
    r"(?:a|arti?|article|news|post|entry|info|detail|content|text|txt|pub|publish|page|pg|media|profile|ep|js?|con|cont|meta|cnt)?"
    rf"[-_]?(?P<root>{'|'.join(_ROOTS)})(?:[-_]?(?:name|text|txt|info|span|box|published|modified|wrap|v))?",
    re.IGNORECASE,
)
_UPPER, _LOWER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
_BY_NAME = etree.XPath(
    "//*[@class or @id or @itemprop][not(self::body or self::html or self::form or self::input)]["
    + " or ".join(
        f"contains(translate(concat(@class,' ',@id,' ',@itemprop),'{_UPPER}','{_LOWER}'),'{root}')"
        for root in _ROOTS
    )
    + "]"
)
_MOST_ELEMENTS = 80
"""Elements looked at; those of the article stand before those of comments and lists."""
_LONGEST = 60

_FOUNDER = re.compile(r"<!--enpproperty(.{1,4000}?)/?enpproperty", re.DOTALL)
_FOUNDER_FIELDS = {
    "date": "published_at",
    "author": "authors",
    "title": "title",
    "introtitle": "kicker",
    "subtitle": "deck",
    "nodename": "section",
    "keyword": "keywords",
    "sourcename": "source",
}
_SCRIPT_DATES = re.compile(
    r"[\"']?\b(?:publish_?time|pub_?time|pubdate|publish_?date|create_?time|ct|tm)[\"']?\s{0,3}[=:]\s{0,3}[\"']([^\"']{8,30})[\"']",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Marked:
    """What one element or marker holds."""

    field: str
    value: str
    kind: str
    """``baidu``, ``marked`` or ``family``."""
    name: str


def marked_elements(tree: HtmlElement) -> Iterator[Marked]:
    """Yield the texts of elements that are named for a field."""
    for element in _BY_BAIDU(tree):
        names = f"{element.get('id') or ''} {element.get('class') or ''}".lower().split()
        for name in names:
            if field := _BAIDU.get(name):
                yield Marked(field, _text(element), "baidu", name)
    for element in _BY_NAME(tree)[:_MOST_ELEMENTS]:
        names = " ".join(filter(None, map(element.get, ("class", "id", "itemprop")))).split()
        match = next(filter(None, map(_NAME.fullmatch, names)), None)
        text = element.get("content") or _text(element) if match else ""
        if match and 0 < len(text) <= _LONGEST:
            yield Marked(_ROOTS[match["root"].lower()], text, "marked", match[0])


def founder_marks(text: str) -> Iterator[Marked]:
    """Yield what Founder's publishing system notes in its ``enpproperty`` comment."""
    if "enpproperty" not in text or (match := _FOUNDER.search(text)) is None:
        return
    for tag, field in _FOUNDER_FIELDS.items():
        value = re.search(rf"<{tag}>([^<]{{1,400}})</{tag}>", match[1])
        if value and value[1].strip():
            yield Marked(field, " ".join(value[1].split()), "family", f"enpproperty {tag}")


def script_dates(tree: HtmlElement) -> Iterator[str]:
    """Yield dates that a page's scripts hold in variables named for them (``publish_time = "…"``)."""
    for script in tree.iter("script"):
        text = script.text
        if text and len(text) < 200_000:  # noqa: PLR2004 - larger ones are libraries
            yield from (match[1] for match in _SCRIPT_DATES.finditer(text))


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
