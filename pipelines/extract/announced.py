"""Rows of links that a line of the text announces: 现将优秀教师名单公布如下：.

They may stand in parts with short headings: 一、继续有效的文件, 二、废止的文件.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from pipelines.extract import phrases
from pipelines.extract.lines import Box, Line, Page
from pipelines.extract.weights import noise_of

_LEAST_ROWS = 2
_ENDS = ("：", ":", "如下。", "附后。", "见下。")
"""One of these ends every line that announces rows: looked at before anything costlier."""
_STOPS = ("。", "！", "？", "；")
_LONGEST_HEADING = 30
_LINK_SHARE = 0.5
"""Share of a row that its link is: a number, a dash or an office may stand beside it."""


def announced_rows(page: Page, start: int, end: int) -> Set[int]:
    """Return the rows of links that stand right below a line that announces them.

    ``start``, ``end``: of the lines among which such a line stands.
    """
    found: set[int] = set()
    for index in range(start, end):
        if announces_rows(page.lines[index]):
            rows = _rows_below(page, index)
            found.update(rows if len(rows) >= _LEAST_ROWS else ())
    return found


def announces_rows(line: Line) -> bool:
    """Tell a line that says that a list follows."""
    if not line.text.endswith(_ENDS) or line.link_characters:
        return False
    return phrases.announces_list(line.text) and not (
        phrases.ends_article(line.text) or line.hidden
    )


def _rows_below(page: Page, index: int) -> Sequence[int]:
    """Return the rows of links below a line, as far as nothing but headings stands between them."""
    rows: list[int] = []
    at = index + 1
    while at < len(page.lines):
        row = at + _heads_rows(page, index, at)
        if row == len(page.lines) or not (is_row(page.lines[row]) and _is_near(page, index, row)):
            break
        rows.append(row)
        at = row + 1
    return rows


def _heads_rows(page: Page, index: int, at: int) -> bool:
    """Whether a line is the heading of a part of the rows that the line ``index`` announces.

    It stands beside that line or is one of its lines; the name of a column heads other rows.
    """
    line, announcing = page.lines[at], page.lines[index].box
    text = line.text
    if line.link_characters or line.hidden or not 2 <= len(text) <= _LONGEST_HEADING:
        return False
    if line.box is not announcing and line.box.parent is not announcing.parent:
        return False
    return not (
        text.endswith(_STOPS)
        or phrases.has_date(text)
        or phrases.is_tool(text)
        or phrases.names_column(text)
        or phrases.is_disclaimer_heading(text)
        or phrases.heads_other_rows(text)
        or phrases.ends_article(text)
        or phrases.names_neighbour(text)
    )


def _is_near(page: Page, index: int, row: int) -> bool:
    """Whether a row stands in the container of the line that announces it, and not in another."""
    around = page.lines[index].box
    around = around.parent or around
    return row < around.end and all(
        noise_of(box) is None for box in boxes_up_to(page.lines[row].box, around)
    )


def is_row(line: Line) -> bool:
    """Tell a line that is a link, and neither a tool nor another's heading."""
    if line.hidden or line.link_characters < _LINK_SHARE * len(line.text):
        return False
    return not (
        phrases.is_tool(line.text)
        or phrases.ends_article(line.text)
        or phrases.names_neighbour(line.text)
    )


def boxes_up_to(box: Box, outer: Box) -> Iterator[Box]:
    """Yield a box and those around it within ``outer``."""
    inner: Box | None = box
    while inner is not None and inner is not outer:
        yield inner
        inner = inner.parent
