"""Answers that are XML of a site's own, as what they hold: lists that a page's script asks for."""

from __future__ import annotations

import re

from lxml import etree

_XML = re.compile(
    r"\s*(?:<\?xml\b[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?P<root>[A-Za-z][\w.-]*)", re.DOTALL
)
_PAGES = frozenset(
    {"html", "head", "body", "div", "ul", "li", "table", "tr", "script", "p", "a", "span", "dl"}
)
"""Roots of pages and their pieces."""
_RECORDS = "<![CDATA[<"
"""Rows of HTML within XML are read where they stand (Hanweb's records)."""
_DEEPEST = 20


def parse_xml(text: str) -> object | None:
    """Return the value of an answer in XML: what has parts as an object, attributes among them.

    None for pages, for their pieces, and for what is no XML.
    """
    opening = _XML.match(text[:1000])
    if opening is None or opening["root"].lower() in _PAGES or _RECORDS in text:
        return None
    parser = etree.XMLParser(recover=False, resolve_entities=False, no_network=True)
    declared = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = etree.fromstring(declared.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return _value(root, 0)


def _value(element: etree._Element, depth: int) -> object:
    parts = [each for each in element if isinstance(each.tag, str)]
    if depth == _DEEPEST or (not parts and not element.attrib):
        return (element.text or "").strip()
    found: dict[str, object] = {str(name): str(value) for name, value in element.items()}
    own = (element.text or "").strip()
    if not parts and own:
        found.setdefault("title", own)  # <item url="/1.html">…</item>
    for name in dict.fromkeys(etree.QName(each).localname for each in parts):
        values = [_value(each, depth + 1) for each in parts if etree.QName(each).localname == name]
        found[name] = values[0] if len(values) == 1 else values
    return found
