"""Where a list goes on: mechanisms that work with the knowledge of ``seeds/crawling/paging.toml``.

Each mechanism takes a page and answers with the address of the page after it, or None when it does
not apply or the page is the last. Only the following page is ever named, never a whole series:
whether to go on is decided page by page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from crawler.discovery import (
    counted_down,
    hanweb,
    loaded_pages,
    numbers,
    script_pagers,
    windows,
)
from crawler.discovery.anchors import address_of, base_of, core_of, link_words
from crawler.discovery.clicks import clicked
from crawler.discovery.tree import Element
from crawler.discovery.urls import page_key, shape_of, skeleton_of
from seeds.crawling.paging import paging_knowledge
from seeds.whole_numbers import whole_number

_NEXT_NAME = re.compile(r"(?:^|[-_])next(?:[-_]?page)?$|^nextpage$", re.IGNORECASE)
"""Classes and ids of links to the next page that show a sign or a picture instead of words."""
_BRACKETS = "[]()（）【】 \u3000"


def following_list_page(tree: Element, text: str, url: str) -> str | None:
    """Return the address of the list page after this one, or None."""
    mechanisms: tuple[Callable[[], str | None], ...] = (
        lambda: hanweb.following(text, url),
        lambda: windows.following(text, url),
        lambda: _by_next_link(tree, url, _surely_next, _may_follow),
        lambda: counted_down.following(tree, text, url),
        lambda: script_pagers.following(tree, url),
        lambda: numbers.following(tree, url),
        lambda: _by_next_link(tree, url, _perhaps_next, _stays_in_list),
        lambda: _by_next_link(tree, url, _day_before, _may_follow),
        lambda: loaded_pages.following(tree, text, url),
    )
    return _first(mechanisms, url)


def following_article_page(tree: Element, url: str, *, first: str | None = None) -> str | None:
    """Return the address of the next page of the same article, or None.

    An article's further pages bear its own file name with a number (``97.html``, ``97_2.html``,
    ``97/page/2.html``); ``first`` is the address of its first page, where ``url`` is a further one.
    """
    article = first or url
    parts = _part_links(tree, article)
    mechanisms: tuple[Callable[[], str | None], ...] = (
        lambda: _by_next_part(parts, tree, url, article),
        lambda: script_pagers.following(tree, url),
        lambda: _by_part_numbers(parts, tree, url, article),
    )
    answer = _first(mechanisms, url)
    return answer if answer is not None and continues(article, answer) else None


def _first(mechanisms: tuple[Callable[[], str | None], ...], url: str) -> str | None:
    for mechanism in mechanisms:
        answer = mechanism()
        if answer is not None and page_key(answer) != page_key(url):
            return answer
    return None


# --- next links -----------------------------------------------------------------------------------


def says_next(words: str) -> bool:
    """Tell whether the words of a link mean the next page, whatever arrows stand around them."""
    return core_of(words) in paging_knowledge().next_words


def _by_next_link(
    tree: Element,
    url: str,
    is_next: Callable[[Element], bool],
    leads_on: Callable[[str, str], bool],
) -> str | None:
    base = base_of(tree, url)
    for anchor in (*tree.iter("a", "link"), *clicked(tree)):
        target = address_of(anchor, base) if is_next(anchor) else None
        if target is not None and leads_on(url, target):
            return target
    return None


def _surely_next(anchor: Element) -> bool:
    """Tell whether a link says in words that it leads to the next page."""
    if "next" in (anchor.get("rel") or "").lower().split():
        return True
    return anchor.tag != "link" and says_next(link_words(anchor))


def _perhaps_next(anchor: Element) -> bool:
    """Tell whether a link without words has the sign of the next page, or its name."""
    words = link_words(anchor)
    if anchor.tag != "a" or core_of(words) or any(letter.isdecimal() for letter in words):
        return False
    names = [*(anchor.get("class") or "").split(), anchor.get("id") or ""]
    is_sign = words.strip(_BRACKETS) in paging_knowledge().next_signs
    return is_sign or any(_NEXT_NAME.search(name) for name in names)


def _day_before(anchor: Element) -> bool:
    """Tell whether a link says that it leads to what came the day before."""
    return core_of(link_words(anchor)) in paging_knowledge().day_before_words


def _is_next(anchor: Element) -> bool:
    return _surely_next(anchor) or _perhaps_next(anchor)


def _may_follow(url: str, target: str) -> bool:
    """Tell whether ``target`` can be the next page of list ``url``: on its host, no home page."""
    here, there = urlsplit(url), urlsplit(target)
    return here.netloc == there.netloc and (there.path != "/" or bool(there.query))


def _stays_in_list(url: str, target: str) -> bool:
    """Tell the same of a sign, which may also lead down a breadcrumb or on in a slide show.

    It must stay in the list's folder, or differ from this page in its numbers only.
    """
    folder = urlsplit(url).path.rpartition("/")[0] + "/"
    below = urlsplit(target).path.startswith(folder)
    return _may_follow(url, target) and (below or skeleton_of(url) == skeleton_of(target))


# --- pages of one article -------------------------------------------------------------------------


def continues(first: str, other: str) -> bool:
    """Tell whether ``other`` is a further page of the article whose first page is ``first``."""
    here, there = urlsplit(first), urlsplit(other)
    if here.netloc != there.netloc:
        return False
    if here.path == there.path:
        return here.query != there.query and without_page(here.query) == without_page(there.query)
    stem, dot, suffix = here.path.rpartition(".")
    if not dot or "/" in suffix:
        stem, suffix = here.path, ""
    # PHPCMS numbers the first page too: show-12-345-1.html.
    numbered = (
        re.escape(stem.removesuffix("-1")) + r"(?:[_-]|/page/)\d{1,2}" + re.escape(dot + suffix)
    )
    return re.fullmatch(numbered, there.path) is not None


_PAGE_PARAMETER = re.compile(r"&(?:page|p|pageno|pageindex)=\d{1,3}(?=&|$)", re.IGNORECASE)
_PART_NUMBER = re.compile(
    r"[?&](?:page|p|pageno|pageindex)=(?P<query>\d{1,3})(?=&|$)"
    r"|(?:[_-]|/page/)(?P<file>\d{1,2})(?:\.\w+)?$"
)
"""Where the address of an article's further page has its number."""


