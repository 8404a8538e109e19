"""What says that a page with next to no text is an article all the same.

A notice of one sentence has no weight of its own; its page has what pages of articles have: an
address of their form, a headline above the text, 正文 at the end of the breadcrumb, the articles
before and after it. Columns, forms and error pages have none of these.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.extract import phrases
from pipelines.extract.address import is_article_address
from pipelines.extract.head import Head
from pipelines.extract.lines import Line, Page
from pipelines.extract.weights import names_headline
from seeds.address_dates import day_in_address
from seeds.crawling.absence import (
    absence_phrases,
    absence_titles,
    maintenance_phrases,
    page_phrases,
)
from seeds.vocabulary import table

_MOST_BESIDE = 4
"""Characters of a headline beside the phrase that makes it an error page's."""
_MIN_TEXT = 8
"""Characters of the shortest sentence."""
_SENTENCE_SIGNS = frozenset("，。！？；")
TITLE_PARTS = re.compile(r"[-_|—–>»·]+")
"""What parts a headline from the names of column and site."""
_MIN_HEADLINE = 5
"""Characters of a headline that only its place and looks make one; columns' names are shorter."""


def shows_article(page: Page, lines: list[Line], head: Head, url: str) -> bool:
    """Tell the page of a short notice; ``lines``: the text that was found."""
    text = next(filter(_is_sentence, lines), None)
    if text is None:
        return False
    first = next(index for index, line in enumerate(page.lines) if line is text)
    return (
        is_article_address(url)
        or _repeats_title(page.lines, first, head.titles)
        or _stands_over_text(page.lines, first)
        or any(map(_is_furniture_of_articles, page.lines))
    )


def _is_sentence(line: Line) -> bool:
    if len(line.text) < _MIN_TEXT or 2 * line.link_characters > len(line.text):
        return False
    return bool(_SENTENCE_SIGNS.intersection(line.text)) or phrases.is_steps(line.text)


def says_absent(lines: list[Line], titles: tuple[str, ...], *, has_headline: bool) -> bool:
    """Tell a page that says that it is not there, or asks to wait for another one.

    Below a headline that does not say so itself the text must speak of the page: notices tell that
    a service 已下线 or that readers 请稍后再试.
    """
    text = "\n".join([*titles, *(line.text for line in lines)]).lower()
    said = _of_pages() if has_headline else _excuses()
    return any(phrase in text for phrase in said) or any(map(_is_excuse, titles))


def _is_excuse(title: str) -> bool:
    """Tell 信息不存在 - 某县政府 from 旧版办事大厅已下线: one is hardly more than the phrase."""
    parts = TITLE_PARTS.split(title.lower())
    if any(part.strip() in maintenance_phrases() for part in parts):
        return True
    return any(
        phrase in part and len(part) <= len(phrase) + _MOST_BESIDE
        for part in parts
        for phrase in (*_excuses(), *absence_titles())
    )


@cache
def _of_pages() -> tuple[str, ...]:
    return *page_phrases(), *table("page_lines")["waiting"]


@cache
def _excuses() -> tuple[str, ...]:
    words = table("page_lines")
    return *absence_phrases(), *words["waiting"], *words["waiting_or_news"]


def is_dated_elsewhere(page: Page, url: str) -> bool:
    """Whether a page's address or its meta tags give a day, as those of articles do."""
    return day_in_address(url) is not None or _has_meta_date(page)


def _has_meta_date(page: Page) -> bool:
    names = {*table("meta_names")["published"], *table("meta_names")["published_also"]}
    return any(
        (meta.get("name") or meta.get("property") or "").lower() in names and meta.get("content")
        for meta in page.elements["meta"]
    )


def _repeats_title(lines: list[Line], first: int, titles: tuple[str, ...]) -> bool:
    """Whether a line right above the text is a part of the head's title: 讣告 of 讣告-某县政府."""
    above = {phrases.bare(line.text) for line in lines[max(0, first - 2) : first]}
    parts = {part for title in titles for part in TITLE_PARTS.split(title) if len(part) > 1}
    return any(not phrases.names_column(part) for part in parts & above)


def _stands_over_text(lines: list[Line], first: int) -> bool:
    """Whether the line right above the text looks like a headline and names no column."""
    line = lines[first - 1] if first else None
    if line is None or line.link_characters or len(line.text) < _MIN_HEADLINE:
        return False
    if phrases.names_column(line.text) or phrases.is_tool(line.text):
        return False
    return line.bold or line.centered or line.kind == "heading" or names_headline(line.box.names)


def _is_furniture_of_articles(line: Line) -> bool:
    """Tell 上一篇：… and 首页 > 公告 > 正文, which only pages of articles have."""
    text = phrases.bare(line.text)
    return text.startswith(_neighbours()) or (
        phrases.begins_breadcrumb(line.text) and text.endswith(_leaves())
    )


@cache
def _neighbours() -> tuple[str, ...]:
    return tuple(table("page_lines")["neighbours"])


@cache
def _leaves() -> tuple[str, ...]:
    return tuple(table("labels")["leaves"])
