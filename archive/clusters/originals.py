"""Which article of a cluster is the original, of which the others are reprints."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from archive.folding import same_writing

_SHORTEST_NAME = 3
"""A site's name that is shorter is not looked for inside a longer source line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What of an article tells whether it came first."""

    id: int
    published_at: str | None
    published_day: date | None
    source: str | None
    site_name: str | None
    first_seen_at: datetime


def original(
    members: Sequence[Member], sources: Collection[str], own_words: Collection[str] = ()
) -> int:
    """Return the id of the original: earliest published, then by source line, then first seen.

    Each step keeps those that may be first and hands them on, so that the answer does not depend
    on the order of ``members``. A day alone may be any time of that day. Articles without a date
    count only where none has one.

    Args:
        members: At least one; those of the cluster that may be first.
        sources: The source lines of the whole cluster: who is named there, was reprinted.
        own_words: Source lines that say the text is the site's own (原创, 本站 …).

    """
    left = _earliest_published(members)
    left = _highest(left, lambda member: _standing(member, sources, own_words))
    return min(left, key=lambda member: (member.first_seen_at, member.id)).id


def _earliest_published(members: Sequence[Member]) -> Sequence[Member]:
    days = [member.published_day for member in members if member.published_day]
    if not days:
        return members
    first_day = min(days)
    of_day = [member for member in members if member.published_day == first_day]
    times = [moment for member in of_day if (moment := _moment(member)) is not None]
    if not times:
        return of_day
    first = min(times)
    return [member for member in of_day if _moment(member) in {None, first}]


def _moment(member: Member) -> datetime | None:
    text = member.published_at or ""
    return datetime.fromisoformat(text) if "T" in text else None


def _highest(members: Sequence[Member], key: Callable[[Member], int]) -> Sequence[Member]:
    best = max(key(member) for member in members)
    return [member for member in members if key(member) == best]


def _standing(member: Member, sources: Collection[str], own_words: Collection[str]) -> int:
    """Return 2 when a copy names this site, 1 when it claims the text, -1 when it names another."""
    name, source = same_writing(member.site_name), same_writing(member.source)
    others = (same_writing(other) for other in sources if other != member.source)
    if name and any(_names(other, name) for other in others):
        return 2
    if not source:
        return 0
    claims = source in {same_writing(word) for word in own_words} or (name and _names(source, name))
    return 1 if claims else -1


def _names(source: str, name: str) -> bool:
    return source == name or (len(name) >= _SHORTEST_NAME and name in source)
