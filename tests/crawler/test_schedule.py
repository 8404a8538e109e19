"""When a page is looked at again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from archive.ledger import PageKind
from crawler.answers import schedule
from crawler.answers.outcomes import read_list
from crawler.frontier.visit import Visit

NOW = datetime(2020, 3, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEXT_DAY = timedelta(hours=22)
"""Before the next run of a daily watch, likewise."""
SOON = timedelta(minutes=50)
"""Before the next run of a watch by the hour, however late in this one a page was fetched."""


@pytest.mark.parametrize(
    ("age", "interval"),
    [
        (None, NEXT_DAY),
        (4 * DAY, NEXT_DAY),
        (5.8 * DAY, NEXT_DAY),
        (6.2 * DAY, NEXT_DAY),
        (7.9 * DAY, NEXT_DAY),  # of a week ago
        (8 * DAY, 2 * DAY),
        (-8 * HOUR, SOON),  # of today, where it is today earlier
        (2 * HOUR, SOON),
        (15 * HOUR, SOON),  # late in the evening of its day
        (2 * DAY, 12 * HOUR),
        (40 * DAY, 10 * DAY),
        (4000 * DAY, 180 * DAY),
    ],
)
def test_young_articles_are_seen_again_soon_and_old_ones_rarely(
    age: timedelta | None, interval: timedelta
) -> None:
    assert schedule.first_interval(age) == interval


def test_a_change_brings_the_next_look_nearer() -> None:
    assert schedule.next_interval(8 * DAY, changed=True) == 4 * DAY
    assert schedule.next_interval(8 * DAY, changed=False) == 16 * DAY
    assert schedule.next_interval(HOUR, changed=True) == SOON
    assert schedule.next_interval(12 * HOUR, changed=False) == NEXT_DAY
    assert schedule.next_interval(150 * DAY, changed=False) == schedule.WIDEST_INTERVAL


def test_failures_are_tried_in_every_run_and_then_ever_more_rarely() -> None:
    waits = [schedule.retry_at(NOW, attempts) - NOW for attempts in (1, 3, 4, 5, 6, 50)]
    assert [wait // DAY for wait in waits] == [0, 0, 1, 2, 4, 30]


def test_a_page_that_was_not_there_is_looked_for_ever_more_rarely_and_then_no_more() -> None:
    waits = [schedule.look_again(None)]
    while (last := waits[-1]) is not None:
        waits.append(schedule.look_again(last))
    assert [wait // HOUR for wait in waits if wait is not None] == [1, 4, 16, 64, 256]


@pytest.mark.parametrize(
    ("path", "days"),
    [
        ("/xw/index.html", 0),
        ("/jyxx/001/001001/secondPage.html", 0),
        ("/art/010203/list.html", 0),
        ("/html/2026-11/21/node_3.htm", 2),
        ("/html/2024-11/29/node_3.htm", 180),
    ],
)
def test_one_days_list_is_read_as_rarely_as_its_articles(path: str, days: int) -> None:
    now = datetime(2026, 11, 29, tzinfo=UTC)
    visit = Visit(url=f"http://www.x.gov.cn{path}", site="x", kind="list")
    response = HtmlResponse(visit.url, request=Request(visit.url))
    outcome = read_list(visit, response, now=now, kind="list", why="")
    assert outcome.due_at == now + timedelta(days=days)
    further = read_list(replace(visit, number=3), response, now=now, kind="list", why="")
    assert further.due_at is None


@pytest.mark.parametrize("kind", ["list", "other"])
def test_a_sites_map_is_read_once_a_week(kind: PageKind) -> None:
    visit = Visit(url="http://www.x.gov.cn/m.html", site="x", kind="list", listed_title="网站地图")
    response = HtmlResponse(visit.url, request=Request(visit.url))
    outcome = read_list(visit, response, now=NOW, kind=kind, why="")
    assert (outcome.kind, outcome.due_at) == ("list", NOW + timedelta(days=7))
