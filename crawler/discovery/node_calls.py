"""Nodes of trees and menus to which a page's script gives a call of a function for an address.

``{id: "A0301", name: "工作信息", click: "showlist('A0301')"}`` (zTree), ``d.add(11, 2, "工作信息",
"javascript:showlist('A0301')")`` (dTree): the function shows the list, in a frame as often as not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crawler.discovery.json_lists import entry
from crawler.discovery.links import Link
from crawler.discovery.script_rows import pieces_with_fields
from crawler.discovery.scripts import Functions, arguments_of, own_script, plain
from crawler.discovery.tree import Element

_CALL_ALONE = re.compile(
    r"\s*(?:javascript:)?\s*(?P<name>[A-Za-z_$][\w$]{0,60})\s*\((?P<arguments>[^()]{0,200})\)"
    r"\s*;?\s*(?:void\(0\);?)?"
)
_HAS_FIELD = re.compile(r""":\s*["']\s*(?:javascript:)?\s*[A-Za-z_$][\w$]{0,60}\s*\(""")
_SIDE_BY_SIDE = re.compile(
    r"""[(,]\s*(?P<q>["'])(?P<words>(?:(?!(?P=q))[^\n\\]){0,100}?[\u3400-\u9fff](?:(?!(?P=q))[^\n\\]){0,100})(?P=q)"""
    r"""\s*,\s*(?P<r>["'])(?P<call>\s*javascript:(?:\\.|(?!(?P=r))[^\\\n]){1,300})(?P=r)\s*[,)]"""
)


class _Node(NamedTuple):
    """A node, and the text that calls a function."""

    fields: dict[str, object]
    call: str


def node_calls(tree: Element, base: str) -> Iterator[Link]:
    """Yield the links of the nodes whose function says where it leads."""
    functions: Functions | None = None
    for node in _nodes(tree):
        call = _CALL_ALONE.fullmatch(node.call)
        if call is None:
            continue
        functions = functions or Functions(own_script(tree))
        address = functions.address(call["name"], arguments_of(call["arguments"]))
        found = entry({**node.fields, "url": address}, base) if address else None
        if found is not None:
            yield found


def _nodes(tree: Element) -> Iterator[_Node]:
    for script in tree.iter("script"):
        written = script.text or ""
        for pair in _SIDE_BY_SIDE.finditer(written):
            yield _Node({"title": pair["words"]}, plain(pair["call"]))
        for fields in pieces_with_fields(written) if _HAS_FIELD.search(written) else ():
            texts = {name: str(text) for name, text in fields.items() if isinstance(text, str)}
            calls = [name for name, text in texts.items() if _CALL_ALONE.fullmatch(text)]
            if calls:
                others = {name: each for name, each in fields.items() if name not in calls}
                yield _Node(others, texts[calls[0]])
