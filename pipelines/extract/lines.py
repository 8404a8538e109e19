"""A page as a list of lines with the boxes that hold them: what every later step works on.

The tree is walked once. A line is what a reader sees between two line breaks; a box is an element
that breaks lines, and holds the lines from ``start`` to before ``end``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.document import BlockKind, Span

_INVISIBLE = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)
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
    """Classes, and the id after a ``#``, lower case, parted and framed by spaces."""
    parent: Box | None
    start: int
    """Index of its first line."""
    end: int = 0
    """Index after its last line."""
    children: int = 0
    """How many boxes stand right in this one."""


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
    players: list[str]
    """Addresses of the files that the page shows in place of a text, as Webplus does."""


def box_names(classes: str, identity: str) -> str:
    """Return the names of a box by its attributes, as ``Box.names`` has them."""
    names = f" {classes} #{identity} " if identity else f" {classes} "
    if "\n" in names or "\t" in names:
        names = f" {' '.join(names.split())} "
    return names.lower()


def make_line(
    pieces: list[Piece], box: Box, kind: BlockKind, *, centered: bool = False
) -> Line | None:
    """Return the line that the pieces make, with white space folded; None if there is no text."""
    if len(pieces) == 1:
        return _simple_line(pieces[0], box, kind, centered=centered)
    text = ""
    spans: list[Span] = []
    linked = bold_size = 0
    in_sight = False
    for raw, link, hidden, bold in pieces:
        part = fold(raw)
        if part == CELL_MARK:
            text = text.rstrip(" ")
        if not text or text[-1] in _EDGE:
            part = part.lstrip(" " if text else _EDGE)
        if not part:
            continue
        start = len(text)
        text += part
        size = len(part)
        bold_size += size if bold else 0
        in_sight = in_sight or (hidden is None and not part.isspace())
        if link is not None or hidden is not None:
            spans.append(Span(start=start, end=start + size, link=link, hidden=hidden))
            linked += size if link is not None else 0
    text = text.rstrip(_EDGE)
    size = len(text)
    if not size:
        return None
    clipped = tuple(_clip(span, size) for span in spans if span.start < size)
    whole = clipped[-1].hidden if clipped and not in_sight else None
    text = text.replace(CELL_MARK, "\t")
    return Line(text, box, kind, clipped, min(linked, size), whole, 2 * bold_size > size, centered)


def _simple_line(piece: Piece, box: Box, kind: BlockKind, *, centered: bool) -> Line | None:
    """Return the line of one piece: most lines of most pages."""
    raw, link, hidden, bold = piece
    text = fold(raw).strip(_EDGE)
    if not text:
        return None
    size = len(text)
    if link is None and hidden is None:
        return Line(text, box, kind, (), 0, None, bold, centered)
    span = Span(start=0, end=size, link=link, hidden=hidden)
    linked = size if link is not None else 0
    return Line(text, box, kind, (span,), linked, hidden, bold, centered)


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
    return folded if folded.isprintable() else _INVISIBLE.sub("", folded)
