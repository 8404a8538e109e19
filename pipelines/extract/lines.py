"""A page as a list of lines with the boxes that hold them: what every later step works on.

The tree is walked once. A line is what a reader sees between two line breaks; a box is an element
that breaks lines, and holds the lines from ``start`` to before ``end``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from pipelines.document import BlockKind, Element, Elements, Named

_INVISIBLE = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)
_BLANKS = re.compile(" ?[\ue5e5\ue5f1]+ ?")
"""Blanks of Chinese typesetting (GBK A3A0, A44B) that converters leave in the private use area."""
_SOFT_WRAP = re.compile(
    "(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
"""A line end of the source between two Han characters: no space belongs there."""

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)

CELL_MARK = "\x00"
"""Stands for the tab between two cells while white space is folded; no page has a NUL left."""
_EDGE = f" {CELL_MARK}"
INDENT = re.compile("(?<=[。！？”…；])\u3000\u3000+(?=\\S)")
"""Two wide spaces after the end of a sentence: a new paragraph, set without any tag."""
MAX_LINES = 60_000
"""Lines that are read of one page; real ones have under 5,000."""
_LONGEST_WITH_SEAMS = 160
"""Characters of a line whose seams are noted: longer ones are prose, where they part no words."""
_REMEMBERED = 4096
"""Attributes whose names are remembered: most boxes of a page are of few kinds."""

Look = tuple[str | None, str | None, bool]
"""The link that a text is in, how it is hidden, whether it is bold."""
PLAIN: Look = (None, None, False)
"""How most texts look."""
Piece = tuple[str, Look]
"""Text as it stands in the source, and how it looks."""
BLANK: Piece = (" ", PLAIN)
"""White space between two elements: this piece itself and no other stands for it."""
CELL: Piece = (CELL_MARK, PLAIN)
Run = tuple[int, int, str | None, str | None]
"""Start and end of a run of a line's text, its link as written, how it is hidden: a ``Span`` to be.
Most lines of a page come to nothing, and a tuple is made in a tenth of a span's time."""


@dataclass(slots=True, eq=False)
class Box:
    """An element that breaks lines, as a node of a light tree."""

    element: Element
    tag: str
    names: str
    """Classes, and the id after a ``#``, lower case, parted and framed by spaces."""
    parent: Box | None
    start: int
    """Index of its first line."""
    end: int = 0
    """Index after its last line."""


@dataclass(slots=True, eq=False)
class Line:
    """One line of the page."""

    text: str
    box: Box
    kind: BlockKind
    runs: Sequence[Run]
    """The parts of the text that stand in a link or are hidden."""
    link_characters: int
    """Characters that stand in links to other pages; an address that is written out is text."""
    hidden: str | None
    """How the whole line is hidden, or None."""
    bold: bool
    centered: bool
    seams: Sequence[int] = ()
    """Where the texts of two elements meet without white space, which style may set apart; of
    lines short enough to be an information bar."""


class Picture(NamedTuple):
    """An ``img`` and the line that it stands before."""

    element: Element
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
    links: list[tuple[Element, int]]
    """Each ``a`` with an address, and the index of the line that it stands in."""
    named: list[Named]
    """In page order."""
    players: list[str]
    """Addresses of the files that the page shows in place of a text."""
    elements: Elements
    """As ``Document.elements`` has them."""
    names: frozenset[str]
    """What ``Box.names`` of all boxes are; many have the same."""

    def boxes_within(self, start: int, end: int) -> list[Box]:
        """Return the boxes that begin at one of the lines from ``start`` to before ``end``."""
        first = bisect_left(self.boxes, start, key=_start)
        return self.boxes[first : bisect_left(self.boxes, end, first, key=_start)]


_start = attrgetter("start")


@lru_cache(maxsize=_REMEMBERED)
def box_names(classes: str, identity: str) -> str:
    """Return the names of a box by its attributes, as ``Box.names`` has them."""
    names = f" {classes} #{identity} " if identity else f" {classes} "
    if "\n" in names or "\t" in names:
        names = f" {' '.join(names.split())} "
    return names.lower()


