"""What scripts have been noted to ask for: where, and what is sent along; plain values alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from crawler.discovery.forms import by_name
from seeds.crawling.data import data_knowledge

_DEEPEST = 12
"""Objects within each other of what a script sends; honest ones have three or four."""
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedCall:
    """What a script asks for, once."""

    url: str
    """As the script writes it, relative or not."""
    method: str = "GET"
    """In capitals."""
    data: object = None
    """What is sent along: a text, or fields as JSON has them; None for nothing."""
    is_json: bool = False
    """It is sent as JSON."""
    arrays: str = ""
    """How arrays are written of what is sent as a form (``form_fields``); empty: as jQuery does."""
    headers: Mapping[str, object] = field(default_factory=dict)
    """What the script says beside what all calls say."""
    node: tuple[str, ...] = ()
    """What is sent along of a tree's node to be told of those below it (zTree's autoParam)."""
    by: str = ""
    """What the element says on which somebody clicks for it; empty where nobody need."""
    is_clicked: bool = False
    """It is asked for only where somebody clicks on what is no menu, tab or pager."""
    turned_to: int | None = None
    """The number of the page to which a pager is turned for it."""
    is_chosen: bool = False
    """It is asked for where something is chosen in a menu of choices."""
    written: tuple[str, ...] = ()
    """What the script writes of the answer, its parts as tokens."""
    sent: tuple[str, ...] = ()
    """The addresses that it makes of the answer, likewise."""
    source: NotedCall | None = None
    """The call of whose entries it is asked for each."""
    after: NotedCall | None = None
    """The call whose answer the script has in hand when it asks."""
    key: str = ""
    """By which the call is known in another run of the scripts."""
    times: int = 1
    """How often the scripts ask."""
    is_known: bool = False
    """Its answer was given to the scripts, as it came."""
    counts: str = ""
    """The name of what it counts on with, where other calls tell (``counted_calls``)."""

    @classmethod
    def read(cls, told: Mapping[str, object]) -> Self:
        """Return the call that the sandbox has told."""
        headers, turned, times = told.get("headers"), told.get("turned"), told.get("times")
        return cls(
            url=str(told.get("url")),
            method=str(told.get("method")),
            data=told.get("data"),
            is_json=bool(told.get("json")),
            arrays=str(told.get("arrays") or ""),
            headers=headers if isinstance(headers, Mapping) else {},
            node=_texts(told.get("node")),
            by=str(told.get("by") or ""),
            is_clicked=bool(told.get("clicked")),
            turned_to=turned if isinstance(turned, int) else None,
            is_chosen=bool(told.get("chosen")),
            written=_texts(told.get("written")),
            sent=_texts(told.get("sent")),
            source=cls._other(told.get("from")),
            after=cls._other(told.get("after")),
            key=str(told.get("key") or ""),
            times=times if isinstance(times, int) else 1,
            is_known=bool(told.get("known")),
        )

    @classmethod
    def _other(cls, told: object) -> Self | None:
        return cls.read(told) if isinstance(told, Mapping) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a page's scripts do when they run."""

    calls: tuple[NotedCall, ...] = ()
    chained: tuple[NotedCall, ...] = ()
    """What is asked for of each entry of another call's answer."""
    written: tuple[str, ...] = ()
    """All that they write, whatever it is of."""
    opened: tuple[str, ...] = ()
    """The addresses that they go to for an entry, its parts as tokens."""

    @classmethod
    def read(cls, told: Mapping[str, object]) -> Self:
        """Return what the sandbox has told, whatever it is, without what no address can hold."""
        told = clean(told)
        return cls(
            calls=tuple(map(NotedCall.read, _mappings(told.get("calls")))),
            chained=tuple(map(NotedCall.read, _mappings(told.get("chained")))),
            written=_texts(told.get("written")),
            opened=_texts(told.get("opened")),
        )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def path_of(call: NotedCall) -> str:
    """Return a call's path, and what names a page behind a query's sign (``?s=/vote/add``)."""
    try:
        parts = urlsplit(call.url)
    except ValueError:
        return call.url
    named = [part for part in parts.query.split("&") if "=" not in part]
    return "/".join((parts.path, *named))


def acts(call: NotedCall) -> bool:
    """Tell whether a call changes something at the server."""
    known = data_knowledge()
    told = [value for name, value in fields_of(call) if name.lower() in known.action_names]
    return any(known.acts(text) for text in (path_of(call), *map(str, told)))


def fields_of(call: NotedCall) -> Iterator[tuple[str, object]]:
    """Yield what a call sends, in its address and beside it, also what is within other values."""
    query = call.url.partition("#")[0].partition("?")[2]
    yield from parse_qsl(query, keep_blank_values=True)
    yield from _leaves(data_of(call))


def data_of(call: NotedCall) -> object:
    """Return what a call sends beside its address: fields, where it is any."""
    return read_fields(call.data) if isinstance(call.data, str) else call.data


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
