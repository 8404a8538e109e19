"""The breadcrumb: 当前位置：首页 > 新闻 >> 龙泉新闻 > 正文."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from archive.records import Candidate
from pipelines.document import Document, Element
from pipelines.elements import text_of
from pipelines.fields.folding import key
from pipelines.fields.head import Head
from pipelines.fields.marked import short_text
from pipelines.fields.paths import (
    ARROWS,
    BARS,
    HOME,
    LONGEST_ITEM,
    LONGEST_LINE,
    MOST_ITEMS,
    after_label,
    arrow_items,
    arrows_only,
    ends_in_arrow,
    leaves,
    may_have_arrow,
    names_site,
    split_path,
)
from pipelines.fields.survey import Survey
from pipelines.fields.weighing import candidate
from pipelines.fields.wording import alternatives, word_list
from pipelines.fields.zones import Line, Seams, Zones, headline_index
from pipelines.names import is_name

_ANY_BAR = re.compile(r"[/|\\／｜＼]")
_DASH = re.compile(r"[-–—－/／·•»_~～]")
_DASHES = re.compile(rf"\s*{_DASH.pattern}\s*")
_COLUMNS = 2
"""Names on a line of columns that home does not begin: 诗词园地 | 近体."""
_ENDING = 2
"""Characters of a word of which the names of columns beside each other are made: 公报, 新闻."""
_COLUMN_NAME = re.compile(r"[\u3400-\u9fff]{2,8}")
_ITEMS_FROM_HOME = 4
"""Items of a path without arrows or label; a longer line is a menu."""
_NEAR_HEADLINE = 3
_LINES_AT_FOOT = 6
_SHORTEST_TITLE, _SHORTEST_CUT = 8, 4
"""Characters of an item that the headline begins with, and of one that says that it goes on."""
_LONGEST_COLUMN = 10
_GLUED = re.compile(rf"(?:网站)?{alternatives('home_words')}.")
_EDGES = " \t\n\xa0\u3000\u200b[]()【】:：·"
_SLOGAN = re.compile(r"^([\u3400-\u9fff]{2,8})\s+[\u3400-\u9fff]{6,}$")
"""The last column and, behind a gap, what the site says of itself: no column's name."""
_LETTER_SPACED = re.compile(r"^([\u3400-\u9fff])\s+([\u3400-\u9fff])$")
"""A column of two characters, set apart to the width of four: 新　闻."""
_TWICE = re.compile(r"^(\S+)\s+\1$")
"""A column's name and once more where we are: 工作动态 工作动态."""
_LAYOUT = re.compile(
    r"(?<!\S)(?:第\s?)?(?:[A-Z]?\d{1,3}\s?版(?:\s?[:：]\s?|\s{1,3})|[A-D]\d\d\s?[:：]\s?)(?P<name>[\u3400-\u9fff·]{2,10})(?!\S)"
)
"""The page of a newspaper and its name: A03版：综合新闻, 第02版 要闻."""
_PAGES = ("A", "B", "C", "D")
"""Letters of a newspaper's sections, before the page's number."""
_LONGEST_LAYOUT = 60
"""Characters of a line that names a newspaper's page, with the paper, the day and the weekday."""
_PAGE_ALONE = re.compile(r"(?:第\s?)?[A-Z]?\d{1,3}\s?版?")
_SEPARATING = _EDGES + "-–—/／|｜»›>→_*"
_HOME_WORD = "首页"
"""Stands for a link home that is called as the site is."""
_ROOT_LINK = re.compile(r"(?:(?:https?:)?//[^/?#]+/?|/)(?:index\.\w+)?", re.IGNORECASE)
_ROOT = re.compile(r"https?://[^/?#]+/?")


def section_candidates(
    document: Document, survey: Survey, head: Head, zones: Zones, title: str | None
) -> list[Candidate]:
    """Return every reading of the breadcrumb, its items joined by `` > ``, weighed."""
    end = headline_index(zones, title)
    found = [
        *_labelled(zones),
        *_arrowed(zones),
        *_from_home(zones, end),
        *_split_over_lines(zones),
        *_in_bar(zones),
        *_from_home_by_bars(zones, end),
        *_by_dots(zones, end),
        *_touching(zones, end, document.seams),
        *_column_alone(zones, end),
        *_ending_in_title(zones, title),
        *_ending_in_leaf(zones, head),
        *_marked(survey),
        *_layout(survey, zones),
        *_at_the_foot(document.footer),
        *_linked_data(head),
    ]
    if column := head.first("column"):
        name = _without_site(column[1], head.metas.get("sitename", ""))
        found.append(candidate("section", name, "meta-other", f"meta {column[0]}"))
    return [one for one in found if _names_column(one.value)]


