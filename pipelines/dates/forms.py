"""The written forms of dates as regular expressions, on text from ``numerals.normalise``.

Every pattern is linear: bounded repeats, no nested quantifiers. Group names are the same in all:
``y m d`` for the day, ``mon`` for an English month, ``half hh mi ss zone ampm`` for the time.
"""

from __future__ import annotations

import re

from pipelines.dates.numerals import NUMERAL

_N = f"[{NUMERAL}]"

_WEEKDAY = r"(?:\s{0,3}[(\[]?\s?(?:星期|周|週|礼拜)[一二三四五六日天]\s?[)\]]?)?"

_HALVES = "凌晨|清晨|早晨|早上|早|上午|中午|午后|下午|傍晚|晚上|晚间|晚|深夜|夜间|夜"

_ZONE = r"(?P<zone>Z\b|[+-]\d{2}:?\d{2}\b|(?:GMT|UTC)\b)"

_CLOCK = (
    rf"(?:(?P<half>{_HALVES}|[AaPp][Mm])\s?)?"
    rf"(?P<hh>\d{{1,2}}|[〇零一二三四五六七八九十廿]{{1,3}})\s?"
    rf"(?:(?::|[时點点時]\s?)(?P<mi>\d{{1,2}}|[〇零一二三四五六七八九十]{{1,3}})"
    rf"(?:[:分]\s?(?P<ss>\d{{1,2}}|[〇零一二三四五六七八九十]{{1,3}})\s?秒?(?:\.\d{{1,9}})?|\s?分)?"
    rf"|[时點点時]整?)(?:(?<=:[0-5]\d:[0-5]\d)|(?!\d))"  # 04:29:4439健康网
    rf"(?:\s?{_ZONE})?(?:\s?(?P<ampm>[AaPp]\.?[Mm]\b))?"
)

_TIME = rf"{_WEEKDAY}(?:[\sT,_|/-]{{0,4}}{_CLOCK}{_WEEKDAY})?"
"""What may follow a day: weekday, time of day, weekday."""

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH = rf"(?P<mon>{_MONTHS})[a-z]{{0,6}}\.?"

HANZI = re.compile(
    rf"(?P<era>民國|民国)?\s?(?P<y>{_N}{{1,6}})\s{{0,3}}年\s{{0,3}}(?P<m>{_N}{{1,3}})\s{{0,3}}月"
    rf"(?:\s{{0,3}}(?P<d>{_N}{{1,4}})\s{{0,3}}(?:[日号號]|(?=\s|$|[)\]】])))?{_TIME}"
)
"""2020年2月24日 15:28, 二〇二〇年二月廿四日, 民國109年2月24日, 20年02月24日, 2020年2月."""

NUMERIC = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)"
    r"(?:\s{0,2}[-/.\\]{1,2}\s{0,2}(?P<m>\d{1,2})|\s{1,2}(?P<m2>\d{2})(?=\s?/))"
    rf"\s{{0,2}}[-/.\\]{{1,2}}\s{{0,2}}(?:(?P<d>\d{{1,2}})(?!\d)|(?P<d2>\d\d)(?=\d\d:\d\d)){_TIME}"
)
"""2020-02-24 15:28:07, 2020/2/24, 2020.02.24, 2017--04--12 21:37, 2021-08-01-06:08:00."""

YEAR_LAST = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,3})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2})(?![\d])"
    + _TIME
)
"""24/02/2020, 2/24/2020, 3:28:00 PM, and 109/02/24 of the Republican calendar."""

ENGLISH = re.compile(
    rf"\b(?:{_MONTH}\s{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}"
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},?\s{{1,2}})?(?P<y>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})\s{{1,2}}{_MONTH.replace('mon', 'mon2')},?\s{{1,2}}(?P<y2>\d{{4}}))"
    rf"{_TIME}",
    re.IGNORECASE,
)
"""Feb 24, 2020; Feb 24 Mon 2020; 24 Feb 2020 15:28:07 GMT."""

HANZI_MONTH_FIRST = re.compile(
    rf"(?<![年{NUMERAL}])(?P<m>{_N}{{1,3}})\s?月\s{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,\s{{0,2}}"
    rf"(?P<y>(?:19|20)\d\d){_TIME}"
)
"""十一月 6th, 2009, as blogs print it whose pattern is English and whose words are Chinese."""

UNIX_DATE = re.compile(
    rf"\b{_MONTH}\s{{1,2}}(?P<d>\d{{1,2}})\s(?P<hh>\d\d):(?P<mi>\d\d):(?P<ss>\d\d)\s"
    r"(?:[A-Z]{3,4}\s)?(?P<y>\d{4})\b",
    re.IGNORECASE,
)
"""Mon Feb 24 15:28:07 CST 2020, as Java's Date.toString prints it; CST is China's time here."""

YEARLESS_HANZI = re.compile(
    rf"(?<![年{NUMERAL}])(?P<m>{_N}{{1,3}})\s?月\s?(?P<d>{_N}{{1,4}})\s?[日号號]{_TIME}"
)
"""2月24日 15:28."""

YEARLESS_NUMERIC = re.compile(
    rf"(?<![\d./-])(?<!\d:)(?P<m>\d\d?)[-/](?:(?P<d>\d\d?)(?![\d./%-])|(?P<d2>\d\d)(?=\d\d:\d\d)){_TIME}"
)
"""02-24 15:28, and 02-2415:28 where two elements touch."""

SHORT_YEAR = re.compile(
    rf"(?<![\d./-])(?<!\d:)(?P<y>\d\d)-(?P<m>\d\d)-(?:(?P<d>\d\d)(?!\d)|(?P<d2>\d\d)(?=\d\d:\d\d)){_TIME}"
)
"""20-02-24 15:28, 日期:20-02-24."""

DAY_AND_TIME = re.compile(rf"(?<![月\d])(?P<d>\d{{1,2}})日\s{{0,2}}{_CLOCK}")
"""02日14:25, its month and year elsewhere on the page."""

COMPACT = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)"
    r"(?:[ T]?(?P<hh>[0-2]\d)(?P<mi>[0-5]\d)(?P<ss>[0-5]\d)?)?(?!\d)"
)
"""20200224, 20200224152807."""

EPOCH = re.compile(r"\s*(\d{10})(\d{3})?\s*")
"""Seconds or milliseconds since 1970, as scripts write them."""

CLOCK_ALONE = re.compile(rf"\s*{_CLOCK}\s*")
"""15:28: today."""
