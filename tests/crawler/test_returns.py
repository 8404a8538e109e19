"""An article that is gone is asked for when a list shows it, ever more rarely while in vain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.ledger import Ledger, Link, Outcome, Page
from archive.ledger import Site as LedgerSite
from archive.models import ArticleRow, ChangeRow, PageRow
from archive.writing.writer import Writer
from crawler.answers import outcomes
from crawler.frontier.returns import Returns, may_be_back
from crawler.frontier.visit import Visit, visit_of
from tests.archive.samples import extraction, judge
from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl

NOW = datetime(2020, 4, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "http://www.x.gov.cn/yw/t20200317_17.html"


def held(**given: Any) -> Page:  # noqa: ANN401 - columns of many types
    """Return the ledger's row of an archived article."""
    row: dict[str, Any] = dict.fromkeys(field.name for field in fields(Page))
    article_page = {"url": URL, "site": "x", "kind": "article", "article_id": 1, "listed": ()}
    return Page(**{**row, "state": "fetched", "depth": 1, "attempts": 0, **article_page, **given})


def not_there(page: Page, now: datetime) -> Page:
    """Return the row after one more answer 404."""
    outcome = outcomes.gone(visit_of(page), "HTTP 404", status=404, now=now)
    due, seconds = outcome.due_at, outcome.interval_seconds
    return replace(page, state="gone", due_at=due, interval_seconds=seconds)


