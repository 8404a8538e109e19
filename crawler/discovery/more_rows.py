"""Pages that show rows, and whose script adds more when somebody clicks, chooses or scrolls.

Nothing of such a page says how: its scripts have to run to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from crawler.discovery.anchors import core_of, has_address, link_words, page_number
from crawler.discovery.page import Page
from crawler.discovery.scoring import is_period
from crawler.discovery.tree import Element, words_of
from seeds.crawling.links import link_knowledge
from seeds.crawling.paging import paging_knowledge

_CONTROLS = "a", "span", "button", "div", "p", "i", "li", "td", "input"
_MOST_WITHIN = 2
"""Elements within a control: an arrow, its words."""
_LONGEST_WORDS = 12
"""Characters of what a control says."""
_FEWEST_CHOICES = 2
_FIRST_NUMBERS = {1, 2}
_MOST_CONTROLS = 20
"""Of a page, whose names are looked for in its script."""
_LONGEST_SCRIPT = 300_000
"""Characters of a page's own scripts that are looked at."""
_SCROLLS = re.compile(r"\bon_?scroll\b|\.scroll\(|[\"']scroll[\"']|\bIntersectionObserver\b")
# document.write("<a href='/xw/list_" + i + ".html'>" + i + "</a>"): a pager, without a function
# whose name is known.
_WRITES_LINKS = re.compile(
    r"\bdocument\.write(?:ln)?\s*\([^;]{0,300}?<a\b[^;]{0,200}?\bhref\b[^;]{0,100}?[\"']\s*\+", re.I
)
_ASKS = re.compile(r"\b(?:ajax|getJSON|fetch|axios|XMLHttpRequest|get|post|load)\s?[(.]")


def loads_more(page: Page) -> bool:
    """Tell whether a script of a page may add rows to those that it shows, and says not how.

    A control without an address that says so, whatever answers it; a pager's "next", or its menu of
    numbers, that a script of the page finds by its name; a script that asks for something when its
    reader scrolls, or writes links whose addresses it puts together.
    """
    scripts = (each.text for each in page.tree.iter("script") if each.text)
    script = "\n".join(scripts)[:_LONGEST_SCRIPT]
    if (_SCROLLS.search(script) and _ASKS.search(script)) or _WRITES_LINKS.search(script):
        return True
    controls = [each for each in _controls(page) if not has_address(each)]
    if any(core_of(link_words(each)) in paging_knowledge().loads_more_words for each in controls):
        return True
    named = (
        each for each in controls if core_of(link_words(each)) in paging_knowledge().next_words
    )
    menus = filter(_is_of_numbers, page.tree.iter("select"))
    return any(_is_named(each, script) for each in islice(named, _MOST_CONTROLS)) or any(
        menu.get("onchange") or _is_named(menu, script) for menu in islice(menus, _MOST_CONTROLS)
    )


_YEAR = re.compile(r"(?:19|20)\d\d")


def offers_periods(page: Page) -> bool:
    """Tell whether a page has its reader choose a year or a month: others have rows, too."""
    scripts = (each.text or "" for each in page.tree.iter("script"))
    if any(map(link_knowledge().writes_period.search, scripts)):
        return True
    menus = islice(page.tree.iter("select"), _MOST_CONTROLS)
    if any(_count_periods(menu.iter("option")) for menu in menus):
        return True
    clicked = (each for each in page.tree.iter("a", "li", "span") if not has_address(each))
    return _count_periods(each for each in clicked if len(each) == 0)


def _count_periods(elements: Iterable[Element]) -> bool:
    words = ("".join(words_of(each).split()) for each in islice(elements, _MOST_ENTRIES))
    return sum(is_period(each) or bool(_YEAR.fullmatch(each)) for each in words) >= _FEWEST_PERIODS


_FEWEST_PERIODS = 3
_MOST_ENTRIES = 300
"""Of a page, or a menu, that are looked at."""


def _controls(page: Page) -> Iterator[Element]:
    """Yield the elements that say as little as a control does."""
    for element in page.tree.iter(*_CONTROLS):
        if len(element) <= _MOST_WITHIN and 0 < len(link_words(element)) <= _LONGEST_WORDS:
            yield element


def _is_of_numbers(menu: Element) -> bool:
    """Tell whether a menu has the numbers of pages, and no addresses."""
    choices = list(islice(menu.iter("option"), _FEWEST_CHOICES))
    numbers = [page_number(words_of(each)) for each in choices if not each.get("href")]
    return len(numbers) == _FEWEST_CHOICES and _FIRST_NUMBERS.issuperset(numbers)


def _is_named(element: Element, script: str) -> bool:
    """Tell whether a script has an element's id or one of its classes, or the element has one."""
    if element.get("onclick"):
        return True
    names = (*(element.get("class") or "").split(), *(element.get("id") or "").split())
    return any(
        re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", script)
        for name in islice(names, _MOST_WITHIN)
    )
