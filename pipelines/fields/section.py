"""The breadcrumb: 当前位置：首页 > 新闻 >> 龙泉新闻 > 正文."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from lxml.html import HtmlElement

from archive.records import Candidate
from pipelines.fields.folding import REMEMBERED, fold, key
from pipelines.fields.head import Head
from pipelines.fields.marked import short_text
from pipelines.fields.survey import Survey
from pipelines.fields.weighing import candidate
from pipelines.fields.zones import Zones
from seeds.scripts import both_scripts
from seeds.vocabulary import table

_ARROW = r"(?:-{1,3}>{1,2}|—{1,2}>|={1,2}>|[>›»→]{1,3}|::)"
_ARROWS = re.compile(rf"\s*{_ARROW}\s*")
_LEADING_ARROW = re.compile(r"^\s*[>»›]+\s*")
_FROM_HOME = re.compile(r"(?:网站)?(?:首\s*页|主\s*页|首頁)\s*[>»›→]")
"""How a path goes on behind an arrow at its head: >> 首页 >> 新闻."""
_ANY_SEPARATOR = re.compile(rf"\s*(?:{_ARROW}|\||/|\\|--?|—|·|\s)\s*")
_BARS = re.compile(r"\s*[/|\\]\s*")
_DASHES = re.compile(r"\s*[-—–/／·»]\s*")
_ITEMS_FROM_HOME = 4
"""Items of a path without arrows or label; a longer line is a menu."""
_EDGES = " \t\n\xa0\u3000\u200b[]()【】:：·"
_SLOGAN = re.compile(r"^([\u3400-\u9fff]{2,8})\s+[\u3400-\u9fff]{6,}$")
"""The last column and, behind a gap, what the site says of itself: no column's name."""
_LETTER_SPACED = re.compile(r"^([\u3400-\u9fff])\s+([\u3400-\u9fff])$")
"""A column of two characters, set apart to the width of four: 新　闻."""
_ROOT = re.compile(r"https?://[^/?#]+/?")
_LONGEST_LINE = 120
_LONGEST_ITEM = 30
_MOST_ITEMS = 8
_MENU_WORDS = 4
"""Words from which on a line of short words is a site's menu; one less where home is among them."""
_LONGEST_MENU_WORD = 8
_NOT_MENU = re.compile(r"[\d，。,:：]")

_HOME = re.compile(r"首\s*页$|^主\s*页$|^home$|^index$|首頁$|^网站首页|^返回首页", re.IGNORECASE)


def section_candidates(
    survey: Survey, head: Head, zones: Zones, title: str | None
) -> list[Candidate]:
    """Return every reading of the breadcrumb, its items joined by `` > ``, weighed."""
    found = [
        *_labelled(zones),
        *_arrowed(zones),
        *_from_home(zones),
        *_split_over_lines(zones),
        *_ending_in_title(zones, title),
        *_ending_in_leaf(zones, head),
        *_marked(survey),
        *_linked_data(head),
    ]
    if column := head.first("column"):
        found.append(candidate("section", column[1], "meta-other", f"meta {column[0]}"))
    return [one for one in found if one.value]


