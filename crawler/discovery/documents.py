"""The files that a page links or shows in place of a text: PDF, Word, OFD …."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crawler.discovery.tree import Element
from seeds.vocabulary import table

_SHOWING = ("embed", "object", "param", "iframe")
"""Elements in which browsers show a file, by one of these attributes."""
_ADDRESSES = ("src", "data", "value")
_PLAYING = ("video", "audio", "source")


def shows_document(tree: Element) -> bool:
    """Tell whether a page shows a document, itself or in a viewer (``viewer.html?file=….pdf``)."""
    return next(_shown(tree), None) is not None


def files_of(tree: Element) -> tuple[str, ...]:
    """Return the addresses, as written, of all that a page shows beside text, or links as a file.

    Pictures without their query, in which a number may stand against caches.
    """
    pictures = ((image.get("src") or "").partition("?")[0] for image in tree.iter("img"))
    shown = ((one.get("src") or one.get("data") or "") for one in tree.iter(*_SHOWING, *_PLAYING))
    linked = filter(_is_file, (link.get("href") or "" for link in tree.iter("a")))
    return tuple(filter(None, (*pictures, *shown, *linked)))


def _shown(tree: Element) -> Iterator[str]:
    for element in tree.iter(*_SHOWING):
        is_file = (element.get("type") or "").lower() in _media_types()
        for name in _ADDRESSES:
            address = element.get(name) or ""
            if address and (is_file or _is_file(address)):
                yield address


def _is_file(address: str) -> bool:
    return _file_pattern().search(address) is not None


@cache
def _file_pattern() -> re.Pattern[str]:
    endings = "|".join(table("attachments")["media_types"])
    return re.compile(rf"\.(?:{endings})(?:$|[?#&])", re.IGNORECASE)


@cache
def _media_types() -> frozenset[str]:
    return frozenset(table("attachments")["media_types"].values())
