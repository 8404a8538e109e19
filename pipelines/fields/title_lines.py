"""Headlines that are lines in sight above the prose, without a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from archive.records import Candidate
from pipelines.extract.phrases import is_banner, is_footer, names_column
from pipelines.fields.folding import key
from pipelines.fields.head import Head
from pipelines.fields.paths import breadcrumb_items, is_breadcrumb, is_menu, leads_from_home
from pipelines.fields.site_name import is_site_name, strip_site
from pipelines.fields.subtitles import DOCUMENT_NUMBER, is_deck
from pipelines.fields.title_reading import SHORTEST, is_possible, reading
from pipelines.fields.zones import Zones
from pipelines.names import names_writer

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
_KIND_BY_REASON = {_AT_THE_HEAD: "first-line", _AMONG_THE_FIRST: "early-line"}


def line_readings(head: Head, zones: Zones, *, is_headed: bool) -> Iterator[Candidate]:
    """Yield lines in sight that repeat the ``<title>``, stand out, or stand right above the bar.

    ``is_headed``: whether a picture is the headline.
    """
    title_key = key(head.title)
    between = _above_undated(zones)
    for joined in broken_headlines(zones, {title_key}):
        yield reading(joined, "line", "lines that together are the <title>")
    for index, line in enumerate(zones.above):
        why = _why_headline(zones, index, title_key, between)
        if why and _is_of_menu(zones, index, head, is_headed=is_headed):
            continue
        if why and not line.bar.is_bar and is_possible(line.text) and _may_be_headline(line.text):
            kind = _KIND_BY_REASON.get(why, "line")
            yield reading(line.text, kind, why)


def _why_headline(zones: Zones, index: int, title_key: str, between: Set[int]) -> str:
    """Return what makes a line above the prose a candidate, or "".

    ``between``: as of ``_above_undated``.
    """
    line = zones.above[index]
    own = key(line.text)
    if (len(own) >= SHORTEST and own in title_key) or right_above_bar(zones, index):
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
    is_site = is_breadcrumb(text) or is_menu(text) or names_column(text) or is_footer(text)
    if is_site or is_banner(text) or _NO_HEADLINE.search(text):
        return False
    return not names_writer(text)


def broken_headlines(zones: Zones, wholes: Set[str]) -> Iterator[str]:
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


def right_above_bar(zones: Zones, index: int) -> bool:
    """Tell whether a line stands right above a bar with a date."""
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
