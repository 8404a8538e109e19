"""What stands above the headline of a text document: menus, banners, names of columns."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.document import Block
from pipelines.extract import phrases
from pipelines.fields.bars import read_bar
from pipelines.fields.paths import is_breadcrumb, is_menu
from pipelines.fields.subtitles import COLUMN
from pipelines.fields.zones import is_prose
from pipelines.names import is_office

_COLUMN_MARK = re.compile(r"^\s*[\[【［]\s*([\u3400-\u9fff]{2,10})\s*[\]】］]\s*(\S.{3,})$")
"""[市县动态] 江口县春耕生产全面启动: a column as lists print it, and the headline."""

_MARKS = frozenset({"视频", "图文", "组图", "图片", "图集", "音频", "原创", "转载", "置顶", "独家"})
"""What stands in the same place and is no column: what the article holds."""


def first_prose(blocks: Sequence[Block]) -> int:
    """Return the index of the first line of prose; the number of lines if there is none."""
    return next((i for i, block in enumerate(blocks) if is_prose(block)), len(blocks))


def banners(blocks: Sequence[Block]) -> set[int]:
    """Return the indices of the site's menus, greetings, name and columns above the headline.

    The last line that may be the headline is none of them, whatever it says. Menus are found
    anywhere, as no article has one.
    """
    menus = {index for index, block in enumerate(blocks) if is_menu(block.text)}
    prose = first_prose(blocks)
    head = [i for i in range(prose) if i not in menus and _may_be_headline(blocks[i])]
    site = {index for index in head if _is_banner(blocks[index].text)}
    left = [index for index in head if index not in site]
    if prose < len(blocks):
        site.update(_names([blocks[index].text for index in left], left))
    return menus | site


def _names(texts: Sequence[str], indices: Sequence[int]) -> list[int]:
    """Return which lines before the headline name a column, or the office whose site it is.

    The name of an office that 关于… follows begins the headline.
    """
    found: list[int] = []
    for at, (text, following) in enumerate(pairwise(texts)):
        is_site = is_office(text) and not is_office(following) and not following.startswith("关于")
        if not (phrases.names_column(text) or is_site):
            break
        found.append(indices[at])
    return found


def _may_be_headline(block: Block) -> bool:
    bar = read_bar(block.text)
    return not (bar.is_labelled or bar.dated or is_breadcrumb(block.text))


def _is_banner(text: str) -> bool:
    return phrases.is_banner(text) or phrases.is_footer(text)


def split_column(blocks: Sequence[Block]) -> tuple[str | None, list[Block]]:
    """Return the column in brackets before the headline, or None, and the lines without it.

    A mark that says what the article holds ([视频]) is taken off as well.
    """
    left = list(blocks)
    for index, block in enumerate(left[: first_prose(left)]):
        mark = _COLUMN_MARK.match(block.text)
        if mark and mark[1] in _MARKS:
            left[index] = dataclasses.replace(block, text=mark[2], spans=())
            return None, left
        if mark and (COLUMN.search(mark[1]) or phrases.names_column(mark[1])):
            left[index] = dataclasses.replace(block, text=mark[2], spans=())
            return mark[1], left
    return None, left
