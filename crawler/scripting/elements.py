"""What the scripts of a page may know of its elements: those that a CSS selector means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import chain, islice

from lxml import etree
from lxml.cssselect import CSSSelector

from crawler.discovery.anchors import core_of, link_words
from crawler.discovery.tree import Element, elements_at, fragment, words_of
from seeds.crawling.data import data_knowledge
from seeds.crawling.paging import paging_knowledge
from seeds.whole_numbers import whole_number

_MOST_ELEMENTS = 50
"""That one selector means."""
_MOST_SELECTORS = 300
"""That the scripts of a page ask for; honest ones ask for some twenty."""
_LONGEST_HTML = 4_000
"""Characters of what an element holds; a template for one row has some hundred."""
_LONGEST_WRITTEN = 60_000
"""Characters of what scripts have written that is looked through."""
_MOST_TOLD = 2_000
"""Elements that the scripts of a page are told of; honest ones ask for some hundred."""
_LARGE = 3_000
"""Elements of a page; a list has some hundred."""
_LONGEST_SELECTOR = 200
"""Characters; each of its steps looks at every element that the one before has found."""
_SLOW = re.compile(r"~(?!=)|:nth-|:has\b|:scope|:is\b|:where\b|(?:\S+\s+){6}", re.I)
"""What looks at all elements beside each one."""
_SLOW_ON_LARGE = re.compile(r"\+|:(?:first|last|only)-|:contains|:not", re.I)
_MENU_HEIGHT = 4
"""Elements around a menu's entry, from the list of all that bears its name."""
_FIELDS = frozenset({"input", "select", "textarea", "option"})
_BUTTONS = frozenset({"submit", "button", "reset", "image", "file"})
_BOXES = frozenset({"checkbox", "radio"})
_CALLED = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,60})\s{0,3}\(")
_RELATED = "\0"
"""What begins a question about an element that was told before, by its number."""
_AMONG = f"{_RELATED}among "
"""What begins one about what scripts have written."""
_MARKUP = f"{_RELATED}markup "
"""What begins one about all that stands in an element, where a framework has its template."""
_MOST_WRITTEN = 100
"""Questions about that; a script may make each row of a list by itself."""


class Selected:
    """The elements of a page that its scripts ask for; each has a number by which it is known."""

    def __init__(self, tree: Element) -> None:
        self._tree = tree
        self._answers: dict[str, str] = {}
        self._told: list[Element] = []
        self._numbers: dict[Element, int] = {}
        self._times_told = 0
        self._is_large = len(list(islice(tree.iter(), _LARGE))) == _LARGE

    def by(self, selector: str) -> str:
        """Return what a selector means, as JSON; none where it is not one of CSS."""
        if selector not in self._answers:
            among = selector.startswith(_AMONG)
            most = _MOST_WRITTEN if among else _MOST_SELECTORS
            if sum(each.startswith(_AMONG) is among for each in self._answers) >= most:
                return "[]"
            room = min(_MOST_ELEMENTS, _MOST_TOLD - self._times_told)
            found = islice(self._found(selector.removeprefix(_MARKUP)), room)
            told = _markup if selector.startswith(_MARKUP) else self._known
            self._answers[selector] = json.dumps([told(each) for each in found])
        return self._answers[selector]

    def _known(self, element: Element) -> dict[str, object]:
        self._times_told += 1
        if element not in self._numbers:  # one that several selectors mean has one number
            self._numbers[element] = len(self._told)
            self._told.append(element)
        return {**element_told(element), "at": self._numbers[element]}

    def _found(self, selector: str) -> Iterable[Element]:
        if not selector.startswith(_RELATED):
            path = self._compiled(selector)
            return elements_at(path, self._tree) if path is not None else ()
        if selector.startswith(_AMONG):
            return self._among(*selector.removeprefix(_AMONG).partition(_RELATED)[::2])
        where, _, rest = selector[1:].partition(" ")
        number, _, within = rest.partition(" ")
        at = whole_number(number) if number.isdecimal() else len(self._told)
        if at >= len(self._told):
            return ()
        return _related(self._told[at], where, self._compiled(within or "*"))

    def _among(self, selector: str, html: str) -> Iterable[Element]:
        """Return what a selector means of what scripts have written; the outermost where none is.

        It is no part of the page, which is as it came.
        """
        written = fragment(html[:_LONGEST_WRITTEN])
        path = self._compiled(selector) if selector else None
        return elements_at(path, written) if path is not None else islice(written, 1)

    def _compiled(self, selector: str) -> etree.XPath | None:
        """Return what a selector means; None where it is none, or takes too long to look for."""
        if len(selector) > _LONGEST_SELECTOR or _SLOW.search(selector):
            return None
        if self._is_large and _SLOW_ON_LARGE.search(selector):
            return None
        return _compiled(selector)


def _markup(element: Element) -> dict[str, object]:
    markup = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return {"html": str(markup)[:_LONGEST_WRITTEN]}


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
        "text": _words(element),
        "html": (element.text or "")[:_LONGEST_HTML] if len(element) == 0 else "",
        "menu": _is_in_menu(element),
        "acts": data_knowledge().acts(_code(element)),
        "named": data_knowledge().acts(_names(element)),
        "turns": _turns(element),
    }
    if element.tag == "form":
        told["fields"] = {
            name: _value(each)
            for each in element.iter(*_FIELDS)
            if (name := each.get("name")) and _is_sent(each)
        }
    if element.tag == "select":
        told["options"] = [
            {"value": each.get("value") or "", "text": _words(each)}
            for each in islice(element.iter("option"), _MOST_ELEMENTS)
        ]
    if element.tag in _FIELDS:
        told["value"] = _value(element)
    return told


def _words(element: Element) -> str:
    """Return an element's text, white space folded, no more of it than scripts are told."""
    pieces, room = [], _LONGEST_HTML
    for piece in map(str, islice(element.itertext(), _LONGEST_HTML)):
        pieces.append(piece[:room])
        room -= len(piece)
        if room <= 0:
            break
    return " ".join("".join(pieces).split())


def _is_in_menu(element: Element) -> bool:
    """Tell whether an element is a menu's, a tab's or a pager's, by a name on or around it."""
    around = islice(chain([element], element.iterancestors()), _MENU_HEIGHT)
    return any(map(data_knowledge().menu.search, map(_names, around)))


def _names(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _code(element: Element) -> str:
    """Return the name of what a click on an element calls: ``dianzan(12)``, ``return del(3)``."""
    written = element.get("onclick") or element.get("href") or ""
    return " ".join(_CALLED.findall(written[:_LONGEST_HTML]))


def _turns(element: Element) -> bool:
    """Tell whether an element says that it turns a list's page, or loads more of it."""
    words, known = core_of(link_words(element)), paging_knowledge()
    return words in known.next_words or words in known.loads_more_words


def _is_sent(field: Element) -> bool:
    """Tell whether a field goes along when a script sends its form."""
    kind = (field.get("type") or "").lower()
    return kind not in _BUTTONS and (kind not in _BOXES or field.get("checked") is not None)


def _value(element: Element) -> str:
    if element.tag != "select":
        return element.get("value") or ""
    choices = list(element.iter("option"))
    chosen = next((each for each in choices if each.get("selected") is not None), None)
    first = chosen if chosen is not None else next(iter(choices), None)
    return "" if first is None else first.get("value") or words_of(first)
