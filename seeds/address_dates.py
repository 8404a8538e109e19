"""The day that stands in an article's address: before it is fetched, and to check its page by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

EARLIEST = date(1994, 4, 20)
"""The day China joined the internet: no page was published there before."""

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        # /2020/2/24/art_1_2.html (Hanweb), /2020-02/24/content_1.htm, /2019_09_07_5169.shtml
        rf"[/_.-]{_YEAR}[/_-](?P<m>\d{{1,2}})[/_-](?P<d>\d{{1,2}})(?=[/_.-]|$)",
        # /202002/t20200224_97.shtml (TRS), /20200224/<hex>/c.html
        rf"[/_=t-]{_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?=[/_.-]|$)",
        # /n1/2020/0224/c1-2.html (people.com.cn), /2020/0224/c1a2/page.htm (Webplus), /2020-0224/
        rf"[/_-]{_YEAR}[/_-](?P<m>\d\d)(?P<d>\d\d)(?=[/_.-]|$)",
        # /202002/24/content_1.htm
        rf"[/_-]{_YEAR}(?P<m>\d\d)[/_-](?P<d>\d\d)(?=[/_.-]|$)",
        # /20200224152807.html, /2020022415, /20200224/ glued to a serial number of 2 to 8 digits
        rf"[/_-]{_YEAR}(?P<m>\d\d)(?P<d>\d\d)\d{{2,8}}(?=[/_.-]|$)",
        # /05/0425/08/1I606VE6.html and /050428/352/26pfu.html of the portals of 2000 to 2009; none
        # is 001001, the number of a column of Epoint's.
        r"/(?P<y>0[1-9]|00(?=/))/?(?P<m>\d\d)(?P<d>\d\d)/",
    )
)
_MONTH = re.compile(rf"[/_-]{_YEAR}[/_-]?(?P<m>0[1-9]|1[0-2])(?=[/_.-]|$)", re.ASCII)

_FOLDER_OF_YEAR = re.compile(rf"/{_YEAR}(?=/)", re.ASCII)


def day_in_address(url: str) -> date | None:
    """Return the day that ``url`` names, or None."""
    return _day(url, _PATTERNS)


def whole_day_in_address(url: str) -> date | None:
    """Return the day that ``url`` names with all digits of its year, as no column's number does."""
    return _day(url, _PATTERNS[:-1])


def _day(url: str, patterns: Iterable[re.Pattern[str]]) -> date | None:
    path = _path(url)
    for pattern in patterns:
        for match in pattern.finditer(path):
            if (day := _date(match["y"], match["m"], match["d"])) is not None:
                return day
    return None


def month_in_address(url: str) -> tuple[int, int] | None:
    """Return (year, month) of ``/202002/<32 hex>.shtml`` and the like, or None."""
    match = _MONTH.search(_path(url))
    return (int(match["y"]), int(match["m"])) if match else None


def year_in_address(url: str) -> int | None:
    """Return the year that a folder of an article's address is called: /2006/news/0428-2.htm."""
    match = _FOLDER_OF_YEAR.search(_path(url))
    return int(match["y"]) if match else None


def _path(url: str) -> str:
    return url.partition("://")[2].partition("/")[2].join("/ ").rstrip() if "://" in url else url


def _date(year: str, month: str, day: str) -> date | None:
    full_year = int(year) + (2000 if len(year) == 2 else 0)  # two digits of a year
    try:
        found = date(full_year, int(month), int(day))
    except ValueError:
        return None
    return found if found >= EARLIEST else None
