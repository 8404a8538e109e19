"""The further pages of one article, told from single pages: what joins them where nobody crawls.

``govnews import`` knows this module by name, as Scrapy's settings know the item pipeline: rooms
import nothing that stands to their left (docs/ARCHITECTURE.md).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from crawler.discovery.paging import without_page
from crawler.discovery.reading import NoPartError, read, read_part
from seeds.catalogue import Site

_NUMBERED = re.compile(r"(?P<stem>.+)[_-]\d{1,2}(?P<suffix>\.\w+)?$")


def first_pages(url: str) -> tuple[str, ...]:
    """Return the addresses of articles of which ``url`` may be a further page (``continues``)."""
    parts = urlsplit(url)
    found = []
    match = _NUMBERED.fullmatch(parts.path)
    if match:
        stem, suffix = match["stem"], match["suffix"] or ""
        paths = (stem + suffix, f"{stem}-1{suffix}")
        found += [parts._replace(path=path) for path in paths if path != parts.path]
    query = without_page(parts.query)
    if query != parts.query:
        found.append(parts._replace(query=query))
    return tuple(urlunsplit(one) for one in found)


def after_first(text: str, url: str, site: Site | None, encoding: str) -> str | None:
    """Return the address of an article's second page; None where it has none, or is no article."""
    known = site or Site(id="unknown", name="", start_urls=(url,))
    reading = read(text, url, known, expected="article", encoding=encoding)
    if reading.kind != "article" or reading.absent or reading.mended:
        return None
    return reading.following


def after_part(text: str, url: str, first: str) -> str | None:
    """Return the address after a further page of an article whose first page is ``first``.

    Raises LookupError where the page holds nothing of an article.
    """
    try:
        return read_part(text, url, first=first)
    except NoPartError as error:
        raise LookupError(str(error)) from error
