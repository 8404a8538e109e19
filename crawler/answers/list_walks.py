"""How far a list has been read whose page stands for it in the ledger: that page's reason tells.

A run may end, or a page fail, in the middle of a list. What stands behind is not known then,
however little the pages before it bring: the next run goes on where this one came to.
"""

from __future__ import annotations

import re
from collections.abc import Set

_WHOLE = "a script's list, read to its end"
_PART = re.compile(r"a script's list(?P<news>, what is new in it)?, read to page (?P<page>\d{1,6})")
_MOST_BARREN = 2
"""Pages of a list in a row that bring nothing new; what stands behind them is known, where an
earlier run has been at the list's end."""


def mark_of(reason: str | None) -> str | None:
    """Return a page's reason where it tells how far the page's list has been read."""
    is_mark = reason == _WHOLE or _PART.fullmatch(reason or "") is not None
    return reason if is_mark else None


class Walk:
    """One run's way through a list.

    Args:
        reason: The ledger's, of the list's page, as the run before left it.

    """

    def __init__(self, reason: str | None) -> None:
        part = _PART.fullmatch(reason or "")
        self._read_before = int(part["page"]) if part else 0
        self._was_whole = reason == _WHOLE or bool(part and part["news"])
        self._listed: set[str] = set()
        self._barren = 0
        self._told = self._reason(self._read_before)

    @property
    def reason(self) -> str:
        """How far the list has been read, as the ledger keeps it."""
        return self._told

    def after(self, number: int, rows: Set[str], *, brings: bool) -> int | None:
        """Return which page is read after one that lists ``rows``; None at the end of the list.

        ``brings``: whether this one has brought anything new.
        """
        is_end = rows <= self._listed
        self._listed |= rows
        self._barren = 0 if brings else self._barren + 1
        following = number + 1
        if self._barren >= _MOST_BARREN:
            if number <= self._read_before:
                following, self._barren = self._read_before + 1, 0
            else:
                is_end = is_end or self._was_whole
        self._told = _WHOLE if is_end else self._reason(number)
        return None if is_end else following

    def _reason(self, number: int) -> str:
        news = ", what is new in it" if self._was_whole else ""
        return f"a script's list{news}, read to page {number}"
