"""Walks a parsed page once and makes its lines and boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lxml.etree import Comment

from pipelines.document import BlockKind, Element, Named
from pipelines.elements import BOLD, BREAKING, SKIPPED
from pipelines.extract.head import NAMES
from pipelines.extract.hiding import (
    NO_SIZE,
    WHITE,
    HidingByNames,
    SheetHiding,
    colored,
    has_ground,
    read_style,
    within,
)
from pipelines.extract.lines import (
    BLANK,
    CELL,
    INDENT,
    MAX_LINES,
    PLAIN,
    Box,
    Line,
    Look,
    Page,
    Picture,
    Piece,
    box_names,
    make_line,
)
from pipelines.extract.shown_files import shown_file
from pipelines.extract.tables import is_data_table

_PLAIN = frozenset(tag for tag, kind in BREAKING.items() if kind == "paragraph") - BOLD
_PLAIN -= {"center", "pre", "table", "tr"}
"""Elements that begin and end a line, and say no more of it."""
_READ = frozenset({"style", "pdfsrc", "hidden", "align", "color"})
"""Attributes that say something of a line, beside its names; the others are mostly addresses."""
_ALL_READ = _READ | {"class", "id", "aria-label"}


def walk(
    root: Element,
    by_sheet: SheetHiding,
    delimiters: frozenset[str] = frozenset(),
) -> Page:
    """Return the lines and boxes of the page under ``root``.

    ``by_sheet``: what the page's style sheets hide. ``delimiters``: texts of the comments that
    begin or end a part of the page.
    """
    return _Walk(by_sheet, delimiters).page(root)


class _Walk:
    """The state of one walk: the open line, and what the elements around it say of it."""

    def __init__(self, by_sheet: SheetHiding, delimiters: frozenset[str]) -> None:
        self.hidden_by_sheet = HidingByNames(by_sheet) if by_sheet.names else None
        self.sized = by_sheet.sized
        self.delimiters = delimiters
        self.delimiters_begin = {text.partition(" ")[0] for text in delimiters}
        self.lines: list[Line] = []
        self.boxes: list[Box] = []
        self.pictures: list[Picture] = []
        self.comments: list[tuple[str, int]] = []
        self.links: list[tuple[Element, int]] = []
        self.elements: dict[str, list[Element]] = {name: [] for name in NAMES}
        self.named: list[Named] = []
        self.players: list[str] = []
        self.pieces: list[Piece] = []
        self.look: Look = PLAIN
        self.centered = False
        self.kind: BlockKind = "paragraph"
        self.in_row = self.in_data_table = self.preformatted = False
        self.box: Box

    def page(self, root: Element) -> Page:
        self.box = Box(root, "html", " ", None, 0)
        self.boxes.append(self.box)
        top = self.box
        self._children(root)
        self._flush()
        top.end = len(self.lines)
        return Page(
            root=top,
            lines=self.lines,
            boxes=self.boxes,
            pictures=self.pictures,
            comments=self.comments,
            links=self.links,
            named=self.named,
            elements=self.elements,
            players=self.players,
            names=frozenset([box.names for box in self.boxes]),
        )

    def _children(self, element: Element) -> None:
        # The innermost loop of all reading: white space between tags, most of all text nodes, and
        # plain text are dealt with here and not by a call.
        handlers, inline, pieces = _HANDLERS, _Walk._inline, self.pieces
        text, child = element.text, element[0] if len(element) else None
        keeps_space = self.preformatted
        while True:
            if text:
                if text.isspace() and not keeps_space:
                    if pieces and pieces[-1] is not BLANK:
                        pieces.append(BLANK)
                elif self.preformatted or "\u3000" in text:
                    self._text(text)
                else:
                    pieces.append((text, self.look))
            if child is None:
                return
            tag = child.tag
            handlers.get(tag, inline)(self, child, tag)
            text, child = child.tail, child.getnext()
            keeps_space = False

    def _skip(self, element: Element, tag: str) -> None:
        if tag in self.elements:
            self.elements[tag].append(element)
        if len(element):
            for inner in element.iterdescendants(*NAMES):
                self.elements[inner.tag].append(inner)

    def _shown(self, element: Element, tag: str) -> None:
        self._skip(element, tag)
        if self.look[1] is None and (address := shown_file(element, tag)):
            self.players.append(address)

    def _picture(self, element: Element, tag: str) -> None:
        self.elements[tag].append(element)
        self.pictures.append(Picture(element, self.box, len(self.lines), self.look[0]))

    def _inline(self, element: Element, tag: str) -> None:
        look = self.look
        if self.sized:
            self._size(element, tag)
        if tag in BOLD:
            self._embolden()
        attributes = element.items()
        if attributes:
            self._attributes(element, attributes)
        self._children(element)
        self.look = look

    def _titled(self, element: Element, tag: str) -> None:
        self.named.append((element, tag, len(self.lines)))
        self._inline(element, tag)

    def _anchor(self, element: Element, tag: str) -> None:
        look = self.look
        if self.sized:
            self._size(element, tag)
        self.elements[tag].append(element)
        names = element.keys()
        if "href" in names and (address := element.get("href")):
            _, hidden, bold = self.look
            self.look = (address, hidden, bold)
            self.links.append((element, len(self.lines)))
        if not _ALL_READ.isdisjoint(names):
            self._attributes(element, element.items())
        self._children(element)
        self.look = look

    def _attributes(self, element: Element, attributes: Sequence[tuple[Any, Any]]) -> str:
        """Take over what an element's attributes say; return its names as ``Box.names``."""
        classes = identity = label = ""
        for name, value in attributes:
            if name == "class":
                classes = value
            elif name == "id":
                identity = value
            elif name in _READ:
                self._attribute(element, name, value)
            elif name == "aria-label":
                label = f" {value.lower()}"
        if classes or identity:
            names = box_names(classes, identity)
        elif label:
            names = " "
        else:
            return " "
        self.named.append((element, label + names if label else names, len(self.lines)))
        if self.hidden_by_sheet is not None and self.hidden_by_sheet[names]:
            link, hidden, bold = self.look
            hidden = hidden or self.hidden_by_sheet.styled(names, element.get("style"))
            self.look = (link, hidden, bold)
        return names

    def _size(self, element: Element, tag: str) -> None:
        """Show what stands in an element that the page's style sheets give a size of its own."""
        link, hidden, bold = self.look
        if hidden != NO_SIZE:
            return
        classes = (element.get("class") or "").lower().split()
        identity = (element.get("id") or "").lower()
        if not self.sized.isdisjoint({"*", tag, f"#{identity}", *(f".{c}" for c in classes)}):
            self.look = (link, None, bold)

    def _embolden(self) -> None:
        link, hidden, _ = self.look
        self.look = (link, hidden, True)

    def _attribute(self, element: Element, name: str, value: str) -> None:
        if name == "style":
            self._style(value)
        elif name == "pdfsrc":
            self.players.append(value)
        elif name == "hidden":
            link, hidden, bold = self.look
            self.look = (link, hidden or "hidden", bold)
        elif name == "color":
            self._color(element, value)
        elif value == "center":
            self.centered = True

    def _style(self, style: str) -> None:
        own, own_bold, own_centered = read_style(style)
        if own_centered:
            self.centered = True
        link, hidden, bold = self.look
        if hidden:
            own = within(hidden, style)
        if own != hidden or own_bold:
            self.look = (link, own, bold or own_bold)

    def _color(self, element: Element, value: str) -> None:
        """Read the colour of a part of a line: a whole one in white is a title on a dark ground."""
        link, outer, bold = self.look
        hidden = colored(outer, value)
        is_part = bool(self.pieces or (element.tail and not element.tail.isspace()))
        if hidden != WHITE or outer == WHITE or (is_part and not has_ground(element)):
            self.look = (link, hidden, bold)

    def _enter(self, element: Element, tag: str) -> None:
        if self.in_row:
            self._cell(tag)
        elif self.pieces:
            self._flush()
        outer, look, centered, kind = self.box, self.look, self.centered, self.kind
        if self.sized:
            self._size(element, tag)
        attributes = element.items()
        names = self._attributes(element, attributes) if attributes else " "
        self.box = box = Box(element, tag, names, outer, len(self.lines))
        self.boxes.append(box)
        if tag in _PLAIN:
            self._children(element)
        else:
            self._inside(element, tag)
        if self.in_row:
            self._cell("")
        elif self.pieces:
            self._flush()
        box.end = len(self.lines)
        self.box, self.look, self.centered, self.kind = outer, look, centered, kind

    def _inside(self, element: Element, tag: str) -> None:
        """Read what stands in an element that sets its text apart from that of others."""
        layout = (self.in_row, self.in_data_table, self.preformatted)
        kind = BREAKING[tag]
        if kind != "paragraph":
            self.kind = kind
            if kind == "heading":
                self.named.append((element, tag, len(self.lines)))
        if tag in BOLD:
            self._embolden()
        elif tag == "center":
            self.centered = True
        elif tag == "pre":
            self.preformatted = True
        elif tag == "table":
            self.in_data_table = is_data_table(element)
        elif tag == "tr" and self.in_data_table:
            self.in_row, self.kind = True, "table_row"
        self._children(element)
        if tag == "tr" and self.pieces:
            self._flush()
        self.in_row, self.in_data_table, self.preformatted = layout

    def _cell(self, tag: str) -> None:
        """Mark where the next cell begins, within a row of data, instead of ending the line."""
        if tag in ("td", "th"):
            if self.box.tag == "tr" and self.boxes[-1] is not self.box:  # the first cell has none
                self.pieces.append(CELL)
        elif self.pieces:
            self.pieces.append(BLANK)

    def _break(self, _: Element, __: str) -> None:
        if self.in_row:
            self.pieces.append(BLANK)
        elif self.pieces:
            self._flush()

    def _comment(self, element: Element, _: str) -> None:
        self._delimiter(element.text or "")

    def _meta(self, element: Element, tag: str) -> None:
        self.elements[tag].append(element)
        self._delimiter(element.get("name") or "")

    def _delimiter(self, text: str) -> None:
        """Note a comment, or a ``meta`` within the body, that begins or ends a part of the page."""
        words = text.split(None, 1)
        if not words or words[0] not in self.delimiters_begin:
            return  # what is commented out can be long: it is not folded
        text = " ".join(text.split())
        if text in self.delimiters:
            self._flush()
            self.comments.append((text, len(self.lines)))

    def _text(self, text: str) -> None:
        if self.preformatted and "\n" in text:
            for part in text.split("\n"):
                self.pieces.append((part, self.look))
                self._flush()
            return
        if "\u3000\u3000" in text and not self.in_row and INDENT.search(text):
            for part in INDENT.split(text):
                self._flush_between(part)
            return
        self.pieces.append((text, self.look))

    def _flush_between(self, part: str) -> None:
        if any(piece[0].strip() for piece in self.pieces):
            self._flush()
        self.pieces.append((part, self.look))

    def _flush(self) -> None:
        pieces = self.pieces
        while pieces and pieces[-1] is BLANK:
            pieces.pop()
        if not pieces:
            return
        line = make_line(pieces, self.box, self.kind, centered=self.centered)
        pieces.clear()
        if line and len(self.lines) < MAX_LINES:
            self.lines.append(line)


# By function and not by bound method: a walk that held methods of its own would be a cycle, and
# all lines of the page would wait for the garbage collector.
_HANDLERS: dict[object, Callable[[_Walk, Element, str], None]] = {
    **dict.fromkeys(SKIPPED, _Walk._skip),
    **dict.fromkeys(("embed", "iframe", "object", "script"), _Walk._shown),
    **dict.fromkeys(BREAKING, _Walk._enter),
    "a": _Walk._anchor,
    "br": _Walk._break,
    "time": _Walk._titled,
    "ucaptitle": _Walk._titled,
    "img": _Walk._picture,
    "meta": _Walk._meta,
    Comment: _Walk._comment,
}
