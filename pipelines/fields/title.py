"""The headline: what stands in sight above the bar, and what the page calls itself elsewhere.

A ``<title>`` carries site and column behind the headline, and on a hacked page it is an
advertisement; so a reading that readers can see, and that others agree with, outweighs it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

from archive.records import Candidate
from pipelines.document import Document, Element
from pipelines.elements import text_of
from pipelines.extract.phrases import is_banner, is_footer, is_related_heading, names_column
from pipelines.extract.weights import names_headline
from pipelines.fields.bars import read_bar
from pipelines.fields.folding import han_share, key
from pipelines.fields.head import Head
from pipelines.fields.marked import short_text
from pipelines.fields.paths import (
    breadcrumb_items,
    is_breadcrumb,
    is_menu,
    leads_from_home,
    leaves,
)
from pipelines.fields.site_name import is_site_name, site_names, strip_site
from pipelines.fields.subtitles import DOCUMENT_NUMBER, is_deck
from pipelines.fields.survey import Survey
from pipelines.fields.weighing import best, candidate
from pipelines.fields.wording import alternatives, word_list
from pipelines.fields.zones import Zones
from pipelines.names import Role, credits_of, is_name

_BASE = {
    "family": 64,
    "meta": 55,
    "h1": 48,
    "json-ld": 45,
    "open-graph": 42,
    "title": 40,
    "label": 38,
    "list-page": 35,
    "h2": 30,
    "h3": 24,
    "h4": 20,
    "h5": 18,
    "line": 22,
    "first-line": 26,
    "early-line": 10,
}
"""Weight of each kind before it is compared with the others."""
_IN_SIGHT = 25
_AGREES = 20
_IN_TITLE = 40
_ABOVE_BAR = 15
_OUT_OF_SIGHT = -40
_DECK = -25
"""For a line right under a heading that the ``<title>`` does not know."""
_CONTINUES = 40
"""For a heading in sight that goes on where the ``<title>``, cut short or one line of it, ends."""
_WITH_DECK = -40
"""For a meta tag that joins headline and deck by a dash, where the page parts them."""
_NAME_OF_SITE = -80
_HEADINGS = ("h1", "h2")
_DATE_LEFT_OUT = "without the date in it"
_COLUMN_LEFT_OUT = "without the link to its column"
_PICTURED = "that is a picture"

_LEAST = -50
"""Weight under which a reading is no headline but the site's or the column's name."""
_LONGEST = 120
_NEAR = 24
"""Lines above the prose within which a headline is in sight of it; share bars take ten."""
_NO_HEADLINE = re.compile(
    r"^\s*(?:——|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、])"
    r"|^\S{1,6}\s?[:：]\s?\d+$|[:：]$|^(?:图为|图[:：])"
    r"|^[\[【][^\]】]{1,8}[\]】].*[\[【][^\]】]{1,8}[\]】]\s*$"
    rf"|{DOCUMENT_NUMBER.pattern}"
)
"""Decks, numbered subheads, counters, captions and numbers of documents."""
_AT_THE_HEAD = "line at the head of the prose"
_AMONG_THE_FIRST = "line among the first of the article"
_FIRST_LINES = 3
_MENU_LINES, _LONGEST_MENU_WORD = 4, 6
"""Lines of so many characters one below another are the menu of a site."""
_OF_ARTICLES = ("source", "author", "editor")
"""Kinds of labels that only the bar of an article has."""
_MOST_DECKS = 2
"""Lines beside a headline between the breadcrumb and a bar: a kicker and a deck."""
_SHORTEST, _SHORTEST_PICTURED = 4, 6
"""Characters of a headline that the ``<title>`` repeats; that it repeats fewer is chance. Chinese
characters of one that a picture shows."""
_KIND_BY_REASON = {_AT_THE_HEAD: "first-line", _AMONG_THE_FIRST: "early-line"}
_PARTS_TITLE = "_-|｜—–·>»"
"""What parts a headline from the names of column and site in the ``<title>``."""
_BETWEEN_PARTS = re.compile(r"[-_|｜—–·>»\s]+")
_TRAILING = re.compile(r"[\s_|–—-]+$|\s*[(（]页\s*\d+[)）]$")
_LEADING = re.compile(rf"^\s*{alternatives('headline_labels')}\s*[:：]\s*")


def title_candidates(
    document: Document, survey: Survey, head: Head, zones: Zones
) -> list[Candidate]:
    """Return every reading of the headline, weighed."""
    readings = [c for c in _readings(document, survey, head, zones) if _possible(c.value)]
    scale = _Scale(document, head, zones, readings)
    return [dataclasses.replace(one, weight=scale.weigh(one)) for one in readings]


def headline_of(candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the best headline, or None where all that is there is the name of the site."""
    found = best(candidates, "title")
    return found if found and found.weight > _LEAST else None


