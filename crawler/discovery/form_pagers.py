"""Pagers that write the page's number into a field and send its form: JSP and older systems.

``<a href="#" onclick="toPage(2)">`` with ``function toPage(n) { $("#pageNo").val(n);
$("#pageForm").submit(); }``, whichever of its ways a page takes to name the field; and menus of
pages that send the form in which they stand: ``<select name="page" onchange="form.submit()">``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from crawler.discovery.anchors import base_of, link_words, page_number
from crawler.discovery.forms import AS_BROWSERS_DO, form_address, is_sent
from crawler.discovery.paging import says_next
from crawler.discovery.script_functions import Functions
from crawler.discovery.scripts import CALL, arguments_of, own_script
from crawler.discovery.tree import Element, words_of
from crawler.discovery.urls import absolute
from seeds.crawling.data import data_knowledge
from seeds.whole_numbers import whole_number

# getElementById("x").value = n, $("#x").val(n), $("input[name='x']").val(n), document.f.x.value = n
_SET = re.compile(
    r"""(?:getElementById\(\s*["'](?P<id>[\w.-]+)["']\s*\)\.value\s*="""
    r"""|\(\s*["']#(?P<key>[\w.-]+)["']\s*\)\.val\("""
    r"""|\[name=["']?(?P<called>[\w.-]+)["']?\]["']\s*\)\.val\("""
    r"""|\.(?P<name>\w+)\.value\s*=)\s*["']?(?P<value>[\w$]+)\b"""
)
_SENT = re.compile(r"\bsubmit\s*\(")
_KEPT = frozenset({"hidden", "text", ""})
"""Types of the fields that a form sends as they stand; buttons and boxes are for readers."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A piece of script that writes a page's number into a field and sends its form."""

    script: str
    value: str
    """What is written, as written: a number, or a parameter's name."""
    number: str


def following(tree: Element, url: str, encoding: str = "utf-8") -> str | None:
    """Return the address of the list page after this one, or None.

    ``encoding``: the page's own, in which browsers send its form.
    """
    return _clicked(tree, url, encoding) or _chosen(tree, url, encoding)


def _clicked(tree: Element, url: str, encoding: str) -> str | None:
    functions: Functions | None = None
    for element in tree.iter("a", "input", "button", "span", "li"):
        script = f"{element.get('href') or ''} {element.get('onclick') or ''}"
        if "(" not in script:
            continue
        functions = functions or Functions(own_script(tree))
        turn = _turn(script.replace("javascript:", " "), functions)
        field = _field(tree, turn) if turn else None
        number = whole_number(turn.number) if turn else 0
        if turn and field is not None and _leads_on(link_words(element), field, number):
            return _address(field, turn.number, base_of(tree, url), encoding)
    return None


def _chosen(tree: Element, url: str, encoding: str) -> str | None:
    """Return the address of the page after this one in a menu of pages that sends its form."""
    for menu in tree.iter("select"):
        script = menu.get("onchange") or ""
        turns = script and _names_page(menu) and _sends(script, tree)
        number = _after_chosen(menu, url) if turns else None
        if number is not None:
            return _address(menu, number, base_of(tree, url), encoding)
    return None


def _names_page(menu: Element) -> bool:
    """Tell whether a menu chooses a page: marks of a vote, and months, are 1, 2, 3 … as well."""
    name = (menu.get("name") or "").lower()
    return "page" in name or data_knowledge().is_list_number(name)


def _sends(script: str, tree: Element) -> bool:
    """Tell whether a script, or a function of the page's that it calls, sends a form."""
    if _SENT.search(script):
        return True
    functions = Functions(own_script(tree))
    known = (functions.body(call["name"]) for call in CALL.finditer(script))
    return any(body is not None and _SENT.search(body[1]) for body in known)


def _after_chosen(menu: Element, url: str) -> str | None:
    """Return what the entry after this page's sends, where a menu's entries are 1, 2, 3 … only."""
    entries = list(menu.iter("option"))
    if [page_number(words_of(entry)) for entry in entries] != [*range(1, len(entries) + 1)]:
        return None
    values = [(entry.get("value") or words_of(entry)).strip() for entry in entries]
    own = parse_qs(urlsplit(url).query).get(menu.get("name") or "", [""])[0]
    asked = values.index(own) if own in values else 0
    chosen = (at for at, entry in enumerate(entries) if entry.get("selected") is not None)
    shown = next(chosen, asked)
    return next(iter(values[shown + 1 : shown + 2]), None)


def _turn(script: str, functions: Functions) -> _Turn | None:
    """Return what a click sets going, where that sends a form; else None."""
    if _SENT.search(script):
        written = _SET.search(script)
        number = written["value"] if written else ""
        return _Turn(script, number, number) if number.isdecimal() else None
    turns = (_called(call, functions) for call in CALL.finditer(script))
    return next((turn for turn in turns if turn), None)


def _called(call: re.Match[str], functions: Functions) -> _Turn | None:
    """Return what a call sets going, where its function sends a form; else None."""
    number = next(iter(arguments_of(call["arguments"])), None)
    known = functions.body(call["name"]) if number and number.isdecimal() else None
    if number is None or known is None or not known[0] or not _SENT.search(known[1]):
        return None
    return _Turn(known[1], known[0][0], number)


def _field(tree: Element, turn: _Turn) -> Element | None:
    """Return the field that the page's number is written into."""
    written = (at for at in _SET.finditer(turn.script) if at["value"] == turn.value)
    keys = {at["id"] or at["key"] or at["called"] or at["name"] for at in written}
    fields = tree.iter("input", "select")
    return next((field for field in fields if keys & {field.get("id"), field.get("name")}), None)


def _leads_on(words: str, field: Element, number: int) -> bool:
    current = (field.get("value") or "").strip()
    own = whole_number(current) if current.isdecimal() else 1
    return number > own and (says_next(words) or (page_number(words) == number == own + 1))


def _address(field: Element, number: str, base: str, encoding: str) -> str | None:
    form = next(field.iterancestors("form"), None)
    name = field.get("name") or ""
    target = None if form is None else absolute(base, form.get("action") or base)
    if form is None or target is None or not name or not is_sent(name):
        return None
    fields = {
        given: value
        for each in form.iter("input")
        if (each.get("type") or "").lower() in _KEPT
        and (given := each.get("name"))
        and is_sent(given)
        and (value := each.get("value"))
    } | {name: number}
    if (form.get("method") or "get").lower() == "post":
        return form_address(target, fields, encoding=encoding)
    query = urlencode(fields, encoding=encoding, errors=AS_BROWSERS_DO)
    return absolute(base, f"{target.partition('?')[0]}?{query}")
