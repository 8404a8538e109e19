"""Lists as JSON: the entries of an answer, and the answer after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from archive.records import CHINA
from crawler.discovery import cursors, hanweb, windows
from crawler.discovery.counted_up import counted_up, is_numbered_file
from crawler.discovery.entry_patterns import EntryPattern
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
from crawler.discovery.links import Link, links_of
from crawler.discovery.months import month_before
from crawler.discovery.plain_xml import parse_xml
from crawler.discovery.tree import fragment, words_of
from crawler.discovery.urls import absolute
from seeds.crawling.data import data_knowledge
from seeds.whole_numbers import LARGEST, whole_number

_FIRST_MOMENT = datetime(1990, 1, 1, tzinfo=UTC).timestamp()
_LAST_MOMENT = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
_SECOND = 2


def entries(value: object, base: str) -> list[Link]:
    """Return the links of an answer: objects with a title and an address, and pieces of HTML."""
    found: dict[str, Link] = {}
    for link in _links(value, base):
        found.setdefault(link.url, link)
    return list(found.values())


def lists_nothing(value: object) -> bool:
    """Tell whether an answer without entries is a list's all the same: an empty one."""
    if value == [] or any(inner == [] for _, inner in _items(value)):
        return True
    return _count(value, data_knowledge().entry_counts) == 0


def says_failed(value: object) -> bool:
    """Tell whether an answer says that it could not be made: ``{"code": 500, "data": []}``.

    Only its own object tells: what stands within it may be anything's state.
    """
    keys = data_knowledge()
    return any(map(keys.failed.fullmatch, _codes(value))) or any(
        _own(value).get(name) in (False, "false") for name in keys.false_on_failure
    )


def says_missing(value: object) -> bool:
    """Tell whether an answer says by its code that there is nothing: ``{"code": 404}``."""
    return not {"404", "410"}.isdisjoint(_codes(value))


def _codes(value: object) -> Iterator[str]:
    own = _own(value)
    for name in data_knowledge().failure_codes:
        code = own.get(name)
        if isinstance(code, int | str):
            yield str(code).strip()


def _own(value: object) -> dict[str, object]:
    """Return what an answer's own object holds, by keys in lower case."""
    if not isinstance(value, Mapping):
        return {}
    return {str(name).lower(): inner for name, inner in value.items()}


def following(value: object, url: str, *, listed: int) -> str | None:
    """Return the address of the answer after this one, which has ``listed`` entries, or None."""
    if not listed:
        return None
    named = _named(value, url)
    if named is not None:
        return with_entry_link(named, entry_link_of(url))
    window = windows.following("\n".join(_texts(value)), url)
    if window is not None:
        return window
    return _after_last(value, url) or _after_number(value, url, listed)


def _after_last(value: object, url: str) -> str | None:
    """Return the same of a list that goes on after its last entry."""
    if counted_up(url, 1)[0] is not None and cursors.cursor_of(url) is None:
        return None
    return None if _says_it_ends(value) else cursors.following(value, url)


def _after_number(value: object, url: str, listed: int) -> str | None:
    number, address = counted_up(url, listed)
    if number is None:
        return month_before(url, _texts(value)) or _second(value, url, listed)
    told = EntryPattern.carried_by(url).counts
    if is_numbered_file(url) and not (told or _says_how_many(value)):
        return None  # the number may be the column's
    return None if _is_last(value, number, listed) else address


# --- entries --------------------------------------------------------------------------------------


def _links(value: object, base: str) -> Iterator[Link]:
    if isinstance(value, Mapping):
        found = entry(value, base)
        if found is not None:
            yield found
            return
        for inner in value.values():
            yield from _links(inner, base)
    elif isinstance(value, list):
        for inner in value:
            yield from _links(inner, base)
    elif isinstance(value, str) and "href=" in value and "<" in value:
        for piece in hanweb.records(value) or [value]:
            yield from links_of(fragment(piece), base)
    elif isinstance(value, str) and value.lstrip().startswith("<"):
        within = parse_xml(value)
        if isinstance(within, Mapping | list):
            yield from _links(within, base)


def entry(value: Mapping[str, object], base: str) -> Link | None:
    """Read one object as an entry, or return None when it is none."""
    keys = data_knowledge()
    by_key = {name.lower(): inner for name, inner in value.items()}
    pattern = EntryPattern.carried_by(base)
    title = _first_text(by_key, keys.title_keys) or pattern.title_of(by_key)
    made = pattern.address_of(by_key)
    # What scripts have been seen to make of an entry counts before what its keys seem to say.
    address = (made if pattern.title else "") or _first_text(by_key, keys.url_keys) or made
    url = absolute(base, address) if address else None
    if not title or url is None:
        return None
    words = words_of(fragment(title)) if "<" in title else " ".join(title.split())
    return Link(url=url, text=words, date=_first_date(by_key, keys.date_keys))