def _readings(document: Document, survey: Survey, head: Head, zones: Zones) -> Iterator[Candidate]:
    for kind, group in (("meta", "title"), ("open-graph", "title_shared")):
        if found := head.first(group):
            yield _reading(
                strip_site(found[1], site_names(document, head)), kind, f"meta {found[0]}"
            )
    for item in head.json_ld:
        if isinstance(headline := item.get("headline"), str):
            yield _reading(headline, "json-ld", "JSON-LD headline")
    if head.title:
        names = site_names(document, head) | _last_columns(zones, key(head.title))
        yield _reading(strip_site(head.title, names), "title", "<title>")
    if document.page.listed_title:
        yield _reading(document.page.listed_title, "list-page", "link on the list page")
    yield from _headings(survey, _LinksByAddress(document.elements.get("a", ())))
    pictured = list(_pictured(document, survey, head))
    yield from pictured
    yield from _lines(head, zones, is_headed=bool(pictured))
    for line in zones.above:
        for entry in line.bar.entries:
            if entry.label in word_list("title_labels") and entry.value:
                yield _reading(entry.value, "label", f"after {entry.label}")


def _reading(value: str, kind: str, why: str) -> Candidate:
    value = _LEADING.sub("", _TRAILING.sub("", " ".join(value.split())))
    return candidate("title", value, kind, why, _BASE[kind])


def _headings(survey: Survey, links: _LinksByAddress) -> Iterator[Candidate]:
    for element in survey.headings:
        kind = "family" if element.tag == "ucaptitle" else str(element.tag)
        whole = short_text(element, 2 * _LONGEST)
        text = _without_columns(element, whole, links)
        if is_related_heading(text) or (kind != "h1" and text in word_list("columns")):
            continue
        left_out = f" {_COLUMN_LEFT_OUT}" if text != whole else ""
        yield _reading(text, kind, f"<{element.tag}>{left_out}")
        if bare := _without_date(element, text):
            yield _reading(bare, kind, f"<{element.tag}> {_DATE_LEFT_OUT}")
        for tag in word_list("title_tags"):
            if text.startswith(tag):
                yield _reading(text.removeprefix(tag), kind, f"<{element.tag}> without {tag}")
    for mark in survey.marks:
        if mark.field == "title":
            yield _reading(mark.value, "family", mark.name)


def _pictured(document: Document, survey: Survey, head: Head) -> Iterator[Candidate]:
    """Yield the headline that is a picture, if its ``alt`` begins the ``<title>``: no logo does.

    Outside of headings it must be all of the ``<title>`` before the names of column and site.
    """
    for element in survey.headings:
        pictures = [] if short_text(element, _LONGEST) else list(element.iter("img"))
        alt = pictures[0].get("alt", "").strip() if len(pictures) == 1 else ""
        begins = len(key(alt)) >= _SHORTEST and key(head.title).startswith(key(alt))
        if begins and not is_site_name(alt):
            yield _reading(alt, str(element.tag), f"<{element.tag}> {_PICTURED}")
    for picture in document.elements.get("img", ()):
        alt = picture.get("alt", "")
        if len(alt) < _SHORTEST or is_site_name(alt):
            continue
        behind = head.title.removeprefix(alt).lstrip() if head.title.startswith(alt) else "."
        if not behind or behind[0] in _PARTS_TITLE:
            yield _reading(alt, "line", f"<img> {_PICTURED}")
        elif _is_long(alt) and _is_set_as_headline(picture, document.region):
            yield _reading(alt, "line", "picture in a headline's place")


