"""Sitemaps, news sitemaps, RSS and Atom, read as lists."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import etree

from crawler.discovery.links import Link
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute

_GZIP_MAGIC = b"\x1f\x8b"
_ROOTS = frozenset({"rss", "RDF", "feed", "urlset", "sitemapindex"})
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml"})
# What it says of the encoding is past: the text is decoded.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_START = 2_000
"""Characters in which a feed shows that it is one."""


def unpacked(body: bytes, *, most_bytes: int) -> bytes | None:
    """Return what a gzipped file holds, at most ``most_bytes``; None when it is none, or broken."""
    if not body.startswith(_GZIP_MAGIC):
        return None
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = reader.decompress(body, most_bytes)
    except (zlib.error, gzip.BadGzipFile):
        return None
    return plain if reader.eof else None


def parse_feed(text: str) -> etree._Element | None:
    """Return the root of a feed or sitemap, None for other text."""
    start = text[:_START]
    if not any(root in start and _begins(root, start) for root in _ROOTS):
        return None
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root is not None and _name(root) in _ROOTS else None


def _begins(root: str, start: str) -> bool:
    return f"<{root}" in start or f":{root}" in start


def listed_addresses(text: str, base: str) -> list[Link]:
    """Return the links of a sitemap that is a plain text: an address a line, nothing else."""
    if not _ADDRESS.match(text.lstrip()):
        return []  # nearly all: no need to take a whole page apart
    lines = text.split()
    if not all(_ADDRESS.match(line) for line in lines):
        return []
    found = (absolute(base, line) for line in lines)
    return [Link(url=url, text="") for url in found if url is not None]


def is_index(root: etree._Element) -> bool:
    """Tell whether a sitemap lists further sitemaps, no pages."""
    return _name(root) == "sitemapindex"


def feed_links(root: etree._Element, base: str) -> list[Link]:
    """Return what a feed or sitemap lists; entries without an address are left out."""
    return [link for entry in _entries(root) if (link := _link(entry, base)) is not None]


def named_feeds(tree: Element, base: str) -> Iterator[str]:
    """Yield the addresses of the feeds that a page's head names."""
    for element in tree.iter("link"):
        kind = (element.get("type") or "").strip().lower()
        if kind in _FEED_TYPES and "alternate" in (element.get("rel") or "").lower():
            url = absolute(base, element.get("href") or "")
            if url is not None:
                yield url


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    for element in root.iter():
        if isinstance(element.tag, str) and _name(element) in {"item", "entry", "url", "sitemap"}:
            yield element


def _link(entry: etree._Element, base: str) -> Link | None:
    texts: dict[str, str] = {}
    address = ""
    for element in entry.iter():
        if not isinstance(element.tag, str):
            continue
        name = _name(element)
        texts.setdefault(name, _text(element))
        if name == "link" and element.get("rel", "alternate") == "alternate":
            address = address or element.get("href") or texts["link"]
    url = absolute(base, address or texts.get("loc", ""))
    if url is None:
        return None
    return Link(url=url, text=texts.get("title", ""), date=_date(texts))


def _date(texts: dict[str, str]) -> str | None:
    """Return when an entry was published, in ISO form; ``lastmod`` does not say."""
    for name in ("pubDate", "published", "publication_date", "date", "updated"):
        moment = _moment(texts.get(name, ""))
        if moment is not None:
            return moment.isoformat(timespec="minutes")
    return None


def _moment(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text)
        except (ValueError, TypeError):
            continue
    return None


def _text(element: etree._Element) -> str:
    return " ".join(
        str(etree.tostring(element, method="text", encoding="unicode", with_tail=False)).split()
    )


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
