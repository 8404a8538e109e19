"""Where a list goes on: mechanisms that work with the knowledge of ``seeds/crawling/paging.toml``.

Each mechanism takes a page and answers with the address of the page after it, or None when it does
not apply or the page is the last. Only the following page is ever named, never a whole series:
whether to go on is decided page by page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.discovery import hanweb
from crawler.discovery.links import link_words
from crawler.discovery.urls import absolute, page_key, shape_of
from seeds.crawling.paging import ScriptPager, Series, paging_knowledge

# A page's file name: base, the number at its end if it has one, extension.
_FILE = re.compile(r"(?P<base>[\w-]*?)(?:_(?P<number>\d+))?\.(?P<ext>\w+)$")
_SCRIPT_REACH = 2000
"""Characters after a pager's count in which its script writes file names."""
_BRACKETS = "[]()（）【】 \u3000"


def following_list_page(tree: HtmlElement, text: str, url: str) -> str | None:
    """Return the address of the list page after this one, or None."""
    mechanisms: tuple[Callable[[], str | None], ...] = (
        lambda: hanweb.following(text, url),
        lambda: _by_next_link(tree, url, _leads_on_in_list),
        lambda: _by_script(text, url),
        lambda: _by_numbers(tree, url),
    )
    return _first(mechanisms, url)


def following_article_page(
    tree: HtmlElement, text: str, url: str, *, first: str | None = None
) -> str | None:
    """Return the address of the next page of the same article, or None.

    An article's further pages bear its own file name with a number (``97.html``, ``97_2.html``);
    ``first`` is the address of its first page, where ``url`` is a further one.
    """
    article = first or url
    mechanisms: tuple[Callable[[], str | None], ...] = (
        lambda: _by_next_link(tree, url, lambda _, target: continues(article, target)),
        lambda: _by_script(text, url),
        lambda: _by_part_numbers(tree, url, article),
    )
    answer = _first(mechanisms, url)
    return answer if answer is not None and continues(article, answer) else None


def _first(mechanisms: tuple[Callable[[], str | None], ...], url: str) -> str | None:
    for mechanism in mechanisms:
        answer = mechanism()
        if answer is not None and page_key(answer) != page_key(url):
            return answer
    return None


def continues(first: str, other: str) -> bool:
    """Tell whether ``other`` is a further page of the article whose first page is ``first``."""
    here, there = urlsplit(first), urlsplit(other)
    if here.netloc != there.netloc:
        return False
    if here.path == there.path:
        return here.query != there.query and _unnumbered(here.query) == _unnumbered(there.query)
    stem, dot, suffix = here.path.rpartition(".")
    if not dot or "/" in suffix:
        stem, suffix = here.path, ""
    # PHPCMS numbers the first page too: show-12-345-1.html.
    numbered = re.escape(stem.removesuffix("-1")) + r"[_-]\d{1,2}" + re.escape(dot + suffix)
    return re.fullmatch(numbered, there.path) is not None


_PAGE_PARAMETER = re.compile(r"&(?:page|p|pageno|pageindex)=\d{1,3}(?=&|$)", re.IGNORECASE)
_PART_NUMBER = re.compile(
    r"[?&](?:page|p|pageno|pageindex)=(?P<query>\d{1,3})(?=&|$)|[_-](?P<file>\d{1,2})(?:\.\w+)?$"
)
"""Where the address of an article's further page has its number."""


def _unnumbered(query: str) -> str:
    return _PAGE_PARAMETER.sub("", f"&{query}").strip("&")


def _by_next_link(tree: HtmlElement, url: str, leads_on: Callable[[str, str], bool]) -> str | None:
    words = paging_knowledge().next_words
    for anchor in tree.iter("a", "link"):
        if not _is_next(anchor, words):
            continue
        target = absolute(url, anchor.get("href") or "")
        if target is not None and leads_on(url, target):
            return target
    return None


def _is_next(anchor: HtmlElement, words: frozenset[str]) -> bool:
    if (anchor.get("rel") or "").lower() == "next":
        return True
    text = link_words(anchor).strip(_BRACKETS).lower()
    return text.replace(" ", "") in words


