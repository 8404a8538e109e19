"""ASP.NET pagers: the page posts its form back to itself, with the name of the link that was used.

Such a page's address is the form's address and what the link adds (``__EVENTTARGET``,
``__EVENTARGUMENT``). The hidden fields of the page before (``__VIEWSTATE`` and the like, often
many kilobytes) must be sent along, but are no part of the address: they are true only for a moment.
A menu of years that posts itself back tells lists apart, so what is chosen in it is part of the
address; behind a year's last page the year before it follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.discovery.anchors import link_words, page_number
from crawler.discovery.forms import form_address, form_of, is_sent, target_of
from crawler.discovery.paging import says_next
from crawler.discovery.tree import Element, words_of
from crawler.discovery.urls import absolute
from seeds.crawling.paging import paging_knowledge
from seeds.whole_numbers import whole_number

Fields = tuple[tuple[str, str], ...]

_TARGET, _ARGUMENT = "__EVENTTARGET", "__EVENTARGUMENT"
_PAGE = "!page"
"""A field of the address that is never sent: the page's number, where the link has none."""
# __doPostBack('pager','2'), WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("pager", "")
_CALL = re.compile(
    r"""(?:__doPostBack|WebForm_PostBackOptions)\(\s*['"]([^'"]*)['"]\s*,\s*['"]([^'"]*)['"]"""
)


def is_postback(address: str) -> bool:
    """Tell whether an address is one of a page that must be reached from the page before."""
    return any(name in {_TARGET, _PAGE} for name, _ in form_of(address) or ())


def following(tree: Element, url: str, encoding: str = "utf-8") -> tuple[str, Fields] | None:
    """Return address and further fields of the list page after this one, or None.

    ``encoding``: the page's own, in which browsers send its form.
    """
    number = _number_of(url)
    for element in tree.iter("a", "input"):
        fields = _fields(element, number)
        if fields is not None and element.get("disabled") is None:
            return _address(element, url, fields, encoding)
    return _year_before(tree, url, encoding)


_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*[^\W\d_]{0,2}\s*")
"""An entry of a menu that is a year, and at most says so; a month has a number of its own."""
_FEWEST_YEARS = 2
"""Entries of a menu that make it one of years."""


def _year_before(tree: Element, url: str, encoding: str) -> tuple[str, Fields] | None:
    """Return the same of the year before the chosen one, in a menu that posts itself back."""
    for menu in tree.iter("select"):
        call = _CALL.search((menu.get("onchange") or "").replace("\\", ""))
        years, name = _years(menu), menu.get("name") or ""
        own = years.get(_chosen(menu))
        before = {year: value for value, year in years.items() if own and year < own}
        if call is not None and before and is_sent(name) and menu.get("disabled") is None:
            fields = {_TARGET: call[1], _ARGUMENT: call[2], name: before[max(before)]}
            return _address(menu, url, fields, encoding)
    return None


def _years(menu: Element) -> dict[str, str]:
    """Return the years of a menu by what it sends for them; nothing of another menu."""
    if not menu.get("name"):
        return {}
    words = {_sent_for(each): _YEAR.fullmatch(words_of(each)) for each in menu.iter("option")}
    years = {value: year[1] for value, year in words.items() if year}
    return years if len(years) >= _FEWEST_YEARS else {}


def _chosen(menu: Element) -> str:
    """Return what a menu sends as it stands."""
    choices = list(menu.iter("option"))
    selected = (each for each in choices if each.get("selected") is not None)
    chosen = next(selected, next(iter(choices), None))
    return "" if chosen is None else _sent_for(chosen)


def _sent_for(choice: Element) -> str:
    value = choice.get("value")
    return words_of(choice) if value is None else value


def _menus(form: Element) -> Iterator[Element]:
    """Yield the menus of a form that it sends."""
    for menu in form.iter("select"):
        name = menu.get("name")
        if name and is_sent(name) and menu.get("disabled") is None and len(menu):
            yield menu


def _fields(element: Element, number: int) -> dict[str, str] | None:
    """Return what a link or a button adds to its form, None when it leads to no next page."""
    if element.tag == "input":
        words, name = element.get("value") or "", element.get("name") or ""
        is_button = (element.get("type") or "").lower() == "submit"
        leads_on = is_button and bool(name) and is_sent(name) and says_next(words)
        return {name: words, _PAGE: str(number + 1)} if leads_on else None
    call = _CALL.search(f"{element.get('href') or ''} {element.get('onclick') or ''}")
    if call is None or not _leads_on(link_words(element), number):
        return None
    fields = {_TARGET: call[1], _ARGUMENT: call[2]}
    if not re.search(rf"\b{number + 1}\b", call[2]):
        fields[_PAGE] = str(number + 1)
    return fields


def _leads_on(words: str, number: int) -> bool:
    is_sign = words.strip() in paging_knowledge().next_signs
    return says_next(words) or page_number(words) == number + 1 or is_sign


def _address(
    element: Element, url: str, fields: dict[str, str], encoding: str
) -> tuple[str, Fields] | None:
    form = next(element.iterancestors("form"), None)
    place = (
        absolute(target_of(url), form.get("action") or target_of(url)) if form is not None else None
    )
    if form is None or place is None:
        return None
    menus = {menu.get("name") or "": menu for menu in _menus(form)}
    years = {name: _chosen(menu) for name, menu in menus.items() if _years(menu)}
    fields = years | fields
    hidden = tuple(
        (name, field.get("value") or "")
        for field in form.iter("input")
        if (field.get("type") or "").lower() == "hidden"
        and (name := field.get("name")) is not None
        and name not in fields
        and is_sent(name)
    )
    hidden += tuple((name, _chosen(menu)) for name, menu in menus.items() if name not in fields)
    return form_address(place, fields, encoding=encoding, along=hidden), hidden


def _number_of(url: str) -> int:
    fields = dict(form_of(url) or ())
    shown = re.search(r"\d+", fields.get(_PAGE) or fields.get(_ARGUMENT) or "")
    return whole_number(shown.group()) if shown else 1
