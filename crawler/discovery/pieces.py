"""Pieces of a page that stand in files of their own: frames, and what its script puts into it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.discovery.tree import Element
from seeds.crawling.links import link_knowledge

# $('#list').load('/inc/list.html #rows', …); bounded, for a text may never end.
_LOADED = re.compile(
    r"""\.load\(\s*["'](?P<address>[^"'\s]{1,500})(?:[^\S\n][^"'\n]{0,500})?["']\s*[,)]"""
)


def pieces(tree: Element) -> Iterator[str]:
    """Yield the addresses, as written, of what a page shows within it."""
    for frame in tree.iter("iframe", "frame"):
        yield frame.get("src") or ""
    for script in tree.iter("script"):
        for loaded in _LOADED.finditer(script.text or ""):
            yield loaded["address"]
    for name in link_knowledge().piece_attributes:
        for element in tree.iterfind(f".//*[@{name}]"):
            yield element.get(name) or ""
