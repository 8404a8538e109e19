"""A page's text as a tree, and the measures of text that judgements are made with."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree, html

Element = etree._Element
"""lxml's plain element: ``lxml.html`` looks up a class in Python for each one that is touched."""

# A </html> in the middle of a page (a pasted header has one) hides all that follows from lxml,
# and an XML declaration makes it refuse decoded text.
_ENDS_TOO_EARLY = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_HAN_RUN = re.compile(f"{_HAN.pattern}+")
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff\uf900-\ufaff]+")


_PARSER = etree.HTMLParser(collect_ids=False)  # a third quicker; nothing is looked up by its id
_STRING = etree.XPath("string()", smart_strings=False)


def parse(text: str) -> Element:
    """Return the tree of a decoded page; an empty one for a page without an element."""
    cleaned = _XML_DECLARATION.sub("", _ENDS_TOO_EARLY.sub("", text)).replace("\x00", "")
    if not cleaned.strip():
        cleaned = "<html></html>"
    tree: Element = etree.fromstring(cleaned, _PARSER)
    return tree


def fragment(text: str) -> Element:
    """Return a piece of HTML under one ``div``."""
    piece: Element = html.fragment_fromstring(text.replace("\x00", ""), create_parent="div")
    return piece


def words_of(element: Element) -> str:
    """Return an element's text, white space folded."""
    return " ".join(str(_STRING(element)).split())


def elements_at(path: etree.XPath, tree: Element) -> list[Element]:
    """Return the elements that a path leads to."""
    found = path(tree)
    return [each for each in found if isinstance(each, Element)] if isinstance(found, list) else []


def letters(text: str) -> int:
    """Return how long a reader finds ``text``: a Han character or a word of any script is one."""
    return len("".join(_HAN_RUN.findall(text))) + len(_WORD.findall(text))


def has_han(text: str, least: int) -> bool:
    """Tell whether a text has ``least`` Han characters; what follows them is not looked at."""
    return _many_han(least).match(text) is not None


@cache
def _many_han(least: int) -> re.Pattern[str]:
    return re.compile(rf"(?:[^\u3400-\u9fff\uf900-\ufaff]*+{_HAN.pattern}){{{least}}}")
