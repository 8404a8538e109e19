"""Days and months that stand in addresses."""

from __future__ import annotations

from datetime import date

import pytest

from seeds.address_dates import (
    day_in_address,
    month_in_address,
    whole_day_in_address,
    year_in_address,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.cn/2020/2/24/art_1_2.html", date(2020, 2, 24)),
        ("http://a.cn/2020-02/24/content_1.htm", date(2020, 2, 24)),
        ("http://a.cn/xw/202002/t20200224_97.shtml", date(2020, 2, 24)),
        ("http://a.cn/n1/2020/0224/c1-2.html", date(2020, 2, 24)),
        ("http://a.cn/2020/0224/c1a2/page.htm", date(2020, 2, 24)),
        ("http://a.cn/20200224/5b1e0f/c.html", date(2020, 2, 24)),
        ("http://a.cn/202002/24/content_1.htm", date(2020, 2, 24)),
        ("http://a.cn/politics/2020_02_24_517162.shtml", date(2020, 2, 24)),
        ("http://a.cn/20050224/00464959.html", date(2005, 2, 24)),
        ("http://a.cn/20050224143015.html", date(2005, 2, 24)),
        ("http://biz.163.com/05/0425/08/1I606VE6.html", date(2005, 4, 25)),
        ("http://a.cn/050428/352/26pfu.html", date(2005, 4, 28)),
        ("http://a.cn/jyxx/001/001001/secondPage.html", None),  # a column's number
        ("http://a.cn/jyxx/001001/001001002/20260203/5b1e0f.html", date(2026, 2, 3)),
        ("http://a.cn/202002/7e2f867b5978be9d87b3bccf54fbdcf4.shtml", None),
        ("http://20200224.cn/a.html", None),  # a host is no date
        ("http://a.cn/2020/13/45/x.html", None),
        ("http://a.cn/info/1016/19830.htm", None),
        ("", None),
    ],
)
def test_days_in_addresses(url: str, expected: date | None) -> None:
    assert day_in_address(url) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/html/2020-02/24/node_2.htm", date(2020, 2, 24)),
        ("/jyxx/010203/list.html", None),
        ("/jyxx/001/001001/secondPage.html", None),
    ],
)
def test_a_whole_day_has_all_digits_of_its_year(path: str, expected: date | None) -> None:
    assert whole_day_in_address(f"http://a.cn{path}") == expected


def test_months_in_addresses() -> None:
    url = "http://a.cn/c117203/202002/7e2f867b5978be9d87b3bccf54fbdcf4.shtml"
    assert month_in_address(url) == (2020, 2)
    assert month_in_address("http://a.cn/info/1016/19830.htm") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.cn/2006/news/0428-2.htm", 2006),
        ("http://a.cn/news/2006/0428-2.htm", 2006),
        ("http://2006.cn/news/1.htm", None),
        ("http://a.cn/show/2006", None),
        ("http://a.cn/info/1016/19830.htm", None),
    ],
)
def test_years_in_addresses(url: str, expected: int | None) -> None:
    assert year_in_address(url) == expected
