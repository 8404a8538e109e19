"""Pieces of pages that scripts fetch by their number: rows, no menus, mostly no pagers."""

from __future__ import annotations

import re

from crawler.discovery import cursors
from crawler.discovery.counted_up import counted_up, is_numbered_file
from crawler.discovery.cursors import cursor_of
from crawler.discovery.page import Page

_WHOLE = re.compile(r"<(?:html|head|body|!doctype)\b", re.IGNORECASE)


PLACES = frozenset({"content", "navigation"})
"""Of links, as ``discovery.links`` tells them, where rows of a piece may seem to stand."""


def is_numbered_piece(page: Page) -> bool:
    """Tell whether a page is a piece that a script fetched by its number: it has no menus.

    Whatever its lists are called: ``<ul class="xxgk_nav_list">``.
    """
    is_called = not is_numbered_file(page.url) and counted_up(page.url, 1)[0] is not None
    return is_called and _WHOLE.search(page.text) is None


def following(page: Page, rows: int) -> str | None:
    """Return the address after a piece of a page that a script fetched by its number, or None.

    Such a piece has rows and no pager; the script counts on until one comes without rows, or goes
    on after the last of them.
    """
    if not rows or _WHOLE.search(page.text):
        return None
    if cursor_of(page.url) is not None:
        return cursors.following(page.text, page.url)
    number, address = counted_up(page.url, rows)
    return None if number is None else address
