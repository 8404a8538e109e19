"""The links of a page with what stands around them: words, the date of their row, their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Literal

from archive.records import record
from crawler.discovery.anchors import address_of, base_of, link_words
from crawler.discovery.clicks import clicked
from crawler.discovery.pieces import pieces
from crawler.discovery.tree import Element, letters, words_of
from crawler.discovery.urls import absolute

Place = Literal["content", "navigation", "footer"]

# A row is the smallest element that holds one link; a list item may also link its column.
_ROW_TAGS = frozenset({"li", "tr", "dd", "dt", "p"})
_DEFINITIONS = frozenset({"dt", "dd"})
_NO_ROW_TAGS = frozenset(
    {"html", "body", "table", "tbody", "ul", "ol", "dl", "form", "main", "select"}
)
_LINKS_IN_ROW_TAG = 3
_ROW_HEIGHT = 5
"""Elements between a link and its row, at most."""
_MOST_IN_ROW = 50
"""Links of a row, all to one page: its picture, its headline, "read on"; real ones have three."""

_DAY = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?![\d月])日?"
    r"(?:\s+\d{1,2}:\d\d(?::\d\d)?)?"
)
# No day is the 2 of "1月2月3月", months that stand side by side.
_MONTH_DAY = re.compile(r"(?<![\d.])\d{1,2}(?:-|/|月)\d{1,2}(?![\d.月])日?")

_YEAR = re.compile(r"\D*(?:19|20)\d\d")

_NAVIGATION = re.compile(
    r"nav|menu|crumb|position|dqwz|local"
    r"|(?P<head>head(?!ing|line)|top(?!ic))(?!.*(?:nav|menu|crumb|position|dqwz|local))",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"foot|bottom|copyright|friend|yqlj|link", re.IGNORECASE)


@record
class Link:
    """One link of a page."""

    url: str
    """Absolute, normalised."""
    text: str
    """Its words: the ``title`` where the text is cut short, the picture's ``alt`` without any."""
    date: str | None = None
    """The date in its row, as written."""
    place: Place = "content"
    framed: bool = False
    """What stands there is shown within the page."""
    among_dated: bool = False
    """The links before and after it have dates: it is a row of their list."""
    mapped: bool = False
    """It is a part of a picture that leads to several pages."""


def links_of(tree: Element, base: str) -> list[Link]:
    """Return the links of a page in page order; of one address, the one that says most."""
    best: dict[str, Link] = {}
    for link in _all_links(tree, base_of(tree, base)):
        known = best.get(link.url)
        best[link.url] = link if known is None else _better(known, link)
    return list(_with_neighbours(_rows_in_menus(list(best.values()))))


_FEWEST_LETTERS = 7
"""Of words that name an article: "read on", "comment" and a day's name none."""


def _better(known: Link, other: Link) -> Link:
    """Return the one of two links to one page that says more, with the best of their days."""
    less, more = sorted((other, known), key=_weight)
    named = _named_letters(more)
    if named < _FEWEST_LETTERS and named < _named_letters(less):
        more = replace(less, date=more.date)
    days = [day for day in (more.date, known.date, other.date) if day is not None]
    day = next(filter(_YEAR.match, days), next(iter(days), None))
    return more if day == more.date else replace(more, date=day)


def _named_letters(link: Link) -> int:
    """Return how much a link's words say beside its day."""
    return letters(link.text.replace(link.date or "", ""))


_FEWEST_ROWS = 3
"""Headlines with their days: no menu has such entries, whatever the box is named that they are in
(``xxgk_navli``)."""


def _rows_in_menus(links: list[Link]) -> list[Link]:
    """Return links; the rows of a list that is named like a menu are content."""
    rows = [link for link in links if link.place == "navigation" and _is_dated_headline(link)]
    if len(rows) < _FEWEST_ROWS:
        return links
    named = {link.url for link in rows}
    return [replace(link, place="content") if link.url in named else link for link in links]


def _is_dated_headline(link: Link) -> bool:
    return link.date is not None and _named_letters(link) >= _FEWEST_LETTERS


def _with_neighbours(links: list[Link]) -> Iterator[Link]:
    dated = [False, *(link.date is not None for link in links), False]
    for link, before, after in zip(links, dated, dated[2:], strict=False):
        lone = link.date is None and before and after
        yield replace(link, among_dated=True) if lone else link


