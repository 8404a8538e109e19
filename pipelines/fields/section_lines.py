"""Breadcrumbs without label or arrows, told by where they stand: 首页 - 新闻动态."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from archive.records import Candidate
from pipelines.fields.folding import key
from pipelines.fields.paths import BARS, GLUED, HOME, LONGEST_LINE, MOST_ITEMS, names_site
from pipelines.fields.section_marks import LAYOUT
from pipelines.fields.weighing import candidate
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Line, Seams, Zones
from pipelines.names import is_name

_ANY_BAR = re.compile(r"[/|\\／｜＼]")
_DASH = re.compile(r"[-–—－/／·•»_~～]")
_DASHES = re.compile(rf"\s*{_DASH.pattern}\s*")
_COLUMNS = 2
"""Names on a line of columns that home does not begin: 诗词园地 | 近体."""
_ENDING = 2
"""Characters of a word of which the names of columns beside each other are made: 公报, 新闻."""
COLUMN_NAME = re.compile(r"[\u3400-\u9fff]{2,8}")
_ITEMS_FROM_HOME = 4
"""Items of a path without arrows or label; a longer line is a menu."""
_NEAR_HEADLINE = 3
_LONGEST_COLUMN = 10
_PAGE_ALONE = re.compile(r"(?:第\s?)?[A-Z]?\d{1,3}\s?版?")


def in_bar(zones: Zones) -> Iterator[Candidate]:
    """Read 所属栏目：部门动态 among the other labels of the information bar."""
    for line in zones.bars_above:
        for entry in line.bar.entries:
            is_labelled = entry.label in word_list("column_labels")
            if is_labelled and (len(line.bar.entries) > 1 or COLUMN_NAME.fullmatch(entry.value)):
                page = LAYOUT.fullmatch(entry.value)
                value = page["name"] if page else _PAGE_ALONE.sub("", entry.value)
                yield candidate("section", value, "table", f"after {entry.label}")


def from_home(zones: Zones, end: int) -> Iterator[Candidate]:
    """Read a path of few items that home begins and dashes or slashes part: 首页 - 新闻动态.

    Near the headline the site's name may begin it: 金河日报网 · 评论 · 时评.
    """
    for index, line in enumerate(zones.above):
        if len(line.text) > LONGEST_LINE or not _DASH.search(line.text):
            continue
        parts = (item.strip("【】[]") for item in _DASHES.split(line.text))
        items = [item for item in parts if item]
        if not 1 < len(items) <= _ITEMS_FROM_HOME:
            continue
        if HOME.fullmatch(items[0]):
            yield candidate("section", " > ".join(items), "byline", "home and dashes", 42)
        elif end - _NEAR_HEADLINE <= index < end and _begins_at_site(items):
            yield candidate("section", " > ".join(items), "byline", "site and dashes", 41)


def from_home_by_bars(zones: Zones, end: int) -> Iterator[Candidate]:
    """Read 网站首页 | 新闻中心 | 乡镇动态 right above the headline, where no menu stands.

    Without home it is a path of two columns in the very line above: 诗词园地 | 近体.
    """
    for index in range(max(end - _NEAR_HEADLINE, 0), max(end, 0)):
        line = zones.above[index]
        items = [item for item in BARS.split(line.text) if item]
        if len(items) == 1 and index == end - 1:
            items = [item for item in _DASHES.split(line.text) if item]
        if not 1 < len(items) < _ITEMS_FROM_HOME:
            continue
        of_columns = index == end - 1 and len(items) == _COLUMNS and _are_columns(line, items)
        is_path = of_columns or HOME.fullmatch(items[0]) or _begins_at_site(items)
        if is_path and not set(items) & set(word_list("menu")):
            yield candidate("section", " > ".join(items), "byline", "home and bars", 41)


def _begins_at_site(items: list[str]) -> bool:
    return names_site(items[0]) and all(map(COLUMN_NAME.fullmatch, items[1:]))


def _are_columns(line: Line, items: list[str]) -> bool:
    """Whether the parts of a line may be names of columns: short, and no labels or names.

    Names that are as long and end the same are of two links side by side: 昨日公報 | 今日公報.
    """
    is_short = all(COLUMN_NAME.fullmatch(item) for item in items)
    if len({(len(item), item[-_ENDING:]) for item in items}) < len(items):
        return False
    return is_short and not line.bar.is_bar and not any(map(is_name, items))


def by_dots(zones: Zones, end: int) -> Iterator[Candidate]:
    """Read ·政务公开·文件公告 right above the headline: a dot before each column, and no home."""
    for line in zones.above[max(end - _NEAR_HEADLINE, 0) : max(end, 0)]:
        before, *items = line.text.replace(" ", "").split("·")
        is_path = not before and 1 < len(items) <= _ITEMS_FROM_HOME and all(items)
        if is_path and max(map(len, items)) <= _LONGEST_COLUMN:
            yield candidate("section", " > ".join(items), "byline", "dots", 40)


def touching(zones: Zones, end: int, seams: Seams) -> Iterator[Candidate]:
    """Read 首页走遍草源 right above the headline, whose elements touch: one for each item."""
    for line in zones.above[max(end - _NEAR_HEADLINE, 0) : max(end, 0)]:
        if GLUED.match(line.text) and (found := seams.get(line.text)):
            borders = pairwise((0, *found, len(line.text)))
            items = [line.text[start:stop].strip() for start, stop in borders]
            if len(items) < _ITEMS_FROM_HOME and HOME.fullmatch(items[0]):
                yield candidate("section", " > ".join(items), "byline", "home, touching", 41)


def column_alone(zones: Zones, end: int) -> Iterator[Candidate]:
    """Read the name of a column that stands alone right above the headline: 清溪要闻.

    Below words as short it may be the last of a menu.
    """
    lines = zones.above[max(end - 2, 0) : max(end, 0)]
    text = lines[-1].text if lines else ""
    in_menu = len(lines) > 1 and len(lines[0].text) <= _LONGEST_COLUMN
    if not in_menu and COLUMN_NAME.fullmatch(text) and text.endswith(word_list("column_words")):
        yield candidate("section", text, "table", "column above the headline", 15)


def ending_in_title(zones: Zones, title: str | None) -> Iterator[Candidate]:
    """Read a path with slashes or bars, which only the headline at its end makes sure."""
    if not title:
        return
    for line in zones.above:
        if not _ANY_BAR.search(line.text):
            continue
        items = [item for item in BARS.split(line.text) if item]
        if 1 < len(items) <= MOST_ITEMS and key(items[-1]) == key(title):
            yield candidate("section", " > ".join(items), "byline", "slashes up to the title", 46)
