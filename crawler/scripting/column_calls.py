"""Calls that ask for a list for each entry of another call's answer: the columns of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from crawler.discovery.forms import with_entry_link, with_list_link
from crawler.scripting.call_addresses import address_of
from crawler.scripting.entry_links import entry_pattern
from crawler.scripting.list_calls import is_list, is_numbered, numbers_of
from crawler.scripting.noted_calls import (
    Noted,
    NotedCall,
    acts,
    as_sent,
    data_of,
    fields_of,
    path_of,
)
from crawler.scripting.tokens import SIGN, with_parts
from seeds.crawling.data import data_knowledge


def lists_of_columns(noted: Noted, base: str) -> Iterator[str]:
    """Yield what is asked for of which scripts ask for a list each: the columns of a site.

    With what they ask for of each entry, and how the entries of that are linked in turn. Only what
    has a page's number: the rest may be what each article says.
    """
    for call in noted.chained:
        parent, target = _parent(call, base), address_of(call, base)
        if parent is None or target is None or call.source is None:
            continue
        if _is_of_column(call) and is_list(call, awaits=False):
            link = entry_pattern(call, noted)
            told = with_entry_link(with_parts(target), None if link is None else str(link))
            yield with_list_link(parent, told, _below(call.source, base))


def _is_of_column(call: NotedCall) -> bool:
    """Tell whether a call asks for a page of a column's list, by a number that it knows."""
    numbers = numbers_of(call)
    guessed = any(name in numbers and SIGN in as_sent(value) for name, value in fields_of(call))
    return is_numbered(call) and not guessed and not data_knowledge().is_no_list(path_of(call))


def _parent(call: NotedCall, base: str) -> str | None:
    """Return the address of what tells columns; what has a page's number itself lists articles."""
    of = call.source
    return None if of is None or numbers_of(of) or acts(of) else address_of(of, base)


# Of a node of zTree; what the browser alone knows is sent as well and changes no answer.
_PARAMETER = re.compile(r"(?P<part>[A-Za-z]\w{0,40})(?:=(?P<name>[\w.\[\]]{1,40}))?")
_BROWSERS_OWN = {"level", "tId", "parentTId", "checked"}


def _below(call: NotedCall, base: str) -> str:
    """Return the pattern of the address that tells what is below a node of a tree, or nothing.

    ``autoParam: ["id", "name=n"]``: the tree is asked again, with the node's id and its name as n.
    """
    read = (_PARAMETER.fullmatch(each.strip()) for each in call.node)
    told = {
        found["name"] or found["part"]: f"{SIGN}{found['part']}{SIGN}"
        for found in read
        if found and found["part"] not in _BROWSERS_OWN
    }
    given = data_of(call)
    fields = {**(given if isinstance(given, Mapping) else {}), **told}
    address = address_of(replace(call, data=fields), base) if told else None
    return with_parts(address) if address else ""
