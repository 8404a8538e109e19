"""What scripts have been noted to ask for: where, and what is sent along; plain values alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crawler.discovery.forms import by_name
from seeds.crawling.data import data_knowledge

_DEEPEST = 12
"""Objects within each other of what a script sends; honest ones have three or four."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def path_of(call: Mapping[str, object]) -> str:
    """Return a call's path, and what names a page behind a query's sign (``?s=/vote/add``)."""
    address = str(call.get("url"))
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    named = [part for part in parts.query.split("&") if "=" not in part]
    return "/".join((parts.path, *named))


def acts(call: Mapping[str, object]) -> bool:
    """Tell whether a call changes something at the server."""
    known = data_knowledge()
    told = [value for name, value in fields_of(call) if name.lower() in known.action_names]
    return any(known.acts(text) for text in (path_of(call), *map(str, told)))


def fields_of(call: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield what a call sends, in its address and beside it, also what is within other values."""
    query = str(call.get("url")).partition("#")[0].partition("?")[2]
    yield from parse_qsl(query, keep_blank_values=True)
    data = call.get("data")
    yield from _leaves(read_fields(data) if isinstance(data, str) else data)


def _leaves(value: object) -> Iterator[tuple[str, object]]:
    for name, inner in value.items() if isinstance(value, Mapping) else ():
        within = read_fields(inner) if isinstance(inner, str) and inner.startswith("{") else inner
        if isinstance(within, Mapping):
            yield from _leaves(within)
        else:
            yield str(name), within


def read_fields(text: str) -> object:
    """Return the fields that a text holds: JSON, or as forms write them."""
    try:
        return clean(json.loads(text))
    except (ValueError, RecursionError):
        return by_name(parse_qsl(text, keep_blank_values=True))


def clean(value: object, deepest: int = _DEEPEST) -> Any:  # noqa: ANN401 - JSON, as it was given
    """Return what the sandbox has told, without what no address can hold."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if not isinstance(value, (Mapping, list)):
        return value
    if not deepest:
        return None
    if isinstance(value, list):
        return [clean(each, deepest - 1) for each in value]
    return {clean(str(name)): clean(each, deepest - 1) for name, each in value.items()}


def as_sent(value: object) -> str:
    """Return a plain value as a form writes it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
