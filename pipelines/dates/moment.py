"""A point in time with the precision that its page gave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum

from archive.records import CHINA


class Precision(IntEnum):
    """How far a date was spelled out; a larger one says more."""

    MONTH = 1
    DAY = 2
    MINUTE = 3
    SECOND = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as read: ``at`` in China's time, and what of it the page really said."""

    at: datetime
    """Aware, +08:00; what lies beyond ``precision`` is zero and means nothing."""
    precision: Precision

    @property
    def day(self) -> date:
        """The calendar day in China."""
        return self.at.date()

    @property
    def has_time(self) -> bool:
        """Whether the page gave an hour."""
        return self.precision >= Precision.MINUTE

    def to_day(self) -> Moment:
        """Return the same date without its time."""
        midnight = datetime.combine(self.day, time(), CHINA)
        return Moment(midnight, min(self.precision, Precision.DAY))

    def isoformat(self) -> str:
        """Return ``2020-02-24T15:28:00+08:00``, ``2020-02-24`` or ``2020-02``."""
        if self.has_time:
            return self.at.isoformat(timespec="seconds")
        return self.day.isoformat() if self.precision is Precision.DAY else f"{self.at:%Y-%m}"


def moment_of_day(day: date) -> Moment:
    """Return the moment that is a whole day."""
    return Moment(datetime.combine(day, time(), CHINA), Precision.DAY)