def _leads_on_in_list(url: str, target: str) -> bool:
    """Tell whether ``target`` can be the next page of list ``url``: in or under its folder."""
    here, there = urlsplit(url), urlsplit(target)
    folder = here.path.rpartition("/")[0] + "/"
    return here.netloc == there.netloc and there.path != "/" and there.path.startswith(folder)


def _by_script(text: str, url: str) -> str | None:
    for pager in paging_knowledge().scripts:
        match = pager.pattern.search(text)
        if match:
            script = text[match.start() : match.end() + _SCRIPT_REACH]
            return _scripted(pager, match.groupdict(), script, url)
    return None


def _scripted(
    pager: ScriptPager, found: dict[str, str | None], script: str, url: str
) -> str | None:
    """Return the address that the page's own script would make for the page after this one."""
    file = _FILE.fullmatch(urlsplit(url).path.rpartition("/")[2])
    base = found.get("base") or (file["base"] if file else "index")
    ext = found.get("ext") or (file["ext"] if file else _extension(script, base))
    current = _current(pager, found, url, base)
    last = int(found["pages"] or 0) - 1 + pager.counts_from
    if current >= last:
        return None
    return absolute(url, f"{base}_{current + 1}.{ext}")


def _extension(script: str, base: str) -> str:
    """Return the file names' extension as a folder's own script writes it: ``index.shtml``."""
    named = re.search(rf"\b{re.escape(base)}(?:_\d+)?\.(\w+)|_\D{{1,40}}[\"']\.(s?html?)\b", script)
    return (named[1] or named[2]) if named else "html"


def _current(pager: ScriptPager, found: dict[str, str | None], url: str, base: str) -> int:
    """Return the page's number: from its address, where it bears one, or from the script."""
    numbered = re.search(rf"/{re.escape(base)}_(\d+)\.\w+$", urlsplit(url).path)
    if numbered:
        return int(numbered[1])
    return max(int(found.get("current") or 0), pager.counts_from)


def _by_numbers(tree: HtmlElement, url: str) -> str | None:
    """Read a pager of bare numbers: the link whose number is one more than this page's."""
    numbered = list(_numbered_links(tree, url))
    for series in paging_knowledge().series if numbered else ():
        number_of = partial(_number, series)
        links = {n: target for n, target in numbered if number_of(target) is not None}
        if links:
            following = links.get(_shown_number(links, number_of(url), number_of) + 1)
            if following is not None:
                return following
    return None


def _by_part_numbers(tree: HtmlElement, url: str, article: str) -> str | None:
    """Read an article's pager of bare numbers, in which page one may bear none."""
    links = {n: target for n, target in _numbered_links(tree, url) if continues(article, target)}
    own = None if page_key(url) == page_key(article) else _part_number(url)
    return links.get(_shown_number(links, own, _part_number) + 1) if links else None


def _part_number(url: str) -> int | None:
    match = _PART_NUMBER.search(shape_of(url))
    return int(match["query"] or match["file"]) if match else None


def _numbered_links(tree: HtmlElement, url: str) -> Iterator[tuple[int, str]]:
    """Yield (number shown, address) of the links that may belong to the pager of this page."""
    directory = urljoin(url, ".").removesuffix("/")
    for anchor in tree.iter("a"):
        shown = link_words(anchor).strip(_BRACKETS)
        if shown.isdecimal():
            target = absolute(url, anchor.get("href") or "")
            if target is not None and target.startswith(directory):
                yield int(shown), target


def _number(series: Series, url: str) -> int | None:
    match = series.pattern.search(shape_of(url))
    return int(match["n"]) if match else None


def _shown_number(
    links: dict[int, str], own: int | None, number_of: Callable[[str], int | None]
) -> int:
    """Return the number under which the pager shows this page.

    File names may count from 0 (shown - number is constant) or backwards (shown + number is).
    """
    if own is None:
        return 1
    pairs = [(shown, number_of(target) or 0) for shown, target in links.items()]
    sums = {shown + number for shown, number in pairs}
    if len(pairs) > 1 and len(sums) == 1:
        return sums.pop() - own
    return own + pairs[0][0] - pairs[0][1]
