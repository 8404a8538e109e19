"""Tells the lists that scripts ask for apart, however and for whichever page they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl, urlsplit

from crawler.discovery.forms import form_of, is_sent, json_of, target_of
from crawler.discovery.json_text import parse_json
from seeds.crawling.data import data_knowledge

ListKey = tuple[str, frozenset[tuple[str, str]]]
"""Where a list is asked for, and with which fields."""

_FUNCTIONS = frozenset({"callback", "?"})
"""What stands for the function that an answer calls: as the sandbox names it, as jQuery writes it.
A call's text may leave it to jQuery (``dataType: "jsonp"``)."""


def list_key(address: str) -> ListKey:
    """Return what is the same of all pages of a list: one column's, where fields name columns.

    However many rows they have.
    """
    target = target_of(address)
    known = data_knowledge()
    fields = frozenset(
        (name, value)
        for name, value in _fields(address, target)
        if not (known.is_list_number(name) or known.size_name.fullmatch(name))
        and value not in _FUNCTIONS
    )
    return target.partition("?")[0], fields


def _fields(address: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield what is sent, in the query and beside it, also what is within other values."""
    yield from _leaves(parse_qsl(urlsplit(target).query, keep_blank_values=True))
    sent = json_of(address)
    if sent is not None:
        yield from _leaves(sent.items())
    else:
        yield from _leaves(field for field in form_of(address) or () if is_sent(field[0]))


def _leaves(fields: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    for name, value in fields:
        within = parse_json(value) if isinstance(value, str) and value.startswith("{") else value
        if isinstance(within, Mapping):
            yield from _leaves((str(inner), each) for inner, each in within.items())
        else:
            yield name, _text(value)


def _text(value: object) -> str:
    """Return a value as a form writes it, so that it is the same in JSON."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
