"""An article that leaves its list out of turn is looked at before it is due, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.ledger import Ledger, Link, Outcome
from archive.ledger import Site as LedgerSite
from archive.models import ArticleRow, ChangeRow, PageRow
from archive.writing.writer import Writer
from crawler.discovery.dates import latest_day_of
from crawler.discovery.reading import read
from crawler.frontier.departures import Departures, _in_order
from crawler.frontier.visit import Visit
from tests.archive.samples import extraction, judge
from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl
from tests.crawler.sites import site

HOST = "http://www.x.gov.cn"
LIST = f"{HOST}/yw/"
NOW = datetime(2020, 4, 1, tzinfo=UTC)
NEWS = {
    day: (f"/yw/t202003{day:02}_{day}.html", f"县委书记第{day}次主持召开全县经济工作会议")
    for day in range(1, 32)
}
Row = tuple[str, str, int]


def rows_of(*days: int) -> list[Row]:
    return [(*NEWS[day], day) for day in days]


# --- one list -------------------------------------------------------------------------------------


class Column:
    """A column's first page, read again and again into an archive that has all its articles."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.ledger = Ledger(engine)
        self.ledger.register([LedgerSite(id="x", name="某县", region="")], now=NOW)
        self.departures = Departures(self.ledger)
        links = [Link(url=LIST, site="x", kind="list")]
        links += [Link(url=HOST + url, site="x", kind="article") for url, _ in NEWS.values()]
        self.ledger.discover(links, now=NOW)
        due = NOW + timedelta(days=9000)
        writer = Writer(engine, judge)
        for day, (url, title) in NEWS.items():
            fetch = Outcome(url=HOST + url, state="fetched", kind="article", due_at=due)
            body = f"{title}。第{day}号文件。" * 3
            found = extraction(HOST + url, body, title=title, site="x", site_name=None)
            writer.store(found, now=NOW, fetch=fetch)

    def look(self, listed: str | Sequence[Row], **visit: Any) -> list[int]:  # noqa: ANN401 - a visit's fields
        """Read the list; return the days of the articles that are to be looked at for it."""
        html = listed if isinstance(listed, str) else page("要闻动态", rows(*listed))
        reading = read(html, LIST, site(), expected="list")
        known = self.ledger.known([LIST])[LIST]
        asked = Visit(url=LIST, site="x", kind="list", known=known, **visit)
        standing = self.departures.standing(asked, reading)
        left = self.departures.departed(asked, reading, standing)
        self.ledger.record([Outcome(url=LIST, state="fetched", listed=standing)], now=NOW)
        return sorted(int(visit.url[-len("00.html") :].strip("_.html")) for visit in left)

    def turned(self, first: Sequence[int], *further: Sequence[int]) -> list[int]:
        """Read the list page by page; return the days of the articles to be looked at for it."""
        turn = '<a href="index_{}.html">下一页</a>'
        left = self.look(page("要闻动态", rows(*rows_of(*first)) + turn.format(1)))
        for at, days in enumerate(further, 1):
            url = f"{LIST}index_{at}.html"
            html = page("要闻动态", rows(*rows_of(*days)) + turn.format(at + 1))
            visit = Visit(url=url, site="x", kind="list", number=at + 1)
            reading = read(html, url, site(), expected="list")
            gone = self.departures.departed(visit, reading, None)
            left += [int(visit.url[-len("00.html") :].strip("_.html")) for visit in gone]
        return sorted(left)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def column(engine: Engine) -> Column:
    column = Column(engine)
    column.look(rows_of(*range(20, 8, -1)))
    return column


def test_what_is_taken_out_is_looked_at_once(column: Column) -> None:
    without = [day for day in range(20, 8, -1) if day != 17]
    assert column.look(rows_of(*without)) == [17]
    row = column.ledger.known([HOST + NEWS[17][0]])[HOST + NEWS[17][0]]
    assert row.due_at is not None
    assert row.due_at < datetime.now(UTC)
    assert column.look(rows_of(*without)) == []


@pytest.mark.parametrize(
    ("days", "left"),
    [
        ((24, 23, 22, 21, *range(20, 12, -1)), []),  # pushed on
        ((24, 23, 22, 21, 20, *range(18, 12, -1)), [19]),  # and one taken out
        (range(31, 19, -1), []),  # all but one pushed on
        ((20, 19, 18, 9, 8, 7, 6, 5, 4, 3), []),  # more are gone than stay
        (range(8, 0, -1), []),  # another list
        (range(9, 21), []),  # sorted the other way
        ((20, 9, 18, 11, 16), []),  # in no order
        ((9, *range(20, 9, -1)), []),  # one pinned to its top
        ((20, 19), []),  # too few to tell
        ((*range(20, 9, -1), 8), [9]),  # older ones have come up: the last was taken out
        ((22, 21, *range(20, 9, -1), 8), [9]),
        ((), []),
    ],
)
def test_a_list_that_moves_on_says_nothing(
    column: Column, days: Sequence[int], left: list[int]
) -> None:
    assert column.look(rows_of(*days)) == left


def test_days_may_lack_their_year() -> None:
    def listed(*days: int) -> str:
        plain = ((f"/show?id={day}", title, day) for _, title, day in rows_of(*days))
        return page("要闻动态", rows(*plain)).replace("2020-", "")

    reading = read(listed(*range(20, 8, -1)), LIST, site(), expected="list")
    assert len(_in_order(reading)) == 12
    assert _in_order(read(listed(9, 3, 18, 4, 12), LIST, site(), expected="list")) == []


