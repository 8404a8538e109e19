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

# getElementById("main").src = "/a.html", $("#main").attr("src", "…"), main.location.href = "…",
# frames["main"].location = "…", where "main" is a frame of the page; bounded likewise.
_SHOWN = re.compile(
    r"""(?:\(\s*["']\#?(?P<id>[\w-]{1,40})["']\s*\)|\[\s*["'](?P<key>[\w-]{1,40})["']\s*\]"""
    r"""|(?<![\w$])(?P<name>[A-Za-z_]\w{0,40}))(?:\[0\])?(?:\.contentWindow)?"""
    r"""(?:\.(?:src|location(?:\.href)?)\s*=|\.location\.(?:assign|replace)\(|"""
    r"""\.(?:attr|prop|setAttribute)\(\s*["']src["']\s*,)\s*["'](?P<address>[^"'\s]{1,500})["']"""
    r"""(?!\s*\+)"""
)


def pieces(tree: Element) -> Iterator[str]:
    """Yield the addresses, as written, of what a page shows within it."""
    frames = list(tree.iter("iframe", "frame"))
    for frame in frames:
        yield frame.get("src") or ""
    names = {name for frame in frames for name in (frame.get("id"), frame.get("name")) if name}
    for script in tree.iter("script"):
        for shown in _SHOWN.finditer(script.text or "") if names else ():
            if names & {shown["id"], shown["key"], shown["name"]}:
                yield shown["address"]
        for loaded in _LOADED.finditer(script.text or ""):
            yield loaded["address"]
    for name in link_knowledge().piece_attributes:
        for element in tree.iterfind(f".//*[@{name}]"):
            yield element.get(name) or ""
