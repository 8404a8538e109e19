"""Documents that addresses number, and what scripts ask for by such a number."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from crawler.scripting.call_addresses import address_of
from crawler.scripting.counted_calls import with_counts
from crawler.scripting.list_calls import is_shown, numbers_of, writes_out_of_turn
from crawler.scripting.noted_calls import Noted, NotedCall, acts, path_of
from seeds.crawling.data import data_knowledge


def document_of(noted: Noted, url: str, base: str) -> str | None:
    """Return the address of what scripts ask for and show of the document that ``url`` names.

    It says the number of the document, and nothing that changes anything at the server. What has a
    page's number beside it is a list: its comments, related news.
    """
    number = document_number(url)
    calls = with_counts(noted.calls) if number else []
    awaits = writes_out_of_turn(calls, noted)
    for call in calls:
        address = address_of(call, base)
        if address is None or call.is_clicked or not is_shown(call, awaits=awaits):
            continue
        if _is_news(call) and number in _NUMBER.findall(unquote_plus(unquote_plus(address))):
            return address
    return None


def _is_news(call: NotedCall) -> bool:
    return not (acts(call) or numbers_of(call) or data_knowledge().is_no_list(path_of(call)))


_NUMBER = re.compile(r"(?<![0-9a-z])(?:[0-9a-f]{16,}|\d{2,})(?![0-9a-z])", re.IGNORECASE)


def document_number(url: str) -> str | None:
    """Return the number or code by which a page's address names its document, or None."""
    parts = urlsplit(url)
    named = (value for name, value in parse_qsl(parts.query) if _names_document(name))
    told = (value for value in named if _NUMBER.fullmatch(value))
    return next(told, None) or next(reversed(_NUMBER.findall(f"{parts.path}?{parts.query}")), None)


def _names_document(name: str) -> bool:
    """Tell whether a parameter names a document, not its column: ``docId``, ``newsid``."""
    return name.lower().replace("_", "") in data_knowledge().cursor_keys


_DIGIT = re.compile(r"(?<=[/=])\d(?=$|[&?.#])")


def with_longer_number(url: str) -> tuple[str, str] | None:
    """Return the form of an address that a digit alone numbers, and the digit; None: none does.

    In the form ``{}`` stands for the number, as in those of addresses with longer ones: what a
    script asks for of the fifth document, and has a 5, need not be its data.
    """
    found = None if document_number(url) else next(reversed([*_DIGIT.finditer(url)]), None)
    return None if found is None else (f"{url[: found.start()]}{{}}{url[found.end() :]}", found[0])