def without_page(query: str) -> str:
    """Return a query without the parameter that names a page of an article or list."""
    return _PAGE_PARAMETER.sub("", f"&{query}").strip("&")


def _part_links(tree: Element, article: str) -> list[Element]:
    """Return the links that may lead to pages of an article: those with its file's name.

    Most of a page's hundred links are told by a look at the text of their address.
    """
    name = urlsplit(article).path.rpartition("/")[2].partition(".")[0].removesuffix("-1")
    return [
        element
        for element in tree.iter("a", "link", "option")
        if name in (href := element.get("href") or element.get("value") or "")
        or href.lstrip().startswith("?")
    ]


def _by_next_part(parts: Iterable[Element], tree: Element, url: str, article: str) -> str | None:
    base = base_of(tree, url)
    for anchor in parts:
        target = address_of(anchor, base) if anchor.tag != "option" else None
        if target is not None and continues(article, target) and _is_next(anchor):
            return target
    return None


def _by_part_numbers(parts: Iterable[Element], tree: Element, url: str, article: str) -> str | None:
    """Read an article's pager of bare numbers, in which page one may bear none."""
    named = [element for element in parts if element.tag != "link"]
    numbered = numbers.numbered_links(named, base_of(tree, url), url)
    links = {n: target for n, target in numbered.items() if continues(article, target)}
    own = None if page_key(url) == page_key(article) else _part_number(url)
    if not links:
        return None
    if own is None:
        return links.get(2)
    shown, target = next(iter(links.items()))
    return links.get(own + shown - (_part_number(target) or 0) + 1)


def _part_number(url: str) -> int | None:
    match = _PART_NUMBER.search(shape_of(url))
    return whole_number(match["query"] or match["file"]) if match else None
