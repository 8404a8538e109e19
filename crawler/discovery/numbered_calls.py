"""Pagers that tell a function of elsewhere the list's own path and a page's number.

``<a onclick="funGoPage('/module/xxgk/search.jsp', 2)">下一页</a>`` (Hanweb): what more belongs to
the address stands in the page's own, whose number is counted up.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from crawler.discovery.anchors import base_of, link_words
from crawler.discovery.counted_up import counted_up
from crawler.discovery.paging import says_next
from crawler.discovery.scripts import CALL, arguments_of
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute


def following(tree: Element, url: str) -> str | None:
    """Return the address of the list page after this one, or None."""
    number, further = counted_up(url, 1)
    if number is None:
        return None
    base = base_of(tree, url)
    for element in tree.iter("a", "span", "li", "input", "button"):
        script = f"{element.get('href') or ''} {element.get('onclick') or ''}"
        if "(" in script and says_next(link_words(element)) and _turns(script, base, url, number):
            return further
    return None


def _turns(script: str, base: str, url: str, number: int) -> bool:
    """Tell whether a click calls a function with the page's own path and the next number."""
    for call in CALL.finditer(script):
        arguments = arguments_of(call["arguments"])
        targets = (absolute(base, each) for each in arguments if each and not each.isdecimal())
        own = any(each and urlsplit(each).path == urlsplit(url).path for each in targets)
        if own and str(number + 1) in arguments:
            return True
    return False
