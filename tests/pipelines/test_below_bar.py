"""First lines of a text that look like an information bar, below the bar of the page.

All lines are composed.
"""

from __future__ import annotations

import pytest

from pipelines.document import Document
from pipelines.extract.phrases import tells_of_law
from tests.pipelines.pages import PROSE, page, read

TITLE = "安平县有关事项的公告"
HEAD = f"<title>{TITLE}</title>"
BARS = (
    "发布时间：2024-03-15 10:21　浏览次数：132",
    "2024-03-15 来源：县气象局",
    "2024-03-15 10:21",
    "2024-03-15",
    "发布日期：2024-03-15 来源：县气象局",
)


def _read(lines: tuple[str, ...], bar: str) -> Document:
    above = f"<h1>{TITLE}</h1><div class=info>{bar}</div>"
    text = "".join(f"<p>{line}</p>" for line in lines)
    return read(page(above, head=HEAD, prose=text + PROSE))


@pytest.mark.parametrize("bar", BARS)
@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("停电时间：2024-03-18 08:00至2024-03-18 18:00",), id="a span to the minute"),
        pytest.param(("展览时间：2024年5月1日至31日",), id="a span of days"),
        pytest.param(("拍卖时间：2024年3月28日10时",), id="auction"),
        pytest.param(("预警时间：2024年3月16日08时30分",), id="warning"),
        pytest.param(("逝世时间：2024年3月12日",), id="death"),
        pytest.param(("项目编号：APCG-2024-012", "开标时间：2024-03-18 09:00"), id="tender"),
        pytest.param(("讲座时间：3月20日14:30", "讲座地点：县妇女儿童活动中心"), id="no year"),
        pytest.param(("成文日期：2023-12-20",), id="day of a paper, no card"),
        pytest.param(("时间：2024年3月20日上午9:00",), id="time and no more"),
        pytest.param(
            ("时间：3月14日上午", "地点：县委常委会议室"), id="time of a day without year"
        ),
        pytest.param(("发布时间：2024-03-16 08:30",), id="when a warning was given"),
        pytest.param(("3月1日 县委召开常委会", "3月5日 开展学雷锋活动"), id="chronicle"),
        pytest.param(
            (
                "2020年6月19日 安平县第十三届人民代表大会常务委员会第二十八次会议通过",
                "2020年7月31日 某省人民代表大会常务委员会批准",
                "2020年10月1日 施行",
            ),
            id="law",
        ),
    ],
)
def test_is_text_and_dates_nothing(lines: tuple[str, ...], bar: str) -> None:
    document = _read(lines, bar)
    assert [block.text for block in document.blocks][: len(lines)] == list(lines)
    assert (document.article.published_at or "")[:10] == "2024-03-15"
    assert document.article.authors == ()
    assert document.article.source in (None, "县气象局")


@pytest.mark.parametrize(
    ("line", "bar", "day"),
    [
        pytest.param("发布时间：2024-03-15 10:21", BARS[1], "2024-03-15", id="said again"),
        pytest.param("时间：2024-03-14 来源：人民网", BARS[2], "2024-03-1", id="a bar"),
        pytest.param("发布日期：3月15日", BARS[1], "2024-03-15", id="said again without year"),
        pytest.param("发布时间：2024-03-14", "更新时间：2024-05-06", "2024-03-14", id="changed"),
        pytest.param("发布时间：2024-03-14", "2024年12月1日 星期日", "2024-", id="banner"),
        pytest.param("2024-03-15 10:21 县融媒体中心", BARS[1], "2024-03-15", id="outlet"),
    ],
)
def test_stays_a_bar(line: str, bar: str, day: str) -> None:
    document = _read((line,), bar)
    assert line not in [block.text for block in document.blocks]
    assert (document.article.published_at or "").startswith(day)


def test_rows_of_a_card_are_no_text() -> None:
    card = ("索引号：AP-2024-012", "成文日期：2023-12-20", "发文字号：安政〔2023〕12号")
    document = _read(card, BARS[0])
    assert not {*card} & {block.text for block in document.blocks}


@pytest.mark.parametrize(
    ("line", "is_of_law"),
    [
        ("2007年2月24日 国务院令第487号公布", True),
        ("（2019年3月26日市政府第5次常务会议通过）", True),
        ("2007年4月1日起施行", True),
        ("2024年3月15日 安平县人民政府办公室发布", False),
        ("2024年3月15日 来源：安平发布", False),
        ("2024-03-15 10:21 审核通过", False),
    ],
)
def test_what_was_done_to_a_law(line: str, *, is_of_law: bool) -> None:
    assert tells_of_law(line) is is_of_law
