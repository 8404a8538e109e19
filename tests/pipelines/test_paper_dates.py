"""Days on which a paper was signed, printed or sent out are no days of publication."""

from __future__ import annotations

import pytest

from tests.pipelines.pages import PROSE, page, read

TITLE = "<h1>关于做好2023年春耕生产工作的通知</h1>"
SIGNED = "<p>某某县农业农村局</p><p>2023年5月4日</p>"
PLAIN = "http://www.example.gov.cn/zw/123.html"
DATED = "http://www.example.gov.cn/zw/202305/t20230506_123.html"
LABELS = ("成文日期", "签发日期", "签发时间", "印发日期", "印发时间", "公文日期")


def card(label: str, day: str = "2023-05-04") -> str:
    """The card of a paper, one of whose rows dates it."""
    return (
        "<table><tr><td>索引号</td><td>000123/2023-1</td><td>发文字号</td>"
        f"<td>某农发〔2023〕5号</td></tr><tr><td>{label}</td><td>{day}</td>"
        "<td>公开方式</td><td>主动公开</td></tr></table>"
    )


def published(above: str, end: str = "", url: str = PLAIN, head: str = "") -> str | None:
    return read(page(above, prose=PROSE + end, head=head), url=url).article.published_at


@pytest.mark.parametrize("label", [*LABELS, "发文日期"])
def test_the_card_of_a_paper_dates_no_page(label: str) -> None:
    assert published(card(label) + TITLE) is None
    assert published(card(label) + TITLE, url=DATED) == "2023-05-06"
    meta = '<meta name=PubDate content="2023-05-09 00:00">'
    assert published(card(label) + TITLE, head=meta) == "2023-05-09"
    bar = "<p>发布时间：2023-05-09 来源：县政府办</p>"
    assert published(card(label) + TITLE + bar) == "2023-05-09"


@pytest.mark.parametrize("label", LABELS)
def test_a_line_below_the_headline_that_says_so_dates_no_page(label: str) -> None:
    assert published(f"{TITLE}<p>{label}：2023-05-04 来源：县农业农村局</p>") is None
    assert published(f"{TITLE}<p>{label}：2023-05-04 发布日期：2023-05-09</p>") == "2023-05-09"
    bar = "<p>2023-05-04 来源：县政府办</p>"  # published on the day on which it was signed
    assert published(f"{TITLE}<p>{label}：2023-05-04</p>{bar}") == "2023-05-04"


@pytest.mark.parametrize("label", ["成文日期", "签发日期", "印发日期"])
@pytest.mark.parametrize("day", ["2023-05-04", "2023年05月04日", "二〇二三年五月四日"])
def test_a_signature_on_the_day_that_the_card_names_dates_no_page(label: str, day: str) -> None:
    assert published(card(label, day) + TITLE, SIGNED) is None


def test_a_signature_is_the_last_resort_where_nothing_is_said_of_its_day() -> None:
    assert published(TITLE, SIGNED) == "2023-05-04"
    assert published(card("成文日期", "2023-05-02") + TITLE, SIGNED) == "2023-05-04"


@pytest.mark.parametrize("number", ["发文字号", "文号"])
@pytest.mark.parametrize("day", ["2023-05-04", "2023年05月04日", "二〇二三年五月四日"])
def test_a_signature_on_the_day_on_which_the_card_sent_it_out_dates_no_page(
    number: str, day: str
) -> None:
    table = card("发文日期", day).replace("发文字号", number)
    line = f"<p>{number}：某农发〔2023〕5号　发文日期：{day}</p>"
    for above in (table, line):
        assert published(above + TITLE, SIGNED) is None
        assert (
            published(above + TITLE, "<p>某某县农业农村局</p><p>2023年5月2日</p>") == "2023-05-02"
        )
    assert published(f"<p>发文日期：{day}</p>" + TITLE, SIGNED) == "2023-05-04"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "签发时间：2023-05-16 10:11　来源：清河县融媒体中心　阅读：20",
            "2023-05-16T10:11:00+08:00",
        ),
        ("印发时间：2023-05-16 10:11 字体：大 中 小", "2023-05-16T10:11:00+08:00"),
        ("印发日期：2023-05-16 【字体：大 中 小】", "2023-05-16"),
        ("签发日期：2023-05-16 来源：清河日报", "2023-05-16"),
        ("签发时间：2023-05-16 10:11 来源：县农业农村局", "2023-05-16T10:11:00+08:00"),
        ("签发日期：2023-05-16 发布日期：2023-05-18 阅读：20", "2023-05-18"),
        ("成文日期：2023-05-16 来源：清河日报 阅读：20", None),
        ("签发日期：2023-05-16 发文字号：某农发〔2023〕5号 阅读：20", None),
        ("印发日期：2023-05-16", None),
    ],
)
def test_a_bar_of_news_may_call_its_day_as_papers_do(line: str, expected: str | None) -> None:
    assert published(f"{TITLE}<p>{line}</p>") == expected


def test_beside_the_card_of_a_paper_such_a_bar_dates_no_page() -> None:
    bar = "<p>印发时间：2023-05-16 10:11 字体：大 中 小</p>"
    assert published(f"{card('成文日期')}{TITLE}{bar}") is None


def test_the_imprint_of_a_paper_dates_no_page() -> None:
    assert published(TITLE, "<p>某某县政府办公室 2023年5月4日印发</p>") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发文日期：2023-05-04 来源：县农业农村局 浏览：32", "2023-05-04"),
        ("发文时间：2023-05-04 10:20 来源：县融媒体中心", "2023-05-04T10:20:00+08:00"),
        ("发文字号：某农发〔2023〕5号 发文日期：2023-05-04 发布日期：2023-05-09", "2023-05-09"),
        ("审核：李思远 签发：王五一 2023-05-04", "2023-05-04"),
    ],
)
def test_bars_of_news_date_their_page(line: str, expected: str) -> None:
    assert published(f"{TITLE}<p>{line}</p>") == expected


@pytest.mark.parametrize("label", ["生成日期", "发布日期", "公开日期"])
def test_a_card_may_say_when_the_page_came_out(label: str) -> None:
    assert published(card(label) + TITLE) == "2023-05-04"
