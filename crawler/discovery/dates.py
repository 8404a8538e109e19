"""The day of an article as its row in a list or its address gives it, before it is fetched."""

from __future__ import annotations

import re
from datetime import date

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