def _names_column(value: str) -> bool:
    """Whether a path leads to a column, and not from home to the page itself: 首页 > 详情页."""
    items = (item.strip(_EDGES) for item in value.split(" > "))
    return any(item.split() and not _is_page(item) for item in items)


def _without_site(column: str, site: str) -> str:
    """Return a column's name without that of the site before it: 某某市人民政府门户网站要闻动态."""
    return column.removeprefix(site).strip(_SEPARATING) or column if site else column


def section_items(value: str, title: str | None, is_home: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the breadcrumb without home, 正文 and the title.

    ``is_home``: tells whether a first item is the site's name or links to its home page.
    """
    items = path = [item.strip(_EDGES) for item in value.split(" > ")]
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


def _labelled(zones: Zones) -> Iterator[Candidate]:
    for index, line in enumerate(zones.above):
        rest = after_label(line.text)
        if rest is None:
            continue
        if not rest:
            rest = _following(zones, index)
        items = split_path(rest)
        if items and not (_is_glued(items) or HOME.fullmatch(" ".join(items))):
            yield candidate("section", " > ".join(items), "label-above", "after 当前位置")


def _following(zones: Zones, index: int) -> str:
    """Return the breadcrumb that begins on the line after its label."""
    rest: list[str] = []
    for line in zones.above[index + 1 : index + 2 * MOST_ITEMS]:
        if len(line.text) > LONGEST_ITEM or line.bar.is_bar or key(line.text) in leaves():
            break
        rest.append(line.text)
        if len(rest) > 1 and not any(ARROWS.search(part) for part in rest[-2:]):
            rest = rest[:-1]
            break
    return " ".join(rest)


def _arrowed(zones: Zones) -> Iterator[Candidate]:
    for line in zones.above:
        items = arrow_items(line.text)
        if len(items) > 1:
            home = bool(HOME.search(items[0]))
            why = "home and arrows" if home else "arrows"
            yield candidate("section", " > ".join(items), "byline", why, 60 if home else 50)


def _at_the_foot(footer: Sequence[str]) -> Iterator[Candidate]:
    """Read a path that old pages have below all else: 人民网>>时政>>各地要闻."""
    for text in footer[-_LINES_AT_FOOT:]:
        items = arrow_items(text)
        if items and (HOME.fullmatch(items[0]) or names_site(items[0])):
            yield candidate("section", " > ".join(items), "table", "arrows at the foot", 12)


def _from_home_by_bars(zones: Zones, end: int) -> Iterator[Candidate]:
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


def _are_columns(line: Line, items: list[str]) -> bool:
    """Whether the parts of a line may be names of columns: short, and no labels or names.

    Names that are as long and end the same are of two links side by side: 昨日公報 | 今日公報.
    """
    is_short = all(_COLUMN_NAME.fullmatch(item) for item in items)
    if len({(len(item), item[-_ENDING:]) for item in items}) < len(items):
        return False
    return is_short and not line.bar.is_bar and not any(map(is_name, items))


def _by_dots(zones: Zones, end: int) -> Iterator[Candidate]:
    """Read ·政务公开·文件公告 right above the headline: a dot before each column, and no home."""
    for line in zones.above[max(end - _NEAR_HEADLINE, 0) : max(end, 0)]:
        before, *items = line.text.replace(" ", "").split("·")
        is_path = not before and 1 < len(items) <= _ITEMS_FROM_HOME and all(items)
        if is_path and max(map(len, items)) <= _LONGEST_COLUMN:
            yield candidate("section", " > ".join(items), "byline", "dots", 40)


def _touching(zones: Zones, end: int, seams: Seams) -> Iterator[Candidate]:
    """Read 首页走遍草源 right above the headline, whose elements touch: one for each item."""
    for line in zones.above[max(end - _NEAR_HEADLINE, 0) : max(end, 0)]:
        if _GLUED.match(line.text) and (found := seams.get(line.text)):
            borders = pairwise((0, *found, len(line.text)))
            items = [line.text[start:stop].strip() for start, stop in borders]
            if len(items) < _ITEMS_FROM_HOME and HOME.fullmatch(items[0]):
                yield candidate("section", " > ".join(items), "byline", "home, touching", 41)


def _column_alone(zones: Zones, end: int) -> Iterator[Candidate]:
    """Read the name of a column that stands alone right above the headline: 清溪要闻.

    Below words as short it may be the last of a menu.
    """
    lines = zones.above[max(end - 2, 0) : max(end, 0)]
    text = lines[-1].text if lines else ""
    in_menu = len(lines) > 1 and len(lines[0].text) <= _LONGEST_COLUMN
    if not in_menu and _COLUMN_NAME.fullmatch(text) and text.endswith(word_list("column_words")):
        yield candidate("section", text, "table", "column above the headline", 15)


def _in_bar(zones: Zones) -> Iterator[Candidate]:
    """Read 所属栏目：部门动态 among the other labels of the information bar."""
    for line in zones.bars_above:
        for entry in line.bar.entries:
            is_labelled = entry.label in word_list("column_labels")
            if is_labelled and (len(line.bar.entries) > 1 or _COLUMN_NAME.fullmatch(entry.value)):
                page = _LAYOUT.fullmatch(entry.value)
                value = page["name"] if page else _PAGE_ALONE.sub("", entry.value)
                yield candidate("section", value, "table", f"after {entry.label}")


def _from_home(zones: Zones, end: int) -> Iterator[Candidate]:
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


def _begins_at_site(items: list[str]) -> bool:
    return names_site(items[0]) and all(map(_COLUMN_NAME.fullmatch, items[1:]))


def _split_over_lines(zones: Zones) -> Iterator[Candidate]:
    """Read a path whose items stand on lines of their own, each with its arrow."""
    run: list[str] = []
    for line in (*(line.text for line in zones.above), ""):
        text = arrows_only(line).strip() if may_have_arrow(line) else ""
        if text and len(text) <= LONGEST_ITEM and (ARROWS.match(text) or ends_in_arrow(text)):
            run.append(ARROWS.sub("", text))
            continue
        items = [item for item in run if item]
        if len(items) > 1:
            yield candidate("section", " > ".join(items), "byline", "arrows line by line", 48)
        run = []


def _ending_in_title(zones: Zones, title: str | None) -> Iterator[Candidate]:
    """Read a path with slashes or bars, which only the headline at its end makes sure."""
    if not title:
        return
    for line in zones.above:
        if not _ANY_BAR.search(line.text):
            continue
        items = [item for item in BARS.split(line.text) if item]
        if 1 < len(items) <= MOST_ITEMS and key(items[-1]) == key(title):
            yield candidate("section", " > ".join(items), "byline", "slashes up to the title", 46)


def _ending_in_leaf(zones: Zones, head: Head) -> Iterator[Candidate]:
    """Read 首页, 基金资讯, 资讯正文 on lines of their own, from home or the site's name on."""
    texts = [line.text for line in zones.above]
    for index, text in enumerate(texts):
        if text not in leaves() and not (text.endswith("正文") and len(text) <= 6):  # 资讯正文
            continue
        for start in range(index - 1, max(index - 5, -1), -1):
            if len(texts[start]) > 12 or zones.above[start].bar.is_bar:  # columns have short names
                break
            if HOME.search(texts[start]) or key(head.title).endswith(key(texts[start])):
                yield candidate(
                    "section",
                    " > ".join(texts[start + 1 : index]),
                    "byline",
                    "lines up to 正文",
                    45,
                )
                break


def _marked(survey: Survey) -> Iterator[Candidate]:
    """Read elements whose class or id says breadcrumb, and a column beside the headline."""
    for element in survey.crumbs:
        items = _element_items(element)
        if 0 < len(items) <= MOST_ITEMS:
            yield candidate("section", " > ".join(items), "marked", "class or id of a breadcrumb")
    for mark in survey.marks:
        if mark.field == "section":
            yield candidate("section", mark.value, "meta-other", f"element {mark.name}")


def _layout(survey: Survey, zones: Zones) -> Iterator[Candidate]:
    """Read the name of a newspaper's page from a heading, or a line that is it or has the day.

    What names several pages is the paper's list of them. What the CMS itself notes as the column
    stands as it is.
    """
    headings = (survey.heading_text(heading, LONGEST_ITEM) for heading in survey.headings)
    lines = (line.text for line in zones.above if "版" in line.text or line.text.startswith(_PAGES))
    for texts, where in ((headings, "heading"), (lines, "line")):
        short = (text for text in texts if len(text) <= _LONGEST_LAYOUT)
        found = [match for text in short for match in _LAYOUT.finditer(text)]
        names = {one["name"] for one in found if where == "line" or one[0] == one.string}
        if len(names) == 1:
            yield candidate("section", names.pop(), "table", f"{where} of a newspaper's page", 20)


def _element_items(element: Element) -> Sequence[str]:
    text = short_text(element, 2 * LONGEST_LINE)
    if not text:
        return []
    rest = after_label(text)
    items: Sequence[str] = split_path(rest) if rest else arrow_items(text)
    if items and not _is_glued(items):
        return items
    # The last item of a list is no link, as it is where we are.
    for parts in (element.iter("li"), element.iter("a"), element.iterchildren("*")):
        found = [(one, " ".join(text_of(one).split())) for one in parts]
        start = next((i for i, (one, item) in enumerate(found) if _is_home(one, item)), None)
        if start is None and found and _links_root(found[0][0]):
            found[0], start = (found[0][0], _HOME_WORD), 0
        if start is None and found and any(map(_pictures_home, element.iter("img"))):
            found, start = [(element, _HOME_WORD), *found], 0
        if start is not None and len(found) > start + 1:
            items = [item for _, item in found[start:] if item]
            return [*items, *_behind_links(element, items)]
    return []


def _behind_links(element: Element, items: Sequence[str]) -> list[str]:
    """Return the text behind the links of a breadcrumb: the column where we are is none."""
    texts = (str(text).strip(_SEPARATING) for text in element.itertext())
    pieces = [text for text in texts if key(text)]
    is_last = bool(items) and len(pieces) > 1 and pieces[-2] == items[-1]
    return pieces[-1:] if is_last and len(pieces[-1]) <= LONGEST_ITEM else []


def _is_home(element: Element, item: str) -> bool:
    """Whether a part of a breadcrumb leads home: by its words, or a link that is an icon alone."""
    return HOME.search(item) is not None or (element.tag == "a" and not item)


def _pictures_home(picture: Element) -> bool:
    return HOME.search(picture.get("alt") or "") is not None


def _links_root(element: Element) -> bool:
    """Whether a part of a breadcrumb is a link to the root of the site, whatever it is called."""
    link = element if element.tag == "a" else next(element.iter("a"), None)
    return link is not None and _ROOT_LINK.fullmatch(link.get("href") or "") is not None


def _is_glued(items: Sequence[str]) -> bool:
    """Whether nothing but style parts the items: 首页资讯中心行业资讯."""
    return len(items) == 1 and _GLUED.match(items[0]) is not None


def _linked_data(head: Head) -> Iterator[Candidate]:
    for item in head.json_ld:
        elements = item.get("itemListElement") if item.get("@type") == "BreadcrumbList" else None
        if isinstance(elements, list):
            start = 1 if elements and _leads_home(elements[0]) else 0
            names = [_item_name(element) for element in elements[start:]]
            yield candidate("section", " > ".join(filter(None, names)), "json-ld", "BreadcrumbList")


def _leads_home(element: object) -> bool:
    """Whether the first item of a BreadcrumbList is the site: its address has no path."""
    item = element.get("item") if isinstance(element, dict) else None
    address = item.get("@id") if isinstance(item, dict) else item
    return isinstance(address, str) and _ROOT.fullmatch(address) is not None


def _item_name(element: object) -> str:
    if not isinstance(element, dict):
        return ""
    inner = element.get("item")
    name = element.get("name") or (inner.get("name") if isinstance(inner, dict) else "")
    return name.strip() if isinstance(name, str) else ""
