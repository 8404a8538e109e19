"""What a page tells about time beside the string that is being read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from archive.records import CHINA
from seeds.address_dates import EARLIEST

_SLACK = timedelta(days=1)
"""Clocks of servers and the date line: a page may be this much ahead of its fetching."""

_FAR_FUTURE_YEAR = 2100
"""Where nobody knows when a page was fetched, a year from here on is a misreading."""


@dataclass(frozen=True, slots=True)
class Context:
    """When the page was fetched, and a day it must have been published near to."""

    base: datetime | None = None
    """Aware. The moment that 今天 and 3小时前 count from."""
    near: date | None = None
    """From the URL, the list page or a meta tag: settles the year of 02-24."""

    @property
    def today(self) -> date | None:
        """The day in China on which the page was fetched."""
        return self.base.astimezone(CHINA).date() if self.base else None

    def plausible(self, day: date) -> bool:
        """Whether a page on the web can have been published on that day."""
        if day < EARLIEST:
            return False
        if self.today is None:
            return day.year < _FAR_FUTURE_YEAR
        return day <= self.today + _SLACK

    def year_of(self, month: int, day: int) -> int | None:
        """Return the year that a yearless date must have had: near the clue, else just past."""
        if self.near is not None:
            return _nearest_year(month, day, self.near)
        if self.today is None:
            return None
        this_year = _date_or_none(self.today.year, month, day)
        if this_year is not None and this_year <= self.today + _SLACK:
            return this_year.year
        return self.today.year - 1


def _nearest_year(month: int, day: int, near: date) -> int | None:
    years = (near.year - 1, near.year, near.year + 1)
    days = [found for year in years if (found := _date_or_none(year, month, day))]
    return min(days, key=lambda found: abs(found - near)).year if days else None


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
