"""The next page of an article that is spread over several addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from pipelines.extract.lines import Page
from pipelines.extract.links import absolute

_NEXT = re.compile(r"下一?页|后一?页|下頁|下一頁|[>»›]{1,2}|next(?: page)?", re.IGNORECASE)
_NUMBER = re.compile(r"[\[【(（第]?\s*(\d{1,3})\s*[页\]】)）]?")
_PATH = re.compile(r"[_-](?P<number>\d{1,3})(?P<ending>\.[a-zA-Z]{3,6})?$")
_PAGE_KEYS = frozenset({"page", "p", "pageno", "pagenum", "pageindex", "currpage", "pn"})
_SCRIPT = re.compile(
    r"createPageHTML\(\s*['\"]?(\d{1,3})['\"]?\s*,\s*['\"]?(\d{1,3})['\"]?\s*,"
    r"\s*['\"]([\w-]{1,100})['\"]\s*,\s*['\"](\w{1,6})['\"]"
)
"""TRS: number of pages, index of this one from 0, stem and ending of the file names."""


def next_page(page: Page, start: int, html: str, url: str, base: str) -> str | None:
    """Return the address of the page that follows ``url`` in the same article, or None.

    A link counts only when its address is this page's with the next number: 下一页 may as well lead
    to the next article, and the pages of a list are numbered the same way. ``start``: the line that
    the article begins with.
    """
    in_query = _query(urlsplit(url).query)[1]
    here = _first_page(url) if in_query is None else ""
    paged = _numbered(url)
    targets = list(_pager(page, start, base))
    if paged and paged[0] not in {_first_page(target) for target in targets}:
        paged = None  # no link back to page one: a number of the article, not of a page
    for target in targets:
        there = _numbered(target)
        if there and (_is_second(here, there) or _is_next(paged, there)):
            return target
    return _scripted(html, url)


def _pager(page: Page, start: int, base: str) -> Iterator[str]:
    """Yield the addresses of the links from ``start`` on whose words are a pager's."""
    for element, line in page.links:
        words = "".join(element.itertext()).strip() if line >= start else ""
        if words and (_NEXT.fullmatch(words) or _NUMBER.fullmatch(words)):
            target = absolute(base, element.get("href") or "")
            if target:
                yield target


def _is_second(here: str, there: tuple[str, int]) -> bool:
    """Tell the page after page one: ``x_2`` after ``x``, or ``x_1`` as TRS counts."""
    return there[0] == here and there[1] in (1, 2)


def _is_next(paged: tuple[str, int] | None, there: tuple[str, int]) -> bool:
    """Tell the page after a later one: ``x_3`` after ``x_2``."""
    return paged is not None and there == (paged[0], paged[1] + 1)


def _first_page(url: str) -> str:
    """Return the address, without fragment, as that of page one."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}?{_query(parts.query)[0]}"


def _numbered(url: str) -> tuple[str, int] | None:
    """Return the address of page one and the number of this page, where the address has one."""
    parts = urlsplit(url)
    query, number = _query(parts.query)
    if number is not None:
        return f"{parts.netloc}{parts.path}?{query}", number
    match = _PATH.search(parts.path)
    if match is None:
        return None
    path = parts.path[: match.start()] + (match["ending"] or "")
    return f"{parts.netloc}{path}?{query}", int(match["number"])


def _query(query: str) -> tuple[str, int | None]:
    """Return a query without its page number, and that number."""
    pairs = parse_qsl(query, keep_blank_values=True)
    numbers = [value for key, value in pairs if key.lower() in _PAGE_KEYS and value.isdecimal()]
    rest = "&".join(f"{key}={value}" for key, value in pairs if key.lower() not in _PAGE_KEYS)
    return rest, int(numbers[0][:4]) if numbers else None


def _scripted(html: str, url: str) -> str | None:
    """Return the next page that TRS's script would link to, for the page's own stem only."""
    for count, index, stem, ending in _SCRIPT.findall(html):
        following = int(index) + 1
        name = urlsplit(url).path.rpartition("/")[2]
        this = f"{stem}.{ending}" if index == "0" else f"{stem}_{index}.{ending}"
        if following < int(count) and name == this and stem != "index":
            return absolute(url, f"{stem}_{following}.{ending}")
    return None