def _is_long(alt: str) -> bool:
    return han_share(alt) * len(alt) >= _SHORTEST_PICTURED


def _is_set_as_headline(picture: Element, region: Element | None) -> bool:
    """Whether a picture outside the article is no link and stands alone where headlines do.

    That is a box that is centred or called as headlines are.
    """
    box = picture.getparent()
    if box is None or box.tag == "a" or len(box) > 1 or short_text(box, _LONGEST):
        return False
    if box.get("align") == "center" and not _is_within(picture, region):
        return True
    return names_headline(f"{box.get('class', '')} {box.get('id', '')}".lower())


def _is_within(element: Element, region: Element | None) -> bool:
    return region is not None and region in element.iterancestors()


class _LinksByAddress:
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


def _without_columns(element: Element, text: str, links: _LinksByAddress) -> str:
    """Return a heading's text without the links beside it to columns, which the page has elsewhere.

    JEECMS writes ``<h1>…<a class="position" href="/xwdt/index.jhtml">新闻动态</a></h1>``.
    """
    for link in element.iter("a") if text else ():
        words = short_text(link, _LONGEST)
        rest = text.removesuffix(words).removeprefix(words).strip()
        if words and rest and _is_elsewhere(links.like(link), words, element):
            text = rest
    return text


def _is_elsewhere(links: list[Element], words: str, heading: Element) -> bool:
    """Tell whether one of the links to a page stands outside a heading, in the same words."""
    return any(
        short_text(link, _LONGEST) == words and heading not in link.iterancestors()
        for link in links
    )


def _without_date(element: Element, text: str) -> str:
    """Return a heading's text without its last element, where that holds a date; "" elsewhere."""
    last = element[-1] if len(element) else None
    if last is None or not isinstance(last.tag, str) or (last.tail or "").strip():
        return ""
    inner = " ".join(text_of(last).split())
    is_dated = read_bar(inner).dated and text.endswith(inner)
    return text.removesuffix(inner).strip() if is_dated else ""


def _lines(head: Head, zones: Zones, *, is_headed: bool) -> Iterator[Candidate]:
    """Yield lines in sight that repeat the ``<title>``, stand out, or stand right above the bar.

    ``is_headed``: whether a picture is the headline.
    """
    title_key = key(head.title)
    between = _above_undated(zones)
    for joined in _broken_headlines(zones, {title_key}):
        yield _reading(joined, "line", "lines that together are the <title>")
    for index, line in enumerate(zones.above):
        why = _why_headline(zones, index, title_key, between)
        if why and _is_of_menu(zones, index, head, is_headed=is_headed):
            continue
        if why and not line.bar.is_bar and _possible(line.text) and _may_be_headline(line.text):
            kind = _KIND_BY_REASON.get(why, "line")
            yield _reading(line.text, kind, why)


def _why_headline(zones: Zones, index: int, title_key: str, between: Set[int]) -> str:
    """Return what makes a line above the prose a candidate, or "".

    ``between``: as of ``_above_undated``.
    """
    line = zones.above[index]
    own = key(line.text)
    if (len(own) >= _SHORTEST and own in title_key) or _right_above_bar(zones, index):
        return "line in sight that repeats the <title> or stands above the bar"
    if index in between:
        return "line above a bar without a date"
    if line.strong and line.block is not None:
        return "strong line of the article"
    if line.block == 0 or _last_of_header(zones, index):
        return _AT_THE_HEAD
    return _AMONG_THE_FIRST if line.block is not None and line.block <= _FIRST_LINES else ""


def _last_of_header(zones: Zones, index: int) -> bool:
    """Whether a line is the last above the region, which itself begins without a headline."""
    if zones.above[index].block is not None:
        return False
    return all(
        line.block is not None and not (line.strong and _may_be_headline(line.text))
        for line in zones.above[index + 1 :]
    )


def _may_be_headline(text: str) -> bool:
    """Tell a headline from the site's own lines and from a byline (本报记者 王燕平 方云凤)."""
    is_byline = any(credit.role is Role.WRITER for credit in credits_of(text, strict=True))
    is_site = is_breadcrumb(text) or is_menu(text) or names_column(text) or is_footer(text)
    return not (is_site or is_byline or is_banner(text)) and not _NO_HEADLINE.search(text)


