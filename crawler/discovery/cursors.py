"""Lists that go on after their last entry: ``/api/list?lastId=100231``, ``{"nextCursor": "b7"}``.

No number tells such pages apart. What the answer says comes next is asked for, or its last entry's
own id or time.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.discovery.forms import (
    entry_link_of,
    fields_of_form,
    form_address,
    form_of,
    json_address,
    json_of,
    target_of,
    with_entry_link,
)
from seeds.crawling.data import data_knowledge

_BESIDE = re.compile(
    r"(?:last|max|min|since|before|after|from|offset|next|start|prev)_?", re.IGNORECASE
)
"""What stands before the name of an entry's key in a cursor's."""
_NEXT = re.compile(r"next_?", re.IGNORECASE)
_MARKED = re.compile(
    r"""\bdata-(?:[\w-]{1,40}-)?id\s*=\s*["']?(?P<id>[\w-]{1,64})""", re.IGNORECASE
)
"""What a row of HTML bears that a script reads its number from."""
_MOST_ITEMS = 20_000
"""Keys of an answer that are looked at."""


def cursor_of(url: str) -> str | None:
    """Return the name of what says, in an address, after which entry the list goes on."""
    return next(filter(_is_cursor, _sent(url)), None)


def following(value: object, url: str) -> str | None:
    """Return the address of what follows an answer that is asked for so, or None.

    ``value``: the answer, JSON read or the text of a piece of a page.
    """
    name = cursor_of(url)
    if name is None:
        named = _named_next(value) or _after_end(value, url)
        return None if named is None else _with(url, *named)
    after = _said(value, name) or _of_last_entry(value, name)
    return _with(url, name, after) if after and after != _sent(url)[name] else None


def _is_cursor(name: str) -> bool:
    return data_knowledge().cursor.fullmatch(name) is not None


def _sent(url: str) -> dict[str, str]:
    """Return what an address sends, in its query or beside it."""
    as_json = json_of(url)
    fields = as_json if as_json is not None else dict(form_of(url) or ())
    query = parse_qsl(urlsplit(target_of(url)).query, keep_blank_values=True)
    return {**dict(query), **{name: str(value) for name, value in fields.items()}}


def _with(url: str, name: str, value: str) -> str:
    """Return an address with another cursor, where its other parameters stand."""
    target, form, as_json = target_of(url), form_of(url), json_of(url)
    if as_json is not None:
        return with_entry_link(json_address(target, as_json | {name: value}), entry_link_of(url))
    if form is not None:
        return form_address(target, {**fields_of_form(url), name: value})
    parts = urlsplit(target)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {name: value}
    return with_entry_link(urlunsplit(parts._replace(query=urlencode(query))), entry_link_of(url))


def _items(value: object) -> Iterator[tuple[str, str]]:
    """Yield the keys of an answer with their texts and numbers, in the order of the answer."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if isinstance(inner, str | int) and not isinstance(inner, bool):
                yield str(name), str(inner)
            else:
                yield from _items(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _items(inner)


def _outer(value: object) -> Iterator[tuple[str, str]]:
    """Yield likewise what an answer says of itself: its entries, in lists, left out."""
    for name, inner in value.items() if isinstance(value, Mapping) else ():
        if isinstance(inner, Mapping):
            yield from _outer(inner)
        elif isinstance(inner, str | int) and not isinstance(inner, bool):
            yield str(name), str(inner)


def _plain(name: str) -> str:
    return name.lower().replace("_", "")


def _said(value: object, name: str) -> str | None:
    """Return what an answer says comes next: under the same name, or as its next one."""
    said = {_plain(key): text for key, text in _outer(value) if text}
    own = _plain(name)
    return said.get(own) or said.get(f"next{own}") or said.get("nextcursor")


def _named_next(value: object) -> tuple[str, str] | None:
    """Return the parameter that an answer asks to be sent next, and its value, or None."""
    for key, text in _outer(value):
        named = _NEXT.match(key)
        if named is not None and text and _is_cursor(key):
            rest = key[named.end() :]
            return rest[:1].lower() + rest[1:], text
    return None


def _after_end(value: object, url: str) -> tuple[str, str] | None:
    """Return the parameter ``after`` with the end that an answer says it has (Relay), or None.

    By itself ``after`` may be a day: without ``{"pageInfo": {"endCursor": "…"}}`` it is no cursor.
    """
    sent = {name.lower(): (name, given) for name, given in _sent(url).items()}
    name, given = sent.get("after", ("", ""))
    end = next((text for key, text in _outer(value) if _plain(key) == "endcursor"), "")
    return (name, end) if name and end and end != given else None


def _of_last_entry(value: object, name: str) -> str | None:
    """Return what the last entry has under the key that a cursor's name says, or for its id."""
    if isinstance(value, str):
        return _last_mark(value)
    last: dict[str, str] = {}
    for key, text in islice(_items(value), _MOST_ITEMS):
        last[_plain(key)] = text
    within = _last_mark("\n".join(text for text in last.values() if "<" in text))
    own = _plain(_BESIDE.sub("", name, count=1))
    keys = (own, *map(_plain, data_knowledge().cursor_keys)) if own.endswith("id") else (own,)
    return next((last[key] for key in keys if last.get(key)), within)


def _last_mark(html: str) -> str | None:
    last = deque(_MARKED.finditer(html), maxlen=1)
    return last[0]["id"] if last else None
