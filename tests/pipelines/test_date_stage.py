"""Which date of a page is its date of publication."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from archive.records import Extraction, RawPage
from pipelines.dates import CHINA
from pipelines.run import process
from tests.pipelines.pages import PROSE, page, read

TITLE = "<h1>全市春耕生产工作会议召开</h1>"
FETCHED = datetime(2020, 3, 25, 12, 0, tzinfo=CHINA)


def test_the_bar_beats_a_meta_tag_of_another_day() -> None:
    head = (
        '<meta name=PubDate content="2022-04-24 10:00:43"><meta name=Maketime content="2023-01-01">'
    )
    article = read(page(f"{TITLE}<p>发布日期：2017-05-15 10:49:00 来源：</p>", head=head)).article
    assert (article.published_at, article.published_from) == ("2017-05-15T10:49:00+08:00", "byline")


def test_a_day_in_sight_takes_its_time_from_the_meta_tag_of_that_day() -> None:
    head = '<meta name=PubDate content="2022-04-17 14:46:00">'
    article = read(page(f"{TITLE}<p>2022-04-17 来源：生态环境部</p>", head=head)).article
    assert (article.published_at, article.published_from) == ("2022-04-17T14:46:00+08:00", "byline")


@pytest.mark.parametrize(
    "filler", ["2020-03-23 00:00", "2020-03-23 00:00:00", "2020-03-23 23:59:59"]
)
def test_filled_in_times_are_a_day(filler: str) -> None:
    head = f'<meta name=PubDate content="{filler}">'
    assert read(page(TITLE, head=head)).article.published_at == "2020-03-23"


@pytest.mark.parametrize(
    ("head", "expected", "origin"),
    [
        (
            '<meta name=firstpublishedtime content="2021-08-01-06:08:00">',
            "2021-08-01T06:08:00+08:00",
            "meta",
        ),
        ('<meta name=lastmodifiedtime content="2021-08-01-07:08:00">', None, None),
        ('<meta name=others content="页面生成时间 2021-08-01 07:09:14">', None, None),
        (
            '<script type="application/ld+json">{"datePublished":"2020-02-24T07:28:07Z"}</script>',
            "2020-02-24T15:28:07+08:00",
            "json-ld",
        ),
        ('<script type="application/ld+json">{broken</script>', None, None),
        (
            '<script>var publish_time = "2020-02-12 22:17";</script>',
            "2020-02-12T22:17:00+08:00",
            "meta",
        ),
        ('<script>var ct = "1581517074";</script>', "2020-02-12T22:17:54+08:00", "meta"),
    ],
)
def test_the_head(head: str, expected: str | None, origin: str | None) -> None:
    article = read(page(TITLE, head=head)).article
    assert (article.published_at, article.published_from) == (expected, origin)


def test_the_address_when_nothing_else_says_it() -> None:
    article = read(page(TITLE), url="http://www.example.cn/2020-02/28/content_50971234.htm").article
    assert (article.published_at, article.published_from) == ("2020-02-28", "url")


def test_a_date_that_the_address_confirms_beats_one_that_it_does_not() -> None:
    above = f"{TITLE}<p>发布日期：2023-05-11</p>"
    head = '<meta name=PubDate content="2023-08-16 10:33:59">'
    url = "http://www.example.cn/tjsja/202305/7215380191c5400397df5d7d0b5fd06b.shtml"
    assert read(page(above, head=head), url=url).article.published_at == "2023-05-11"


def test_yearless_dates_by_address_list_and_fetch() -> None:
    html = page(f"{TITLE}<p>03-23 17:17 来源：黄冈日报</p>")
    expected = "2020-03-23T17:17:00+08:00"
    assert read(html).article.published_at is None
    assert read(html, fetched_at=FETCHED).article.published_at == expected
    assert read(html, listed_date="2020-03-23").article.published_at == expected
    url = "http://www.example.cn/202003/t20200323_97.html"
    assert read(html, url=url).article.published_at == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.gov.cn/2006/news/0428-2.htm", "2006-12-31"),
        ("http://a.gov.cn/200612/7e2f867b5978be9d.shtml", "2006-12-31"),
        ("http://a.gov.cn/200701/7e2f867b5978be9d.shtml", "2006-12-31"),
        ("http://a.gov.cn/show/2006", None),
    ],
)
def test_the_year_or_month_of_the_address_settles_a_yearless_date(
    url: str, expected: str | None
) -> None:
    assert read(page(f"{TITLE}<p>[12月31日]</p>"), url=url).article.published_at == expected


def test_the_date_beside_the_link_on_the_list_page() -> None:
    article = read(page(TITLE), listed_date="[2020-03-23]").article
    assert (article.published_at, article.published_from) == ("2020-03-23", "header")


def test_the_banner_and_related_links_are_not_it() -> None:
    html = "<html><body><p>今天是2021年1月5日 星期二</p><p>2021年1月5日</p>" + page(
        f"{TITLE}<p>2020-03-23 来源：黄冈日报</p>", "<p>相关链接</p><li>春耕忙 2020-04-01</li>"
    )
    assert read(html).article.published_at == "2020-03-23"


def test_relative_dates_in_the_bar() -> None:
    html = page(f"{TITLE}<p>昨天 09:30 来源：黄冈日报</p>")
    assert read(html).article.published_at is None


@pytest.mark.parametrize(
    ("bar", "expected"),
    [
        ("昨天 09:30 来源：黄冈日报", "2020-03-24T09:30:00+08:00"),
        ("发布时间：昨天 来源：黄冈日报", "2020-03-24"),
        ("发布时间：昨天 09:30 来源：黄冈日报", "2020-03-24T09:30:00+08:00"),
        ("来源：黄冈日报 发布时间：3天前", "2020-03-22"),
        ("发布时间：３天前", "2020-03-22"),
        ("发布时间：2小时前 来源：黄冈日报", "2020-03-25T10:00:00+08:00"),
        ("黄冈日报 | 3天前", "2020-03-22"),
        ("发布时间：1585012200000 来源：黄冈日报", "2020-03-24T09:10:00+08:00"),
        ("更新时间：昨天 发布时间：3天前", "2020-03-22"),
        ("有效期至：昨天 来源：黄冈日报", None),
        ("来源：黄冈日报 浏览次数：1585012200", None),
    ],
)
def test_dates_in_the_bar_count_from_the_fetch(bar: str, expected: str | None) -> None:
    document = read(page(f"{TITLE}<p>{bar}</p>"), fetched_at=FETCHED)
    assert document.article.published_at == expected


def test_what_counts_from_the_fetch_goes_behind_days_of_the_calendar() -> None:
    head = '<meta name=PubDate content="2020-03-20">'
    document = read(page(f"{TITLE}<p>发布时间：3天前</p>", head=head), fetched_at=FETCHED)
    assert document.article.published_at == "2020-03-20"


def test_relative_dates_above_the_headline_are_no_bar() -> None:
    document = read(page(f"<p>3小时前</p>{TITLE}<p>来源：黄冈日报</p>"), fetched_at=FETCHED)
    assert document.article.published_at is None


def test_milliseconds_in_a_meta_tag() -> None:
    head = '<meta name="PubDate" content="1585012200000">'
    for fetched_at in (None, FETCHED):
        document = read(page(TITLE, head=head), fetched_at=fetched_at)
        assert document.article.published_at == "2020-03-24T09:10:00+08:00"


@pytest.mark.parametrize("value", ["1585012200000", "1585012200", '"1585012200000"'])
def test_a_timestamp_in_a_script(value: str) -> None:
    html = page(f"{TITLE}<script>var publish_time = {value};</script>")
    assert read(html).article.published_at == "2020-03-24T09:10:00+08:00"


def test_documents_say_when_they_were_signed_not_published() -> None:
    above = f"{TITLE}<p>成文日期：2017年3月1日</p><p>有效期至：2025年12月31日</p>"
    assert read(page(above)).article.published_at is None
    above += "<p>发布日期：2017年06月08日</p>"
    assert read(page(above)).article.published_at == "2017-06-08"


def test_an_answered_letter_is_dated_by_its_answer() -> None:
    bar = "<p>来信时间：2020-03-14　答复单位：县公路局　答复时间：2020-03-21</p>"
    assert read(page(TITLE + bar)).article.published_at == "2020-03-21"


def test_a_dateline_is_the_last_resort() -> None:
    prose = (
        "<p>新华社北京3月22日电 市委召开春耕生产工作会议，部署全年工作，要求抓好落实。</p>" + PROSE
    )
    document = read(page(TITLE, prose=prose), fetched_at=FETCHED)
    assert (document.article.published_at, document.article.published_from) == (
        "2020-03-22",
        "text",
    )
    assert read(page(TITLE, prose=prose)).article.published_at is None


def test_events_in_prose_date_nothing() -> None:
    assert read(page(TITLE), fetched_at=FETCHED).article.published_at is None


def test_the_reading_is_told() -> None:
    document = read(page(f"{TITLE}<p>发布日期：2020-03-23 来源：黄冈日报</p>"))
    told = [one for one in document.candidates if one.field == "published_at"]
    assert [one.won for one in told] == [True]
    assert told[0].value == "2020-03-23"
    assert "发布日期" in told[0].why


def test_the_address_goes_before_the_list_that_led_to_the_page() -> None:
    sample = Path(__file__).parents[2] / "seeds" / "samples" / "chongqing"
    body = (sample / "2020-02" / "28" / "content_50971234.htm").read_bytes()
    url = "http://127.0.0.1/2020-02/28/content_50971234.htm"
    for listed in (None, "2020-02-28", "02-28"):
        outcome = process(RawPage(url=url, body=body, listed_date=listed))
        assert isinstance(outcome, Extraction)
        assert outcome.article.published_at == "2020-02-28"
        assert outcome.article.published_from == "url", listed
