"""The day of an article as its row in a list or its address gives it, before it is fetched."""

from __future__ import annotations

import re
from datetime import date, timedelta

from seeds.address_dates import day_in_address
from seeds.whole_numbers import whole_number

_AS_LISTED = re.compile(r"((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")


def day_of(url: str, listed: str | None) -> date | None:
    """Return the day; None where neither gives a whole date."""
    match = _AS_LISTED.search(listed or "")
    if match:
        try:
            return date(whole_number(match[1]), whole_number(match[2]), whole_number(match[3]))
        except ValueError:
            pass  # no such day: a misprint, or no date at all
    return day_in_address(url)


_OF_NO_YEAR = re.compile(r"(?<![\d/.年-])(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_LEAP_YEAR = 4


def latest_day_of(url: str, listed: str | None, today: date) -> date | None:
    """Return the day of an article; of one without a year, the latest that is not to come."""
    day = day_of(url, listed)
    match = _OF_NO_YEAR.search(listed or "") if day is None else None
    if match is None:
        return day
    month, number = whole_number(match[1]), whole_number(match[2])
    for year in range(today.year, today.year - _LEAP_YEAR - 1, -1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day <= today + timedelta(days=1):  # sites' clocks go before ours
            return day
    return None