def section_items(value: str, title: str | None, is_home: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the breadcrumb without home, 正文 and the title.

    ``is_home``: tells whether a first item is the site's name or links to its home page.
    """
    items = path = [item.strip(_EDGES) for item in value.split(" > ")]
    inner = [item for item in items if item.split() and not _is_page(item)]
    has_home = any(_HOME.search(item) for item in items)
    items = inner
    title_key = key(title or "")
    if items and title and items[-1] != title and items[-1].endswith(title):
        items[-1] = items[-1].removesuffix(title).strip(" >:：")
    if items and title_key:
        last = key(items[-1]).rstrip("…")
        if last and (title_key.startswith(last) and len(last) >= min(8, len(title_key))):
            items = items[:-1]
    if items and len(path) > 1 and not has_home and is_home(items[0]):
        items = items[1:]
    if items:
        items[-1] = _SLOGAN.sub(r"\1", items[-1])
    return tuple(_LETTER_SPACED.sub(r"\1\2", item) for item in items if len(item) <= _LONGEST_ITEM)


@cache
def _leaves() -> frozenset[str]:
    """Return last items that name the page and not a column."""
    return frozenset(table("labels")["leaves"])


def _is_page(item: str) -> bool:
    """Whether an item is the home page's or names the page itself (正文 申请入驻), not a column."""
    return _HOME.search(item) is not None or item.split(maxsplit=1)[0] in _leaves()


@lru_cache(maxsize=REMEMBERED)
def is_breadcrumb(line: str) -> bool:
    """Whether a line is a breadcrumb: it has the label, or a home link and arrows."""
    return _after_label(line) is not None or len(_arrow_items(line)) > 1


def breadcrumb_items(line: str) -> list[str]:
    """Return the items of a line that is a breadcrumb."""
    rest = _after_label(line)
    return _split(rest) if rest else _arrow_items(line)


def is_menu(line: str) -> bool:
    """Whether a line is the menu of a site: several short words, and no breadcrumb."""
    words = line.split()
    if len(words) < _MENU_WORDS - any(map(_HOME.search, words)) or is_breadcrumb(line):
        return False
    return all(len(word) <= _LONGEST_MENU_WORD and not _NOT_MENU.search(word) for word in words)


def _labelled(zones: Zones) -> Iterator[Candidate]:
    for index, line in enumerate(zones.above):
        rest = _after_label(line.text)
        if rest is None:
            continue
        if not rest:
            rest = _following(zones, index)
        items = _split(rest)
        if items:
            yield candidate("section", " > ".join(items), "label-above", "after 当前位置")


def _following(zones: Zones, index: int) -> str:
    """Return the breadcrumb that begins on the line after its label."""
    rest: list[str] = []
    for line in zones.above[index + 1 : index + 2 * _MOST_ITEMS]:
        if len(line.text) > _LONGEST_ITEM or line.bar.is_bar or key(line.text) in _leaves():
            break
        rest.append(line.text)
        if len(rest) > 1 and not any(_ARROWS.search(part) for part in rest[-2:]):
            rest = rest[:-1]
            break
    return " ".join(rest)


def _arrowed(zones: Zones) -> Iterator[Candidate]:
    for line in zones.above:
        items = _arrow_items(line.text)
        if len(items) > 1:
            home = bool(_HOME.search(items[0]))
            why = "home and arrows" if home else "arrows"
            yield candidate("section", " > ".join(items), "byline", why, 60 if home else 50)


def _from_home(zones: Zones) -> Iterator[Candidate]:
    """Read a path of few items that home begins and dashes or slashes part: 首页 - 新闻动态."""
    for line in zones.above:
        items = [item for item in _DASHES.split(line.text) if item]
        if 1 < len(items) <= _ITEMS_FROM_HOME and _HOME.fullmatch(items[0]):
            yield candidate("section", " > ".join(items), "byline", "home and dashes", 42)


def _arrow_items(line: str) -> list[str]:
    """Return the items of a line that is a path by its arrows, or []."""
    if _leads_away(line):
        return []
    line = _LEADING_ARROW.sub("", line, count=1)
    folded = fold(line)
    if not _ARROWS.search(folded) or "<" in folded:
        return []
    items = [item for item in _ARROWS.split(_arrows_only(line)) if item]
    if not 1 < len(items) <= _MOST_ITEMS or any(len(item) > 60 for item in items):  # prose
        return []
    # 更多图片>> 更多幻灯>>: links with an arrow each, and no path.
    return [] if _ends_in_arrow(line) and not _HOME.search(items[0]) else items


def _leads_away(line: str) -> bool:
    """Whether a line is prose, or begins with the arrow of a link and not with that of a path."""
    arrow = _LEADING_ARROW.match(line)
    return len(line) > _LONGEST_LINE or bool(arrow and not _FROM_HOME.match(line, arrow.end()))


def _arrows_only(line: str) -> str:
    return line.replace("＞", ">").replace("﹥", ">").replace("\u3000", " ")


def _split_over_lines(zones: Zones) -> Iterator[Candidate]:
    """Read a path whose items stand on lines of their own, each with its arrow."""
    run: list[str] = []
    for line in (*(line.text for line in zones.above), ""):
        text = _arrows_only(line).strip()
        if text and len(text) <= _LONGEST_ITEM and (_ARROWS.match(text) or _ends_in_arrow(text)):
            run.append(_ARROWS.sub("", text))
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
        items = [item for item in _BARS.split(line.text.replace("｜", "|")) if item]
        if 1 < len(items) <= _MOST_ITEMS and key(items[-1]) == key(title):
            yield candidate("section", " > ".join(items), "byline", "slashes up to the title", 46)


def _ending_in_leaf(zones: Zones, head: Head) -> Iterator[Candidate]:
    """Read 首页, 基金资讯, 资讯正文 on lines of their own, from home or the site's name on."""
    texts = [line.text for line in zones.above]
    for index, text in enumerate(texts):
        if text not in _leaves() and not (text.endswith("正文") and len(text) <= 6):  # 资讯正文
            continue
        for start in range(index - 1, max(index - 5, -1), -1):
            if len(texts[start]) > 12 or zones.above[start].bar.is_bar:  # columns have short names
                break
            if _HOME.search(texts[start]) or key(head.title).endswith(key(texts[start])):
                yield candidate(
                    "section",
                    " > ".join(texts[start + 1 : index]),
                    "byline",
                    "lines up to 正文",
                    45,
                )
                break


def _ends_in_arrow(text: str) -> bool:
    return any(match.end() == len(text) for match in _ARROWS.finditer(text))


def _marked(survey: Survey) -> Iterator[Candidate]:
    """Read elements whose class or id says breadcrumb, and a column beside the headline."""
    for element in survey.crumbs:
        items = _element_items(element)
        if 0 < len(items) <= _MOST_ITEMS:
            yield candidate("section", " > ".join(items), "marked", "class or id of a breadcrumb")
    for mark in survey.marks:
        if mark.field == "section":
            yield candidate("section", mark.value, "meta-other", f"element {mark.name}")


def _element_items(element: HtmlElement) -> list[str]:
    text = short_text(element, 2 * _LONGEST_LINE)
    if not text:
        return []
    rest = _after_label(text)
    items = _split(rest) if rest else _arrow_items(text)
    if items:
        return items
    # The last item of a list is no link, as it is where we are.
    for parts in (element.iter("li"), element.iter("a"), element.iterchildren("*")):
        found = [" ".join("".join(one.itertext()).split()) for one in parts]
        if len(found) > 1 and _HOME.search(found[0]):
            return [item for item in found if item]
    return []


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


def _after_label(line: str) -> str | None:
    """Return what follows 当前位置 in a line, or None where it does not begin with the label."""
    if len(line) > 2 * _LONGEST_LINE:
        return None
    match = _position().match(fold(line))
    return _arrows_only(line[match.end() :]).strip() if match else None


@cache
def _position() -> re.Pattern[str]:
    labels = sorted(table("labels")["position"], key=len, reverse=True)
    spaced = "|".join(r"\s?".join(map(re.escape, label)) for label in labels)
    return re.compile(
        rf"[\s\[(>·●■▪◆]*(?:{both_scripts(spaced)})(?:是|:)?[\s\])]*[:>|]?\s*", re.IGNORECASE
    )


def _split(rest: str) -> list[str]:
    """Return the items of a labelled path; arrows before bars before spaces."""
    for separator in (_ARROWS, _BARS, _ANY_SEPARATOR):
        items = [item for item in separator.split(rest.replace("｜", "|")) if item]
        if len(items) > 1:
            break
    return items if len(items) <= _MOST_ITEMS else []
