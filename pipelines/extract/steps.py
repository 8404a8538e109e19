"""Steps of a procedure that are written as a page's path is: 首页>政务服务>社保查询.

The path of a page is links, and stands above its headline. Steps lead nowhere, and stand below the
label bar or among the paragraphs.
"""

from __future__ import annotations

from collections.abc import Set

from pipelines.extract import phrases
from pipelines.extract.lines import Line, Page

_LINES_ABOVE = 24
"""Lines above steps in which the label bar or a paragraph stands."""
_SENTENCE = 20
"""Characters of a line with a full stop from which it is a paragraph of the text."""
_NONE: frozenset[int] = frozenset()


def own_steps(page: Page, start: int, end: int, foreign: Set[int]) -> Set[int]:
    """Return the lines from ``start`` to before ``end`` that are steps and begin at home.

    ``foreign``: lines in boxes of another purpose.
    """
    lines = page.lines
    found = [i for i in range(start, end) if i not in foreign and _may_be_steps(lines[i])]
    if not found:
        return _NONE
    return {i for i in found if any(map(_heads_text, lines[max(0, i - _LINES_ABOVE) : i]))}


def _may_be_steps(line: Line) -> bool:
    is_plain = not (line.link_characters or line.hidden)
    return is_plain and phrases.begins_breadcrumb(line.text) and phrases.may_be_steps(line.text)


def _heads_text(line: Line) -> bool:
    if line.link_characters or line.hidden or phrases.is_banner(line.text):
        return False
    is_paragraph = len(line.text) >= _SENTENCE and line.text.endswith("。")
    return is_paragraph or (phrases.has_date(line.text) and phrases.is_label_bar(line.text))
