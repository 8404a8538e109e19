"""What the scripts of a page may know of its elements: those that a CSS selector means."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice

from lxml import etree
from lxml.cssselect import CSSSelector

from crawler.discovery.tree import Element, elements_at, words_of
from seeds.whole_numbers import whole_number

_MOST_ELEMENTS = 50
"""That one selector means."""
_MOST_SELECTORS = 300
"""That the scripts of a page ask for; honest ones ask for some twenty."""
_LONGEST_HTML = 4_000
"""Characters of what an element holds; a template for one row has some hundred."""
_FIELDS = frozenset({"input", "select", "textarea", "option"})
_RELATED = "\0"
"""What begins a question about an element that was told before, by its number."""


class Selected:
    """The elements of a page that its scripts ask for; each has a number by which it is known."""

    def __init__(self, tree: Element) -> None:
        self._tree = tree
        self._answers: dict[str, str] = {}
        self._told: list[Element] = []

    def by(self, selector: str) -> str:
        """Return what a selector means, as JSON; none where it is not one of CSS."""
        if selector not in self._answers:
            if len(self._answers) >= _MOST_SELECTORS:
                return "[]"
            found = islice(self._found(selector), _MOST_ELEMENTS)
            self._answers[selector] = json.dumps([self._known(each) for each in found])
        return self._answers[selector]

    def _known(self, element: Element) -> dict[str, object]:
        self._told.append(element)
        return {**element_told(element), "at": len(self._told) - 1}

    def _found(self, selector: str) -> Iterable[Element]:
        if not selector.startswith(_RELATED):
            path = _compiled(selector)
            return elements_at(path, self._tree) if path is not None else ()
        where, _, rest = selector[1:].partition(" ")
        number, _, within = rest.partition(" ")
        at = whole_number(number) if number.isdecimal() else len(self._told)
        if at >= len(self._told):
            return ()
        return _related(self._told[at], where, _compiled(within or "*"))


def _related(element: Element, where: str, path: etree.XPath | None) -> Iterable[Element]:
    """Return an element's parent, the nearest around it that a path means, or those within it."""
    if where == "up" or path is None:
        parent = element.getparent()
        return () if parent is None else (parent,)
    if where == "in":
        return elements_at(path, element)
    meant = set(elements_at(path, element.getroottree().getroot()))
    return (each for each in (element, *element.iterancestors()) if each in meant)


def _compiled(selector: str) -> etree.XPath | None:
    try:
        return CSSSelector(selector, translator="html")
    except (ValueError, SyntaxError):
        return None


def element_told(element: Element) -> dict[str, object]:
    """Return what scripts are told of an element."""
    told: dict[str, object] = {
        "tag": str(element.tag),
        "attributes": {str(name): str(value) for name, value in element.items()},
        "text": words_of(element)[:_LONGEST_HTML],
        "html": (element.text or "")[:_LONGEST_HTML] if len(element) == 0 else "",
    }
    if element.tag == "form":
        told["fields"] = {
            name: _value(each) for each in element.iter(*_FIELDS) if (name := each.get("name"))
        }
    if element.tag == "select":
        told["options"] = [
            {"value": each.get("value") or "", "text": words_of(each)}
            for each in islice(element.iter("option"), _MOST_ELEMENTS)
        ]
    if element.tag in _FIELDS:
        told["value"] = _value(element)
    return told


def _value(element: Element) -> str:
    if element.tag != "select":
        return element.get("value") or ""
    choices = list(element.iter("option"))
    chosen = next((each for each in choices if each.get("selected") is not None), None)
    first = chosen if chosen is not None else next(iter(choices), None)
    return "" if first is None else first.get("value") or words_of(first)
