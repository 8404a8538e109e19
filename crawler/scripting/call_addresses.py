"""The address of what a script asks for: what it sends, in one form for each list, in every run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode, urlsplit

from crawler.discovery.forms import form_address, is_sent, json_address
from crawler.discovery.urls import absolute, is_noise
from crawler.scripting.noted_calls import NotedCall, as_sent, data_of
from seeds.crawling.data import data_knowledge

_FIRST = 1
_LONGEST = 8_000
"""Characters of an address with all that is sent; a list is asked for with some hundred."""


def address_of(call: NotedCall, base: str) -> str | None:
    """Return the address (``discovery.forms``) of what a call asks for; None where it has none."""
    target = absolute(base, _EMPTY.sub(_first_number, call.url))
    address = None if target is None else _with_data(call, target, base)
    return address if address is not None and len(address) <= _LONGEST else None


def _with_data(call: NotedCall, target: str, base: str) -> str | None:
    fields = _numbered(data_of(call))
    if call.method == "GET":
        return _with_query(target, fields, base)
    if call.method != "POST":
        return None
    if not isinstance(fields, Mapping):
        return None if fields else form_address(target, {})
    as_json = call.is_json or (isinstance(call.data, str) and call.data.lstrip().startswith("{"))
    return json_address(target, fields) if as_json else form_address(target, dict(_flat(fields)))


_EMPTY = re.compile(r"(?<=[?&])(?P<name>[\w\[\]]{1,40})=(?=&|$)")


def _first_number(given: re.Match[str]) -> str:
    """Return a query's empty field, with page one where it is a number that is not told."""
    is_number = data_knowledge().is_list_number(given["name"])
    return f"{given['name']}={_FIRST if is_number else ''}"


def _numbered(fields: object) -> object:
    """Return what a call sends, with page one for a number that the scripts do not tell.

    Without what tells a visitor or a moment: one list is one address, in every run.
    """
    if not isinstance(fields, Mapping):
        return fields
    is_number = data_knowledge().is_list_number
    return {
        name: _FIRST if value in ("", None) and is_number(str(name)) else _numbered(value)
        for name, value in fields.items()
        if isinstance(value, (Mapping, list)) or not is_noise(str(name), as_sent(value))
    }


def _with_query(target: str, fields: object, base: str) -> str | None:
    if not isinstance(fields, Mapping) or not fields:
        return target
    joint = "&" if urlsplit(target).query else "?"
    return absolute(base, f"{target}{joint}{urlencode(list(_flat(fields)))}")


def _flat(fields: Mapping[str, object], within: str = "") -> Iterator[tuple[str, str]]:
    """Yield fields as jQuery sends them: ``params[page]=1`` for what is within another."""
    for name, value in fields.items():
        own = f"{within}[{name}]" if within else name
        inner = dict(enumerate(value)) if isinstance(value, list) else value
        if isinstance(inner, Mapping):
            yield from _flat({str(key): each for key, each in inner.items()}, own)
        elif is_sent(own):  # others would pass for ours
            yield own, as_sent(inner)