def _broken_headlines(zones: Zones, wholes: Set[str]) -> Iterator[str]:
    """Yield headlines that the page breaks over two to four lines.

    ``wholes``: keys of the ``<title>`` and of headings, which show that the lines are one.
    """
    texts = [line.text for line in zones.above]
    keys = [key(text) for text in texts]
    begins = [any(own in whole for whole in wholes) for own in keys]
    for start in (index for index, begin in enumerate(begins) if begin):
        for end in range(start + 2, min(start + 5, len(texts) + 1)):
            joined = "".join(keys[start:end])
            is_deck = texts[end - 1].startswith("——")
            if is_deck or not any(joined in whole for whole in wholes):
                break
            yield "".join(texts[start:end])


def _right_above_bar(zones: Zones, index: int) -> bool:
    following = zones.above[index + 1 : index + 2]
    return bool(following) and following[0].bar.is_bar and following[0].bar.dated


def _is_of_menu(zones: Zones, index: int, head: Head, *, is_headed: bool) -> bool:
    """Whether a line is the last of a menu, whose words stand on lines of their own.

    Where the ``<title>`` is the site's name alone, it may be a headline all the same.
    """
    words = [line.text for line in zones.above[max(index + 1 - _MENU_LINES, 0) : index + 1]]
    if len(words) < _MENU_LINES or max(map(len, words)) > _LONGEST_MENU_WORD:
        return False
    if key(words[-1]) in key(head.title):
        return False
    return is_headed or not is_site_name(strip_site(head.title))


def _above_undated(zones: Zones) -> frozenset[int]:
    """Return the lines that may be the headline above a bar without a date.

    That is the one between the bar and a breadcrumb near to it, where a kicker and a deck may stand
    beside it, and none of the three is a column's name; or what stands right above a bar that says
    where the article is from or who made it.
    """
    found: set[int] = set()
    for bar, line in enumerate(zones.above):
        if not line.bar.is_bar:
            continue
        if (index := _last_headline(zones, bar)) is not None:
            found.add(index)
        if any(entry.kind in _OF_ARTICLES and entry.value for entry in line.bar.entries):
            found.add(bar - 1)
    return frozenset(found)


def _last_headline(zones: Zones, bar: int) -> int | None:
    """Return the last line above a bar, and below a breadcrumb near to it, that is no deck."""
    for path in range(bar - 2, max(bar - 3 - _MOST_DECKS, -1), -1):
        if leads_from_home(zones.above[path].text):
            columns = breadcrumb_items(zones.above[path].text)
            below = [(index, zones.above[index].text) for index in range(path + 1, bar)]
            may_be = [i for i, text in below if not (is_deck(text, "") or text in columns)]
            return may_be[-1] if may_be else None
    return None


def _possible(value: str) -> bool:
    folded = key(value)
    return 1 <= len(folded) <= _LONGEST and len(value) <= 2 * _LONGEST and "原标题" not in value


