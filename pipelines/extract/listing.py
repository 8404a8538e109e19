"""Articles that are lists of links and nothing else: contents, names, documents.

Rows of links are the furniture of a site nearly everywhere. They are an article below a headline
that says that it is over a list, and in the text's own container where nothing else stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from pipelines.extract import phrases
from pipelines.extract.address import is_list_address
from pipelines.extract.anchors import bar_below_headline
from pipelines.extract.announced import boxes_up_to, is_row
from pipelines.extract.lines import Box, Line, Page
from pipelines.extract.region import Region
from pipelines.extract.weights import names_body, noise_of

_LEAST_LINKS = 3
"""Links of such a list."""
_MOST_LINES = 400
_LINES_TO_LIST = 12
"""Lines between label bar and list: tools, shares."""
_LONGEST_HEADING = 30
LINES_TO_PAGER = 4
"""Lines below a list in which a pager may stand."""
_LINES_ABOVE_BAR = 9
"""Lines above the bar among which its headline stands."""
_SHOWN = frozenset({"video", "audio", "iframe", "embed", "object"})
"""Elements that are all of an article at times, beside rows of others like it."""
_DAY = (
    r"[\[(（]?(?:(?:19|20)\d\d\s?[-./年]\s?)?\d{1,2}\s?[-./月]\s?\d{1,2}\s?日?"
    r"(?:\s\d\d:\d\d\S*)?[\])）]?"
)
DATED_ROW = re.compile(rf"{_DAY}(?:\s|$)|.*(?:\s|[^\d\s.第]|(?=[\[(（])){_DAY}\s*$")
"""A row of a column: a headline, and its day before or behind it."""
_NUMBERS = re.compile(r"[\d\s<>‹›«»＜＞…|\[\].·]*\d[\d\s<>‹›«»＜＞…|\[\].·]*")
"""A pager of numbers: 1 2 3 >."""


def listed_below_bar(
    page: Page, titles: tuple[str, ...], url: str
) -> tuple[Region, list[int]] | None:
    """Return where a list of links is all of an article, and its lines; None on other pages.

    Headline and a label bar stand above it, as above no column; its rows have no days of their
    own, and no pager leads to more of them. The headline says what it is, or the list fills the
    text's container.
    """
    anchor = bar_below_headline(page, titles)
    if anchor is None or not _is_dated_bar(page.lines[anchor].text) or is_list_address(url):
        return None
    is_told = _tells_list(page, anchor)
    first = _first_line(page, anchor, is_told=is_told)
    if first is None:
        return None
    box = page.lines[first].box
    while box.parent is not None and box.parent.start > anchor:
        box = box.parent
    around = list(boxes_up_to(page.lines[first].box, box.parent or box))
    if any(map(noise_of, around)) or not (is_told or _is_container(box, around)):
        return None
    end = _end(page, box, first)
    if any(map(is_pager, page.lines[first : end + LINES_TO_PAGER])):
        return None
    kept = [i for i in range(first, end) if not phrases.is_tool(page.lines[i].text)]
    if not _is_list([page.lines[i] for i in kept]):
        return None
    return Region(box, first, end, 0.0), kept


def is_pager(line: Line) -> bool:
    """Tell a pager by its words, or by its numbers: a link to one, or several on a line."""
    if phrases.is_pager(line.text):
        return True
    if not _NUMBERS.fullmatch(line.text) or phrases.has_date(line.text):
        return False
    return line.link_characters > 0 or len(re.findall(r"\d+", line.text)) > 1


def announces_all(page: Page, titles: tuple[str, ...], url: str, rows: Set[int]) -> bool:
    """Whether rows that a line announces may be text of an article.

    Where nothing else stands on the page they are a column's, but for those below a label bar.
    """
    if any(_is_prose(line) for line in page.lines):
        return True
    anchor = bar_below_headline(page, titles)
    if anchor is None or not phrases.has_date(page.lines[anchor].text) or is_list_address(url):
        return False
    end = max(rows) + 1
    near = page.lines[min(rows) : end + LINES_TO_PAGER]
    dated = sum(DATED_ROW.match(page.lines[i].text) is not None for i in rows)
    return not any(map(is_pager, near)) and 2 * dated < len(rows)


def _is_prose(line: Line) -> bool:
    is_own = not (line.link_characters or line.hidden or phrases.ends_article(line.text))
    return is_own and len(line.text) >= _LONGEST_HEADING and line.text.endswith(("。", "！", "”"))


def _is_dated_bar(text: str) -> bool:
    return phrases.count_labels(text) > 0 and phrases.has_date(text)


def _end(page: Page, box: Box, first: int) -> int:
    """Return the end of a list: that of its box, or of its rows where each has a box of its own."""
    end = min(box.end, first + _MOST_LINES)
    if box.end - first < _LEAST_LINKS:
        while end < len(page.lines) and page.lines[end].box.parent is box.parent:
            end += 1
    return next((i for i in range(first, end) if phrases.ends_article(page.lines[i].text)), end)


def _first_line(page: Page, anchor: int, *, is_told: bool) -> int | None:
    """Return the first line of a list below a label bar that nothing but tools part from it.

    Below a headline that says that it is over a list, its rows may have headings.
    """
    first = None
    for index in range(anchor + 1, min(anchor + 1 + _LINES_TO_LIST, len(page.lines))):
        line = page.lines[index]
        if is_row(line):
            return index if first is None else first
        if phrases.ends_article(line.text):
            return None
        if phrases.is_tool(line.text) or phrases.is_label_bar(line.text):
            continue
        if not is_told or len(line.text) > _LONGEST_HEADING:
            return None
        first = index if first is None else first
    return None


def _tells_list(page: Page, anchor: int) -> bool:
    """Whether the headline above a bar says that it is over a list: …名单, …文件汇编."""
    above = page.lines[max(0, anchor - _LINES_ABOVE_BAR) : anchor]
    return any(not line.link_characters and phrases.names_list(line.text) for line in above)


def _is_container(box: Box, around: Iterable[Box]) -> bool:
    """Whether a box is the text's by its names, and shows nothing beside it.

    ``around``: the boxes of a row within it, and itself.
    """
    is_named = any(names_body(one.names) for one in around)
    return is_named and not any(element.tag in _SHOWN for element in box.element.iter())


def _is_list(lines: Sequence[Line]) -> bool:
    rows = sum(map(is_row, lines))
    if rows < _LEAST_LINKS or 2 * rows < len(lines):
        return False
    dated = sum(DATED_ROW.match(line.text) is not None for line in lines)
    return 2 * dated < rows
