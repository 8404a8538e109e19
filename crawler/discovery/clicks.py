"""Where a click leads that a script answers, written into the element as a plain address.

Links that call a function of the page's own (``javascript:goPage(2)`` with ``function goPage(n) {
location.href = "list_" + n + ".html"; }``), that name the page to a function of elsewhere
(``onclick="queryArticleByCondition(this, '/xw/1f-2.html')"``, EasySite), that keep their address
in an attribute of their own, and rows and buttons that are no links at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree

from crawler.discovery.anchors import ADDRESS, ROWS, has_address, scripted_address
from crawler.discovery.choices import settle_choices, settle_data
from crawler.discovery.script_functions import Functions
from crawler.discovery.scripts import CALL, arguments_of, own_script
from crawler.discovery.tree import Element, elements_at, words_of
from seeds.crawling.links import link_knowledge

_CLICKED = etree.XPath(
    "//*[@href and not(self::a or self::area or self::link or self::base) and not(.//a[@href])]"
)
_HAS_LINK = etree.XPath("boolean(.//a[@href])")


def settle_clicks(tree: Element) -> None:
    """Give every element that a click sends its reader elsewhere from the address as ``href``."""
    settle_choices(tree)
    if any("$(this)" in (script.text or "") for script in tree.iter("script")):
        settle_data(tree, own_script(tree))
    functions: Functions | None = None
    for element in _clickable(tree):
        functions = functions or Functions(own_script(tree))
        address = _kept(element, functions) or _sent(element, functions)
        if address:
            element.set("href", address)


def clicked(tree: Element) -> list[Element]:
    """Return the rows and buttons that ``settle_clicks`` has made links of."""
    return elements_at(_CLICKED, tree)


def _clickable(tree: Element) -> Iterator[Element]:
    """Yield the elements that have a script or a further attribute instead of an address."""
    for element in elements_at(_may_click(), tree):
        if element.tag in {"a", "area"}:
            if not has_address(element):
                yield element
        elif _is_row(element) and not _HAS_LINK(element):
            yield element


def _is_row(element: Element) -> bool:
    """Tell whether an element may be a link with all that stands in it."""
    return bool(element.get("onclick")) or (element.tag in ROWS and bool(words_of(element)))


@cache
def _may_click() -> etree.XPath:
    own = " or ".join(f"@{name}" for name in link_knowledge().address_attributes)
    scripted = 'starts-with(normalize-space(@href), "javascript")'
    return etree.XPath(f"//*[@onclick or {own} or {scripted}]")


def _kept(element: Element, functions: Functions) -> str:
    """Return the address that a link keeps, unless the page's script asks for it with more."""
    kept = (element.get(name) or "" for name in link_knowledge().address_attributes)
    address = next((address for address in kept if ADDRESS.fullmatch(address.strip())), "")
    return "" if address and f"{address}?" in functions.script else address


def _sent(element: Element, functions: Functions) -> str | None:
    for script in (element.get("href") or "", element.get("onclick") or ""):
        address = scripted_address(script) or functions.sent(script) or _called(script, functions)
        if address:
            return address
    return None


def _called(script: str, functions: Functions) -> str | None:
    for call in CALL.finditer(script):
        arguments = arguments_of(call["arguments"])
        address = functions.address(call["name"], arguments) or _named(arguments)
        if address:
            return address
    return None


def _named(arguments: list[str | None]) -> str | None:
    """Return the argument that is an address, where one is: what is done with it is elsewhere."""
    return next((each for each in arguments if each and ADDRESS.fullmatch(each)), None)
