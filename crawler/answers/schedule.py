"""When a page is looked at again."""

from __future__ import annotations

from datetime import datetime, timedelta

from crawler.discovery.result import Emptiness

SHORTEST_INTERVAL = timedelta(minutes=50)
"""Corrections and deletions come mostly within a day, and those who watch want to know at once: an
article of today is looked at again in the next run of a watch that runs by the hour, which begins
less than an hour after the page was fetched in this one."""
NEXT_DAY = timedelta(hours=22)
"""An article that is due in a day or in some hours more is looked at again in the next run of a
watch that runs once a day, however late in this one it was fetched: else that would be two days."""
OF_UNKNOWN_AGE = NEXT_DAY
"""Most of them are old; a change brings the next look nearer."""
WIDEST_INTERVAL = timedelta(days=180)
REFUSED_AGAIN = timedelta(days=1)
"""After which a page that robots.txt kept us from is tried again: robots.txt is asked in every run
anyway, and while it says no the page costs no request."""
FORBIDDEN_AGAIN = timedelta(days=7)
"""After which a page that answered 401 or 403 is asked for again."""
GONE_AGAIN = timedelta(days=7)
"""After which an archived article that is gone is looked for again where no list shows it."""
_UNLISTED_FACTOR = 8
"""How much longer than a gone article that a list shows one that none shows waits."""
SITE_MAP_AGAIN = timedelta(days=7)
"""After which a page of all of a site's columns is read again: these are as old as the site."""
CONFIRM_AFTER = timedelta(minutes=30)
"""After which a page that hinted that its article is gone is looked at again, to believe it. Most
servers that are restarted and templates that break are mended by then; and watches run by the hour,
so that their very next run has the second look."""
TROUBLE = timedelta(days=1)
"""After which the second look is taken where so many articles of a site hint that they are gone
that the site may be in trouble: one without its database sends all readers home until it is mended
over night."""

RARELY = timedelta(days=60)
"""The longest that a column waits for the next look at it that has not listed anything yet."""

_FIRST_ROWS: dict[Emptiness, timedelta] = {"told": timedelta(days=1), "silent": timedelta(days=7)}
"""After which a column that lists nothing is first looked at again."""
_FIRST_LOOK_AGAIN = timedelta(hours=1)
_LAST_LOOK_AGAIN = timedelta(days=30)
_LOOK_AGAIN_FACTOR = 4

_AGE_SHARE = 4
"""An article is first looked at again after a quarter of its age, one of today in the next run."""
_DAY = timedelta(days=1)
_WEEK = timedelta(days=8)
"""From the beginning of its day: a younger article is of the last seven days, and stands on its
list's first page yet, where editors and readers see it."""
_NEARER_TO_ONE_DAY = timedelta(hours=36)
"""Than to two."""
_PATIENT_ATTEMPTS = 3
"""Failures in a row after which a page is no longer asked for in every run."""
_WIDEST_RETRY = timedelta(days=30)


def first_interval(age: timedelta | None) -> timedelta:
    """Return how long after its first fetch an article is due, by its age when it was fetched."""
    if age is None:
        return OF_UNKNOWN_AGE
    if age < _DAY:
        return SHORTEST_INTERVAL
    return _within(age / _AGE_SHARE) if age >= _WEEK else min(_within(age / _AGE_SHARE), NEXT_DAY)


def next_interval(before: timedelta, *, changed: bool) -> timedelta:
    """Return the following interval: half of it after a change, twice of it after none."""
    return _within(before / 2 if changed else before * 2)


def gone_again(listed: timedelta) -> timedelta:
    """Return how long after a look a gone article is looked for that no list shows.

    ``listed``: how long, if one does. That doubles with each look in vain, from 50 minutes on: so
    the first five looks come after a week each, the later ones after 7, 15, 29 … days.
    """
    return min(max(_UNLISTED_FACTOR * listed, GONE_AGAIN), WIDEST_INTERVAL)


def retry_at(now: datetime, attempts: int) -> datetime:
    """Return when a page that has now failed ``attempts`` times in a row is due.

    At once, that is in the next run; from the fourth time on after 1, 2, 4 … days.
    """
    if attempts <= _PATIENT_ATTEMPTS:
        return now
    days = 2 ** min(attempts - _PATIENT_ATTEMPTS - 1, 10)
    return now + min(timedelta(days=days), _WIDEST_RETRY)


def look_again(before: timedelta | None) -> timedelta | None:
    """Return how long after it a page is looked for again that was not there when it was linked.

    Lists name pages before these are published, and send their readers elsewhere while they are
    mended: after 1 hour, then 4 and 16, then 3 and 11 days. None: five times were enough, for what
    is no list.
    """
    interval = _FIRST_LOOK_AGAIN if before is None else before * _LOOK_AGAIN_FACTOR
    return interval if interval <= _LAST_LOOK_AGAIN else None


def look_for_rows(before: timedelta, emptiness: Emptiness) -> timedelta:
    """Return how long after it a column is looked at again that lists nothing.

    After a day, then 2, 4 … 60, where it is told that it is one; else after a week, then 14, 28 ….
    ``before``: how long the last time, nothing at first.
    """
    return min(max(before * 2, _FIRST_ROWS[emptiness]), RARELY)


def quiet_list_again(silence: timedelta) -> timedelta:
    """Return how long after it one of many lists is read again that has not changed for so long."""
    return min(silence / _AGE_SHARE, NEXT_DAY)


def _within(interval: timedelta) -> timedelta:
    if NEXT_DAY < interval < _NEARER_TO_ONE_DAY:
        return NEXT_DAY
    return min(max(interval, SHORTEST_INTERVAL), WIDEST_INTERVAL)