class _Scale:
    """Weighs one reading of the headline against all that the page says."""

    def __init__(
        self, document: Document, head: Head, zones: Zones, readings: list[Candidate]
    ) -> None:
        self.title_key = key(head.title)
        self.title_parts = {key(part) for part in _BETWEEN_PARTS.split(head.title)}
        self.names = site_names(document, head)
        self.columns = _columns(zones)
        headings = [one for one in readings if one.kind in _HEADINGS]
        self.in_sight = _in_sight(zones, {self.title_key, *(key(one.value) for one in headings)})
        parts = (_DATE_LEFT_OUT, _COLUMN_LEFT_OUT, _PICTURED)
        self.in_sight |= {key(one.value) for one in headings if one.why.endswith(parts)}
        above_bar = [line for i, line in enumerate(zones.above) if _right_above_bar(zones, i)]
        self.above_bar = {key(line.text) for line in above_bar[-2:]}
        in_title = {key(one.value) for one in readings if one.kind == "title"}
        self.title_start = max(in_title, key=len, default="")
        self.under_heading = set[str]()
        for kind in _HEADINGS:
            same = [one.value for one in headings if one.kind == kind]
            keys = {key(value) for value in same if not is_site_name(value, self.names)}
            self.under_heading |= _right_under(zones, keys)
        self.kinds_by_key: dict[str, set[str]] = {}
        for one in readings:
            self.kinds_by_key.setdefault(key(one.value), set()).add(one.kind)
        self.has_headline = any(
            one.kind in ("h1", "h2", "line")
            and key(one.value) in self.in_sight
            and not is_site_name(one.value, self.names)
            for one in readings
        )

    def weigh(self, one: Candidate) -> float:
        """Return the weight of ``one`` among the others."""
        own = key(one.value)
        weight = one.weight
        names_site = is_site_name(one.value, self.names)
        if not (names_site and self._is_end_of_title(own)):
            weight += _AGREES * min(2, len(self.kinds_by_key[own] - {one.kind}))
            if one.kind != "title" and own in self.title_key:
                weight += _IN_TITLE * len(own) / len(self.title_key)
        weight += _IN_SIGHT if own in self.in_sight else 0
        weight += _ABOVE_BAR if own in self.above_bar else 0
        if self.has_headline and own not in self.in_sight:
            weight += _OUT_OF_SIGHT
            headline, dash, _ = one.value.partition("——")
            weight += _WITH_DECK if dash and key(headline) in self.in_sight else 0
        goes_on = self.title_start and own.startswith(self.title_start) and one.kind in _HEADINGS
        if goes_on and not names_site:
            weight += _CONTINUES
        if own in self.under_heading and own not in self.title_key:
            weight += _DECK
        if own in self.columns:
            weight += _NAME_OF_SITE
        if own in self.names or (names_site and len(own) < 12):  # 巴彦淖尔日报
            weight += _NAME_OF_SITE
        if is_name(one.value) and own not in self.title_key:
            weight += _OUT_OF_SIGHT  # who wrote it, in a heading of its own
        is_part = one.kind == "h1" and own in self.title_parts
        return weight - (30 if len(own) < 4 and one.kind != "title" and not is_part else 0)  # 要闻

    def _is_end_of_title(self, own: str) -> bool:
        """Whether the ``<title>`` ends in a site's name, so that to repeat it says nothing.

        One that is all of it and stands above the bar may be a headline that only looks so.
        """
        if own == self.title_key:
            return own not in self.above_bar
        return self.title_key.endswith(own)


def _last_columns(zones: Zones, title_key: str) -> frozenset[str]:
    """Return the keys of the innermost columns that breadcrumbs name, before 正文 or at the end.

    ``title_key``: of the ``<title>``; an item that begins it is the headline, or the column first.
    """
    paths = [breadcrumb_items(line.text) for line in zones.above if leads_from_home(line.text)]
    columns = ([item for item in path[1:] if item not in leaves()][-1:] for path in paths)
    found = {key(item) for last in columns for item in last}
    return frozenset(own for own in found if not title_key.startswith(own))


def _columns(zones: Zones) -> set[str]:
    """Return the keys of the columns that breadcrumbs name above their last item."""
    paths = (line.text for line in zones.above if is_breadcrumb(line.text))
    return {key(item) for path in paths for item in breadcrumb_items(path)[:-1]}


def _in_sight(zones: Zones, wholes: Set[str]) -> set[str]:
    """Return the keys of what readers see near the prose, with and without a platform's mark."""
    seen = {key(line.text) for line in zones.above[-_NEAR:]}
    seen.update(map(key, _broken_headlines(zones, wholes)))
    labelled = (entry for line in zones.above for entry in line.bar.entries)
    seen.update(key(entry.value) for entry in labelled if entry.label in word_list("title_labels"))
    marked = [(one, tag) for one in seen for tag in word_list("title_tags") if one.startswith(tag)]
    return seen.union(one.removeprefix(tag) for one, tag in marked)


def _right_under(zones: Zones, headings: set[str]) -> set[str]:
    """Return the keys of the lines that stand right under one of ``headings`` and are none."""
    return {
        key(line.text)
        for above, line in pairwise(zones.above)
        if key(above.text) in headings and key(line.text) not in headings
    }
