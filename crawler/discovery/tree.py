"""A page's text as a tree, and the measures of text that judgements are made with."""

from __future__ import annotations

import re

from lxml import html
from lxml.html import HtmlElement

# A </html> in the middle of a page (a pasted header has one) hides all that follows from lxml,
# and an XML declaration makes it refuse decoded text.
_ENDS_TOO_EARLY = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff\uf900-\ufaff]+")


def parse(text: str) -> HtmlElement:
    """Return the tree of a decoded page; an empty one for a page without an element."""
    cleaned = _XML_DECLARATION.sub("", _ENDS_TOO_EARLY.sub("", text)).replace("\x00", "")
    if not cleaned.strip():
        cleaned = "<html></html>"
    return html.document_fromstring(cleaned, parser=html.HTMLParser(encoding=None))


def fragment(text: str) -> HtmlElement:
    """Return a piece of HTML under one ``div``."""
    return html.fragment_fromstring(text.replace("\x00", ""), create_parent="div")


def words_of(element: HtmlElement) -> str:
    """Return an element's text, white space folded."""
    return " ".join(element.text_content().split())


def letters(text: str) -> int:
    """Return how long a reader finds ``text``: a Han character or a word of any script is one."""
    return len(_HAN.findall(text)) + len(_WORD.findall(text))


def han(text: str) -> int:
    """Return the number of Han characters."""
    return len(_HAN.findall(text))
