"""The number of a page in the address of a list's answer, and the address with the next one.

It stands in the query, in a file's name, in a form, or in JSON within either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.discovery.entry_patterns import EntryPattern, place_in_path
from crawler.discovery.forms import (
    entry_link_of,
    form_address,
    form_of,
    json_address,
    json_of,
    target_of,
    with_entry_link,
)
from crawler.discovery.json_text import parse_json
from seeds.crawling.data import data_knowledge
from seeds.whole_numbers import whole_number

_NUMBERED_FILE = re.compile(
    r"(?P<before>[^?#]*(?:[_-]|/(?=\d+\.j)))(?P<number>\d{1,4})(?P<after>\.(?:json|s?html?)(?:#.*)?)"
)
_NAMED_PAGE = re.compile(
    r"(?P<before>[^?#]*/(?:page|p)[-_/]?)(?P<number>\d{1,4})(?P<after>/?(?:\.json)?(?:[?#].*)?)",
    re.IGNORECASE,
)
"""Where the number is a page's by its name: ``/data/news/page-1.json``, ``/api/news/page/1``."""


def is_numbered_file(url: str) -> bool:
    """Tell whether an address is that of a file with a number in its name, whosever that is."""
    return _NUMBERED_FILE.fullmatch(url) is not None and _NAMED_PAGE.fullmatch(url) is None


def names_page(path: str) -> bool:
    """Tell whether a path says of its last number that it is a page's."""
    return _NAMED_PAGE.fullmatch(path) is not None


def counted_up(url: str, listed: int) -> tuple[int | None, str]:
    """Return the page's number as its address has it, and the address with the next one."""
    told = EntryPattern.carried_by(url).counts
    if (place := place_in_path(told)) is not None:
        return _counted_up_in_path(url, place)
    if form_of(url) is not None:
        return _counted_up_in_form(url, listed, told)
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    for at, (name, value) in enumerate(query):
        number, further = _next_value(name, value, listed, told)
        if number is not None:
            query[at] = (name, further)
            return number, urlunsplit(parts._replace(query=urlencode(query)))
    return _counted_up_in_name(url)


def _counted_up_in_name(url: str) -> tuple[int | None, str]:
    """Return the same of a file that has the page's number in its name: ``tzgg_1.json``."""
    numbered = _NAMED_PAGE.fullmatch(url) or _NUMBERED_FILE.fullmatch(url)
    if numbered is None:
        return None, url
    number = whole_number(numbered["number"])
    return number, f"{numbered['before']}{number + 1}{numbered['after']}"


def _counted_up_in_path(url: str, place: int) -> tuple[int | None, str]:
    """Return the same where a number of the path is known to be the page's: ``data/0.json``.

    ``place``: which one, the last being 1.
    """
    path, mark, rest = re.split(r"([?#]|$)", url, maxsplit=1)
    pieces = re.split(r"(\d+)", path)
    at = len(pieces) - 2 * place
    if at < 1:
        return None, url
    number = whole_number(pieces[at])
    pieces[at] = str(number + 1)
    return number, f"{''.join(pieces)}{mark}{rest}"


def _counted_up_in_form(url: str, listed: int, told: str) -> tuple[int | None, str]:
    """Return the same of what is asked by POST."""
    as_json = json_of(url)
    fields: dict[str, object] = dict(form_of(url) or ()) if as_json is None else as_json
    number, further = _counted_within(fields, listed, told)
    if number is not None and as_json is None:
        texts = {key: str(text) for key, text in further.items()}
        return number, form_address(target_of(url), texts)
    if number is not None:
        return number, with_entry_link(json_address(target_of(url), further), entry_link_of(url))
    number, target = counted_up(target_of(url), listed)
    return number, url.replace(target_of(url), target, 1)


def _next_value(name: str, value: str, listed: int, told: str) -> tuple[int | None, str]:
    within = parse_json(value) if value.startswith("{") else None
    if isinstance(within, dict):
        number, counted = _counted_within(within, listed, told)
        if number is None:
            return None, value
        # As the scripts of jpaas write it; spaces would be as good.
        return number, json.dumps(counted, separators=(",", ":"), ensure_ascii=False)
    name = name.rpartition("[")[2].rstrip("]")  # params[page]
    is_number = name == told if told else data_knowledge().page_name.fullmatch(name)
    if is_number and value.isdecimal():
        number = whole_number(value)
        return number, str(number + 1)
    if not told and data_knowledge().row_name.fullmatch(name) and value.isdecimal():
        passed = whole_number(value)
        return passed // listed + 1, str(passed + listed)
    return None, value


def _counted_within(
    fields: Mapping[str, object], listed: int, told: str
) -> tuple[int | None, dict[str, object]]:
    """Return the number that an object's fields have, or those within them, and the next fields."""
    for name, value in fields.items():
        if isinstance(value, Mapping):
            number, inner = _counted_within(value, listed, told)
            if number is not None:
                return number, {**fields, name: inner}
            continue
        number, further = _next_value(name, str(value), listed, told)
        if number is not None:
            counted = whole_number(further) if isinstance(value, int) else further
            return number, {**fields, name: counted}
    return None, dict(fields)
