"""What a line is by its words: the vocabulary of ``page_lines`` as compiled patterns."""

from __future__ import annotations

import re
from functools import cache

from seeds.vocabulary import table

_EDGE = " \t|｜丨·•>》<《【】[]（）()「」/／、,，.。:：;；-—_*+»«›‹→←↑↓▲▼■□◆◇●○★☆…!！?？\"“”'"
_WHITE = re.compile(r"\s+")

MAX_TOOL_CHARACTERS = 60
MAX_HEADING_CHARACTERS = 30
MAX_FOOTER_CHARACTERS = 160
MAX_BAR_CHARACTERS = 140
MAX_DATE_CHARACTERS = 26
_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in table("page_lines")[name]))


def bare(text: str) -> str:
    """Return ``text`` without any white space."""
    return _WHITE.sub("", text)


def is_tool(text: str) -> bool:
    """Tell a line of page tools: print, share, font size, page numbers."""
    core = bare(text).strip(_EDGE)
    if not core:
        return True
    if len(core) > MAX_TOOL_CHARACTERS:
        return False
    return all(
        _pattern("tools").fullmatch(part.strip(_EDGE)) or not part.strip(_EDGE)
        for part in re.split(r"[|｜丨\t]", core)
    )


def is_related_heading(text: str) -> bool:
    """Tell a heading over links to other articles, or over comments."""
    return len(text) <= MAX_HEADING_CHARACTERS and bool(_pattern("related").match(bare(text)))


def is_comment_heading(text: str) -> bool:
    """Tell a heading over what readers wrote."""
    return len(text) <= MAX_HEADING_CHARACTERS and bool(_pattern("comments").match(bare(text)))


def is_label_bar(text: str) -> bool:
    """Tell the line that says when, by whom and where an article was published."""
    if len(text) > MAX_BAR_CHARACTERS or text[0] in "（(" or text[-1] in "。！？；，":
        return False
    labels = set(_pattern("label_bar").findall(bare(text)))
    if not _DATE.search(text):
        return len(labels) > 1 and "：" in text.replace(":", "：")
    return bool(labels) or len(text) <= MAX_DATE_CHARACTERS


def is_footer(text: str) -> bool:
    """Tell a line of the site's foot: rights, licences, contact."""
    return len(text) <= MAX_FOOTER_CHARACTERS and bool(_pattern("footer").search(bare(text)))


def is_disclaimer(text: str) -> bool:
    """Tell what a site says about rights and liability."""
    return bool(_pattern("disclaimer").match(bare(text[:200])))


def is_editor_line(text: str) -> bool:
    """Tell a line that names editors or where the text comes from."""
    return len(text) <= MAX_TOOL_CHARACTERS and bool(_pattern("editor").match(bare(text)))
