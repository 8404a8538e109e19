"""Headlines in headings, without the date and the links to columns beside them; and in pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from archive.records import Candidate
from pipelines.document import Document, Element
from pipelines.elements import text_of
from pipelines.extract.phrases import is_related_heading, is_tool
from pipelines.extract.weights import names_headline
from pipelines.fields.bars import read_bar
from pipelines.fields.folding import han_share, key
from pipelines.fields.head import Head
from pipelines.fields.marked import short_text
from pipelines.fields.site_name import is_site_name
from pipelines.fields.survey import Survey
from pipelines.fields.title_reading import LONGEST, SHORTEST, reading
from pipelines.fields.wording import word_list
from pipelines.names import is_office

DATE_LEFT_OUT = "without the date in it"
DECK_LEFT_OUT = "without the small line in it"
COLUMN_LEFT_OUT = "without the link to its column"
PICTURED = "that is a picture"
_SHORTEST_PICTURED = 6
"""Chinese characters of a headline that a picture shows."""
_SHORTEST_DECKED = 8
"""Characters of a headline, and of its deck, that a heading has on a line each."""
_PARTS_TITLE = "_-|｜—–·>»"
"""What parts a headline from the names of column and site in the ``<title>``."""


def heading_readings(survey: Survey, links: LinksByAddress, title: str = "") -> Iterator[Candidate]:
    """Yield what headings say, whole and without what platforms add, and what a family marks.

    ``title``: the ``<title>``, which may tell a headline from the deck in its heading.
    """
    for element in survey.headings:
        kind = "family" if element.tag == "ucaptitle" else str(element.tag)
        whole = survey.heading_text(element)
        text = _without_columns(element, whole, links)
        if is_related_heading(text) or _heads_part(text, kind):
            continue
        if bare := _without_deck(element, text) or _titled_line(element, title):
            yield reading(bare, kind, f"<{element.tag}> {DECK_LEFT_OUT}")
            continue
        left_out = f" {COLUMN_LEFT_OUT}" if text != whole else ""
        yield reading(text, kind, f"<{element.tag}>{left_out}")
        if bare := _without_date(element, text):
            yield reading(bare, kind, f"<{element.tag}> {DATE_LEFT_OUT}")
        for tag in word_list("title_tags"):
            if text.startswith(tag):
                yield reading(text.removeprefix(tag), kind, f"<{element.tag}> without {tag}")
    for mark in survey.marks:
        if mark.field == "title":
            yield reading(mark.value, "family", mark.name)


def _heads_part(text: str, kind: str) -> bool:
    """Whether a heading is over a part of a letter (来信内容), or names a column."""
    if text.rstrip(":：") in _part_headings():
        return True
    return kind != "h1" and text in word_list("columns")


@cache
def _part_headings() -> frozenset[str]:
    return frozenset(word_list("part_headings"))


def pictured_readings(document: Document, survey: Survey, head: Head) -> Iterator[Candidate]:
    """Yield the headline that is a picture, if its ``alt`` begins the ``<title>``: no logo does.

    Outside of headings it must be all of the ``<title>`` before the names of column and site.
    """
    for element in survey.headings:
        pictures = [] if survey.heading_text(element, LONGEST) else list(element.iter("img"))
        alt = pictures[0].get("alt", "").strip() if len(pictures) == 1 else ""
        begins = len(key(alt)) >= SHORTEST and key(head.title).startswith(key(alt))
        if begins and not is_site_name(alt):
            yield reading(alt, str(element.tag), f"<{element.tag}> {PICTURED}")
    for picture in document.elements.get("img", ()):
        alt = picture.get("alt", "")
        if len(alt) < SHORTEST or is_site_name(alt):
            continue
        behind = head.title.removeprefix(alt).lstrip() if head.title.startswith(alt) else "."
        if not behind or behind[0] in _PARTS_TITLE:
            yield reading(alt, "line", f"<img> {PICTURED}")
        elif _is_set_as_headline(picture, document.region) and _is_long(alt):
            yield reading(alt, "line", "picture in a headline's place")


def _is_long(alt: str) -> bool:
    return han_share(alt) * len(alt) >= _SHORTEST_PICTURED


def _is_set_as_headline(picture: Element, region: Element | None) -> bool:
    """Whether a picture outside the article is no link and stands alone where headlines do.

    That is a box that is centred or called as headlines are.
    """
    box = picture.getparent()
    if box is None or box.tag == "a" or len(box) > 1 or short_text(box, LONGEST):
        return False
    if box.get("align") == "center" and not _is_within(picture, region):
        return True
    return names_headline(f"{box.get('class', '')} {box.get('id', '')}".lower())


def _is_within(element: Element, region: Element | None) -> bool:
    return region is not None and region in element.iterancestors()


class LinksByAddress:
    """The links of a page by their address as written, looked at when they are first asked for."""

    def __init__(self, links: Iterable[Element]) -> None:
        self._links = links
        self._by_address: dict[str | None, list[Element]] = {}

    def like(self, link: Element) -> list[Element]:
        """Return the links of the page with the same address as ``link``, itself among them."""
        if not self._by_address:
            for other in self._links:
                self._by_address.setdefault(other.get("href"), []).append(other)
        return self._by_address[link.get("href")]


def _without_columns(element: Element, text: str, links: LinksByAddress) -> str:
    """Return a heading's text without the links beside it to columns, which the page has elsewhere.

    JEECMS writes ``<h1>…<a class="position" href="/xwdt/index.jhtml">新闻动态</a></h1>``.
    """
    for link in element.iter("a") if text else ():
        words = short_text(link, LONGEST)
        rest = text.removesuffix(words).removeprefix(words).strip()
        if words and rest and _is_elsewhere(links.like(link), words, element):
            text = rest
    return text


def _is_elsewhere(links: list[Element], words: str, heading: Element) -> bool:
    """Tell whether one of the links to a page stands outside a heading, in the same words."""
    return any(
        short_text(link, LONGEST) == words and heading not in link.iterancestors() for link in links
    )


def _without_deck(element: Element, text: str) -> str:
    """Return a heading's text without its last line, where that is set smaller; "" elsewhere."""
    last = element[-1] if len(element) > 1 else None
    if last is None or last.tag != "small" or (last.tail or "").strip():
        return ""
    before = last.getprevious()
    deck = short_text(last, LONGEST)
    is_line = before is not None and before.tag == "br" and not (before.tail or "").strip()
    if not (is_line and text.endswith(deck)) or read_bar(deck).is_bar:
        return ""
    return text.removesuffix(deck).strip()


