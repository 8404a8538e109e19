"""Calls for lists that a script signs: with a header, or a value, made of the moment and the page.

Such a call has no address that would do another time. What it is known by lacks what is signed;
what is sent is taken as the script makes it, when it is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlencode, urljoin, urlsplit

from w3lib.url import safe_url_string

from crawler.discovery.result import SignedCall
from crawler.scripting.form_fields import BRACKETS, flat
from crawler.scripting.noted_calls import NotedCall, as_sent, data_of, fields_of, path_of
from crawler.scripting.tokens import SIGN
from seeds.crawling.data import data_knowledge

_MOST_HEADERS, _LONGEST_HEADER = 20, 2000
_NAME, _VALUE = (
    re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}"),
    re.compile(r"[\x21-\x7e][\x20-\x7e]*"),
)
"""Of a header, as RFC 9110 has them; nothing that ends a line."""
_LONGEST_URL = 8_000
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Signed:
    """Which calls of a page its scripts sign."""

    names: frozenset[str] = frozenset()
    """Of parameters that are signatures by what they hold (``signatures``)."""
    answers: tuple[str, ...] = ()
    """What the scripts have been given that they asked for, as it came."""
    unmet: frozenset[str] = frozenset()
    """The keys of calls that would take along what may not be asked for (``signing_needs``)."""

    def has(self, call: NotedCall) -> bool:
        """Tell whether a script signs a call, or sends along what another answer has given."""
        is_signed = self.signs(call) or _takes_along(call) or self._has_taken(call)
        return is_signed and call.key not in self.unmet

    def signs(self, call: NotedCall) -> bool:
        """Tell whether a script signs a call, whatever it sends along of another answer."""
        return bool(headers_of(call)) or any(
            self._is_signature(name) and as_sent(value) for name, value in fields_of(call)
        )

    def _has_taken(self, call: NotedCall) -> bool:
        """Tell whether a call takes along what was asked for and has come: it looks like any."""
        given = data_knowledge().given
        told = {as_sent(value) for name, value in fields_of(call) if given.fullmatch(name)} - {""}
        is_after = call.after is not None and call.after.is_known
        return any(is_after or any(each in text for text in self.answers) for each in told)

    def without(self, call: NotedCall) -> NotedCall:
        """Return a call without what its script makes of the moment, by which nothing is known."""
        path, mark, query = call.url.partition("?")
        pieces = [
            each for each in query.split("&") if not self._is_volatile(each.partition("=")[0])
        ]
        data, fields = call.data, data_of(call)
        if isinstance(fields, Mapping):
            data = {
                name: value for name, value in fields.items() if not self._is_volatile(str(name))
            }
        return replace(call, url=f"{path}{mark}{'&'.join(pieces)}".rstrip("?"), data=data)

    def pages_of(self, calls: Sequence[NotedCall]) -> dict[int, list[NotedCall]]:
        """Return the signed calls of a page by the number of the list's page that they ask for.

        One: all that are asked for when the page opens; of later pages where there is one list.
        """
        signed = list(filter(self.has, calls))
        first = [call for call in signed if not _is_turned(call)]
        forms = {_form_of(call) for call in first}
        if len(first) != 1:
            return {1: first} if first else {}
        later = [call for call in signed if _is_turned(call) and _form_of(call) in forms]
        return {1: first} | {at: [call] for at, call in enumerate(later, start=2)}

    def _is_signature(self, name: str) -> bool:
        return name in self.names or bool(data_knowledge().signature.fullmatch(name))

    def _is_volatile(self, name: str) -> bool:
        known = data_knowledge()
        is_given = known.given.fullmatch(name) is not None
        return is_given or name in self.names or bool(known.volatile.fullmatch(name))


def _takes_along(call: NotedCall) -> bool:
    """Tell whether a script sends along what another answer has given: a token."""
    given = data_knowledge().given
    told = [*((name, as_sent(value)) for name, value in fields_of(call)), *_texts(call.headers)]
    return any(given.fullmatch(name) and SIGN in value for name, value in told) or any(
        SIGN in value for _, value in _texts(call.headers)
    )


def _texts(headers: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in headers.items()]


def headers_of(call: NotedCall) -> dict[str, str]:
    """Return the headers that a script gives a call beside those that all calls have.

    None that browsers let no script set, nor what a header cannot hold.
    """
    known = data_knowledge().usual_headers
    kept = (
        (str(name), str(value).strip())
        for name, value in call.headers.items()
        if isinstance(value, str | int | float) and not known.fullmatch(str(name))
    )
    return dict(islice(filter(_can_be_sent, kept), _MOST_HEADERS))


def _can_be_sent(header: tuple[str, str]) -> bool:
    name, value = header
    is_short = len(value) <= _LONGEST_HEADER
    return is_short and bool(_NAME.fullmatch(name) and _VALUE.fullmatch(value))


def _is_turned(call: NotedCall) -> bool:
    """Tell whether somebody asks for a call who clicks or turns a pager."""
    return call.turned_to is not None or bool(call.by) or call.is_clicked


def _form_of(call: NotedCall) -> tuple[object, ...]:
    """Return what calls for the pages of one list have in common."""
    names = sorted(name for name, _ in fields_of(call))
    return call.method, _NUMBERS.sub("#", path_of(call)), *names


def as_sent_by(call: NotedCall, base: str, address: str) -> SignedCall | None:
    """Return what a browser would send; None where that is no address.

    ``address``: what the call is known by.
    """
    try:
        url = safe_url_string(urljoin(base, call.url))  # as it goes out
        parts = urlsplit(url)
    except ValueError:
        return None
    data, method = call.data, call.method
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or len(url) > _LONGEST_URL:
        return None
    headers = headers_of(call)
    if method == "GET":
        query = _written(call)
        joint = "&" if "?" in url else "?"
        return SignedCall(address, f"{url}{joint}{query}" if query else url, method, "", headers)
    as_json = call.is_json and not isinstance(data, str)
    body = json.dumps(data, ensure_ascii=False) if as_json else _written(call)
    kind = "application/json" if body.lstrip().startswith("{") else _FORM
    return SignedCall(address, url, method, body, {"Content-Type": kind, **headers})


_FORM = "application/x-www-form-urlencoded"


def _written(call: NotedCall) -> str:
    """Return what a call sends as a form or a query."""
    data = call.data
    if not isinstance(data, Mapping):
        return data if isinstance(data, str) else ""
    return urlencode(list(flat(data, call.arrays or BRACKETS)))
