"""Tells what has no page to read: robots.txt, feeds, sitemaps, JSON, lists of addresses."""

from __future__ import annotations

import json
import re

from pipelines.document import Document
from pipelines.errors import NotAnArticleError

_FEED = re.compile(
    r"\s*+(?:(?><\?[^>]*+>|<!--.*?-->|<!DOCTYPE[^>]*+>)\s*+)*+"
    r"<(?:rss|feed|(?:\w+:)?RDF|urlset|sitemapindex|datastore)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Roots of RSS 2.0 and 1.0, Atom, the sitemap protocol, and of Hanweb's lists."""
_ROBOTS_RULE = re.compile(
    r"(?:user-agent|disallow|allow|sitemap|crawl-delay|request-rate|visit-time|host|clean-param)"
    r"\s*:",
    re.IGNORECASE,
)
"""The lines of RFC 9309, and those that search engines have added."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def refuse_data(document: Document) -> Document:
    """Stage: return the document as it is. Raises NotAnArticleError where it is no page."""
    kind = data_kind(document.text)
    if kind is not None:
        raise NotAnArticleError(f"no page: {kind}")
    return document


def data_kind(text: str) -> str | None:
    """Return what a text is that is no page and no prose, or None."""
    if _FEED.match(text):
        return "feed or sitemap"
    if _is_json(text):
        return "JSON"
    lines = _lines(text)
    if lines and all(map(_ROBOTS_RULE.match, lines)):
        return "robots.txt"
    if lines and all(map(_ADDRESS.fullmatch, lines)):
        return "list of addresses"
    return None


def _is_json(text: str) -> bool:
    bare = text.strip()
    if bare[:1] + bare[-1:] not in {"{}", "[]"}:
        return False
    try:
        json.loads(bare)
    except (ValueError, RecursionError):
        return False  # [本报讯] and the like; whatever else it is, others say
    return True


def _lines(text: str) -> list[str]:
    """Return the lines that are neither blank nor comments; none of a page with markup."""
    if text.lstrip()[:1] == "<":
        return []
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