@pytest.mark.parametrize(
    ("listed", "day"),
    [
        ("03-20", date(2020, 3, 20)),
        ("[3-21]", date(2020, 3, 21)),  # of tomorrow
        ("12月31日", date(2019, 12, 31)),
        ("02-29", date(2020, 2, 29)),
        ("2018-02-29", None),
        ("2-30", None),
        ("2018-03-04", date(2018, 3, 4)),
        ("", None),
    ],
)
def test_a_day_without_a_year_is_the_latest_that_was(listed: str, day: date | None) -> None:
    assert latest_day_of(f"{HOST}/show?id=1", listed, date(2020, 3, 20)) == day


def test_a_list_that_says_that_there_is_nothing_is_no_word_on_its_articles(column: Column) -> None:
    assert column.look(page("提示信息", "<h3>您访问的页面不存在或已被删除</h3>")) == []
    assert column.look(rows_of(*[day for day in range(20, 8, -1) if day != 17])) == [17]


def test_further_pages_say_nothing(column: Column) -> None:
    without = [day for day in range(20, 8, -1) if day != 17]
    assert column.look(rows_of(*without), number=2) == []


@pytest.mark.parametrize(
    ("first", "further", "left"),
    [
        # Two new ones push 10 and 9 on to the next page; one of the two, or both, were taken out.
        ((22, 21, *range(20, 10, -1)), [(10, 9, 8, 7, 6)], []),
        ((22, 21, *range(20, 10, -1)), [(10, 8, 7, 6, 5)], [9]),
        ((22, 21, *range(20, 10, -1)), [(9, 8, 7, 6, 5)], [10]),
        ((22, 21, *range(20, 10, -1)), [(8, 7, 6, 5, 4)], [9, 10]),
        # The page has none that is older yet: the rest should be on the one after it.
        ((28, 27, 26, 25, 24, 20, 19), [(18, 17, 16, 15, 14), (13, 12, 11, 10, 9, 8)], []),
        ((28, 27, 26, 25, 24, 20, 19), [(18, 17, 16, 15, 14), (13, 12, 11, 9, 8)], [10]),
        # In no order, another list, more than could be.
        ((22, 21, *range(20, 10, -1)), [(4, 8, 5, 7, 6)], []),
        ((22, 21, *range(20, 10, -1)), [()], []),
        ((28, 27, 26, 25, 24, 20, 19), [(8, 7, 6, 5, 4)], []),
    ],
)
def test_what_was_pushed_on_stands_on_the_next_page(
    column: Column, first: Sequence[int], further: list[Sequence[int]], left: list[int]
) -> None:
    assert column.turned(first, *further) == left


def test_an_article_that_stands_elsewhere_on_the_page_is_there(column: Column) -> None:
    listed = rows(*rows_of(*[day for day in range(20, 8, -1) if day != 17]))
    url, title = NEWS[17]
    assert column.look(page("要闻动态", f'<h2><a href="{url}">{title}</a></h2>{listed}')) == []


def test_a_site_whose_lists_are_never_the_same_costs_twenty_pages(column: Column) -> None:
    looked_at = 0
    for _ in range(12):
        column.look(rows_of(*range(20, 8, -1)))
        looked_at += len(column.look(rows_of(*[n for n in range(20, 8, -1) if n not in {17, 15}])))
    assert looked_at == 20


# --- a crawl --------------------------------------------------------------------------------------

TAKEN, MOVED_OFF = NEWS[17][0], NEWS[15][0]


class Web:
    """A site with one column; ``days`` stand on its first page."""

    def __init__(self) -> None:
        self.days: Sequence[int] = range(20, 8, -1)
        self.gone: set[str] = set()
        self.asked: list[str] = []

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        pages = {url: article(title, day) for day, (url, title) in NEWS.items()} | {
            "/": page("某县政府网", '<a href="/yw/">要闻动态</a>'),
            "/yw/": page("要闻动态", rows(*rows_of(*self.days))),
        }
        return (404, {}, "") if path in self.gone or path not in pages else (200, {}, pages[path])


def test_an_article_that_is_taken_down_is_told_in_the_next_run(tmp_path: Path) -> None:
    web = Web()
    with served(web.answer) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        crawl.run()
        assert len(crawl.articles()) == 12
        # Two new ones come, so that two are pushed on; two leave out of turn, one of them for good.
        web.days = (22, 21, *(day for day in range(20, 10, -1) if day not in {17, 15}))
        web.gone, web.asked = {TAKEN}, []
        crawl.run()
    new = {NEWS[day][0] for day in (22, 21)}
    assert set(web.asked) - {"/robots.txt", "/", "/yw/"} == {TAKEN, MOVED_OFF} | new
    with crawl.archive() as engine, engine.connect() as connection:
        told = connection.execute(select(ChangeRow.kind, ChangeRow.url)).all()
        articles = connection.execute(select(ArticleRow.url, ArticleRow.status)).all()
        listed = connection.scalars(select(PageRow.listed).where(PageRow.listed.is_not(None))).all()
    assert [tuple(one) for one in told] == [("gone", address + TAKEN)]
    assert {row.url: row.status for row in articles}[address + MOVED_OFF] == "live"
    assert [len((ids or "").split()) for ids in listed] == [10]
    assert crawl.findings() == []
