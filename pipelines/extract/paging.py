"""The next page of an article that is spread over several addresses."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from pipelines.extract.lines import Page
from pipelines.extract.links import absolute

_NEXT = re.compile(r"下一?页|后一?页|下頁|下一頁|[>»›]{1,2}|next(?: page)?", re.IGNORECASE)
_NUMBER = re.compile(r"[\[【(（第]?\s*(\d{1,3})\s*[页\]】)）]?")
_PATH = re.compile(r"^(?P<stem>.*?)(?:[_-](?P<number>\d{1,3}))?(?P<ending>\.[a-zA-Z]{3,6})?$")
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
    here = _number(url)
    if here is None:
        return None
    for element, line in page.links:
        if line < start:
            continue
        words = "".join(element.itertext()).strip()
        if not (_NEXT.fullmatch(words) or _NUMBER.fullmatch(words)):
            continue
        target = absolute(base, element.get("href") or "")
        if target and _follows(here, _number(target)):
            return target
    return _scripted(html, url)


def _number(url: str) -> tuple[str, int] | None:
    """Return the address without its page number, and that number; the first page has none."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    match = _PATH.match(name)
    if match is None or not name:
        return None
    query = [(key, value) for key, value in parse_qsl(parts.query)]
    paged = [value for key, value in query if key.lower() in _PAGE_KEYS and value.isdecimal()]
    rest = sorted(pair for pair in query if pair[0].lower() not in _PAGE_KEYS)
    number = int(paged[0]) if paged else int(match["number"] or 0)
    stem = match["stem"] if not paged else name
    return f"{parts.netloc}{folder}/{stem}{match['ending'] or ''}?{rest}", number


def _follows(here: tuple[str, int], there: tuple[str, int] | None) -> bool:
    """Tell the page after this one: ``x_2`` after ``x``, as well as TRS's ``x_1`` after ``x``."""
    if there is None or there[0] != here[0]:
        return False
    return there[1] == here[1] + 1 or (here[1], there[1]) == (0, 2)


def _scripted(html: str, url: str) -> str | None:
    """Return the next page that TRS's script would link to, for the page's own stem only."""
    for count, index, stem, ending in _SCRIPT.findall(html):
        following = int(index) + 1
        name = urlsplit(url).path.rpartition("/")[2]
        this = f"{stem}.{ending}" if index == "0" else f"{stem}_{index}.{ending}"
        if following < int(count) and name == this and stem != "index":
            return absolute(url, f"{stem}_{following}.{ending}")
    return None
