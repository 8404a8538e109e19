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
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Line, Zones
from pipelines.names import names_writer

_NO_HEADLINE = re.compile(
    r"^\s*(?:——|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、])"
    r"|^\S{1,6}\s?[:：]\s?\d+$|[:：；;]$|^(?:图为|图[:：])"
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
    for joined in broken_headlines(zones, {title_key}):
        yield reading(joined, "line", "lines that together are the <title>")
    for index, why in _standing_out(zones, title_key):
        line = zones.above[index]
        if line.bar.is_bar or _is_of_menu(zones, index, head, is_headed=is_headed):
            continue
        if is_possible(line.text) and _may_be_headline(line.text):
            # A row of a table of the text is its headline where nothing else may be.
            kind = "early-line" if _is_row(line) else _KIND_BY_REASON.get(why, "line")
            yield reading(line.text, kind, why)


def _standing_out(zones: Zones, title_key: str) -> Iterator[tuple[int, str]]:
    """Yield the lines above the prose that may be the headline, by index, each with the reason."""
    above_bar = lines_above_bars(zones)
    above_undated = _above_undated(zones)
    last_of_header = _last_of_header(zones)
    for index, line in enumerate(zones.above):
        own = key(line.text)
        if (len(own) >= SHORTEST and own in title_key) or index in above_bar:
            yield index, "line in sight that repeats the <title> or stands above the bar"
        elif index in above_undated:
            yield index, "line above a bar without a date"
        elif line.strong and line.block is not None:
            yield index, "strong line of the article"
        elif line.block == 0 or index == last_of_header:
            yield index, _AT_THE_HEAD
        elif line.block is not None and line.block <= _FIRST_LINES:
            yield index, _AMONG_THE_FIRST


def _last_of_header(zones: Zones) -> int | None:
    """Return the last line above the region, if that itself begins without a headline."""
    for index in range(len(zones.above) - 1, -1, -1):
        line = zones.above[index]
        if line.block is None and not DOCUMENT_NUMBER.match(line.text):
            return index
        if line.strong and not _is_row(line) and _may_be_headline(line.text):
            return None
    return None


def _is_row(line: Line) -> bool:
    """Whether a line is a row of several cells of a table of data."""
    return "\t" in line.text


def _may_be_headline(text: str) -> bool:
    """Tell a headline from the site's own lines and from a byline (本报记者 王燕平 方云凤)."""
    is_site = is_breadcrumb(text) or is_menu(text) or names_column(text) or is_footer(text)
    if is_site or is_banner(text) or _NO_HEADLINE.search(text):
        return False
    if text in word_list("part_headings"):
        return False
    return not names_writer(text)


def broken_headlines(zones: Zones, wholes: Set[str]) -> Iterator[str]:
    """Yield headlines that the page breaks over two to four lines.

    ``wholes``: keys of the ``<title>`` and of headings, which show that the lines are one.
    """
    texts = [line.text for line in zones.above]
    keys = [key(text) for text in texts]
    lines_of_wholes = "\n".join(wholes)  # no key has a line break in it
    for start in (index for index, own in enumerate(keys) if own and own in lines_of_wholes):
        for end in range(start + 2, min(start + 5, len(texts) + 1)):
            is_deck = texts[end - 1].startswith("——")
            if is_deck or not keys[end - 1] or "".join(keys[start:end]) not in lines_of_wholes:
                break
            yield "".join(texts[start:end])


def lines_above_bars(zones: Zones) -> list[int]:
    """Return the indices of the lines that stand right above a bar with a date.

    A document's number may stand between headline and bar.
    """
    bars = [index for index, line in enumerate(zones.above[1:]) if line.bar.dated]
    return [
        index - 1 if index and DOCUMENT_NUMBER.match(zones.above[index].text) else index
        for index in bars
    ]


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
