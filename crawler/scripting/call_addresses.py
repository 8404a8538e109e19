"""The address of what a script asks for: what it sends, in one form for each list, in every run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from crawler.discovery.forms import by_name, form_address, json_address
from crawler.discovery.urls import absolute, is_noise
from crawler.scripting.form_fields import BRACKETS, REPEAT, flat
from crawler.scripting.noted_calls import NotedCall, as_sent, data_of
from seeds.crawling.data import data_knowledge

_FIRST = 1
LONGEST = 8_000
"""Characters of an address with all that is sent; a list is asked for with some hundred."""


def address_of(call: NotedCall, base: str) -> str | None:
    """Return the address (``discovery.forms``) of what a call asks for; None where it has none."""
    target = absolute(base, _EMPTY.sub(_first_number, call.url))
    address = None if target is None else _with_data(call, target, base)
    return address if address is not None and len(address) <= LONGEST else None


def _with_data(call: NotedCall, target: str, base: str) -> str | None:
    fields = _numbered(data_of(call))
    arrays = REPEAT if isinstance(call.data, str) else call.arrays or BRACKETS
    if call.method == "GET":
        return _with_query(target, fields, base, arrays)
    if call.method != "POST":
        return None
    if not isinstance(fields, Mapping):
        return None if fields else form_address(target, {})
    as_json = call.is_json or (isinstance(call.data, str) and call.data.lstrip().startswith("{"))
    if as_json:
        return json_address(target, fields)
    return form_address(target, by_name(flat(fields, arrays)))


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


def _with_query(target: str, fields: object, base: str, arrays: str) -> str | None:
    if not isinstance(fields, Mapping) or not fields:
        return target
    joint = "&" if urlsplit(target).query else "?"
    return absolute(base, f"{target}{joint}{urlencode(list(flat(fields, arrays)))}")
