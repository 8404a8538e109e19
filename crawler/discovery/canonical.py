"""The address that a page calls its own, believed only where it is plainly the same document."""

from __future__ import annotations

import re

from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute, page_key, shape_of

_NUMBER = re.compile(r"\d{3,}|[0-9a-f]{16,}")


def canonical_address(tree: Element, url: str) -> str | None:
    """Return the other address that the page names as its own, or None.

    Many templates name the home page, or one and the same article, on every page. The two addresses
    of one document share its number: ``/m/2024/4567.html`` and ``/news/2024/4567.html``.
    """
    for element in tree.iter("link"):
        if (element.get("rel") or "").strip().lower() == "canonical":
            named = absolute(url, element.get("href") or "")
            if (
                named is not None
                and page_key(named) != page_key(url)
                and is_same_document(named, url)
            ):
                return named
    return None


def is_same_document(one: str, other: str) -> bool:
    """Tell whether two addresses bear the same document's number."""
    number = _document_number(one)
    return number is not None and number == _document_number(other)


def _document_number(url: str) -> str | None:
    """Return the last long number in an address; dates come before it, page numbers are short."""
    found = _NUMBER.findall(shape_of(url))
    return found[-1] if found else None