def _titled_line(element: Element, title: str) -> str:
    """Return the first of a heading's two lines where the ``<title>`` has that alone; "" elsewhere.

    What stands below it is a deck then: a ``<title>`` that is cut off ends anywhere. Not where the
    first is who issued a document, as a site's name may be.
    """
    if len(element) != 1 or element[0].tag != "br":
        return ""
    first, deck = (" ".join((text or "").split()) for text in (element.text, element[0].tail))
    if min(len(key(first)), len(key(deck))) < _SHORTEST_DECKED or key(deck) in key(title):
        return ""
    behind = title.removeprefix(first).lstrip() if title.startswith(first) else "."
    ends = not behind or behind[0] in _PARTS_TITLE
    return first if ends and not is_office(first) and not read_bar(deck).is_bar else ""


def _without_date(element: Element, text: str) -> str:
    """Return a heading's text without the bar that its last elements hold; "" where none do.

    <h2>…召开<small>2023-08-19 来源：解放日报</small><div>字号：大 中 小</div></h2>
    """
    raw = ""
    for last in element.iterchildren("*", reversed=True):
        if (last.tail or "").strip():
            return ""
        raw = f"{text_of(last)}{last.tail or ''}{raw}"
        behind = " ".join(raw.split())
        if read_bar(behind).dated:
            return text.removesuffix(behind).strip() if text.endswith(behind) else ""
        if not (is_tool(behind) or read_bar(behind).is_bar):
            return ""
    return ""
