"""What each HTML element does to the lines of a page, and the text that it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from pipelines.document import BlockKind, Element

# One element a line would make ninety of them.
# fmt: off
SKIPPED = frozenset({
    "applet", "area", "audio", "base", "button", "canvas", "datalist", "embed", "frame",
    "frameset", "head", "iframe", "input", "link", "map", "math", "meta", "noembed", "noframes",
    "noscript", "object", "option", "rp", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
})
"""Elements whose text nobody reads as the page's."""

_PARAGRAPHS = (
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dir", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "founder-content",
    "header", "hr", "html", "legend", "main", "marquee", "menu", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ucapcontent",
    "ul",
)
# fmt: on

BREAKING: Mapping[str, BlockKind] = {
    **dict.fromkeys(_PARAGRAPHS, "paragraph"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "li": "list_item",
    "figcaption": "caption",
}
"""Elements that begin and end a line, and the kind of the lines within."""

BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})

# fmt: off
VOID = frozenset({
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
})
# fmt: on
"""Elements without an end tag."""

_BREAKS = re.compile(r"<br\s*/?>", re.IGNORECASE)

_STRING = etree.XPath("string()", smart_strings=False)


def text_of(element: Element) -> str:
    """Return all text in an element, as written; comments are none."""
    # ``itertext`` makes a Python object of each element within, and takes three times as long.
    return str(_STRING(element))


def unbroken(title: str) -> str:
    """Return what the head says as a title with spaces for line breaks, which no markup is there.

    <title>全市经济工作会议召开<br>部署明年工作_某市人民政府</title>
    """
    return _BREAKS.sub(" ", title) if "<" in title else title
