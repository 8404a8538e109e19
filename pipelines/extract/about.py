"""Pages that introduce a school, an office or who works there: texts, and no articles.

What such a page is called says so, or the column of staff that it stands in. News may be called so
as well; it tells when it was published, or that something has just happened.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extract import phrases
from pipelines.extract.evidence import TITLE_PARTS, is_dated_elsewhere
from pipelines.extract.head import Head
from pipelines.extract.lines import Line, Page

_FIRST_LINES = 4
"""Lines of a profile in which its heading stands, and as many above it."""
_LONGEST_PATH = 60


def introduction(page: Page, lines: Sequence[Line], head: Head, url: str) -> str | None:
    """Return that a page introduces an institution or a person, where it gives no day of its own.

    ``lines``: the text that was found.
    """
    if head.official or not (_is_called_so(head) or _is_profile(page, lines)):
        return None
    if any(map(_is_dated, page.lines)) or is_dated_elsewhere(page, url):
        return None
    if any(phrases.tells_news(line.text) for line in lines):
        return None
    return "introduction of an institution or a person, without a day"


def _is_called_so(head: Head) -> bool:
    """Whether the page's own name says so; behind it stands its column: 学校召开运动会-学校概况."""
    return any(
        phrases.pattern_of("about").fullmatch(TITLE_PARTS.split(title)[0]) for title in head.titles
    )


def _is_profile(page: Page, lines: Sequence[Line]) -> bool:
    """Whether a text is headed as a profile (个人简历), below a path to a column of staff."""
    top = next((i for i, line in enumerate(page.lines) if lines and line is lines[0]), 0)
    near = (*page.lines[max(0, top - _FIRST_LINES) : top], *lines[:_FIRST_LINES])
    if not any(phrases.pattern_of("profile").fullmatch(_bare(line)) for line in near):
        return False
    return any(
        len(line.text) <= _LONGEST_PATH and phrases.pattern_of("staff_columns").search(line.text)
        for line in page.lines[:top]
    )


def _is_dated(line: Line) -> bool:
    if line.link_characters or not phrases.has_date(line.text):
        return False
    return phrases.is_label_bar(line.text)


def _bare(line: Line) -> str:
    return phrases.bare(line.text).rstrip(":：")
