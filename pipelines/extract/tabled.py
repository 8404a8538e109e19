"""Rows of links in a table whose first row says what its columns are: 序号, 名称, 文号.

Lists of a site's articles have no such row; a table below an article's label bar that has one is
the article's, however much of its rows are links.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from pipelines.extract import phrases
from pipelines.extract.address import is_list_address
from pipelines.extract.anchors import bar_below_headline
from pipelines.extract.lines import Line, Page
from pipelines.extract.listing import LINES_TO_PAGER, is_pager
from seeds.vocabulary import table

_LEAST_ROWS = 2
_NONE = range(0)
_LONGEST_CELL = 8
"""Characters of the name of a column."""


def tabled_rows(page: Page, titles: tuple[str, ...], url: str) -> Set[int]:
    """Return the rows of tables of links below the page's label bar, with those that head them."""
    found = [rows for at in range(len(page.lines) - 1) if (rows := _rows(page, at))]
    if not found or is_list_address(url):
        return frozenset()
    anchor = bar_below_headline(page, titles)
    if anchor is None or not _is_dated_bar(page.lines[anchor].text):
        return frozenset()
    return frozenset(
        row for rows in found if rows.start > anchor and not _is_paged(page, rows) for row in rows
    )


def _is_dated_bar(text: str) -> bool:
    return phrases.has_date(text) and phrases.count_labels(text) > 0


def _rows(page: Page, at: int) -> range:
    """Return the rows of the table that a line heads, itself included; none where it heads none."""
    head, below = page.lines[at], page.lines[at + 1]
    if head.kind != "table_row" or head.link_characters or not below.link_characters:
        return _NONE
    if head.hidden or not _heads_columns(head.text):
        return _NONE
    end, columns = at + 1, head.text.count("\t")
    while end < len(page.lines) and _is_row(page.lines[end], columns):
        end += 1
    linked = sum(line.link_characters > 0 for line in page.lines[at + 1 : end])
    return range(at, end) if linked >= _LEAST_ROWS else _NONE


def _is_row(line: Line, columns: int) -> bool:
    """Whether a line is a row of a table of so many columns; cells may be empty at its end."""
    return line.kind == "table_row" and line.text.count("\t") <= columns


def _heads_columns(text: str) -> bool:
    cells = [phrases.bare(cell) for cell in text.split("\t")]
    if len(cells) < 2 or not all(0 < len(cell) <= _LONGEST_CELL for cell in cells):
        return False
    return any(cell.endswith(_names()) for cell in cells) and not any(map(_is_value, cells))


def _is_value(cell: str) -> bool:
    return any(map(str.isdigit, cell)) or cell.endswith(("：", ":"))


def _is_paged(page: Page, rows: Sequence[int]) -> bool:
    return any(map(is_pager, page.lines[rows[-1] + 1 : rows[-1] + 1 + LINES_TO_PAGER]))


@cache
def _names() -> tuple[str, ...]:
    return tuple(table("page_lines")["columns_of_tables"])
