"""The lists that a page's scripts ask for, out of all that they ask for, as addresses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from crawler.discovery.entry_patterns import EntryPattern
from crawler.discovery.forms import target_of, with_entry_link
from crawler.discovery.result import SignedCall
from crawler.scripting.call_addresses import address_of
from crawler.scripting.column_calls import lists_of_columns
from crawler.scripting.counted_calls import counted, with_counts
from crawler.scripting.entry_links import counting, either, entry_pattern
from crawler.scripting.list_calls import is_list, without_number, writes_out_of_turn
from crawler.scripting.noted_calls import Noted
from crawler.scripting.signed_calls import Signed, as_sent_by
from seeds.crawling.data import data_knowledge

_MOST_LISTS = 10
"""Of one page; a home page shows the newest of half a dozen columns, and a trap shows thousands."""
_MOST_CHOSEN = 240
"""Of one page, with those that are chosen in its menus: the months of twenty years."""


class Asked(NamedTuple):
    """The lists that the scripts of a page ask for."""

    addresses: list[str]
    turned: str | None
    """The one of them that is asked for the page after this one, by what turns its pager."""


class _List(NamedTuple):
    address: str
    link: EntryPattern | None
    """How its entries are linked."""
    turned: bool
    """It is only asked for where a pager is turned."""


def addresses_of(
    noted: Noted,
    base: str,
    signed: Signed,
    without_addresses: Callable[[Collection[str]], Noted],
) -> Asked:
    """Return the addresses of the lists among what scripts have been noted to ask for.

    A list is asked for by a page's number, or its answer is written into the page.
    ``without_addresses``: runs the scripts again, with answers whose entries lack these parts.
    """
    plain = [call for call in noted.calls if not signed.has(call)]
    columns = tuple(call for call in noted.chained if not signed.has(call))
    noted = replace(noted, calls=tuple(with_counts(plain)), chained=columns)
    chained = list(islice(lists_of_columns(noted, base), _MOST_LISTS))
    lists = _plain(noted, base, without_addresses, {*map(target_of, chained)})
    told = [_told(each.address, each.link) for each in lists]
    turned = (address for address, each in zip(told, lists, strict=True) if each.turned)
    return Asked([*chained, *told], next(turned, None))


def signed_of(noted: Noted, base: str, signed: Signed, number: int) -> list[SignedCall]:
    """Return the calls that scripts sign to ask for a page of a list, by its number.

    Of page one all that are lists.
    """
    sent: list[SignedCall | None] = []
    pages = signed.pages_of(noted.calls)
    first, second = (map(signed.without, pages.get(at, [])) for at in (1, 2))
    counts = next((counted(one, other) for one, other in zip(first, second, strict=False)), None)
    for call in pages.get(number, []):
        known = replace(signed.without(call), counts=counts or "", is_clicked=False)
        address = address_of(known, base) if is_list(known, awaits=True) else None
        if address is not None and len(sent) < _MOST_LISTS:
            sent.append(as_sent_by(call, base, _told(address, entry_pattern(call, noted))))
    return [each for each in sent if each is not None]


def _plain(
    noted: Noted,
    base: str,
    without_addresses: Callable[[Collection[str]], Noted],
    chained: Container[str],
) -> list[_List]:
    """Return the others; what brings lists is asked for as such."""
    lists = {
        key: known
        for key, known in _lists(noted, base).items()
        if target_of(known.address) not in chained
    }
    links = [each.link for each in lists.values() if each.link is not None]
    given = [each.given_keys for each in links if each.takes_given_address]
    if not given:
        return list(lists.values())
    outer = {key for keys in given for key in keys[:-1]}
    lacking = {*data_knowledge().url_keys, *(keys[-1] for keys in given)} - outer
    bare = without_addresses(lacking)
    spare = _lists(replace(bare, calls=tuple(with_counts(bare.calls))), base)
    return [
        known._replace(link=either(known.link, spare[key].link if key in spare else None))
        for key, known in lists.items()
    ]


def _lists(noted: Noted, base: str) -> dict[str, _List]:
    """Return each list that is asked for."""
    lists: dict[str, _List] = {}
    awaits = writes_out_of_turn(noted.calls, noted)
    for call in (each for each in noted.calls if is_list(each, awaits=awaits)):
        address = address_of(call, base)
        most = _MOST_CHOSEN if call.is_chosen else _MOST_LISTS
        if address and len(lists) < most:
            pattern = counting(entry_pattern(call, noted), call)
            known = _List(address, pattern, turned=call.turned_to is not None)
            lists.setdefault(without_number(call), known)
    return lists


def _told(address: str, link: EntryPattern | None) -> str:
    """Return a list's address with how its entries are linked."""
    return with_entry_link(address, None if link is None else str(link))
