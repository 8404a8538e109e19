"""Our own reading of dates: every date in a short string, with where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from archive.records import CHINA
from pipelines.dates import forms
from pipelines.dates.context import Context
from pipelines.dates.moment import Moment, Precision
from pipelines.dates.numerals import number

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_REPUBLIC = 1911
"""Years of the Republican calendar count from here."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
"""Years that are read at all; which of them are plausible, the context says."""
_NOON = 12
_SHORT = 12
"""Characters; a date like 02-24 is only believed in a string no longer, or with a time."""
_AFTERNOON = frozenset({"下午", "午后", "傍晚", "晚上", "晚间", "晚", "深夜", "夜间", "夜", "pm"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One date in a string; ``start`` and ``end`` count in the normalised string."""

    moment: Moment
    start: int
    end: int
    yearless: bool = False


def readings(text: str, context: Context) -> list[Reading]:
    """Return the dates in ``text`` (normalised) in order, implausible ones left out."""
    found: list[Reading] = []
    signs = set(text)
    for needed, pattern, build in _FORMS:
        if signs.isdisjoint(needed):
            continue
        for match in pattern.finditer(text):
            if any(match.start() < r.end and r.start < match.end() for r in found):
                continue
            reading = build(match, context)
            if reading is not None and context.plausible(reading.moment.day):
                found.append(reading)
    found.sort(key=lambda reading: reading.start)
    return found


def read_whole(text: str, context: Context) -> Moment | None:
    """Return the date that ``text`` is, for forms that mean a date only when alone."""
    if match := forms.EPOCH.fullmatch(text):
        at = datetime.fromtimestamp(int(match[1]), UTC).astimezone(CHINA)
        return Moment(at, Precision.SECOND) if context.plausible(at.date()) else None
    if (match := forms.CLOCK_ALONE.fullmatch(text)) and context.today:
        today = context.today
        return _moment(today.year, today.month, today.day, match)
    return None


def _group(match: re.Match[str], *names: str) -> str | None:
    known = match.re.groupindex
    for name in names:
        if name in known and (caught := match[name]):
            return str(caught)
    return None


def _reading(
    match: re.Match[str], moment: Moment | None, *, yearless: bool = False
) -> Reading | None:
    return Reading(moment, match.start(), match.end(), yearless) if moment else None


def _number(text: str | None) -> int | None:
    return number(text) if text else None


def _full_year(written: str, era: str | None) -> int | None:
    """Return the year of 2020, 二〇二〇, 民國109, 20; None where digits cannot be a year."""
    year = number(written)
    if year is None:
        return None
    if era:
        return year + _REPUBLIC
    if len(written) == 2:  # 20年02月24日
        return year + (1900 if year >= 90 else 2000)  # the web is younger than 1990
    return year if year >= 1900 else None  # 3年2月 is a span of time


def _hanzi(match: re.Match[str], _: Context) -> Reading | None:
    era, day = match["era"], _number(match["d"])
    year, month = _full_year(match["y"], era), number(match["m"])
    if (
        year is None or month is None or (day is None and len(match["y"]) < 4 and not era)
    ):  # 20年2月
        return None
    if day is None:
        return _reading(match, _month_alone(year, month))
    return _reading(match, _moment(year, month, day, match))


def _numeric(match: re.Match[str], _: Context) -> Reading | None:
    month, day = _group(match, "m", "m2"), _group(match, "d", "d2")
    if month is None or day is None:
        return None
    return _reading(match, _moment(int(match["y"]), int(month), int(day), match))


def _short_year(match: re.Match[str], _: Context) -> Reading | None:
    year, day = _full_year(match["y"], None), _group(match, "d", "d2")
    if year is None or day is None:
        return None
    return _reading(match, _moment(year, int(match["m"]), int(day), match))


def _year_last(match: re.Match[str], _: Context) -> Reading | None:
    first, second, last = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["c"]) == 2:  # 109/02/24
        is_republican = len(match["a"]) == 3 and first < 200  # 民國 years of today
        return (
            _reading(match, _moment(first + _REPUBLIC, second, last, match))
            if is_republican
            else None
        )
    day, month = (second, first) if _american(match, first, second) else (first, second)
    return _reading(match, _moment(last, month, day, match))


def _american(match: re.Match[str], first: int, second: int) -> bool:
    """Tell M/d/yyyy (en-US servers, never padded, AM and PM) from dd/MM/yyyy (padded)."""
    if first > _NOON or second > _NOON:
        return second > _NOON
    padded = match["a"].startswith("0") or match["b"].startswith("0")
    return bool(match["ampm"] or match["half"]) or not padded


def _english(match: re.Match[str], _: Context) -> Reading | None:
    month, day, year = (
        _group(match, "mon", "mon2"),
        _group(match, "d", "d2"),
        _group(match, "y", "y2"),
    )
    if not (month and day and year):
        return None
    return _reading(match, _moment(int(year), _MONTHS.index(month.casefold()) + 1, int(day), match))


def _hanzi_month_first(match: re.Match[str], _: Context) -> Reading | None:
    month = number(match["m"])
    if month is None:
        return None
    return _reading(match, _moment(int(match["y"]), month, int(match["d"]), match))


def _yearless(match: re.Match[str], context: Context) -> Reading | None:
    month, day = number(match["m"]), number(_group(match, "d", "d2") or "")
    if month is None or day is None or (year := context.year_of(month, day)) is None:
        return None
    return _reading(match, _moment(year, month, day, match), yearless=True)


def _yearless_numeric(match: re.Match[str], context: Context) -> Reading | None:
    if len(match.string) > _SHORT and not match["hh"]:
        return None
    return _yearless(match, context)


def _day_and_time(match: re.Match[str], context: Context) -> Reading | None:
    if context.near is None or int(match["d"]) != context.near.day:
        return None
    near = context.near
    return _reading(match, _moment(near.year, near.month, near.day, match), yearless=True)


def _month_alone(year: int, month: int) -> Moment | None:
    try:
        return Moment(datetime(year, month, 1, tzinfo=CHINA), Precision.MONTH)
    except ValueError:
        return None


def _moment(year: int, month: int, day: int, match: re.Match[str]) -> Moment | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        midnight = datetime(year, month, day, tzinfo=CHINA)
    except ValueError:
        return None
    return _with_time(midnight, match) or Moment(midnight, Precision.DAY)


def _with_time(midnight: datetime, match: re.Match[str]) -> Moment | None:
    """Return the moment with the time that ``match`` caught; None where it caught none."""
    caught = match.groupdict()
    hour = _number(caught.get("hh"))
    if hour is None:
        return None
    minute, second = _number(caught.get("mi")), _number(caught.get("ss"))
    half = (caught.get("half") or caught.get("ampm") or "").lower().replace(".", "")
    hour = _hour_of_day(hour, half)
    try:
        at = midnight.replace(hour=hour, minute=minute or 0, second=second or 0)
    except ValueError:
        return None
    return Moment(
        _in_china(at, caught.get("zone")),
        Precision.MINUTE if second is None else Precision.SECOND,
    )


def _hour_of_day(hour: int, half: str) -> int:
    if (half in _AFTERNOON and hour < _NOON) or (half == "中午" and hour < 3):  # 中午1点
        return hour + _NOON
    return 0 if half == "am" and hour == _NOON else hour


def _in_china(at: datetime, zone: str | None) -> datetime:
    """Return the moment in China's time; ``at`` reads as local time of ``zone``."""
    if zone is None:
        return at
    if zone[0] not in "+-":
        return at.replace(tzinfo=UTC).astimezone(CHINA)
    digits = zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset >= timedelta(hours=24):
        return at
    return at.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset)).astimezone(CHINA)


_VOWELS = "aeouAEOU"
"""Every English month has one of them."""
_FORMS: tuple[
    tuple[str, re.Pattern[str], Callable[[re.Match[str], Context], Reading | None]], ...
] = (
    ("年", forms.HANZI, _hanzi),
    ("-/.\\", forms.NUMERIC, _numeric),
    (_VOWELS, forms.ENGLISH, _english),
    ("月", forms.HANZI_MONTH_FIRST, _hanzi_month_first),
    (_VOWELS, forms.UNIX_DATE, _english),
    ("-", forms.SHORT_YEAR, _short_year),
    ("-/.", forms.YEAR_LAST, _year_last),
    ("01", forms.COMPACT, _numeric),
    ("月", forms.YEARLESS_HANZI, _yearless),
    ("日", forms.DAY_AND_TIME, _day_and_time),
    ("-/", forms.YEARLESS_NUMERIC, _yearless_numeric),
)
"""Fuller forms first: what one has read, the later ones leave alone. Before each, the signs one of
which it has in all its spellings: most strings have those of few forms."""
