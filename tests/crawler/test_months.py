"""Newspapers whose former issues stand in a calendar only, which reads them month by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import ledger
from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.monitoring.runs import Runs
from crawler.discovery.forms import target_of
from crawler.discovery.reading import read
from crawler.discovery.result import Reading
from crawler.frontier.frontier import Budgets, Frontier
from crawler.frontier.visit import Visit
from tests.crawler.sites import site

PAPER = "http://www.x.gov.cn"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
CALENDAR = "<div class='calendar'></div>"
ROWS = "".join(
    f"<li><a href='content_{number}.html'>全市春季农业生产工作会议召开（{number}）</a></li>"
    for number in range(4100, 4103)
)


def asked(path: str, html: str) -> list[str]:
    """Return what a page of a newspaper asks for that it does not link."""
    reading = read(f"<ul>{ROWS}</ul>{html}", f"{PAPER}{path}", site(), expected="list")
    return [link.url for link, judged in reading.links if judged.declared]


def month(name: str, days: str = "", said: str = "") -> str:
    issues = "".join(
        f"<period id='{day}'><period_name>{said or name}-{day}</period_name>"
        f"<period_date>{said or name}-{day}</period_date>"
        "<front_page>node_1.htm</front_page></period>"
        for day in days.split()
    )
    return f"<?xml version='1.0' encoding='UTF-8'?><period_list>{issues}</period_list>"


def read_month(path: str, text: str) -> Reading:
    (address,) = asked(f"{path}/21/node_01.html", CALENDAR)
    return read(text, address, site(), expected="list")


@pytest.mark.parametrize("folder", ["/pc/layout/202611", "/html/2026-11", "/2026/11"])
def test_a_calendars_month_is_asked_for_and_the_one_before(folder: str) -> None:
    reading = read_month(folder, month("2026-11", "20 21"))
    assert [link.url for link, _ in reading.links] == [
        f"{PAPER}{folder}/{day}/node_1.htm" for day in (20, 21)
    ]
    assert {judged.kind for _, judged in reading.links} == {"list"}
    before = target_of(reading.following or "")
    assert before == f"{PAPER}{folder.replace('11', '10')}/period.xml"
    earlier = read(month("2026-10", "31"), reading.following or "", site(), expected="list")
    assert [link.url[-14:] for link, _ in earlier.links] == ["/31/node_1.htm"]


def test_the_year_before_follows_january() -> None:
    reading = read_month("/html/2026-01", month("2026-01", "05"))
    assert target_of(reading.following or "") == f"{PAPER}/html/2025-12/period.xml"


@pytest.mark.parametrize("text", [month("2026-11"), month("2026-11", "20 21", said="2024-03")])
def test_nothing_follows_what_lists_no_issue_of_its_month(text: str) -> None:
    assert read_month("/html/2026-11", text).following is None


@pytest.mark.parametrize(
    ("path", "html"),
    [
        ("/html/2026-11/21/node_2.htm", ""),
        ("/html/2026-11/21/list_2.htm", CALENDAR),
        ("/html/2026-13/21/node_2.htm", CALENDAR),
        ("/html/node_2.htm", CALENDAR),
        ("/html/2026-11/21/node_2.htm", "<p>calendar of events, period</p>"),
    ],
)
def test_other_pages_ask_for_no_month(path: str, html: str) -> None:
    assert asked(path, html) == []


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    engine = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    upgrade(engine)
    book = ledger.Ledger(engine)
    book.register([ledger.Site(id="x", name="某报")], now=NOW)
    run_id = Runs(engine).start("crawl", {}, now=NOW)
    budgets = Budgets(max_list_depth=4, max_list_pages=100, max_revisits=100)
    yield Frontier(book, [site()], run_id=run_id, budgets=budgets)
    engine.dispose()


def test_months_are_followed_to_the_first(frontier: Frontier) -> None:
    (address,) = asked("/html/2026-11/21/node_1.htm", CALENDAR)
    visit = Visit(url=address, site="x", kind="list", depth=1)
    for number in range(11, 6, -1):
        text = month(f"2026-{number:02d}", "02 03")
        reading = read(text, visit.url, site(), expected="list")
        *issues, before = frontier.follow(visit, reading)
        assert len(issues) == 2
        assert f"2026-{number - 1:02d}/period.xml" in before.url
        visit = before
    again = replace(visit, articles_before=frozenset(link.url for link, _ in reading.links))
    assert frontier.follow(again, replace(reading, following=f"{PAPER}/html/1/period.xml")) == []


def test_a_directory_of_services_as_data_is_not_followed_to_its_end(frontier: Frontier) -> None:
    url = f"{PAPER}/api/list.json?page=3"
    text = '{"total": 900, "rows": [{"name": "网上办事", "url": "/bs/view.jsp"}]}'
    reading = read(text, url, site(), expected="list")
    assert {judged.kind for _, judged in reading.links} == {"other"}
    assert reading.following is not None
    assert frontier.follow(Visit(url=url, site="x", kind="list", number=3), reading) == []