def make_line(pieces: list[Piece], box: Box, kind: BlockKind, *, centered: bool) -> Line | None:
    """Return the line that the pieces make, with white space folded; None if there is no text.

    ``pieces``: at least one; the last is not ``BLANK``.
    """
    if len(pieces) == 1:
        return _simple_line(pieces[0], box, kind, centered=centered)
    text = ""
    runs: list[Run] = []
    linked = hidden_size = bold_size = 0
    only_links = True
    seams: list[int] = []
    for piece in pieces:
        if piece is BLANK:
            text += " " if text and text[-1] not in _EDGE else ""
            continue
        raw, (link, hidden, bold) = piece
        part = _behind(text, raw)
        if not part:
            continue
        if part == CELL_MARK:
            text = text.rstrip(" ")
        elif text and part[0] not in _EDGE and text[-1] not in _EDGE:
            seams.append(len(text))
        start, size = len(text), len(part)
        text += part
        bold_size += size if bold else 0
        only_links = only_links and (link is not None or part.isspace())
        if link is not None or hidden is not None:
            runs.append((start, start + size, link, hidden))
            linked += size if link is not None and not _is_address(part) else 0
            hidden_size += size if hidden is not None else 0
    text = text.rstrip(_EDGE)
    size = len(text)
    if not size:
        return None
    if runs:
        runs = _clipped(runs, size)
    whole = _how_hidden(runs, hidden_size, size, only_links=only_links) if hidden_size else None
    text = text.replace(CELL_MARK, "\t")
    bold = 2 * bold_size > size
    seams = seams if size <= _LONGEST_WITH_SEAMS else []
    return Line(text, box, kind, runs, min(linked, size), whole, bold, centered, seams)


def _is_address(part: str) -> bool:
    """Whether a link is written out as its address, to be read or copied: https://www.chsi.com.cn.

    So are those of mail: zwgk@cncounty.gov.cn.
    """
    if "." not in part and "/" not in part:
        return False  # as nearly all links
    is_mail = "@" in part and _MAIL.fullmatch(part.strip()) is not None
    return is_mail or "://" in part[:10] or part.startswith("www.")


def _how_hidden(runs: list[Run], hidden: int, size: int, *, only_links: bool) -> str | None:
    """Return how a line is hidden of which parts are, or None where readers see some of it.

    ``hidden``: of its ``size`` characters.
    White space between hidden links is no text in sight. Between other hidden pieces it counts:
    pages that scripts show, as those of WeChat are, hide their bylines piece by piece.
    """
    unseen = only_links and all(run[3] for run in runs)
    return runs[-1][3] if runs and (unseen or hidden >= size) else None


def _behind(text: str, raw: str) -> str:
    """Return what a piece adds to the ``text`` before it, with white space folded."""
    part = raw if raw.isprintable() and "  " not in raw else fold(raw)  # as most texts are
    if not text:
        return part.lstrip(_EDGE)
    return part.lstrip(" ") if text[-1] in _EDGE else part


def _simple_line(piece: Piece, box: Box, kind: BlockKind, *, centered: bool) -> Line | None:
    """Return the line of one piece: most lines of most pages."""
    raw, (link, hidden, bold) = piece
    if raw.isprintable() and "  " not in raw:
        text = raw.strip(" ")  # as most texts are
    else:
        text = _folded(raw) if "\n" in raw else " ".join(raw.split())
        if not text.isprintable():
            text = _seen(text).strip(_EDGE)
    if not text:
        return None
    size = len(text)
    if link is None and hidden is None:
        return Line(text, box, kind, (), 0, None, bold, centered)
    linked = size if link is not None and not _is_address(text) else 0
    return Line(text, box, kind, ((0, size, link, hidden),), linked, hidden, bold, centered)


def _clipped(runs: list[Run], size: int) -> list[Run]:
    """Return runs up to the end of a text whose white space at the end is gone."""
    if runs[-1][1] <= size:
        return runs
    return [run if run[1] <= size else (run[0], size, *run[2:]) for run in runs if run[0] < size]


def fold(raw: str) -> str:
    """Return text with each run of white space as one space and without invisible characters."""
    if raw.isprintable() and "  " not in raw:
        return raw  # as most texts are
    folded = _folded(raw)
    if raw[0].isspace():
        folded = " " + folded
    if raw[-1].isspace() and folded != " ":
        folded += " "
    return folded if folded.isprintable() else _seen(folded)


def _seen(text: str) -> str:
    """Return text without invisible characters, and with a space for each run of odd blanks."""
    return _INVISIBLE.sub("", _BLANKS.sub(" ", text))


def _folded(raw: str) -> str:
    """Return text with each run of white space within as one space, and none at its ends."""
    if "\n" in raw:
        raw = raw.strip()
        if "\n" in raw:
            raw = _SOFT_WRAP.sub("", raw)
    return " ".join(raw.split())
