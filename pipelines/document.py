"""The working record of the stages: one page on its way to an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Literal

from lxml import etree

from archive.records import Article, Candidate, Fingerprint, RawPage, Removal, record
from seeds.catalogue import Site

BlockKind = Literal["paragraph", "heading", "list_item", "table_row", "caption"]


@record
class Span:
    """A run of a block's text that stands in a link or is hidden from readers."""

    start: int
    end: int
    """Code points in the block's text, end exclusive."""
    link: str | None = None
    """Absolute URL the run leads to."""
    hidden: str | None = None
    """How it is hidden, e.g. ``display:none``, ``off-screen``, ``font-size:0``; None: in sight."""


@record
class Block:
    """One line of the article region, in page order: a line of the body to be, or a field."""

    text: str
    """White space folded; no leading indent; never empty."""
    kind: BlockKind = "paragraph"
    spans: tuple[Span, ...] = ()
    bold: bool = False
    centered: bool = False


Element = etree._Element
"""lxml's plain element: one of ``lxml.html`` takes twice the time to make."""

Elements = Mapping[str, Sequence[Element]]
"""The elements of each name, in page order."""

Named = tuple[Element, str, int]
"""An element, what it is called, and the index of the line that it begins or stands in.

It is called by its classes, its id after a ``#`` and its label, each behind a space, lower case; or
by its tag, where it is a heading or a ``time``."""


@record
class Broken:
    """Two to five lines near the article's head that fill a box of their own."""

    lines: tuple[str, ...]
    plain: bool
    """Nothing but line breaks parts them."""


@record
class Document:
    """A page and all that the stages know of it so far. Stages return a changed copy."""

    page: RawPage
    article: Article
    site: Site | None = None
    kind: Literal["html", "text"] = "html"
    text: str = ""
    """Decoded page."""
    encoding: str | None = None
    replaced_characters: int = 0
    tree: Element | None = None
    """Parsed once by ``extract``; later stages read it and change nothing in it."""
    elements: Elements = field(default_factory=dict)
    """Those of ``tree`` that several stages ask for: ``a``, ``base``, ``img``, ``meta``,
    ``noscript``, ``script``, ``style``, ``title``. To find them takes a pass over the tree."""
    stated: Element | None = None
    """The article that the data of a script holds, written out as a page of its own; None where
    it stands in ``tree``. ``region``, ``header`` and ``footer`` are then of this one."""
    named: Sequence[Named] = ()
    """Elements of the article's page that a field may be named by, up to the end of ``region``."""
    beside: tuple[str, ...] = ()
    """Lines in sight of ``tree`` where the article is none of them, but stands in ``stated``."""
    family: str | None = None
    """Name of the CMS family (``seeds/families``) whose fingerprint the page carries, if one with
    something to say of the page (a container, a box to leave out, a field) does."""
    region: Element | None = None
    """The element of ``tree`` that holds the article's body."""
    header: tuple[str, ...] = ()
    """Lines in sight above the body (breadcrumb, headline, label bar), in page order."""
    footer: tuple[str, ...] = ()
    """Lines in sight below the body (editor line, disclaimers), in page order, at most 40."""
    blocks: tuple[Block, ...] = ()
    """Lines of the region. ``fields`` takes headline, deck, byline and editor lines out of them."""
    seams: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Where elements touch each other in short lines around and within the region, by the line's
    text: style may set apart what the markup does not."""
    broken: tuple[Broken, ...] = ()
    """Where a headline may be that the page breaks over several lines."""
    below_bar: frozenset[str] = frozenset()
    """Lines of the region that look like an information bar and are text, as they stand below the
    bar of the page and in the box of the text."""
    put_in: tuple[str, ...] = ()
    """Pieces of paragraphs of the region that a second view of the text on its page lacks, or that
    it alone has."""
    hidden: tuple[Block, ...] = ()
    """Lines that readers do not see and that are in no block, wherever they stand on the page."""
    markers: Mapping[str, str] = field(default_factory=dict)
    """What the comments of the page's CMS say of the article (Hanweb, Founder): ``title``,
    ``source``, ``authors``, ``published_at``, ``section``, ``kicker``, ``deck``, as written."""
    candidates: tuple[Candidate, ...] = ()
    suspected: tuple[Removal, ...] = ()
    sentences: tuple[str, ...] = ()
    """The cleaned body's sentences, folded for comparison (``pipelines.fingerprint``)."""
    fingerprint: Fingerprint | None = None
    notes: dict[str, str] = field(default_factory=dict)
    """What a stage wants told under ``--explain``, by stage name."""


Stage = Callable[[Document], Document]
"""A pure function on one document: no I/O, no clock. May raise NotAnArticleError."""
