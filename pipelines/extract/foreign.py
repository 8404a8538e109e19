"""Lines that are not the article's wherever they stand: tools, paths, links, promotion."""

from __future__ import annotations

import re

from pipelines.extract import phrases
from pipelines.extract.lines import Line
from pipelines.extract.links import is_attachment

_LINK_SHARE = 0.7
"""Share of a line that stands in links above which it leads away from the article."""
_MIN_BESIDE_PROMOTION = 20
"""Characters of statements that promise nothing, beside which an invitation is the text's."""
_STATEMENT = re.compile(r"[^。！？；;]+[。；;]")
"""A sentence that states, or a part of one; promotion exclaims and asks."""
_HAN = re.compile("[\u4e00-\u9fff]")


def cut_tools(line: Line) -> None:
    """Take links to tools and other pages (返回首页, 【详细】) off the end of a line."""
    while line.runs:
        start, end, link, _ = line.runs[-1]
        rest = line.text[:start].rstrip()
        at_end = end == len(line.text) and link is not None
        if not (at_end and rest and phrases.is_tool(line.text[start:])):
            return
        line.text = rest.rstrip("[【（(")
        line.link_characters -= end - start
        line.runs = line.runs[:-1]


def is_foreign(line: Line) -> bool:
    """Tell a line that is not the article's wherever it stands in the region."""
    if phrases.is_tool(line.text) or phrases.begins_breadcrumb(line.text) or leads_away(line):
        return True
    return line.link_characters > 0 and _is_promotion(line.text) and not _is_spliced(line)


def _is_promotion(text: str) -> bool:
    """Tell an invitation to another service; one among statements is the article's."""
    if not phrases.is_promotion(text):
        return False
    others = (one for one in _STATEMENT.findall(text) if not phrases.is_promotion(one))
    return sum(map(len, others)) < _MIN_BESIDE_PROMOTION


def _is_spliced(line: Line) -> bool:
    """Tell a sentence that promotes by nothing but a link set between two of its words.

    Whoever put the link there did not write the sentence: it stays, and the link is judged.
    """
    text, rest, at = line.text, "", 0
    for start, end, link, _ in line.runs:
        if link and _HAN.match(text[start - 1 : start]) and _HAN.match(text[end : end + 1]):
            rest, at = rest + text[at:start], end
    rest += text[at:]
    stated = (one for one in _STATEMENT.findall(rest) if not phrases.is_promotion(one))
    return at > 0 and sum(map(len, stated)) >= _MIN_BESIDE_PROMOTION


def leads_away(line: Line) -> bool:
    """Tell a line that is a link to another page; the name of an attached file stays."""
    if line.link_characters <= _LINK_SHARE * len(line.text):
        return False
    return not any(link and is_attachment(link) for _, _, link, _ in line.runs)
