"""Rows of a list that the page's own script writes: whole links within its texts.

``document.write("<li><a href='1.html'>…</a></li>")``, and the arrays of older Hanweb lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.discovery.scripts import plain
from crawler.discovery.tree import Element

_TEXT = re.compile(r"""(["'])((?:\\.|(?!\1)[^\\\n])*)\1""")
_LINK = re.compile(r"<a\b[^>]*\bhref\s*=[^>]*>.*?</a\s*>", re.IGNORECASE | re.DOTALL)
_TO_BE_FILLED = re.compile(r"\{\{|[$#]\{|<%|\{%")


def script_rows(tree: Element) -> Iterator[str]:
    """Yield the pieces of HTML with a whole link that stand in a page's own scripts."""
    for script in tree.iter("script"):
        written = script.text or ""
        if "/a>" in written.lower():
            yield from _rows(written)


def _rows(script: str) -> Iterator[str]:
    for match in _TEXT.finditer(script):
        html = plain(match[2])
        if _LINK.search(html) and not _TO_BE_FILLED.search(html):
            yield html
