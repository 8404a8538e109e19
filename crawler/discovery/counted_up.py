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
    fields_of_form,
    form_address,
    form_of,
    json_address,
    json_of,
    target_of,
    with_entry_link,
)
from crawler.discovery.json_text import read_json
from crawler.discovery.steps import page_number, steps_of
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
    written = EntryPattern.carried_by(url).counts
    told = steps_of(written)
    if (place := place_in_path(written)) is not None:
        return _counted_up_in_path(url, place, *told.values())
    if form_of(url) is not None:
        return _counted_up_in_form(url, listed, told)
    parts = urlsplit(url)
    number, query = _counted_in_query(parse_qsl(parts.query, keep_blank_values=True), listed, told)
    if number is not None:
        return number, urlunsplit(parts._replace(query=urlencode(query)))
    return _counted_up_in_name(url)


def _counted_in_query(
    query: list[tuple[str, str]], listed: int, told: Mapping[str, int]
) -> tuple[int | None, list[tuple[str, str]]]:
    """Return the number that a query has, and the next one: all of what is told to grow."""
    first, counted = None, list(query)
    for at, (name, value) in enumerate(query):
        number, further = _next_value(name, value, listed, told)
        if number is not None:
            counted[at] = (name, further)
            first = number if first is None else first
            if not told:
                break
    return first, counted


def _counted_up_in_name(url: str) -> tuple[int | None, str]:
    """Return the same of a file that has the page's number in its name: ``tzgg_1.json``."""
    numbered = _NAMED_PAGE.fullmatch(url) or _NUMBERED_FILE.fullmatch(url)
    if numbered is None:
        return None, url
    number = whole_number(numbered["number"])
    return number, f"{numbered['before']}{number + 1}{numbered['after']}"


def _counted_up_in_path(url: str, place: int, step: int) -> tuple[int | None, str]:
    """Return the same where a number of the path is known to be the page's: ``data/0.json``.

    ``place``: which one, the last being 1; ``step``: by how much it grows.
    """
    path, mark, rest = re.split(r"([?#]|$)", url, maxsplit=1)
    pieces = re.split(r"(\d+)", path)
    at = len(pieces) - 2 * place
    if at < 1:
        return None, url
    number = whole_number(pieces[at])
    pieces[at] = str(number + step)
    return page_number(number, step), f"{''.join(pieces)}{mark}{rest}"


def _counted_up_in_form(url: str, listed: int, told: Mapping[str, int]) -> tuple[int | None, str]:
    """Return the same of what is asked by POST."""
    as_json = json_of(url)
    fields: Mapping[str, object] = fields_of_form(url) if as_json is None else as_json
    number, further = _counted_within(fields, listed, told)
    if number is not None and as_json is None:
        texts = {
            key: text if isinstance(text, list) else str(text) for key, text in further.items()
        }
        return number, form_address(target_of(url), texts)
    if number is not None:
        return number, with_entry_link(json_address(target_of(url), further), entry_link_of(url))
    number, target = counted_up(target_of(url), listed)
    return number, url.replace(target_of(url), target, 1)


def _next_value(
    name: str, value: str, listed: int, told: Mapping[str, int]
) -> tuple[int | None, str]:
    within = read_json(value) if value.startswith("{") else None
    if isinstance(within, dict):
        number, counted = _counted_within(within, listed, told)
        if number is None:
            return None, value
        # As the scripts of jpaas write it; spaces would be as good.
        return number, json.dumps(counted, separators=(",", ":"), ensure_ascii=False)
    name = name.rpartition("[")[2].rstrip("]")  # params[page]
    known = data_knowledge()
    if not value.isdecimal() or (told and name not in told):
        return None, value
    number = whole_number(value)
    if told or known.page_name.fullmatch(name):
        step = told.get(name, 1)
        return page_number(number, step), str(number + step)
    if known.row_name.fullmatch(name):
        return number // listed + 1, str(number + listed)
    return None, value


def _counted_within(
    fields: Mapping[str, object], listed: int, told: Mapping[str, int]
) -> tuple[int | None, dict[str, object]]:
    """Return the number that an object's fields have, or those within them, and the next fields."""
    first, counted = None, dict(fields)
    for name, value in fields.items():
        number, further = _next_field(name, value, listed, told)
        if number is not None:
            counted[name] = further
            first = number if first is None else first
            if not told:
                break
    return first, counted


def _next_field(
    name: str, value: object, listed: int, told: Mapping[str, int]
) -> tuple[int | None, object]:
    if isinstance(value, Mapping):
        return _counted_within(value, listed, told)
    number, further = _next_value(name, str(value), listed, told)
    is_number = number is not None and isinstance(value, int)
    return number, whole_number(further) if is_number else further
