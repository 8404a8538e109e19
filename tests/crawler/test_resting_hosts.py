"""A host that asks for time gets it, from later runs too; what it was not asked has not failed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from archive.ledger import Ledger, Link, Outcome
from archive.models import PageRow, RunRow, SiteRunRow
from archive.monitoring.inventory import failures
from archive.monitoring.rests import still_resting
from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import SECONDS, Crawl

NEWS = [
    (f"/yw/t2020030{n}_{n}.html", f"全县春季农业生产第{number}次调度会议召开", n)
    for n, number in enumerate("一二三四五", start=1)
]
DAY = timedelta(days=1)
KILLED_AT_THE_END = """
import os, signal
import crawler.reporting.report as module
async def killed(*_arguments):
    os.kill(os.getpid(), signal.SIGKILL)
module.RunReport._closed = killed
"""


@dataclass
class Web:
    """A site whose list answers, and whose articles do where it is in the mood."""

    retry_after: str | None = None
    robots_too: bool = False
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        busy = path.startswith("/yw/") or self.robots_too
        if self.retry_after is not None and busy:
            return 429, {"Retry-After": self.retry_after}, ""
        if path == "/":
            return 200, {}, page("某县政府网", rows(*NEWS))
        return next(((200, {}, article(t, n)) for url, t, n in NEWS if url == path), (404, {}, ""))


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def crawl(web: Web, tmp_path: Path) -> Iterator[Crawl]:
    with served(web.answer) as address:
        yield Crawl(catalogue(address), tmp_path)


def ledger(crawl: Crawl) -> dict[str, PageRow]:
    """Return the ledger's rows by their paths."""
    with crawl.archive() as engine, engine.connect() as connection:
        found = connection.execute(select(PageRow.__table__)).mappings().all()
    return {"/" + row["url"].split("/", 3)[3]: PageRow(**row) for row in found}


def health(crawl: Crawl) -> tuple[str, list[str]]:
    """Return the site's health after the latest run, with its reasons."""
    with crawl.archive() as engine, engine.connect() as connection:
        query = select(SiteRunRow.health, SiteRunRow.report).order_by(SiteRunRow.run_id.desc())
        row = connection.execute(query).first()
    assert row is not None
    return row.health, row.report["reasons"]


def test_the_next_run_asks_nothing_of_a_host_that_asked_for_a_day(web: Web, crawl: Crawl) -> None:
    web.retry_after = "86400"
    began = datetime.now(UTC)
    crawl.run()
    asked = len(web.asked)
    for _ in range(2):
        crawl.run()
        assert web.asked[asked:] == []
        assert health(crawl)[0] == "failing"
        assert "rests: HTTP 429: Retry-After 86400 s" in health(crawl)[1][0]
    assert all(row.due_at >= began + DAY for row in ledger(crawl).values() if row.due_at)
    assert {row.due_at is None for row in ledger(crawl).values()} == {False}


def test_a_run_that_is_killed_has_kept_what_it_was_asked_for(web: Web, crawl: Crawl) -> None:
    web.retry_after, web.robots_too = "86400", True
    process = crawl.start(prelude=KILLED_AT_THE_END)
    process.communicate(timeout=SECONDS)
    assert process.returncode == -signal.SIGKILL
    assert web.asked == ["/robots.txt"]
    with crawl.archive() as engine, engine.connect() as connection:
        assert connection.execute(select(RunRow.finished_at)).scalar_one() is None
    crawl.run()
    crawl.run()
    assert web.asked == ["/robots.txt"]
    assert health(crawl)[0] == "failing"


def test_when_the_time_is_over_everything_is_asked_for(web: Web, crawl: Crawl) -> None:
    web.retry_after = "86400"
    crawl.run()
    web.retry_after = None
    with crawl.archive() as engine, engine.begin() as connection:
        report = connection.execute(select(RunRow.report)).scalar_one()
        over = {host: datetime.now(UTC).isoformat() for host in report["resting_until"]}
        connection.execute(update(RunRow).values(report=report | {"resting_until": over}))
    crawl.wait(days=2)
    crawl.run()
    assert len(crawl.articles()) == len(NEWS)
    assert health(crawl) == ("ok", [])


def test_a_host_that_answers_robots_txt_so_is_left_alone_too(web: Web, crawl: Crawl) -> None:
    crawl.run()
    web.retry_after, web.robots_too = "3600", True
    before = len(web.asked)
    crawl.run()
    assert web.asked[before:] == ["/robots.txt"]
    crawl.run()
    assert web.asked[before:] == ["/robots.txt"]
    assert {row.attempts for row in ledger(crawl).values()} == {0}
    with crawl.archive() as engine:
        assert failures(engine) == {"host at rest: HTTP 429: Retry-After 3600 s": 2}


def test_years_are_bounded_by_a_day(web: Web, crawl: Crawl) -> None:
    web.retry_after = "99999999"
    crawl.run()
    latest = max(row.due_at for row in ledger(crawl).values() if row.due_at)
    assert latest <= datetime.now(UTC) + DAY
    with crawl.archive() as engine:
        assert still_resting(engine, now=datetime.now(UTC))
        assert not still_resting(engine, now=datetime.now(UTC) + DAY)


def test_what_was_not_asked_has_not_failed(web: Web, crawl: Crawl) -> None:
    web.retry_after = "86400"
    crawl.run()
    for _, report in crawl.reports():
        assert report["requests"] == len(web.asked)
        account = report["account"]
        asked = {path for path in web.asked if path.startswith("/yw/")}
        assert sum(account["failed"].values()) == len(asked)
        assert account["not_yet_due"] == {"left over": len(NEWS) - len(asked)}
    for path, row in ledger(crawl).items():
        if path.startswith("/yw/"):
            asked_for = path in web.asked
            assert (row.state, row.attempts) == (("failed", 1) if asked_for else ("discovered", 0))


def test_only_pages_of_that_host_are_put_off(crawl: Crawl) -> None:
    crawl.run()
    now = datetime.now(UTC)
    others = ["http://b.x.cn/", "http://a.x.cn:81/", "http://a.x.cn.evil.cn/"]
    with crawl.archive() as engine:
        book = Ledger(engine)
        for url in ["http://a.x.cn/", "https://a.x.cn/1", *others]:
            book.discover([Link(url=url, site="x")], now=now)
        book.record([Outcome(url="https://a.x.cn/1", state="gone")], now=now)  # never again
        book.put_off(["x"], "a.x.cn", until=now + DAY)
        due = {url: page.due_at for url, page in book.known(["http://a.x.cn/", *others]).items()}
        assert due == {"http://a.x.cn/": now + DAY, **dict.fromkeys(others, now)}
        assert book.known(["https://a.x.cn/1"])["https://a.x.cn/1"].due_at is None
