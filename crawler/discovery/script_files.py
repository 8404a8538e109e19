"""Script files of a site's own that may hold what a page does not show: its menu, rows or calls.

Most sites keep a script or two of their own beside the libraries that everyone uses; on some, no
column is linked but from there: ``<script src="/include/head.js">``, ``/js/list.js``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from crawler.discovery.anchors import base_of, core_of, has_address, link_words, page_number
from crawler.discovery.page import Page
from crawler.discovery.scope import Scope
from crawler.discovery.scoring import SHORT_HEADLINE
from crawler.discovery.scripts import CALL
from crawler.discovery.tree import Element, letters
from crawler.discovery.urls import absolute
from seeds.catalogue import Site
from seeds.crawling.links import link_knowledge
from seeds.crawling.paging import paging_knowledge

_CLICKED = "span", "li", "button", "td", "div"
"""Elements that sites make links of, by ``onclick``."""
_OF_ROWS = frozenset({"ul", "ol", "tbody"})
_FIRST_NUMBERS = {1, 2}
_MOST_FILES = 8
"""Of one page."""


def script_files(page: Page, site: Site) -> tuple[str, ...]:
    """Return the addresses of a page's script files, those of its site and no libraries.

    Of too many those of the page's own host come first, and of these the last: what a site wrote
    itself stands below the libraries that it uses.
    """
    host = urlsplit(page.url).netloc
    own = tuple(dict.fromkeys(_own_files(page, Scope(site))))
    nearest_last = sorted(own, key=lambda address: urlsplit(address).netloc == host)
    kept = set(nearest_last[-_MOST_FILES:])
    return tuple(address for address in own if address in kept)


def _own_files(page: Page, scope: Scope) -> Iterator[str]:
    base = base_of(page.tree, page.url)
    for script in page.tree.iter("script"):
        address = absolute(base, script.get("src") or "")
        if address is None or scope.forbids(address):
            continue
        path = urlsplit(address).path
        is_library = link_knowledge().library.search(path)
        if path.endswith(".js") and (not is_library or link_knowledge().cipher.search(path)):
            yield address


def answers_elsewhere(page: Page) -> bool:
    """Tell whether what looks like a headline or a pager is answered by a script of elsewhere."""
    following = paging_knowledge().next_words
    return _has_mute_pager(page) or any(
        letters(words := link_words(each)) >= SHORT_HEADLINE or core_of(words) in following
        for each in page.tree.iter("a", *_CLICKED)
        if not has_address(each) and CALL.search(f"{each.get('href')} {each.get('onclick')}")
    )


def has_empty_place(page: Page) -> bool:
    """Tell whether a page has a place for a pager, or for rows, with nothing in it yet."""
    return any(
        len(each) == 0 and not (each.text or "").strip() and _is_place(each)
        for each in page.tree.iter("ul", "ol", "tbody", "div", "span", "p", "nav", "td")
    )


_DRAWN = re.compile(r"(?:[a-z]+-)?pag(?:e|er|ination|inator)")
"""Elements that components of Vue draw pagers for: ``<el-pagination>``."""


def draws_pager(page: Page) -> bool:
    """Tell whether a script of a page has a library draw its pager."""
    written = "\n".join(script for each in page.tree.iter("script") if (script := each.text))
    lowered = written.lower()
    return any(name in lowered for name in paging_knowledge().pager_plugins) or any(
        _DRAWN.fullmatch(tag) for each in page.tree.iter() if isinstance(tag := each.tag, str)
    )


_SIGNS = re.compile(
    r"\bsetRequestHeader\s*\(|\bheaders\s*[:=]|\binterceptors\.request\b|\b(?:sign|signature|nonce)[\"']?\s*[:=]",
    re.IGNORECASE,
)


def signs_calls(page: Page) -> bool:
    """Tell whether a script of a page may sign what it asks for."""
    return any(
        script and _SIGNS.search(script)
        for each in page.tree.iter("script")
        if (script := each.text)
    )


def _is_place(element: Element) -> bool:
    """Tell whether an element's names, or what it is, say that a script puts rows or pages in."""
    own = element.get("id") or ""
    if own and element.tag in _OF_ROWS:
        return True
    names = link_knowledge().pager_name
    return any(names.fullmatch(name) for name in (own, *(element.get("class") or "").split()))


def _has_mute_pager(page: Page) -> bool:
    """Tell whether a page shows the numbers of pages, two of them side by side, and no link."""
    numbers: dict[Element, set[int]] = {}
    for each in page.tree.iter("a", *_CLICKED):
        parent, number = each.getparent(), None
        if parent is not None and len(each) == 0 and not has_address(each):
            number = page_number(link_words(each))
        if parent is not None and number in _FIRST_NUMBERS:
            numbers.setdefault(parent, set()).add(number)
    return any(found == _FIRST_NUMBERS for found in numbers.values())


def with_scripts(text: str, scripts: Iterable[str]) -> str:
    """Return a page's text with the scripts of its files written into it."""
    written = (script.replace("</", "<\\/") for script in scripts)
    return "\n".join((text, *(f"<script>{script}</script>" for script in written)))
