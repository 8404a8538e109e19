"""Lists that are kept month by month, in folders named for them: ``/2026-11/period.xml``."""

from __future__ import annotations

from collections.abc import Iterable

from seeds.crawling.data import data_knowledge
from seeds.whole_numbers import whole_number

_MONTHS = 12
_JOINTS = "-", "/", ""
"""Between the year, the month and the day in what a list says."""


def month_before(url: str, said: Iterable[str]) -> str | None:
    """Return the address of the list of the month before that of ``url``; None for other lists.

    ``said``: the texts of the list; one that names no day of its month is none of that month.
    """
    target, mark, told = url.partition("#")
    own = data_knowledge().month_file.search(target)
    if own is None:
        return None
    days = tuple(f"{own['year']}{joint}{own['month']}{joint}" for joint in _JOINTS)
    if not any(text.startswith(days) for text in said):
        return None
    months = whole_number(own["year"]) * _MONTHS + whole_number(own["month"]) - 1
    year, month = divmod(months - 1, _MONTHS)
    named = f"{year:04d}{own['joint']}{month + 1:02d}"
    return f"{target[: own.start('year')]}{named}{target[own.end('month') :]}{mark}{told}"
