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


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in table("page_lines")[name]))


def bare(text: str) -> str:
    """Return ``text`` without any white space."""
    return _WHITE.sub("", text)


def is_tool(text: str) -> bool:
    """Tell a line of page tools: print, share, font size, page numbers."""
    if len(text) > MAX_TOOL_CHARACTERS:
        return False
    core = bare(text).strip(_EDGE)
    if not core:
        return True
    return all(
        _pattern("tools").fullmatch(part.strip(_EDGE)) or not part.strip(_EDGE)
        for part in re.split(r"[|｜丨\t]", core)
    )


def is_related_heading(text: str) -> bool:
    """Tell a heading over links to other articles, or over comments."""
    return len(text) <= MAX_HEADING_CHARACTERS and bool(_pattern("related").match(bare(text)))


def is_footer(text: str) -> bool:
    """Tell a line of the site's foot: rights, licences, contact."""
    return len(text) <= MAX_FOOTER_CHARACTERS and bool(_pattern("footer").search(bare(text)))


def is_disclaimer(text: str) -> bool:
    """Tell what a site says about rights and liability."""
    return bool(_pattern("disclaimer").match(bare(text[:200])))


def is_editor_line(text: str) -> bool:
    """Tell a line that names editors or where the text comes from."""
    return len(text) <= MAX_TOOL_CHARACTERS and bool(_pattern("editor").match(bare(text)))
