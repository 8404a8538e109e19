"""ASP.NET pagers: the page posts its form back to itself, with the name of the link that was used.

Such a page's address is the form's address and what the link adds (``__EVENTTARGET``,
``__EVENTARGUMENT``). The hidden fields of the page before (``__VIEWSTATE`` and the like, often
many kilobytes) must be sent along, but are no part of the address: they are true only for a moment.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.discovery.forms import form_address, form_of, target_of
from crawler.discovery.links import link_words
from crawler.discovery.urls import absolute
from seeds.crawling.paging import paging_knowledge

Fields = tuple[tuple[str, str], ...]

_TARGET, _ARGUMENT = "__EVENTTARGET", "__EVENTARGUMENT"
_PAGE = "!page"
"""A field of the address that is never sent: the page's number, where the link has none."""
_CALL = re.compile(r"""__doPostBack\(\s*['"]([^'"]*)['"]\s*,\s*['"]([^'"]*)['"]\s*\)""")
_BRACKETS = "[]()（）【】 \u3000"


def is_postback(address: str) -> bool:
    """Tell whether an address is one of a page that must be reached from the page before."""
    return any(name == _TARGET for name, _ in form_of(address) or ())


def following(tree: HtmlElement, url: str) -> tuple[str, Fields] | None:
    """Return address and further fields of the list page after this one, or None."""
    number = _number_of(url)
    for anchor in tree.iter("a"):
        call = _CALL.search(anchor.get("href") or "")
        if call and anchor.get("disabled") is None and _leads_on(anchor, number):
            return _address(anchor, url, call[1], call[2], number + 1)
    return None


def _leads_on(anchor: HtmlElement, number: int) -> bool:
    words = link_words(anchor).strip(_BRACKETS).lower().replace(" ", "")
    return words in paging_knowledge().next_words or words == str(number + 1)


def _address(
    anchor: HtmlElement, url: str, target: str, argument: str, number: int
) -> tuple[str, Fields] | None:
    form = next(anchor.iterancestors("form"), None)
    place = (
        absolute(target_of(url), form.get("action") or target_of(url)) if form is not None else None
    )
    if form is None or place is None:
        return None
    fields = {_TARGET: target, _ARGUMENT: argument}
    if not re.search(rf"\b{number}\b", argument):
        fields[_PAGE] = str(number)
    hidden = tuple(
        (field.get("name"), field.get("value") or "")
        for field in form.iter("input")
        if (field.get("type") or "").lower() == "hidden"
        and field.get("name") not in {None, *fields}
    )
    return form_address(place, fields), hidden


def _number_of(url: str) -> int:
    fields = dict(form_of(url) or ())
    shown = re.search(r"\d+", fields.get(_PAGE) or fields.get(_ARGUMENT) or "")
    return int(shown.group()) if shown else 1
