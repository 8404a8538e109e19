"""Columns that markup names: elements of breadcrumbs, pages of newspapers, linked data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.records import Candidate
from pipelines.document import Element
from pipelines.elements import text_of
from pipelines.fields.folding import key
from pipelines.fields.head import Head
from pipelines.fields.marked import short_text
from pipelines.fields.paths import (
    HOME,
    LONGEST_ITEM,
    LONGEST_LINE,
    MOST_ITEMS,
    SEPARATING,
    after_label,
    arrow_items,
    is_glued,
    split_path,
)
from pipelines.fields.survey import Survey
from pipelines.fields.weighing import candidate
from pipelines.fields.zones import Zones

LAYOUT = re.compile(
    r"(?<!\S)(?:第\s?)?(?:[A-Z]?\d{1,3}\s?版(?:\s?[:：]\s?|\s{1,3})|[A-D]\d\d\s?[:：]\s?)(?P<name>[\u3400-\u9fff·]{2,10})(?!\S)"
)
"""The page of a newspaper and its name: A03版：综合新闻, 第02版 要闻."""
_PAGES = ("A", "B", "C", "D")
"""Letters of a newspaper's sections, before the page's number."""
_LONGEST_LAYOUT = 60
"""Characters of a line that names a newspaper's page, with the paper, the day and the weekday."""
_HOME_WORD = "首页"
"""Stands for a link home that is called as the site is."""
_ROOT_LINK = re.compile(r"(?:(?:https?:)?//[^/?#]+/?|/)(?:index\.\w+)?", re.IGNORECASE)
_ROOT = re.compile(r"https?://[^/?#]+/?")


def marked(survey: Survey) -> Iterator[Candidate]:
    """Read elements whose class or id says breadcrumb, and a column beside the headline."""
    for element in survey.crumbs:
        items = _element_items(element)
        if 0 < len(items) <= MOST_ITEMS:
            yield candidate("section", " > ".join(items), "marked", "class or id of a breadcrumb")
    for mark in survey.marks:
        if mark.field == "section":
            yield candidate("section", mark.value, "meta-other", f"element {mark.name}")


def layout(survey: Survey, zones: Zones) -> Iterator[Candidate]:
    """Read the name of a newspaper's page from a heading, or a line that is it or has the day.

    What names several pages is the paper's list of them. What the CMS itself notes as the column
    stands as it is.
    """
    headings = (survey.heading_text(heading, LONGEST_ITEM) for heading in survey.headings)
    lines = (line.text for line in zones.above if "版" in line.text or line.text.startswith(_PAGES))
    for texts, where in ((headings, "heading"), (lines, "line")):
        short = (text for text in texts if len(text) <= _LONGEST_LAYOUT)
        found = [match for text in short for match in LAYOUT.finditer(text)]
        names = {one["name"] for one in found if where == "line" or one[0] == one.string}
        if len(names) == 1:
            yield candidate("section", names.pop(), "table", f"{where} of a newspaper's page", 20)


def _element_items(element: Element) -> Sequence[str]:
    text = short_text(element, 2 * LONGEST_LINE)
    if not text:
        return []
    rest = after_label(text)
    items: Sequence[str] = split_path(rest) if rest else arrow_items(text)
    if items and not is_glued(items):
        return items
    # The last item of a list is no link, as it is where we are.
    for parts in (element.iter("li"), element.iter("a"), element.iterchildren("*")):
        found = [(one, " ".join(text_of(one).split())) for one in parts]
        start = next((i for i, (one, item) in enumerate(found) if _is_home(one, item)), None)
        if start is None and found and _links_root(found[0][0]):
            found[0], start = (found[0][0], _HOME_WORD), 0
        if start is None and found and any(map(_pictures_home, element.iter("img"))):
            found, start = [(element, _HOME_WORD), *found], 0
        if start is not None and len(found) > start + 1:
            items = [item for _, item in found[start:] if item]
            return [*items, *_behind_links(element, items)]
    return []


def _behind_links(element: Element, items: Sequence[str]) -> list[str]:
    """Return the text behind the links of a breadcrumb: the column where we are is none."""
    texts = (str(text).strip(SEPARATING) for text in element.itertext())
    pieces = [text for text in texts if key(text)]
    is_last = bool(items) and len(pieces) > 1 and pieces[-2] == items[-1]
    return pieces[-1:] if is_last and len(pieces[-1]) <= LONGEST_ITEM else []


def _is_home(element: Element, item: str) -> bool:
    """Whether a part of a breadcrumb leads home: by its words, or a link that is an icon alone."""
    return HOME.search(item) is not None or (element.tag == "a" and not item)


def _pictures_home(picture: Element) -> bool:
    return HOME.search(picture.get("alt") or "") is not None


def _links_root(element: Element) -> bool:
    """Whether a part of a breadcrumb is a link to the root of the site, whatever it is called."""
    link = element if element.tag == "a" else next(element.iter("a"), None)
    return link is not None and _ROOT_LINK.fullmatch(link.get("href") or "") is not None


def linked_data(head: Head) -> Iterator[Candidate]:
    """Read the BreadcrumbList of the page's linked data."""
    for item in head.json_ld:
        elements = item.get("itemListElement") if item.get("@type") == "BreadcrumbList" else None
        if isinstance(elements, list):
            start = 1 if elements and _leads_home(elements[0]) else 0
            names = [_item_name(element) for element in elements[start:]]
            yield candidate("section", " > ".join(filter(None, names)), "json-ld", "BreadcrumbList")


def _leads_home(element: object) -> bool:
    """Whether the first item of a BreadcrumbList is the site: its address has no path."""
    item = element.get("item") if isinstance(element, dict) else None
    address = item.get("@id") if isinstance(item, dict) else item
    return isinstance(address, str) and _ROOT.fullmatch(address) is not None


def _item_name(element: object) -> str:
    if not isinstance(element, dict):
        return ""
    inner = element.get("item")
    name = element.get("name") or (inner.get("name") if isinstance(inner, dict) else "")
    return name.strip() if isinstance(name, str) else ""
