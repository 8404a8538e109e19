"""Lines that say where in its site a page stands: 当前位置：首页 > 新闻 >> 龙泉新闻 > 正文."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pipelines.fields.folding import REMEMBERED, fold, is_han, spellings
from pipelines.fields.labels import kinds
from pipelines.fields.wording import alternatives, word_list
from seeds.scripts import both_scripts
from seeds.vocabulary import table, words

CHANNEL_DASH = re.compile(r"[-·—－]")
"""What parts an outlet from its channel: 香港電台-財經, 人民网-文化频道."""
_ARROW = r"(?:-{1,3}>{1,2}|—{1,2}>|={1,2}>|[>›»→]{1,3}|::)"
_ARROW_ENDS = (">", "›", "»", "→", "::")
ARROWS = re.compile(rf"\s*{_ARROW}\s*")
_TRIANGLE = re.compile("[▶▸►▷▻➤➜➔⇒⟩❯》〉]")
"""Signs that are arrows only in a path that home or a label begins."""
_ARROW_SIGNS = re.compile(rf"[>›»→＞﹥]|{_TRIANGLE.pattern}|[{''.join(spellings(':'))}]{{2}}")
"""One of these is in every arrow, and in all that stands for one."""
_LEADING_ARROW = re.compile(r"^\s*[>»›]+\s*")
_FROM_HOME = re.compile(rf"(?:网站)?{alternatives('home_words')}\s*[>»›→]")
"""How a path goes on behind an arrow at its head: >> 首页 >> 新闻."""
_SPACED_HOME = re.compile(r"([首主])\s+([页頁])")
_ANY_SEPARATOR = re.compile(rf"\s*(?:{_ARROW}|[/|\\／｜＼]|--?|—|·|\s)\s*")
BARS = re.compile(r"\s*[/|\\／｜＼]\s*")
"""Half width or full."""
_FROM_THE_RIGHT = re.compile(r"[\u0600-\u06ff]")
_LEFT_ARROWS = re.compile(r"[<‹«←]+")
"""The arrows of a path that is written from the right: in Uyghur, Kazakh and Arabic."""
_SIGNS = (":", ">", "|", "]", ")", "།", "᠄")
"""What parts the label of a path from it."""
LONGEST_LINE = 120
LONGEST_ITEM = 30
MOST_ITEMS = 8
_MENU_WORDS = 4
"""Words from which on a line of short words is a site's menu; one less where home is among them."""
_LONGEST_MENU_WORD = 8
_MENU_WORD = re.compile(r"[\u3400-\u9fff]{2,6}")
_BETWEEN_WORDS = re.compile(r"\s*[|/·•、-]\s*|\s+")
_WORDS_ALONE = re.compile(r"[\u3400-\u9fff\s|/·•、-]+")
"""What a menu of columns is made of: Chinese words and what parts them."""
_LEAST_COLUMNS, _COLUMN_SHARE = 2, 3
"""Words of a menu that name columns, and of how many words one does at least."""
_NOT_MENU = re.compile(r"[\d，。,:：]")

HOME = re.compile(alternatives("home"), re.IGNORECASE)
"""The first item of most paths."""
GLUED = re.compile(rf"(?:网站)?{alternatives('home_words')}.")
"""Home and what touches it: 首页资讯中心."""
EDGES = " \t\n\xa0\u3000\u200b[]()【】:：·"
"""Signs around the items of a path."""
SEPARATING = EDGES + "-–—/／|｜»›>→_*"
"""Those and what parts the items."""


@cache
def leaves() -> frozenset[str]:
    """Return last items that name the page and not a column."""
    return frozenset(table("labels")["leaves"])


@lru_cache(maxsize=REMEMBERED)
def is_breadcrumb(line: str) -> bool:
    """Whether a line is a breadcrumb: it has the label, or a home link and arrows."""
    return after_label(line) is not None or len(arrow_items(line)) > 1


@lru_cache(maxsize=REMEMBERED)
def leads_from_home(line: str) -> bool:
    """Whether a line is surely a breadcrumb: by its label, or because it begins at home."""
    if after_label(line):
        return True
    items = arrow_items(line)
    return len(items) > 1 and HOME.search(items[0]) is not None


def breadcrumb_items(line: str) -> Sequence[str]:
    """Return the items of a line that is a breadcrumb."""
    rest = after_label(line)
    return split_path(rest) if rest else arrow_items(line)


def is_menu(line: str) -> bool:
    """Whether a line is the menu of a site: several short words, and no breadcrumb."""
    words = line.split()
    if len(words) < _MENU_WORDS - 1:  # home among them or not
        return False
    if len(words) < _MENU_WORDS - any(map(HOME.search, words)) or is_breadcrumb(line):
        return False
    return all(len(word) <= _LONGEST_MENU_WORD and not _NOT_MENU.search(word) for word in words)


def is_menu_of_columns(line: str) -> bool:
    """Whether a line is a site's menu and no credit: 省内 | 小记者 | 旅游 | 理论周刊.

    Bars part short words that are no labels with their values (编辑 | 张三 | 审核 | 李四), or
    several of the words are what columns are called.
    """
    folded = fold(line)
    if not _WORDS_ALONE.fullmatch(folded):
        return False
    words = _BETWEEN_WORDS.split(folded.strip(" |/·-"))
    if len(words) < _LEAST_COLUMNS or not all(map(_MENU_WORD.fullmatch, words)):
        return False
    if len(words) >= _MENU_WORDS and "|" in folded:
        return not all(word in kinds() for word in words[::2])
    columns = sum(word in _columns() for word in words)
    return columns >= _LEAST_COLUMNS and _COLUMN_SHARE * columns >= len(words)