def looks(of_run: timedelta, until: timedelta, *, listed: bool) -> list[timedelta]:
    """Return when runs ask for an article that stays gone, as time since it went."""
    row, asked = not_there(held(), NOW), []
    for count in range(1, until // of_run + 1):
        now = NOW + count * of_run
        assert row.due_at is not None
        if row.due_at <= now or (listed and may_be_back(row, now)):
            row = not_there(row, now)
            asked.append(now - NOW)
    return asked


def test_a_dead_link_that_its_list_never_drops_is_asked_for_ever_more_rarely() -> None:
    asked = looks(HOUR, 30 * DAY, listed=True)
    assert [when // HOUR for when in asked] == [1, 3, 7, 14, 28, 50, 94, 182, 358, 710]
    assert len(looks(HOUR, 360 * DAY, listed=True)) <= 15


def test_runs_that_follow_each_other_at_once_ask_once() -> None:
    assert looks(timedelta(minutes=7), timedelta(minutes=100), listed=True) == [
        timedelta(minutes=56)
    ]


def test_one_that_no_list_shows_waits_for_days() -> None:
    asked = looks(DAY, 360 * DAY, listed=False)
    assert [when // DAY for when in asked] == [7, 14, 21, 28, 35, 43, 58, 88, 147, 265]


def test_one_that_is_listed_anew_after_weeks_is_asked_for_in_that_run() -> None:
    row = not_there(held(), NOW)
    for weeks in (1, 2, 3):
        row = not_there(row, NOW + weeks * 7 * DAY)
    assert may_be_back(row, NOW + 22 * DAY)


@pytest.mark.parametrize("lacking", ["due_at", "interval_seconds"])
def test_a_row_that_does_not_say_when_it_was_asked_for_is_asked_for(lacking: str) -> None:
    lacks: dict[str, Any] = {lacking: None}
    assert may_be_back(replace(not_there(held(), NOW), **lacks), NOW)


# --- one site -------------------------------------------------------------------------------------


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


def gone_articles(engine: Engine, count: int) -> list[str]:
    """Archive articles that were not there two hours ago."""
    went = datetime.now(UTC) - 2 * HOUR
    ledger, writer = Ledger(engine), Writer(engine, judge)
    ledger.register([LedgerSite(id="x", name="某县")], now=NOW)
    urls = [URL.replace("_17", f"_{number}") for number in range(count)]
    ledger.discover([Link(url=url, site="x", kind="article") for url in urls], now=NOW)
    for url in urls:
        fetch = Outcome(url=url, state="fetched", kind="article", due_at=NOW + DAY)
        found = extraction(url, f"{url}的全文。" * 9, site="x", site_name=None)
        writer.store(found, now=NOW, fetch=fetch)
        known = ledger.known([url])[url]
        gone = outcomes.gone(visit_of(known), "HTTP 404", status=404, now=went)
        writer.gone(url, 404, now=went, fetch=gone)
    return urls


def test_only_gone_articles_are_asked_for_and_each_once(engine: Engine) -> None:
    gone = gone_articles(engine, 2)
    ledger = Ledger(engine)
    ledger.discover([Link(url=URL + "x", site="x", kind="article")], now=NOW)
    never = Outcome(url=URL + "x", state="gone", http_status=404)
    ledger.record([never], now=NOW)  # it never held an article
    returns = Returns(ledger)
    listed = [URL + "x", gone[1], "http://www.x.gov.cn/yw/other.html", gone[1]]
    assert [visit.url for visit in returns.shown("x", listed)] == [gone[1]]
    assert returns.shown("x", listed) == []
    assert [page.url for page in ledger.due(["x"], now=datetime.now(UTC))] == [gone[1]]


def test_a_list_that_is_as_it_was_shows_what_stood_on_it(engine: Engine) -> None:
    gone = gone_articles(engine, 3)
    ledger = Ledger(engine)
    row = ledger.known([gone[2]])[gone[2]].id
    returns = Returns(ledger)
    assert returns.standing("x", ()) == []
    assert [visit.url for visit in returns.standing("x", (row, 99_999))] == [gone[2]]


def test_a_site_whose_links_are_all_dead_costs_fifty_pages(engine: Engine) -> None:
    gone = gone_articles(engine, 60)
    returns = Returns(Ledger(engine))
    asked: Sequence[Visit] = [*returns.shown("x", gone[:30]), *returns.shown("x", gone[30:])]
    assert len(asked) == 50


# --- a crawl --------------------------------------------------------------------------------------

NEWS = {
    day: (f"/yw/t202003{day:02}_{day}.html", f"县委书记第{day}次主持召开全县经济工作会议")
    for day in range(9, 21)
}


class Web:
    """A site with one column; ``unchanged``: its list says that it is as it was."""

    def __init__(self) -> None:
        self.unchanged = False
        self.gone: set[str] = set()
        self.asked: list[str] = []

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        listed = [(url, title, day) for day, (url, title) in sorted(NEWS.items(), reverse=True)]
        pages = {url: article(title, day) for day, (url, title) in NEWS.items()} | {
            "/": page("某县政府网", '<a href="/yw/">要闻动态</a>'),
            "/yw/": page("要闻动态", rows(*listed)),
        }
        if self.unchanged and path == "/yw/":
            return 304, {}, ""
        return (404, {}, "") if path in self.gone or path not in pages else (200, {}, pages[path])


def test_an_article_back_on_its_place_is_told_in_that_run(tmp_path: Path) -> None:
    web = Web()
    url = NEWS[17][0]
    with served(web.answer) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        crawl.run()
        web.gone = {url}
        crawl.wait(days=400)
        crawl.run()
        assert statuses(crawl)[address + url] == "gone"
        web.asked = []
        crawl.run()
        assert url not in web.asked  # it was asked for a moment ago
        later(crawl, HOUR)
        crawl.run()
        assert web.asked.count(url) == 1  # in vain
        web.gone, web.unchanged = set(), True
        later(crawl, 2 * HOUR)
        crawl.run()
    assert statuses(crawl)[address + url] == "live"
    with crawl.archive() as engine, engine.connect() as connection:
        told = connection.execute(select(ChangeRow.kind, ChangeRow.url, ChangeRow.run_id)).all()
    assert [tuple(one) for one in told] == [
        ("gone", address + url, 2),
        ("returned", address + url, 5),
    ]
    assert crawl.findings() == []


def statuses(crawl: Crawl) -> dict[str, str]:
    with crawl.archive() as engine, engine.connect() as connection:
        found = connection.execute(select(ArticleRow.url, ArticleRow.status)).all()
    return {row.url: row.status for row in found}


def later(crawl: Crawl, time: timedelta) -> None:
    """Let time pass for what is gone."""
    with crawl.archive() as engine, engine.begin() as connection:
        gone = PageRow.state == "gone"
        for number, due in connection.execute(select(PageRow.id, PageRow.due_at).where(gone)).all():
            assert due is not None
            earlier = update(PageRow).where(PageRow.id == number).values(due_at=due - time)
            connection.execute(earlier)
