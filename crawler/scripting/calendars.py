"""Calendars: a script that looks up each day of a month in the answer to a call for that month.

Of an answer whose parts are tokens no day is found in it. Run once more, with a day of the month
that the call's address names in place of a date, the script shows what a day's link is made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from crawler.scripting.noted_calls import Noted, NotedCall, acts
from crawler.scripting.tokens import SIGN

_JOINTS = "-", ""
"""Between the year, the month and the day of a date, as answers have it."""
_MONTH = re.compile(r"(?:19|20)\d\d\D{0,9}?(?:0[1-9]|1[0-2])(?!\d)")


def with_days(noted: Noted, run: Callable[[str], Noted]) -> Noted:
    """Return what scripts have been noted to ask for, with what they make of the days of a month.

    ``run``: runs them with a day in place of each date, whose pieces are joined by what it is
    given; asked for where a month is asked for and nothing of it is shown.
    """
    silent = [call for call in noted.calls if _asks_for_month(call) and not _shows(call)]
    for joint in _JOINTS if silent else ():
        dated = {call.url: call for call in run(joint).calls if _shows(call)}
        if any(call.url in dated for call in silent):
            calls = (dated.get(c.url, c) if c in silent else c for c in noted.calls)
            return replace(noted, calls=tuple(calls))
    return noted


def _asks_for_month(call: NotedCall) -> bool:
    return _MONTH.search(f"{call.url} {call.data or ''}") is not None and not acts(call)


def _shows(call: NotedCall) -> bool:
    return any(SIGN in each for each in call.written)
