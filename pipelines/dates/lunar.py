"""Dates of the lunar calendar: 庚子年二月初二, 农历二月初二."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pipelines.dates.context import Context
from pipelines.dates.moment import Moment, moment_of_day
from pipelines.dates.numerals import number
from seeds.vocabulary import words

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
_LUNAR = re.compile(
    rf"(?:农历|農曆|夏历|阴历)?\s?(?:(?P<cycle>[{_STEMS}][{_BRANCHES}])年)?\s?"
    r"(?P<leap>闰|閏)?(?P<m>正|冬|腊|臘|十[一二]|[一二三四五六七八九十])月"
    r"(?P<d>初[一二三四五六七八九十]|(?:十|廿)[一二三四五六七八九]|二十|三十)(?!日)"
)
_CYCLE_START = 1984
"""A 甲子 year."""


@dataclass(frozen=True, slots=True)
class _LunarYear:
    new_year: date
    months: tuple[tuple[int, bool, int], ...]
    """(number, whether leap, days), in order."""


def read_lunar(text: str, context: Context) -> Moment | None:
    """Return the Gregorian day of a lunar date in ``text``; None without a year or a clue to it."""
    match = _LUNAR.search(text)
    if match is None:
        return None
    month = _MONTHS.get(match["m"]) or number(match["m"]) or 0
    day = number(match["d"].removeprefix("初")) or 0
    years = _cycle_years(match["cycle"]) if match["cycle"] else _clue_years(context)
    days = [_gregorian(year, month, day, leap=bool(match["leap"])) for year in years]
    likely = [found for found in days if found and context.plausible(found)]
    return moment_of_day(max(likely)) if likely else None


def _cycle_years(cycle: str) -> list[int]:
    """Return the years of the table that a pair of stem and branch names: at most one."""
    return [
        year
        for year in _table()
        if cycle == _STEMS[(year - _CYCLE_START) % 10] + _BRANCHES[(year - _CYCLE_START) % 12]
    ][:1]


def _clue_years(context: Context) -> list[int]:
    today = context.near or context.today
    return [today.year - 1, today.year] if today else []


def _gregorian(year: int, month: int, day: int, *, leap: bool) -> date | None:
    lunar_year = _table().get(year)
    if lunar_year is None:
        return None
    passed = 0
    for number_, is_leap, days in lunar_year.months:
        if (number_, is_leap) == (month, leap):
            return lunar_year.new_year + timedelta(days=passed + day - 1) if day <= days else None
        passed += days
    return None


@cache
def _table() -> dict[int, _LunarYear]:
    return dict(_year(line) for line in words("lunar_years"))


def _year(line: str) -> tuple[int, _LunarYear]:
    year, new_year, lengths, leap = line.split()
    numbers = [(month, False) for month in range(1, 13)]
    if int(leap):
        numbers.insert(int(leap), (int(leap), True))
    months = tuple(
        (month, is_leap, 30 if length == "L" else 29)
        for (month, is_leap), length in zip(numbers, lengths, strict=True)
    )
    return int(year), _LunarYear(date.fromisoformat(f"{year}-{new_year}"), months)
