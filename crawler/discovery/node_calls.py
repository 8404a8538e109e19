"""Nodes of trees and menus to which a page's script gives a call of a function for an address.

``{id: "A0301", name: "工作信息", click: "showlist('A0301')"}`` (zTree), ``d.add(11, 2, "工作信息",
"javascript:showlist('A0301')")`` (dTree): the function shows the list, in a frame as often as not.
zTree may also call one function for all nodes, ``function (event, treeId, treeNode) {
location.href = "list.jsp?id=" + treeNode.id }``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from crawler.discovery.json_lists import entry
from crawler.discovery.links import Link
from crawler.discovery.script_functions import Functions
from crawler.discovery.script_rows import pieces_with_fields
from crawler.discovery.scripts import arguments_of, block_of, own_script, plain
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


# What zTree calls for each node that is clicked has the node for its third parameter.
_ZTREE = ".zTree.init("
_ON_CLICK = re.compile(
    r"\bfunction\b\s*[\w$]*\s*\(\s*[\w$]+\s*,\s*[\w$]+\s*,\s*(?P<node>[\w$]+)\s*[,)][^{}]{0,20}\{"
)
_MOST_FUNCTIONS = 5
"""Of one page, that are looked at for what a click on a node does."""
_SHOWN = "zTreeNodeShown"
"""The name under which that function is known here: of the keys that it reads, for parameters."""


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


def shown_nodes(tree: Element, base: str) -> Iterator[Link]:
    """Yield the links of the nodes of a zTree that calls one function for all of them."""
    script = (
        own_script(tree) if any(_ZTREE in (each.text or "") for each in tree.iter("script")) else ""
    )
    for function in islice(_ON_CLICK.finditer(script), _MOST_FUNCTIONS):
        key = re.compile(rf"(?<![\w$.]){re.escape(function['node'])}\.([A-Za-z_]\w*)")
        body = block_of(script, function.end())
        keys = list(dict.fromkeys(key.findall(body)))
        if keys:
            plain_body = key.sub(r"\1", body)
            shown = f"function {_SHOWN}({','.join(keys)}){{{plain_body}}}"
            yield from _shown(script, keys, Functions(f"{script}\n{shown}"), base)


def _shown(script: str, keys: list[str], functions: Functions, base: str) -> Iterator[Link]:
    for fields in pieces_with_fields(script):
        values = [str(fields[name]) if name in fields else None for name in keys]
        address = functions.address(_SHOWN, values) if any(values) else None
        found = entry({**fields, "url": address}, base) if address else None
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
