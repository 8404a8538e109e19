"""Dates that count from the moment of fetching: 3小时前, 昨天 15:28, 上周五."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from archive.records import CHINA
from pipelines.dates import forms
from pipelines.dates.context import Context
from pipelines.dates.moment import Moment, Precision, moment_of_day
from pipelines.dates.numerals import NUMERAL, number
from pipelines.dates.reading import read_whole

_DAYS_BACK = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "前日": 2, "大前天": 3}
_NAMED_DAY = re.compile(
    rf"\s*(?P<name>{'|'.join(sorted(_DAYS_BACK, key=len, reverse=True))})(?P<rest>.*)"
)
_AGO = re.compile(
    rf"\s*(?P<n>[{NUMERAL}]{{1,4}}|半)\s?个?(?P<unit>秒钟?|分钟|小时|钟头|天|日|周|星期|礼拜|月|年)\s?[以之]?前\s*"
)
_JUST_NOW = re.compile(r"\s*(?:刚刚|刚才|片刻前)\s*")
_LAST_WEEKDAY = re.compile(
    r"\s*(?P<week>上上|上|本|这)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])\s*"
)
_WEEKDAYS = {sign: index % 7 for index, sign in enumerate("一二三四五六日")} | {"天": 6}
_WEEKS_BACK = {"上上": 2, "上": 1, "本": 0, "这": 0, None: 0}
_UNITS = {
    "秒": 1,
    "分": 60,
    "小": 3600,
    "钟": 3600,
    "天": 86400,
    "日": 86400,
    "周": 604800,
    "星": 604800,
    "礼": 604800,
}
"""Seconds in a unit, by the unit's first character."""
_SECONDS_A_DAY = 86400
_MOST_MONTHS = 1200
"""A hundred years back: more is no date of a page."""


_ANY_FETCH = Context(base=datetime(2000, 1, 2, tzinfo=CHINA))
"""A Sunday, from which every day of the week that a page can name has passed."""


def is_relative(text: str) -> bool:
    """Whether a normalised string as a whole counts from the moment of fetching."""
    return read_relative(text, _ANY_FETCH) is not None


def read_relative(text: str, context: Context) -> Moment | None:
    """Return the moment that ``text`` names as seen from the fetch; None without a fetch time."""
    if context.base is None or len(text) > 24:  # longer strings are prose
        return None
    base = context.base.astimezone(CHINA)
    if _JUST_NOW.fullmatch(text):
        return Moment(base.replace(second=0, microsecond=0), Precision.MINUTE)
    if match := _AGO.fullmatch(text):
        return _ago(match, base)
    if match := _NAMED_DAY.fullmatch(text):
        return _named_day(match, base)
    if match := _LAST_WEEKDAY.fullmatch(text):
        return _weekday(match, base.date())
    return None


def _ago(match: re.Match[str], base: datetime) -> Moment | None:
    count = 0.5 if match["n"] == "半" else number(match["n"])
    unit = match["unit"][0]
    if count is None:
        return None
    if unit in "月年":
        months = round(count * (12 if unit == "年" else 1)) or 1
        return moment_of_day(_months_before(base.date(), months)) if months < _MOST_MONTHS else None
    at = base - timedelta(seconds=count * _UNITS[unit])
    if _UNITS[unit] >= _SECONDS_A_DAY:
        return moment_of_day(at.date())
    return Moment(at.replace(second=0, microsecond=0), Precision.MINUTE)


def _months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or that month's last one."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _named_day(match: re.Match[str], base: datetime) -> Moment | None:
    day = base.date() - timedelta(days=_DAYS_BACK[match["name"]])
    if not match["rest"].strip(" ,"):
        return moment_of_day(day)
    midnight = datetime.combine(day, time(), CHINA)
    clock = match["rest"].strip(" ,")
    return read_whole(clock, Context(base=midnight)) if forms.CLOCK_ALONE.fullmatch(clock) else None


def _weekday(match: re.Match[str], today: date) -> Moment | None:
    monday = today - timedelta(days=today.weekday(), weeks=_WEEKS_BACK[match["week"]])
    day = monday + timedelta(days=_WEEKDAYS[match["day"]])
    return moment_of_day(day) if day <= today else None
