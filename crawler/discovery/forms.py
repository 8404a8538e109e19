"""Addresses that are asked by POST: the form travels in the fragment, which no server ever sees.

So a page that only a form reaches has one address, in the ledger and in the crawl, like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

_MARK = "#post:"
_NOT_SENT = "!"
"""First character of the fields that only tell addresses apart."""


def form_address(url: str, fields: Mapping[str, str]) -> str:
    """Return the address of the page that ``url`` answers with when it is sent ``fields``."""
    return f"{url}{_MARK}{urlencode(sorted(fields.items()))}"


def form_of(address: str) -> list[tuple[str, str]] | None:
    """Return the form's fields, or None when the address is asked by GET."""
    _, mark, form = address.partition(_MARK)
    return parse_qsl(form, keep_blank_values=True) if mark else None


def target_of(address: str) -> str:
    """Return the URL to send the request to."""
    return address.partition(_MARK)[0]


def sent(form: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the fields of a form that go to the server."""
    return [(name, value) for name, value in form if not name.startswith(_NOT_SENT)]
