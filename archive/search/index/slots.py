"""Numbers for indexed articles whose order is "newest first".

An index gives its hits in the order of their numbers, at no cost. So an article's number is made of
its date of publication: seconds since 1900 in China's time, and the next free number from there
when the second is taken. Those without a date have numbers below all dated ones.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import BigInteger, Connection, bindparam, text

from archive.database.prepared import Prepared
from archive.records import CHINA

FIRST_DATED = 1 << 32
"""More than the articles without a date will ever be, and of the same 5 bytes as a varint."""

_EPOCH = datetime(1900, 1, 1, tzinfo=CHINA)

_FREE = Prepared(
    text(
        "SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM search_entries WHERE doc_id = :first)"
        " THEN :first ELSE"
        " (SELECT e.doc_id + 1 FROM search_entries e WHERE e.doc_id >= :first AND NOT EXISTS"
        " (SELECT 1 FROM search_entries n WHERE n.doc_id = e.doc_id + 1)"
        " ORDER BY e.doc_id LIMIT 1) END"
    ).bindparams(bindparam("first", type_=BigInteger))
)
_LAST_UNDATED = Prepared(text("SELECT max(doc_id) FROM search_entries WHERE doc_id < :first_dated"))


def first_slot(published_at: str | None) -> int:
    """Return the lowest number for an article of that date (ISO 8601); 0: no date.

    A day or month alone counts as its first second: those whose time is known come before it in
    lists.
    """
    moment = _moment(published_at)
    if moment is None or moment < _EPOCH:
        return 0
    return FIRST_DATED + int((moment - _EPOCH).total_seconds())


def day_slots(since: date | None, until: date | None) -> tuple[int, int | None]:
    """Return the half-open range of numbers of articles published in these days, ends included."""
    low = first_slot(since.isoformat()) if since else 0
    if until is None:
        return (max(low, FIRST_DATED) if since else 0), None
    after = until + timedelta(days=1) if until < date.max else until
    return max(low, FIRST_DATED), max(first_slot(after.isoformat()), FIRST_DATED)


def free_slot(connection: Connection, published_at: str | None) -> int:
    """Return a number that no article has or ever had."""
    first = first_slot(published_at)
    if first == 0:
        last = _LAST_UNDATED.scalar(connection, {"first_dated": FIRST_DATED})
        return (last or 0) + 1
    return int(_FREE.scalar(connection, {"first": first}))


def _moment(published_at: str | None) -> datetime | None:
    if not published_at:
        return None
    whole = f"{published_at}-01" if len(published_at) == len("2020-02") else published_at
    try:
        moment = datetime.fromisoformat(whole)
    except ValueError:
        return None
    return moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment.astimezone(UTC)
