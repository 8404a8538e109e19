"""Pages that have a text and are no article all the same: columns, lists of posts, login forms.

An article shows itself: by its headline, which the head's title repeats, or by its label bar, or by
how much it has to say. A page with none of these is refused, and what it has told by its reason.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from pipelines.document import Element
from pipelines.extract import phrases
from pipelines.extract.anchors import headline
from pipelines.extract.evidence import TITLE_PARTS, is_dated_elsewhere, says_absent, shows_article
from pipelines.extract.head import Head
from pipelines.extract.lines import Line, Page, Run
from pipelines.extract.listing import DATED_ROW
from pipelines.extract.region import Region
from seeds.vocabulary import table

_MIN_PROSE = 100
"""Characters of prose from which a text needs neither headline nor label bar; the introduction of a
column seldom has two sentences."""
_MOST_PROSE_AT_LOGIN = 400
"""Characters of prose on a page whose text is a login form and what it says of it."""
_MIN_SENTENCE = 20
_MARKS = re.compile("[，。；！？,.;!?،۔།]")
_MIN_HEADING = 6
"""Characters from which a heading is a headline rather than the name of a column."""
_LINES_ABOVE = 15
"""Lines above the text in which its heading and label bar stand."""
_LEAST_ROWS = 4
_ROWS_SHARE = 0.75
"""Share of lines that are rows with their days from which a page is a list of them."""
_LEAST_LABELS, _LONGEST_LABEL, _MOST_OF_PROFILE = 2, 10, 30
_LEAST_TICKS, _LEAST_QUESTIONS = 4, 2
_ASKS = re.compile("[？?]")
_FULL_STOP = re.compile("[。！]")
_ANSWER = re.compile("(?:答|回复|答复)[:：].*。")
_LEAST_TOLD = 6
"""Characters of a sentence that tells something."""
_FIELDS = ("text", "textarea", "tel", "email", "radio", "checkbox")
"""Types of what readers fill in; what has no type is a text."""
_LEAST_FIELDS = 2
_TICKS = ("radio", "checkbox")
_MIN_POSTS = 3
"""Texts, each with its date as a link below it, from which a page is a list of them: replies in a
thread have dates, too, but no pages of their own."""


def refusal(page: Page, region: Region, lines: list[Line], head: Head, url: str) -> str | None:
    """Return why what was found on a page is no article, or None.

    ``lines``: the text that was found; ``url``: where the page was fetched.
    """
    first = next((i for i, line in enumerate(page.lines) if lines and line is lines[0]), 0)
    why = _lack(page, region, lines, head, url, first=first)
    if why or head.official or is_dated_elsewhere(page, url):
        return why
    return _service(page, region, lines, head.titles, first=first)


def _lack(
    page: Page, region: Region, lines: list[Line], head: Head, url: str, *, first: int
) -> str | None:
    """Return what a page lacks that articles have; ``first``: where the text begins."""
    prose = _prose(lines)
    has_headline = bool(head.official) or headline(page, head.titles) is not None
    if has_headline and prose >= _MIN_PROSE:
        return None  # as most pages of articles
    has_bar = any(map(_is_bar, page.lines[max(0, first - _LINES_ABOVE) : region.end]))
    says_little = not has_bar and prose < _MIN_PROSE
    may_be_error = says_little and not head.official
    if may_be_error and says_absent(lines, head.titles, has_headline=has_headline):
        return "error page: it says that there is nothing"
    if has_headline:
        return None
    if prose <= _MOST_PROSE_AT_LOGIN and not has_bar and _asks_for_password(region.box.element):
        return "login form: no other text"
    if says_little and not _has_heading(page, first) and not shows_article(page, lines, head, url):
        return "no article: neither headline, nor date and source, nor more than a sentence"
    return _list(page, region)


def _service(
    page: Page, region: Region, lines: list[Line], titles: tuple[str, ...], *, first: int
) -> str | None:
    """Return what service of the site a page is that no bar with its day says to be an article."""
    if _is_of_dated_rows(lines):
        why = "list page: rows with their days"
    elif _is_profile(lines):
        why = "page of an official"
    elif _is_form(page, region, titles, first) and _prose(lines) <= _MOST_PROSE_AT_LOGIN:
        why = "service of the site: nothing but its form"
    else:
        return None
    near = page.lines[max(0, first - _LINES_ABOVE) : region.end]
    return None if any(map(_is_dated_bar, near)) else why


def _is_form(page: Page, region: Region, titles: tuple[str, ...], first: int) -> bool:
    """Tell a page that is called a service, below no headline of its own, or a poll.

    News, notices and dialogues may be called so, too (领导信箱: 共收到来信1200件。): one sentence
    that is not about the use of the service makes an article.
    """
    parts = {TITLE_PARTS.split(title)[0] for title in titles}
    is_called = any(map(phrases.names_service, parts)) and not _has_heading(page, first)
    lines = page.lines[region.start : region.end]
    if is_called and not any(map(_tells, lines)):
        return _prose(lines) < _MIN_PROSE or _has_fields(page)  # rules alone may be a text
    return _is_poll(region.box.element, lines)


def _tells(line: Line) -> bool:
    """Whether a line has a whole sentence that does not tell visitors how to use the service."""
    if 2 * line.link_characters > len(line.text):
        return False
    *sentences, _ = _FULL_STOP.split(line.text)
    return any(
        len(one) >= _LEAST_TOLD and not phrases.asks_visitor(one) for one in sentences
    ) or _is_answer(line.text)


def _is_answer(text: str) -> bool:
    """Whether a line is the answer in a dialogue (答：请携带身份证到窗口办理。)."""
    return _ANSWER.match(text) is not None


def _has_fields(page: Page) -> bool:
    """Whether there is more to fill in than what to search the site for."""
    found = page.boxes[0].element.iter("textarea", "select", "input") if page.boxes else ()
    fields = (one for one in found if (one.get("type") or "text").lower() in _FIELDS)
    return sum(1 for _ in islice(fields, _LEAST_FIELDS)) == _LEAST_FIELDS


def _prose(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines if _is_prose(line))


def _is_dated_bar(line: Line) -> bool:
    return phrases.has_date(line.text) and _is_bar(line)


def _is_of_dated_rows(lines: list[Line]) -> bool:
    """Tell rows of a list by the day and the link of each, however short the links are."""
    if len(lines) < _LEAST_ROWS:
        return False
    rows = sum(1 for line in lines if line.link_characters and DATED_ROW.match(line.text))
    return _ROWS_SHARE * len(lines) <= rows


def _is_profile(lines: list[Line]) -> bool:
    """Tell the page of an official: 职务：…, 分工：…, 简历：….

    Prose above those or beside them is of an article: an obituary, who is to be appointed.
    """
    if len(lines) > _MOST_OF_PROFILE:
        return False
    labelled = [i for i, line in enumerate(lines) if _label(line) in _profile_labels()]
    if len({_label(lines[i]) for i in labelled}) < _LEAST_LABELS:
        return False
    beside = [line for i, line in enumerate(lines) if i not in labelled]
    return not _prose(lines[: labelled[0]]) and _prose(beside) < _MIN_PROSE


def _label(line: Line) -> str:
    return phrases.bare(line.text[:_LONGEST_LABEL].partition("：")[0])


@cache
def _profile_labels() -> frozenset[str]:
    return frozenset(table("page_lines")["profile_labels"])


def _is_poll(element: Element, lines: list[Line]) -> bool:
    """Whether a text is several questions with answers to tick, and little else.

    One question (满意, 一般, 不满意) stands below articles, for readers to say what they think.
    """
    ticks = [one for one in element.iter("input") if (one.get("type") or "").lower() in _TICKS]
    questions = {one.get("name") or one.getparent() for one in ticks}
    if len(ticks) < _LEAST_TICKS or len(questions) < _LEAST_QUESTIONS:
        return False
    return _prose([line for line in lines if not _ASKS.search(line.text)]) < _MIN_PROSE


def _list(page: Page, region: Region) -> str | None:
    """Return what list a page without a headline is, or None."""
    if _posts(page.lines) >= _MIN_POSTS:
        return "list page: several posts"
    if _teasers(page.lines[region.start : region.end]) >= _MIN_POSTS:
        return "list page: several teasers"
    return None


def _is_prose(line: Line) -> bool:
    """Tell a line with a sentence in it from names, figures and links."""
    text = line.text
    if len(text) < _MIN_SENTENCE or 2 * line.link_characters > len(text):
        return False
    return _MARKS.search(text) is not None


def _is_bar(line: Line) -> bool:
    """Tell an article's label bar from a row of a list, which is a link, and from today's date."""
    dated = phrases.has_date(line.text) and line.link_characters == 0 and line.kind != "table_row"
    return phrases.is_label_bar(line.text) and (phrases.count_labels(line.text) > 0 or dated)


def _has_heading(page: Page, first: int) -> bool:
    above = page.lines[max(0, first - _LINES_ABOVE) : first + 1]
    return any(
        line.kind == "heading" and not line.link_characters and len(line.text) >= _MIN_HEADING
        for line in above
    )


def _asks_for_password(element: Element) -> bool:
    return any((field.get("type") or "").lower() == "password" for field in element.iter("input"))


def _posts(lines: list[Line]) -> int:
    """Return how many texts end with their date as the link to a page of their own."""
    posts, text = 0, False
    for line in lines:
        if _is_prose(line):
            text = True
        elif text and any(_is_dated_link(line, run) for run in line.runs):
            posts, text = posts + 1, False
    return posts


def _teasers(lines: list[Line]) -> int:
    """Return how many texts stand right below a link; 0 where most of them do not."""
    texts = [index for index, line in enumerate(lines) if _is_prose(line)]
    below = [index for index in texts if index and _is_link(lines[index - 1])]
    return len(below) if 2 * len(below) > len(texts) else 0


def _is_link(line: Line) -> bool:
    return len(line.text) >= _MIN_HEADING and line.link_characters == len(line.text)


def _is_dated_link(line: Line, run: Run) -> bool:
    start, end, link, _ = run
    return link is not None and phrases.has_time(line.text[start:end])