@cache
def _columns() -> frozenset[str]:
    return frozenset(word_list("columns"))


@lru_cache(maxsize=REMEMBERED)
def arrow_items(line: str) -> tuple[str, ...]:
    """Return the items of a line that is a path by its arrows, or none."""
    if not may_have_arrow(line):
        return ()
    if _TRIANGLE.search(line) and HOME.search(_TRIANGLE.split(line)[0].strip()):
        line = _triangles_as_arrows(line)
    if _leads_away(line):
        return ()
    line = _LEADING_ARROW.sub("", line, count=1)
    folded = fold(line)
    if not ARROWS.search(folded) or "<" in folded:
        return ()
    items = tuple(item for item in ARROWS.split(arrows_only(line)) if item)
    if not 1 < len(items) <= MOST_ITEMS or any(len(item) > 60 for item in items):  # prose
        return ()
    # 更多图片>> 更多幻灯>>: links with an arrow each, and no path.
    begins = HOME.search(items[0]) or (names_site(items[0]) and not any(map(names_site, items[1:])))
    return () if ends_in_arrow(line) and not begins else items


def names_site(item: str) -> bool:
    """Whether words can only name a site: 鄂州市人民政府, 浙江在线, Xinhua, but not 国家电网."""
    site = CHANNEL_DASH.split(item)[0]  # 中国新闻网·广西
    if item.isascii():
        return site in words("outlets")
    return site.endswith(word_list("path_site_endings")) and not site.endswith(word_list("nets"))


def _leads_away(line: str) -> bool:
    """Whether a line is prose, or begins with the arrow of a link and not with that of a path."""
    arrow = _LEADING_ARROW.match(line)
    return len(line) > LONGEST_LINE or bool(arrow and not _FROM_HOME.match(line, arrow.end()))


def arrows_only(line: str) -> str:
    """Return a line with one sign for all arrows of full width."""
    return line.replace("＞", ">").replace("﹥", ">").replace("\u3000", " ")


def _triangles_as_arrows(line: str) -> str:
    """Return a path whose arrows are triangles or brackets with arrows: 首页 ▶ 政务 》 动态."""
    return line if "《" in line or "〈" in line else _TRIANGLE.sub(">", line)


def may_have_arrow(line: str) -> bool:
    """Whether a sign stands in a line without which it has no arrow."""
    return _ARROW_SIGNS.search(line) is not None


def ends_in_arrow(text: str) -> bool:
    """Whether an arrow ends a line, so that the path goes on in the next one."""
    return text.rstrip().endswith(_ARROW_ENDS) and any(
        match.end() == len(text) for match in ARROWS.finditer(text)
    )


@lru_cache(maxsize=REMEMBERED)
def after_label(line: str) -> str | None:
    """Return what follows 当前位置 in a line, or None where it does not begin with the label."""
    if len(line) > 2 * LONGEST_LINE:
        return None
    match = _position().match(fold(line))
    if match is None:
        return None
    rest = _triangles_as_arrows(arrows_only(line[match.end() :])).strip()
    if _FROM_THE_RIGHT.search(rest):
        rest = _LEFT_ARROWS.sub(">", rest)
    is_path = not match["letters"] or match[0].rstrip().endswith(_SIGNS) or _begins_path(rest)
    return rest if is_path else None


def _begins_path(rest: str) -> bool:
    """Whether a path follows a label without a sign: You are here Home > News; no prose does."""
    return (
        ARROWS.search(rest) is not None or HOME.search((split_path(rest) or (rest,))[0]) is not None
    )


@cache
def _position() -> re.Pattern[str]:
    """Return what finds the label of a path, ``letters`` where no Chinese character begins it."""
    labels = sorted(table("labels")["position"], key=len, reverse=True)
    han, letters = (
        "|".join(r"\s?".join(map(re.escape, one)) for one in labels if is_han(one[0]) is wanted)
        for wanted in (True, False)
    )
    return re.compile(
        rf"[\s\[(>»›·●■▪◆]*(?:{both_scripts(han)}|(?![\u3400-\u9fff])(?i:(?P<letters>{letters})))"
        r"(?:是|[:།᠄])?[\s\])]*[:>»›→|]?\s*"
    )


@lru_cache(maxsize=REMEMBERED)
def split_path(rest: str) -> tuple[str, ...]:
    """Return the items of a labelled path; arrows before bars before spaces."""
    rest = _SPACED_HOME.sub(r"\1\2", rest)
    for separator in (ARROWS, BARS, _ANY_SEPARATOR):
        items = tuple(item for item in separator.split(rest) if item)
        if len(items) > 1:
            break
    return items if len(items) <= MOST_ITEMS else ()


def is_glued(items: Sequence[str]) -> bool:
    """Whether nothing but style parts the items: 首页资讯中心行业资讯."""
    return len(items) == 1 and GLUED.match(items[0]) is not None
