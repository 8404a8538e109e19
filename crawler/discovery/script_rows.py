"""Rows of a list that stand in the page's own script.

Whole links within its texts: ``document.write("<li><a href='1.html'>…</a></li>")``, and the arrays
of older Hanweb lists. Objects with a title and an address: ``[{title: "…", url: "1.html"}]``, the
nodes of a tree of columns, the state that a page's components begin with. Calls that add a node,
with words and an address side by side: ``d.add(11, 2, "人事信息", "list.jsp?cat=0303")``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.discovery.anchors import ADDRESS
from crawler.discovery.json_lists import entry
from crawler.discovery.links import Link
from crawler.discovery.scripts import plain, text_of
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute
from seeds.whole_numbers import whole_number

_TEXT = re.compile(r"""(["'])((?:\\.|(?!\1)[^\\\n])*)\1""")
_LINK = re.compile(r"<a\b[^>]*\bhref\s*=[^>]*>.*?</a\s*>", re.IGNORECASE | re.DOTALL)
_TO_BE_FILLED = re.compile(r"\{\{|[$#]\{|<%|\{%")


# What stands between two braces, its fields with texts and numbers for values.
_BRACES = re.compile(r"[{}]")
_FIELD = re.compile(
    r"""(?<![\w$.])["']?(?P<key>[A-Za-z_]\w*)["']?\s*:\s*"""
    r"""(?:"(?P<double>(?:\\.|[^"\\\n])*)"|'(?P<single>(?:\\.|[^'\\\n])*)'|(?P<number>\d+)\b)"""
    r"""(?!\s*\+)"""
)


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


_NODE = re.compile(
    r"""[(,]\s*(?P<q>["'])(?P<words>(?:(?!(?P=q))[^\n\\]){0,100}?[\u3400-\u9fff](?:(?!(?P=q))[^\n\\]){0,100})(?P=q)"""
    r"""\s*,\s*(?P<r>["'])(?P<address>[^\s"'<>]{1,500})(?P=r)\s*[,)]"""
)


def script_nodes(tree: Element, base: str) -> Iterator[Link]:
    """Yield the links that a page's scripts make of two arguments: words in Chinese, an address."""
    for script in tree.iter("script"):
        for node in _NODE.finditer(script.text or ""):
            url = absolute(base, node["address"]) if ADDRESS.fullmatch(node["address"]) else None
            if url is not None:
                yield Link(url=url, text=node["words"].strip())


def script_entries(tree: Element, base: str) -> Iterator[Link]:
    """Yield the links that stand as objects, with a title and an address, in a page's scripts."""
    for script in tree.iter("script"):
        written = script.text or ""
        if "{" in written and not _TO_BE_FILLED.search(written):
            for fields in pieces_with_fields(written):
                found = entry(fields, base)
                if found is not None:
                    yield found


def pieces_with_fields(script: str) -> Iterator[dict[str, object]]:
    """Yield the fields, texts and numbers, of what stands between two braces of a script."""
    for piece in _BRACES.split(script):
        if ":" in piece:
            yield _fields(piece)


def _fields(piece: str) -> dict[str, object]:
    return {
        match["key"]: _text(match) if match["number"] is None else _number(match["number"])
        for match in _FIELD.finditer(piece)
    }


def _number(digits: str) -> int | str:
    """Return a number's value; a document's that is longer than any number stays as it is."""
    number = whole_number(digits)
    return number if str(number) == digits else digits


def _text(match: re.Match[str]) -> str:
    """Return a text's value; what JSON would not write so loses its backslashes only."""
    if match["double"] is None:
        return plain(match["single"])
    return text_of(match["double"], '"')
