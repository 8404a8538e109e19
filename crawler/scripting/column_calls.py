"""Calls that ask for a list for each entry of another call's answer: the columns of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from crawler.discovery.forms import with_entry_link, with_list_link
from crawler.scripting.call_addresses import LONGEST, address_of
from crawler.scripting.entry_links import entry_pattern
from crawler.scripting.list_calls import is_numbered, numbers_of, without_number
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
    has a page's number or shows rows of links: the rest may be what each article says.
    """
    known: set[str] = set()
    for call in noted.chained:
        list_of = without_number(call)  # a later page of it is asked for after this one
        target = address_of(call, base)
        if target is None or call.source is None or not _is_of_column(call):
            continue
        if list_of in known:
            continue
        known.add(list_of)
        link = entry_pattern(call, noted)
        told = with_entry_link(with_parts(target), None if link is None else str(link))
        found = _told_by(call.source, told, base)
        if found is not None and len(found) <= LONGEST:
            yield found


def _is_of_column(call: NotedCall) -> bool:
    """Tell whether a call asks for a page of a column's list, by a number that it knows.

    Where no page's number tells, it is what the page shows rows of by itself. What a click opens
    may be an article, whose files bring their addresses.
    """
    if acts(call) or data_knowledge().is_no_list(path_of(call)):
        return False
    numbers = numbers_of(call)
    if any(name in numbers and SIGN in as_sent(value) for name, value in fields_of(call)):
        return False  # by a number that is guessed
    if is_numbered(call):
        return True
    rows = entry_pattern(call, Noted())
    is_opened = call.is_clicked and (rows is None or rows.takes_given_address)
    return rows is not None and call.method == "GET" and not is_opened


def _told_by(of: NotedCall, link: str, base: str) -> str | None:
    """Return the address of what leads to a list each, by itself or out of a third answer."""
    own = _parent(of, base)
    if own is None or of.source is None:
        return own and with_list_link(own, link, _below(of, base))
    first = _parent(of.source, base)
    return first and with_list_link(first, with_list_link(with_parts(own), link))


def _parent(of: NotedCall, base: str) -> str | None:
    """Return the address of what tells columns; what has a page's number itself lists articles."""
    return None if numbers_of(of) or acts(of) else address_of(of, base)


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
