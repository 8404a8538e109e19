"""Codes that an article itself tells its readers to scan: 扫码查看办事指南.

Sites put the like below every article, to be read on a telephone, shared or subscribed to. The
article's own says what for, and stands where its paragraphs stand: beside them in their container,
as an element of their kind, or in the one that all of them share.
"""

from __future__ import annotations

from collections.abc import Set

from pipelines.extract import phrases
from pipelines.extract.lines import Box, Line, Page

_SENTENCE = 20
"""Characters of a line with a full stop from which it is a paragraph of the text."""
_FULL_STOPS = ("。", "。”", "；")
_WORDS = ("扫", "二维码")
"""One of these stands in every such line: looked at before anything costlier."""
_NONE: frozenset[int] = frozenset()


def own_codes(page: Page, start: int, end: int, foreign: Set[int]) -> Set[int]:
    """Return the lines from ``start`` to before ``end`` that tell to scan a code of the article.

    ``foreign``: lines in boxes of another purpose.
    """
    lines = page.lines
    short = [i for i in range(start, end) if len(lines[i].text) <= phrases.MAX_TOOL_CHARACTERS]
    told = [i for i in short if any(word in lines[i].text for word in _WORDS)]
    found = [i for i in told if i not in foreign and phrases.says_what_to_scan_for(lines[i].text)]
    if not found:
        return _NONE
    paragraphs = [
        lines[i] for i in range(start, end) if i not in foreign and _is_paragraph(lines[i])
    ]
    boxes = {line.box for line in paragraphs}
    places = {_place(box) for box in boxes}
    return {i for i in found if lines[i].box in boxes or _place(lines[i].box) in places}


def _is_paragraph(line: Line) -> bool:
    return len(line.text) >= _SENTENCE and line.text.endswith(_FULL_STOPS)


def _place(box: Box) -> tuple[Box | None, str]:
    """Return the container and the kind of an element; editors of WeChat wrap each in sections."""
    while box.parent is not None and box.parent.tag == "section" and _holds_all(box, box.parent):
        box = box.parent
    return box.parent, box.tag


def _holds_all(box: Box, outer: Box) -> bool:
    return (box.start, box.end) == (outer.start, outer.end)
