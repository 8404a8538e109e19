"""Addresses with more to them than a URL: it travels in the fragment, which no server ever sees.

The form of what is asked by POST, so that a page which only a form reaches has one address, in the
ledger and in the crawl, like any other. And how the entries of a list become links, where the page
says it that asked for the list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from operator import itemgetter
from urllib.parse import parse_qsl, quote, unquote, urlencode

_MARK = "#post:"
_NOT_SENT = "!"
"""First character of the fields that only tell addresses apart."""
_LINK_MARK = "#link:"
_LINK = "!link"
"""The field that says how entries become links, where a form is sent."""
_CHARSET = "!charset"
"""The encoding in which a form is sent, where it is another than that of scripts."""
_SCRIPTS_ENCODING = "utf-8"
"""Scripts (XMLHttpRequest, fetch) send UTF-8 whatever the page's encoding is."""
AS_BROWSERS_DO = "xmlcharrefreplace"
"""A character that the page's encoding lacks is sent as ``&#8364;`` (the URL standard's
"percent-encode after encoding", with HTML's error mode)."""
_JSON = "!json"
"""The field that holds all that is sent, where it is sent as JSON."""


Sent = str | list[str]
"""What a field says; several texts where it is sent several times."""


def form_address(
    url: str,
    fields: Mapping[str, Sent],
    *,
    encoding: str = _SCRIPTS_ENCODING,
    along: Iterable[tuple[str, str]] = (),
) -> str:
    """Return the address of the page that ``url`` answers with when it is sent ``fields``.

    ``encoding``: that of the page on which the form stands, in which browsers send it; where no
    field, and none of those that go ``along``, says anything in it, the address is as without.
    """
    told = "".join(f"{name}{value}" for name, value in (*fields.items(), *along))
    # A page in UTF-16 sends its forms in UTF-8.
    given = {} if encoding.startswith("utf") or told.isascii() else {_CHARSET: encoding}
    named = sorted({**fields, **given}.items(), key=itemgetter(0))
    return f"{url}{_MARK}{urlencode(named, doseq=True)}"


def json_address(url: str, fields: Mapping[str, object]) -> str:
    """Return the address of the page that ``url`` answers with when it is sent ``fields``."""
    return form_address(url, {_JSON: json.dumps(fields, ensure_ascii=False, sort_keys=True)})


def json_of(address: str) -> dict[str, object] | None:
    """Return the fields that are sent as JSON, or None when the address is asked otherwise."""
    written = dict(form_of(address) or ()).get(_JSON)
    fields: dict[str, object] | None = json.loads(written) if written else None
    return fields


def form_of(address: str) -> list[tuple[str, str]] | None:
    """Return the form's fields, or None when the address is asked by GET."""
    _, mark, form = address.partition(_MARK)
    return parse_qsl(form, keep_blank_values=True) if mark else None


def fields_of_form(address: str) -> dict[str, Sent]:
    """Return the form's fields by their names, none where the address is asked by GET."""
    return by_name(form_of(address) or ())


def by_name(fields: Iterable[tuple[str, str]]) -> dict[str, Sent]:
    """Return fields by their names, with what is sent several times as a list."""
    found: dict[str, Sent] = {}
    for name, value in fields:
        before = found.get(name, [])
        earlier = [before] if isinstance(before, str) else before
        found[name] = [*earlier, value] if earlier else value
    return found


def target_of(address: str) -> str:
    """Return the URL to send the request to."""
    return address.partition("#")[0]


def with_entry_link(address: str, link: str | None) -> str:
    """Return an address that says how the entries of its answer become links.

    ``link``: as ``discovery.entry_patterns`` writes it.
    """
    if link is None:
        return address
    if form_of(address) is None:
        return f"{target_of(address)}{_LINK_MARK}{quote(link, safe='')}"
    return f"{address}&{urlencode({_LINK: link})}"


def entry_link_of(address: str) -> str | None:
    """Return what ``with_entry_link`` has added, or None."""
    form = form_of(address)
    if form is not None:
        return dict(form).get(_LINK)
    return unquote(address.partition(_LINK_MARK)[2]) or None


_LISTS = "lists:"
"""What begins the pattern by which entries become lists, and no articles."""


_BELOW = " "
"""What stands, in that pattern, before the one of what is asked for the entries below an entry."""


def with_list_link(address: str, link: str, below: str = "") -> str:
    """Return an address that says which list each entry of its answer leads to.

    ``below``: the pattern of the address that answers with the entries below one, in a tree.
    """
    return with_entry_link(address, f"{_LISTS}{link}{_BELOW}{below}".rstrip(_BELOW))


def list_link_of(address: str) -> str | None:
    """Return what ``with_list_link`` has added, or None."""
    link = entry_link_of(address) or ""
    return link.removeprefix(_LISTS).partition(_BELOW)[0] if link.startswith(_LISTS) else None


def below_link_of(address: str) -> str:
    """Return the pattern of what is asked for the entries below one, or nothing."""
    return (entry_link_of(address) or "").partition(_BELOW)[2] if list_link_of(address) else ""


def body_of(address: str, state: Iterable[tuple[str, str]] = ()) -> tuple[str, str] | None:
    """Return what is sent and its content type, or None when the address is asked by GET.

    ``state``: fields of the page before, which the form takes along.
    """
    form = form_of(address)
    if form is None:
        return None
    fields = json_of(address)
    if fields is not None:
        return json.dumps(fields, ensure_ascii=False), "application/json;charset=UTF-8"
    encoding = _known(dict(form).get(_CHARSET, _SCRIPTS_ENCODING))
    body = urlencode([*state, *sent(form)], encoding=encoding, errors=AS_BROWSERS_DO)
    return body, "application/x-www-form-urlencoded"


def is_sent(name: str) -> bool:
    """Tell whether a field goes to the server: a page's own must, or it would pass for ours."""
    return not name.startswith(_NOT_SENT)


def _known(encoding: str) -> str:
    """Return an encoding, or that of scripts where no text can be written in it."""
    try:
        "\u20ac".encode(encoding, AS_BROWSERS_DO)
    except (LookupError, UnicodeError):  # Python's own "undefined" and "idna" refuse
        return _SCRIPTS_ENCODING
    return encoding


def sent(form: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the fields of a form that go to the server."""
    return [(name, value) for name, value in form if is_sent(name)]
