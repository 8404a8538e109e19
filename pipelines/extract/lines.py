"""A page as a list of lines with the boxes that hold them: what every later step works on.

The tree is walked once. A line is what a reader sees between two line breaks; a box is an element
that breaks lines, and holds the lines from ``start`` to before ``end``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipelines.document import BlockKind, Span

_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\xad]+")
_SOFT_WRAP = re.compile(
    "(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
"""A line end of the source between two Han characters: no space belongs there."""

CELL_MARK = "\x00"
"""Stands for the tab between two cells while white space is folded; no page has a NUL left."""
_EDGE = f" {CELL_MARK}"

Piece = tuple[str, str | None, str | None, bool]
"""Text as it stands in the source, the link it is in, how it is hidden, whether it is bold."""


@dataclass(slots=True, eq=False)
class Box:
    """An element that breaks lines, as a node of a light tree."""

    element: HtmlElement
    tag: str
    names: str
    """Class and id, lower case, parted and framed by spaces."""
    parent: Box | None
    start: int
    """Index of its first line."""
    end: int = 0
    """Index after its last line."""
    children: list[Box] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Line:
    """One line of the page."""

    text: str
    box: Box
    kind: BlockKind
    spans: tuple[Span, ...]
    link_characters: int
    """Characters that stand in links to other pages."""
    hidden: str | None
    """How the whole line is hidden, or None."""
    bold: bool
    centered: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """An ``img`` and the line that it stands before."""

    element: HtmlElement
    box: Box
    line: int
    link: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page: its lines in order, and what else the walk came by."""

    root: Box
    lines: list[Line]
    boxes: list[Box]
    """In page order, parents first."""
    pictures: list[Picture]
    comments: list[tuple[str, int]]
    """Text of each comment that may delimit a part, and the index of the line after it."""
    links: list[tuple[HtmlElement, int]]
    """Each ``a`` with an address, and the index of the line that it stands in."""
    named: Mapping[str, list[Box]]
    """Boxes by ``.class``, ``#id`` and tag, all lower case."""


def make_line(
    pieces: list[Piece], box: Box, kind: BlockKind, *, centered: bool = False
) -> Line | None:
    """Return the line that the pieces make, with white space folded; None if there is no text."""
    text = ""
    spans: list[Span] = []
    linked = hidden_size = bold_size = 0
    hidden_kind: str | None = None
    for raw, link, hidden, bold in pieces:
        part = fold(raw)
        if not text:
            part = part.lstrip(_EDGE)
        elif text[-1] in _EDGE:
            part = part.lstrip(" ")
        if not part:
            continue
        start = len(text)
        text += part
        size = len(part)
        if bold:
            bold_size += size
        if link is None and hidden is None:
            continue
        spans.append(Span(start=start, end=start + size, link=link, hidden=hidden))
        linked += size if link is not None else 0
        if hidden is not None:
            hidden_size += size
            hidden_kind = hidden
    stripped = text.rstrip(_EDGE)
    if not stripped:
        return None
    size = len(stripped)
    clipped = tuple(_clip(span, size) for span in spans if span.start < size)
    whole = hidden_kind if hidden_size >= size else None
    final = stripped
    if CELL_MARK in stripped:
        final = stripped.replace(_EDGE, CELL_MARK).replace(CELL_MARK, "\t")
    return Line(final, box, kind, clipped, min(linked, size), whole, 2 * bold_size > size, centered)


def _clip(span: Span, size: int) -> Span:
    if span.end <= size:
        return span
    return Span(start=span.start, end=size, link=span.link, hidden=span.hidden)


def fold(raw: str) -> str:
    """Return text with each run of white space as one space and without invisible characters."""
    if not raw:
        return ""
    if "\n" in raw:
        raw = _SOFT_WRAP.sub("", raw)
    folded = " ".join(raw.split())
    if raw[0].isspace():
        folded = " " + folded
    if raw[-1].isspace() and folded != " ":
        folded += " "
    return folded if folded.isascii() else _INVISIBLE.sub("", folded)