def _first_text(by_key: Mapping[str, object], names: Iterable[str]) -> str:
    found = (by_key.get(name) for name in names)
    return next((value.strip() for value in found if isinstance(value, str) and value.strip()), "")


def _first_date(by_key: Mapping[str, object], names: Iterable[str]) -> str | None:
    dates = (_date(by_key.get(name)) for name in names)
    return next((date for date in dates if date), None)


def _date(value: object) -> str | None:
    """Return a date as written, or a Unix time (in seconds or milliseconds) as Beijing's minute."""
    if isinstance(value, str) and not value.isdecimal():
        return value.strip() or None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    seconds = value if isinstance(value, float) else float(_whole(value))
    if seconds > _LAST_MOMENT:
        seconds /= 1000
    if not _FIRST_MOMENT < seconds < _LAST_MOMENT:
        return None
    return datetime.fromtimestamp(seconds, CHINA).strftime("%Y-%m-%d %H:%M")


def _whole(value: int | str) -> int:
    return min(value, LARGEST) if isinstance(value, int) else whole_number(value)


# --- going on -------------------------------------------------------------------------------------


def _named(value: object, url: str) -> str | None:
    """Return the address under a key that says where the list goes on."""
    for name, inner in _items(value):
        if name.lower() in data_knowledge().next_addresses and isinstance(inner, str):
            return absolute(url, inner) if re.search(r"[/?]", inner) else None
    return None


def _second(value: object, url: str, listed: int) -> str | None:
    """Ask for page two where the address has no number, but the answer says that there is one."""
    if _is_last(value, 1, listed) or not _says_how_many(value):
        return None
    keys = data_knowledge()
    found = {name.lower(): (name, inner) for name, inner in reversed(list(_items(value)))}
    if found.keys() & keys.next_addresses:
        return None  # where it would say so, it says nothing
    if found.keys() & keys.from_nought:
        return _numbered(url, keys.page_numbers[0], 1)
    repeated = [found[name] for name in keys.page_numbers if name in found]
    ones = [name for name, inner in repeated if inner in {1, "1"}]
    if ones or not any(str(inner).isdecimal() for _, inner in repeated):
        return _numbered(url, next(iter(ones), keys.page_numbers[0]), _SECOND)
    return None


def _numbered(url: str, name: str, number: int) -> str:
    """Return the address with a page's number, where its other parameters stand."""
    target, form, as_json = target_of(url), form_of(url), json_of(url)
    if as_json is not None:
        return with_entry_link(json_address(target, as_json | {name: number}), entry_link_of(url))
    if form is not None:
        return form_address(target, {**fields_of_form(url), name: str(number)})
    further = f"{target}{'&' if urlsplit(url).query else '?'}{urlencode({name: number})}"
    return with_entry_link(further, entry_link_of(url))


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of an answer."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(inner)


def _items(value: object) -> Iterator[tuple[str, object]]:
    """Yield the keys of an answer's objects with their values, outermost objects first."""
    level = [value]
    while level:
        objects = [inner for inner in level if isinstance(inner, Mapping)]
        for inner in objects:
            yield from inner.items()
        level = [deeper for inner in objects for deeper in inner.values()]


def _is_last(value: object, number: int, listed: int) -> bool:
    keys = data_knowledge()
    if _says_it_ends(value):
        return True
    pages = _count(value, keys.page_counts)
    if pages is not None:
        return number >= pages
    total = _count(value, keys.entry_counts)
    return total is not None and number * listed >= total


def _says_it_ends(value: object) -> bool:
    """Tell whether an answer says that nothing follows, in a word: ``"has_more": false``."""
    keys = data_knowledge()
    said = {name.lower(): inner for name, inner in reversed(list(_items(value)))}
    return any(said.get(name) in (1, "1", "true") for name in keys.ends) or any(
        said.get(name, 1) in (0, "0", "false") for name in keys.goes_on
    )


def _says_how_many(value: object) -> bool:
    keys = data_knowledge()
    return _count(value, (*keys.page_counts, *keys.entry_counts)) is not None


def _count(value: object, names: Iterable[str]) -> int | None:
    """Return the first whole number under one of the names, outermost objects first."""
    wanted = tuple(names)
    numbers = {
        name.lower(): whole_number(str(inner))
        for name, inner in reversed(list(_items(value)))
        if isinstance(inner, int | str) and str(inner).isdecimal()
    }
    return next((numbers[name] for name in wanted if name in numbers), None)
