"""What scripts sign with, by whatever name: parameters that look like digests and do not stay.

Where a digest is made of all that is sent, calls for two pages of one list differ in it, and not in
the number alone; where it is made of the moment, so do two calls for the same. A column's number of
thirty-two digits stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice

from crawler.scripting.noted_calls import NotedCall, acts, as_sent, fields_of, path_of
from seeds.crawling.data import data_knowledge

_MOST_PAIRS = 200
_LONGEST_NUMBER = 6


def signature_names(
    calls: Sequence[NotedCall], at_another_moment: Callable[[], Sequence[NotedCall]]
) -> frozenset[str]:
    """Return the names of what scripts make of all that they send, of the moment or of chance.

    ``at_another_moment``: runs the scripts again; only where one call has what may be a digest.
    """
    suspect = [call for call in calls if not acts(call) and any(_digests(call))]
    if not suspect:
        return frozenset()
    found = _differing(islice(combinations(suspect, 2), _MOST_PAIRS), by_number=True)
    if found:
        return found
    others = at_another_moment()
    same = {_told(call) for call in suspect} & {_told(call) for call in others}
    pairs = ((one, other) for one in suspect for other in others if _told(one) not in same)
    return _differing(islice(pairs, _MOST_PAIRS), by_number=False)


def _digests(call: NotedCall) -> Iterator[str]:
    digest = data_knowledge().digest
    return (name for name, value in fields_of(call) if digest.fullmatch(as_sent(value)))


def _differing(pairs: Iterable[tuple[NotedCall, NotedCall]], *, by_number: bool) -> frozenset[str]:
    """Return in what pairs of calls for one list differ, a digest among it.

    ``by_number``: they must be for other pages of it, else for the same one.
    """
    found: set[str] = set()
    for one, other in pairs:
        here, there = dict(_values(one)), dict(_values(other))
        if (one.method, path_of(one), [*here]) != (other.method, path_of(other), [*there]):
            continue
        differing = {name for name in here if here[name] != there[name]}
        numbers = {name for name in differing if _counts(name, here[name], there[name])}
        signs = differing - numbers
        if bool(numbers) is by_number and signs & {*_digests(one)} & {*_digests(other)}:
            found |= signs
    return frozenset(found)


def _told(call: NotedCall) -> tuple[object, ...]:
    return call.method, path_of(call), *_values(call)


def _values(call: NotedCall) -> Iterator[tuple[str, str]]:
    return ((name, as_sent(value)) for name, value in fields_of(call))


def _counts(name: str, one: str, other: str) -> bool:
    """Tell whether what differs may be the number of a list's page, or of its first entry."""
    is_short = max(len(one), len(other)) <= _LONGEST_NUMBER
    return data_knowledge().is_list_number(name) or (
        is_short and one.isdecimal() and other.isdecimal()
    )
