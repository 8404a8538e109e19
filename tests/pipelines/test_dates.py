"""Written forms of dates: every row of ``date_forms.tsv``, and what surrounds a date."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.dates import CHINA, Context, Precision, parse
from pipelines.dates.numerals import normalise, number

FETCHED = Context(base=datetime(2020, 3, 1, 12, 0, tzinfo=CHINA))
NEEDS_A_CLUE = {"noyear", "rel"}


def forms() -> list[tuple[str, str, str]]:
    path = Path(__file__).with_name("date_forms.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [(group, text, expected) for group, text, expected in rows]


def spelled(text: str, context: Context, characters: int) -> str:
    moment = parse(text, context)
    if moment is None:
        return "(none)"
    return moment.isoformat().replace("T", " ").removesuffix("+08:00")[:characters]


@pytest.mark.parametrize(("group", "text", "expected"), forms())
def test_every_form(group: str, text: str, expected: str) -> None:
    yearless = group in NEEDS_A_CLUE or "月24日电" in text or text.startswith("农历")
    context = FETCHED if yearless else Context()
    length = max(len(expected), 10)
    assert spelled(text, context, length) == expected


def test_all_forms_are_there() -> None:
    assert len(forms()) == 109


def test_precision_is_kept() -> None:
    day, minute, second = (
        parse(text)
        for text in ("2020年2月24日", "2020年2月24日 15:28", "2020年2月24日15时28分07秒")
    )
    assert day is not None
    assert minute is not None
    assert second is not None
    assert (day.precision, day.isoformat()) == (Precision.DAY, "2020-02-24")
    assert (minute.precision, minute.isoformat()) == (
        Precision.MINUTE,
        "2020-02-24T15:28:00+08:00",
    )
    assert (second.precision, second.isoformat()) == (
        Precision.SECOND,
        "2020-02-24T15:28:07+08:00",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-02-2415:28", "2020-02-24T15:28:00+08:00"),  # two elements that touch
        ("20-02-24 15:28", "2020-02-24T15:28:00+08:00"),
        ("7/5/2005 9:23:57 PM", "2005-07-05T21:23:57+08:00"),  # en-US server: month first
        ("06/02/2022 - 13:48", "2022-02-06T13:48:00+08:00"),  # padded: day first
        ("Sept 10th, 2005 10:56 am", "2005-09-10T10:56:00+08:00"),
        ("Mon, 24 Feb 2020 07:28:07 GMT", "2020-02-24T15:28:07+08:00"),
        ("2019 09/07 19:02", "2019-09-07T19:02:00+08:00"),
        ("2020年2月24日中午12点", "2020-02-24T12:00:00+08:00"),
        ("2020-02-24 12:05 AM", "2020-02-24T00:05:00+08:00"),
        ("2020-02-24 25:70", "2020-02-24"),  # a time that does not exist is no time
        ("庚子年闰四月初一", "2020-05-23"),
        ("Dec 28 Sat 2013 00:28", "2013-12-28T00:28:00+08:00"),
        ("24 février 2020", "2020-02-24"),  # dateparser, behind our own reading
    ],
)
def test_more_forms(text: str, expected: str) -> None:
    moment = parse(text)
    assert moment is not None
    assert moment.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2020-13-45",
        "2020-02-30",
        "1970-01-01",  # before there was a web in China
        "IP 192.168.20.12",
        "电话：0571-88888888",
        "成文日期：2017年3月1日",
        "（2007年6月29日第十届全国人民代表大会常务委员会第二十八次会议通过）",
        "今天是2020年3月5日 星期四",
        "页面生成时间 2021-08-01 07:09:14",
        "有期徒刑3年2月",
    ],
)
def test_no_date_of_publication(text: str) -> None:
    assert parse(text) is None


def test_a_label_beats_a_bare_date_and_an_update() -> None:
    text = "成文日期：2017-03-01 更新时间：2017-06-09 发布日期：2017年06月08日"
    moment = parse(text)
    assert moment is not None
    assert moment.day == date(2017, 6, 8)


def test_the_future_is_refused_only_when_now_is_known() -> None:
    assert parse("2031-01-01", FETCHED) is None
    assert parse("2020-03-02", FETCHED) is not None  # a server's clock may run ahead
    assert parse("2031-01-01") is not None
    assert parse("2999-01-01") is None


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("12-30", date(2020, 1, 2), date(2019, 12, 30)),
        ("01-02", date(2019, 12, 31), date(2020, 1, 2)),
    ],
)
def test_the_address_settles_the_year(text: str, near: date, expected: date) -> None:
    moment = parse(text, Context(near=near))
    assert moment is not None
    assert moment.day == expected


def test_day_and_time_alone_take_the_rest_from_the_address() -> None:
    moment = parse("02日14:25", Context(near=date(2005, 3, 2)))
    assert moment is not None
    assert moment.isoformat() == "2005-03-02T14:25:00+08:00"
    assert parse("02日14:25", Context(near=date(2005, 3, 3))) is None


def test_relative_dates_need_the_time_of_fetching() -> None:
    assert parse("3小时前") is None
    assert parse("昨天 15:28") is None
    late = Context(base=datetime(2020, 2, 29, 17, 0, tzinfo=UTC))  # 1 March, 01:00 in China
    moment = parse("昨天 15:28", late)
    assert moment is not None
    assert moment.isoformat() == "2020-02-29T15:28:00+08:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("24", 24),
        ("二十四", 24),
        ("廿四", 24),
        ("卅一", 31),
        ("十", 10),
        ("贰拾肆", 24),
        ("一百零九", 109),
        ("二〇二〇", 2020),
        ("两", 2),
        ("元", 1),
        ("", None),
        ("人", None),
        ("123456789012345678", 123456789012345678),
        ("1" * 5000, None),
        ("一" * 5000, None),
    ],
)
def test_numbers(text: str, value: int | None) -> None:
    assert number(text) == value


def test_look_alike_zeros_and_dashes() -> None:
    assert normalise("二○二О年") == "二〇二〇年"
    assert normalise("２０２０－０２—２４　１５：２８") == "2020-02-24 15:28"
