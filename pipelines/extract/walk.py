"""Walks a parsed page once and makes its lines and boxes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from lxml.etree import _Comment
from lxml.html import HtmlElement

from pipelines.document import BlockKind, Span
from pipelines.elements import BOLD, BREAKING, SKIPPED
from pipelines.extract.hiding import hiding
from pipelines.extract.lines import Box, Line, Page, Picture, Piece, fold

_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTER_STYLE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_CELL_MARK = "\x00"
"""Stands for the tab between two cells while white space is folded; no page has a NUL left."""
_BLANK: Piece = (" ", None, None, False)
_CELL: Piece = (_CELL_MARK, None, None, False)
_INDENT = re.compile("(?<=[。！？”…；])\u3000\u3000+(?=\\S)")
"""Two wide spaces after the end of a sentence: a new paragraph, set without any tag."""

MAX_LINES = 60_000
"""Lines that are read of one page; real ones have under 5,000."""


def walk(
    root: HtmlElement,
    hidden_by_sheet: Mapping[str, str],
    delimiters: frozenset[str] = frozenset(),
) -> Page:
    """Return the lines and boxes of the page under ``root``.

    ``hidden_by_sheet``: how the page's style sheets hide ``.class`` and ``#id``. ``delimiters``:
    texts of the comments that begin or end a part of the page.
    """
    return _Walk(hidden_by_sheet, delimiters).page(root)


class _Walk:
    """The state of one walk: the open line, and what the elements around it say of it."""

    def __init__(self, hidden_by_sheet: Mapping[str, str], delimiters: frozenset[str]) -> None:
        self.hidden_by_sheet = hidden_by_sheet
        self.delimiters = delimiters
        self.lines: list[Line] = []
        self.boxes: list[Box] = []
        self.pictures: list[Picture] = []
        self.comments: list[tuple[str, int]] = []
        self.links: list[tuple[HtmlElement, int]] = []
        self.named: dict[str, list[Box]] = defaultdict(list)
        self.pieces: list[Piece] = []
        self.link: str | None = None
        self.hidden: str | None = None
        self.bold = False
        self.centered = False
        self.kind: BlockKind = "paragraph"
        self.in_row = False
        self.preformatted = False
        self.box: Box

    def page(self, root: HtmlElement) -> Page:
        self.box = Box(root, "html", " ", None, 0)
        self.boxes.append(self.box)
        top = self.box
        self._children(root)
        self._flush()
        top.end = len(self.lines)
        return Page(
            top, self.lines, self.boxes, self.pictures, self.comments, self.links, self.named
        )

    def _children(self, element: HtmlElement) -> None:
        text = element.text
        if text:
            self._text(text)
        for child in element:
            self._visit(child)
            text = child.tail
            if text:
                self._text(text)

    def _visit(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            if isinstance(element, _Comment):
                self._comment(element.text or "")
        elif tag == "br":
            self._break()
        elif tag == "meta":
            self._comment(element.get("name") or "")
        elif tag in SKIPPED or len(self.lines) > MAX_LINES:
            return
        elif tag == "img":
            self.pictures.append(Picture(element, self.box, len(self.lines), self.link))
        elif tag in BREAKING:
            self._enter(element, tag)
        else:
            self._inline(element, tag)

    def _inline(self, element: HtmlElement, tag: str) -> None:
        link, hidden, bold = self.link, self.hidden, self.bold
        if tag == "a":
            href = element.get("href")
            if href:
                self.link = href
                self.links.append((element, len(self.lines)))
        elif tag in BOLD:
            self.bold = True
        if element.attrib:
            self._style(element)
        self._children(element)
        self.link, self.hidden, self.bold = link, hidden, bold

    def _style(self, element: HtmlElement) -> str:
        """Take over what an element's attributes say; return its class and id."""
        get = element.get
        style = get("style")
        if style:
            self.hidden = self.hidden or hiding(style)
            if _BOLD_STYLE.search(style):
                self.bold = True
            if _CENTER_STYLE.search(style):
                self.centered = True
        if get("hidden") is not None:
            self.hidden = self.hidden or "hidden"
        names = f" {get('class') or ''} {get('id') or ''} "
        if self.hidden_by_sheet and len(names) > 3:
            self._sheet(element)
        return names.lower()

    def _sheet(self, element: HtmlElement) -> None:
        selectors = [f".{name}" for name in (element.get("class") or "").split()]
        selectors.append(f"#{element.get('id')}")
        for selector in selectors:
            self.hidden = self.hidden or self.hidden_by_sheet.get(selector)

    def _enter(self, element: HtmlElement, tag: str) -> None:
        self._boundary(tag)
        before = (self.hidden, self.bold, self.centered, self.kind, self.box, self.in_row)
        pre = self.preformatted
        names = " "
        if element.attrib:
            names = self._style(element)
            if element.get("align") == "center":
                self.centered = True
        self._open(element, tag, names)
        self._children(element)
        if tag == "tr":
            self._flush()
        else:
            self._boundary("")
        self.box.end = len(self.lines)
        self.hidden, self.bold, self.centered, self.kind, self.box, self.in_row = before
        self.preformatted = pre

    def _open(self, element: HtmlElement, tag: str, names: str) -> None:
        box = Box(element, tag, names, self.box, len(self.lines))
        self.box.children.append(box)
        self.box = box
        self.boxes.append(box)
        self.named[tag].append(box)
        for name in names.split():
            self.named[f".{name}"].append(box)
        identity = element.get("id")
        if identity:
            self.named[f"#{identity.lower()}"].append(box)
        kind = BREAKING[tag]
        if kind != "paragraph":
            self.kind = kind
        if tag in BOLD:
            self.bold = True
        elif tag == "center":
            self.centered = True
        elif tag == "pre":
            self.preformatted = True
        elif tag == "tr" and is_data_row(element):
            self.in_row, self.kind = True, "table_row"

    def _boundary(self, tag: str) -> None:
        """End the line; within a row of data, only mark where the next cell begins."""
        if not self.in_row:
            self._flush()
        elif tag in ("td", "th"):
            if self.box.tag == "tr" and self.box.children:
                self.pieces.append(_CELL)
        elif self.pieces:
            self.pieces.append(_BLANK)

    def _break(self) -> None:
        if self.in_row:
            self.pieces.append(_BLANK)
        else:
            self._flush()

    def _comment(self, text: str) -> None:
        text = " ".join(text.split())
        if text in self.delimiters:
            self._flush()
            self.comments.append((text, len(self.lines)))

    def _text(self, text: str) -> None:
        if text.isspace() and not self.preformatted:
            if self.pieces:
                self.pieces.append(_BLANK)
            return
        if self.preformatted and "\n" in text:
            for part in text.split("\n"):
                self.pieces.append((part, self.link, self.hidden, self.bold))
                self._flush()
            return
        if "\u3000\u3000" in text and not self.in_row and _INDENT.search(text):
            for part in _INDENT.split(text):
                self._flush_between(part)
            return
        self.pieces.append((text, self.link, self.hidden, self.bold))

    def _flush_between(self, part: str) -> None:
        if any(piece[0].strip() for piece in self.pieces):
            self._flush()
        self.pieces.append((part, self.link, self.hidden, self.bold))

    def _flush(self) -> None:
        pieces = self.pieces
        if not pieces:
            return
        self.pieces = []
        line = make_line(pieces, self.box, self.kind, centered=self.centered)
        if line:
            self.lines.append(line)


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
            part = part.lstrip(" \x00")
        elif text[-1] in " \x00":
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
    stripped = text.rstrip(" \x00")
    if not stripped:
        return None
    size = len(stripped)
    clipped = tuple(_clip(span, size) for span in spans if span.start < size)
    whole = hidden_kind if hidden_size >= size else None
    final = (
        stripped.replace(" \x00", "\x00").replace("\x00", "\t") if "\x00" in stripped else stripped
    )
    return Line(final, box, kind, clipped, min(linked, size), whole, 2 * bold_size > size, centered)


def _clip(span: Span, size: int) -> Span:
    if span.end <= size:
        return span
    return Span(start=span.start, end=size, link=span.link, hidden=span.hidden)


def is_data_row(row: HtmlElement) -> bool:
    """Tell a row of figures from a row that lays out a page: several cells, each a short text."""
    table = row.getparent()
    while table is not None and table.tag != "table":
        table = table.getparent()
    if table is None:
        return False
    return is_data_table(table)


def is_data_table(table: HtmlElement) -> bool:
    """Tell a table of data from one that lays out a page."""
    if table.find(".//table") is not None:
        return False
    rows = [[c for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]
    wide = [row for row in rows if len(row) > 1]
    if len(wide) < 2 or 2 * len(wide) < len(rows):
        return False
    cells = [cell for row in wide for cell in row]
    long = sum(len("".join(cell.itertext()).strip()) > 120 for cell in cells)
    return long * 5 <= len(cells)
