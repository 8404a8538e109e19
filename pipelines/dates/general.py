"""dateparser, the general parser behind our own reading: the one file that imports it.

It knows 200 locales that we do not; it is asked last, since it misreads yearless dates
(``02-24`` becomes 2002-03-24) and costs milliseconds a call and a quarter second to import.
"""

from __future__ import annotations

import re
from datetime import datetime

from archive.records import CHINA
from pipelines.dates.moment import Moment, Precision

_LANGUAGES = [
    "zh",
    "zh-Hant",
    "en",
    "ug",
    "bo",
    "mn",
    "kk",
    "ko",
    "ja",
    "fr",
    "es",
    "ru",
    "ar",
    "de",
]
"""What Chinese government sites publish in; trying all 200 costs a second."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_LONGEST = 48
"""Characters; longer strings are prose, in which dateparser only finds accidents."""


def parse_generally(text: str, base: datetime | None) -> Moment | None:
    """Return what dateparser makes of a short string that names a day and a month, or None."""
    stripped = text.strip(" []()【】|")
    if base is None and not _YEAR.search(stripped):
        return None
    if not stripped or len(stripped) > _LONGEST or not any(c.isdigit() for c in stripped):
        return None
    import dateparser  # noqa: PLC0415 - a quarter of a second that most runs never need

    found = dateparser.parse(stripped, languages=_LANGUAGES, settings=_settings(base))
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    found = found.astimezone(CHINA)
    timed = ":" in stripped and (found.hour or found.minute or found.second)
    return Moment(found, Precision.SECOND) if timed else Moment(found, Precision.DAY).to_day()


def _settings(base: datetime | None) -> dict[str, object]:
    settings: dict[str, object] = {
        "TIMEZONE": "Asia/Shanghai",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "DATE_ORDER": "YMD",
        "PREFER_DATES_FROM": "past",
        "REQUIRE_PARTS": ["day", "month", "year"],
    }
    if base is None:
        # Without this it would count 3小时前 from the clock of this machine.
        return {**settings, "PARSERS": ["absolute-time"]}
    return {**settings, "RELATIVE_BASE": base.astimezone(CHINA).replace(tzinfo=None)}