def _all_links(tree: Element, base: str) -> Iterator[Link]:
    for anchor in (*tree.iter("a", "area"), *clicked(tree)):
        url = address_of(anchor, base)
        if url is not None:
            yield _link(anchor, url)
    for address in pieces(tree):
        url = absolute(base, address)
        if url is not None:
            yield Link(url=url, text="", framed=True)


def _weight(link: Link) -> tuple[bool, int]:
    return (link.date is not None, len(link.text))


def _link(anchor: Element, url: str) -> Link:
    text = link_words(anchor)
    mapped = anchor.tag == "area"
    return Link(url=url, text=text, date=_row_date(anchor), place=_place(anchor), mapped=mapped)


def _row_date(anchor: Element) -> str | None:
    row = _row(anchor)
    own = words_of(anchor)
    text = words_of(row)
    around = text.replace(own, " ", 1) if row is not anchor else ""
    if row.tag in _DEFINITIONS:
        around = " ".join((around, *_explanation(row)))
    for pattern in (_DAY, _MONTH_DAY):
        match = pattern.search(around) or _at_edge(pattern, own)
        if match:
            return match.group()
    return None


def _explanation(row: Element) -> Iterator[str]:
    """Yield what stands below a row of a definition list, up to the next row."""
    for sibling in row.itersiblings():
        if sibling.tag not in _DEFINITIONS or next(sibling.iter("a"), None) is not None:
            return
        yield words_of(sibling)


def _at_edge(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the match that begins or ends a link's own text: its date, not one in its headline."""
    for match in pattern.finditer(text):
        if not text[: match.start()].strip(" [(（【") or not text[match.end() :].strip(" ])）】"):
            return match
    return None


def _row(anchor: Element) -> Element:
    row = anchor
    for _ in range(_ROW_HEIGHT):
        parent = row.getparent()
        if parent is None or parent.tag in _NO_ROW_TAGS or not _one_link(parent):
            break
        row = parent
        if row.tag in ("li", "tr"):
            break
    return row


def _one_link(element: Element) -> bool:
    allowed = _LINKS_IN_ROW_TAG if element.tag in _ROW_TAGS else 1
    targets: set[str | None] = set()
    for number, anchor in enumerate(element.iter("a")):
        targets.add(anchor.get("href"))
        if len(targets) > allowed or number >= _MOST_IN_ROW:
            return False
    return True


def _place(anchor: Element) -> Place:
    if anchor.tag == "option":
        return "navigation"
    for element in anchor.iterancestors():
        if element.tag == "body":
            break
        names = f"{element.tag} {element.get('id') or ''} {element.get('class') or ''}"
        if _FOOTER.search(names):
            return "footer"
        found = _NAVIGATION.search(names)
        if found and (found["head"] is None or _is_pages_head(element, anchor)):
            return "navigation"
    return "content"


def _is_pages_head(element: Element, anchor: Element) -> bool:
    """Tell whether a head links more than one page and is no row's: a row may link its column."""
    own = _page_in(anchor)
    linked = islice(element.iter("a", "area"), _MOST_IN_ROW)
    if not any(_page_in(other) != own for other in linked):
        return False
    return letters(link_words(anchor)) < _FEWEST_LETTERS or not _is_rows(element)


def _is_rows(head: Element) -> bool:
    """Tell whether a head is a row's: the row before or after has the same at the same place."""
    row, path = head, "."
    for _ in range(_ROW_HEIGHT):
        for beside in (*islice(row.itersiblings(row.tag), 1), *islice(_before(row), 1)):
            same_row = beside.get("class") == row.get("class")
            heads = beside.iterfind(path) if same_row else ()
            if any(other.get("class") == head.get("class") for other in heads):
                return True
        parent = row.getparent()
        if parent is None or parent.tag == "body":
            return False
        row, path = parent, f"./{row.tag}{path.removeprefix('.')}"
    return False


def _before(row: Element) -> Iterator[Element]:
    return row.itersiblings(row.tag, preceding=True)


def _page_in(anchor: Element) -> str:
    return (anchor.get("href") or "").partition("#")[0]
