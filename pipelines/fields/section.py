"""The breadcrumb: 当前位置：首页 > 新闻 >> 龙泉新闻 > 正文."""

from __future__ import annotations

import re
from collections.abc import Callable

from archive.records import Candidate
from pipelines.document import Document
from pipelines.fields import section_lines, section_marks, section_paths
from pipelines.fields.folding import key
from pipelines.fields.head import Head
from pipelines.fields.paths import EDGES, HOME, LONGEST_ITEM, SEPARATING, leaves, names_site
from pipelines.fields.survey import Survey
from pipelines.fields.weighing import candidate
from pipelines.fields.zones import Zones, headline_index

_SHORTEST_TITLE, _SHORTEST_CUT = 8, 4
"""Characters of an item that the headline begins with, and of one that says that it goes on."""
_SLOGAN = re.compile(r"^([\u3400-\u9fff]{2,8})\s+[\u3400-\u9fff]{6,}$")
"""The last column and, behind a gap, what the site says of itself: no column's name."""
_LETTER_SPACED = re.compile(r"^([\u3400-\u9fff])\s+([\u3400-\u9fff])$")
"""A column of two characters, set apart to the width of four: 新　闻."""
_TWICE = re.compile(r"^(\S+)\s+\1$")
"""A column's name and once more where we are: 工作动态 工作动态."""


def section_candidates(
    document: Document, survey: Survey, head: Head, zones: Zones, title: str | None
) -> list[Candidate]:
    """Return every reading of the breadcrumb, its items joined by `` > ``, weighed."""
    end = headline_index(zones, title)
    found = [
        *section_paths.labelled(zones),
        *section_paths.arrowed(zones),
        *section_lines.from_home(zones, end),
        *section_paths.split_over_lines(zones),
        *section_lines.in_bar(zones),
        *section_lines.from_home_by_bars(zones, end),
        *section_lines.by_dots(zones, end),
        *section_lines.touching(zones, end, document.seams),
        *section_lines.column_alone(zones, end),
        *section_lines.ending_in_title(zones, title),
        *section_paths.ending_in_leaf(zones, head),
        *section_marks.marked(survey),
        *section_marks.layout(survey, zones),
        *section_paths.at_the_foot(document.footer),
        *section_marks.linked_data(head),
    ]
    if column := head.first("column"):
        name = _without_site(column[1], head.metas.get("sitename", ""))
        found.append(candidate("section", name, "meta-other", f"meta {column[0]}"))
    return [one for one in found if _names_column(one.value)]


def _names_column(value: str) -> bool:
    """Whether a path leads to a column, and not from home to the page itself: 首页 > 详情页."""
    items = (item.strip(EDGES) for item in value.split(" > "))
    return any(item.split() and not _is_page(item) for item in items)


def _without_site(column: str, site: str) -> str:
    """Return a column's name without that of the site before it: 某某市人民政府门户网站要闻动态."""
    return column.removeprefix(site).strip(SEPARATING) or column if site else column


def section_items(value: str, title: str | None, is_home: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the breadcrumb without home, 正文 and the title.

    ``is_home``: tells whether a first item is the site's name or links to its home page.
    """
    items = path = [item.strip(EDGES) for item in value.split(" > ")]
    if len(path) > 2 and HOME.search(path[1]):
        items = path = path[1:]  # 广西新闻网 > 首页 > 八桂资讯
    inner = [item for item in items if item.split() and not _is_page(item)]
    has_home = any(HOME.search(item) for item in items)
    items = [_TWICE.sub(r"\1", item) for item in inner]
    title_key = key(title or "")
    if items and title and items[-1] != title and items[-1].endswith(title):
        items[-1] = items[-1].removesuffix(title).strip(" >:：")
    if items and _is_title(items[-1], title_key):
        items = items[:-1]
    if items and len(path) > 1 and not has_home and (is_home(items[0]) or _names_twice(items)):
        items = items[1:]
    if items:
        items[-1] = _SLOGAN.sub(r"\1", items[-1])
    return tuple(_LETTER_SPACED.sub(r"\1\2", item) for item in items if len(item) <= LONGEST_ITEM)


def _is_title(item: str, title_key: str) -> bool:
    """Whether a last item is the headline, or its beginning: cut short, it ends in dots."""
    last = key(item)
    shortest = _SHORTEST_CUT if item.endswith(("…", "...")) else _SHORTEST_TITLE
    return bool(last) and title_key.startswith(last) and len(last) >= min(shortest, len(title_key))


def _names_twice(items: list[str]) -> bool:
    """Whether a path begins with a site's channel and that channel: 人民网贵州频道 > 贵州频道."""
    first, second = [*items, ""][:2]
    return second != "" and first.endswith(second) and names_site(first.removesuffix(second))


def _is_page(item: str) -> bool:
    """Whether an item is the home page's or names the page itself (正文 申请入驻), not a column."""
    return HOME.search(item) is not None or item.split(maxsplit=1)[0] in leaves()
