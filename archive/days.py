"""Days as users write them."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(written: str) -> date:
    """Read ``YYYY-MM-DD``; other forms that ISO 8601 has (``20240301``, ``2024-W09-5``) are none.

    Raises ValueError that names the form, or says that there is no such day.
    """
    if not _DAY.fullmatch(written):
        raise ValueError(f"{written[:20]!r} is not a day; write YYYY-MM-DD")
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"there is no day {written}; write one of the calendar") from error
