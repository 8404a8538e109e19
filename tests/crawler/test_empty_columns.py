"""A column that lists nothing yet is asked again, ever more rarely; what is no column never is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from sqlalchemy import select, update

from archive.ledger import Outcome, Page
from archive.models import PageRow
from archive.monitoring.inventory import list_pages
from crawler.answers import outcomes
from crawler.answers.outcomes import digest_of
from crawler.answers.schedule import look_for_rows
from crawler.discovery.empty_lists import emptiness, emptiness_by_name
from crawler.discovery.forms import with_list_link
from crawler.discovery.page import page_of
from crawler.discovery.reading import read
from crawler.discovery.result import Emptiness
from crawler.frontier.visit import NEXT_PAGE, Visit, visit_of
from seeds.catalogue import Site
from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl

NOW = datetime(2020, 4, 1, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "http://www.x.gov.cn/tzgg/"
PROFILE = "<p>主要职责</p><p>内设机构</p><p>办公地址：县城人民路1号</p>"
PROSE = "本栏目所列事项由县政务服务中心统一受理，群众可以就近办理，也可以预约上门。" * 6

# --- what shows that a page may be a column -------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "body", "shown"),
    [
        ("走进乡村", "<div>暂无内容</div>", "told"),
        ("走进乡村", "<p>没有相关的信息！</p>", "told"),
        ("走进乡村", "<span>共 0 条</span>", "told"),
        ("走进乡村", "<p>栏目正在建设中，敬请期待。</p>", "told"),
        ("走进乡村", '<ul class="list">\n</ul>', "told"),
        ("走进乡村", '<div class="pagination"></div>', "told"),
        ("通知公告", "<div></div>", "told"),
        ("通知公告", '<input type="password"/>', "told"),
        ("走进乡村", "<div></div>", "silent"),
        ("走进乡村", "<p>暂无房屋的家庭可以申请</p>", "silent"),
        ("走进乡村", f"<p>{PROSE}没有相关信息。</p>", None),
        ("县教育局", f"{PROFILE}<p>暂无内容</p>", None),
        ("公众留言", '<textarea name="words"></textarea><ul></ul>', None),
        ("走进乡村", '<input type="password"/><ul></ul>', None),
        ("图片新闻", "<video></video>", None),
    ],
)
def test_what_a_page_without_rows_shows(title: str, body: str, shown: Emptiness | None) -> None:
    assert emptiness(page_of(page(title, body), URL)) == shown


@pytest.mark.parametrize(
    ("name", "shown", "told"),
    [
        ("乡镇动态", "silent", "told"),
        ("走进乡村", "silent", "silent"),
        ("走进乡村", "told", "told"),
        (None, "silent", "silent"),
        ("乡镇动态", None, None),
        ("县教育局", "told", None),
        ("副县长 王建国", "silent", None),
        ("办事指南", "silent", None),
    ],
)
def test_the_words_of_the_link_say_more(
    name: str | None, shown: Emptiness | None, told: Emptiness | None
) -> None:
    assert emptiness_by_name(name, shown) == told


SITE = Site(id="x", name="某县", start_urls=("http://www.x.gov.cn/",))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[]", "told"),
        ('{"code": 0, "data": {"rows": []}}', "told"),
        ('{"total": 0, "rows": null}', "told"),
        ('{"hits": 318}', None),  # a counter of readers
        ('{"code": 500, "message": "error"}', None),
        ('{"rows": [{"title": "县委召开会议", "url": "/a/1.html"}]}', None),
    ],
)
def test_an_answer_of_data_is_an_empty_list_only_if_it_says_so(
    text: str, shown: Emptiness | None
) -> None:
    assert read(text, f"{URL}list.json", SITE, expected="list").emptiness == shown


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        ('{"code": 500, "data": []}', True),
        ('{"status": "404", "message": "系统繁忙", "rows": []}', True),
        ('{"success": false, "data": []}', True),
        ('{"state": "ERROR", "list": []}', True),
        ('{"code": 200, "success": true, "data": []}', False),
        ('{"code": 0, "data": {"status": 500, "rows": []}}', False),  # of something else
        ('{"status": 500, "rows": [{"title": "县委召开会议", "url": "/a/1.html"}]}', False),
        ('{"result": [], "total": 0}', False),
    ],
)
def test_an_answer_that_says_that_it_failed_is_no_list(text: str, *, failed: bool) -> None:
    reading = read(text, f"{URL}list.json", SITE, expected="list")
    assert (reading.failed, reading.emptiness) == (
        failed,
        None if failed or reading.rows else "told",
    )


TOPIC = "深入学习贯彻全县经济工作会议精神"
"""A topic with a headline's words: what links to it is judged an article's."""


@pytest.mark.parametrize(
    ("path", "dated", "body", "shown"),
    [
        ("zt/list.html", False, "<p>暂无内容</p>", "told"),
        ("zt/list.html", True, "<p>暂无内容</p>", None),  # a row of a list
        ("zt/t20200301_17.html", False, "<p>暂无内容</p>", None),
        ("zt/list.html", False, PROFILE, None),
    ],
)
def test_what_came_as_an_articles_may_be_an_empty_topic_by_its_address(
    path: str, *, dated: bool, body: str, shown: Emptiness | None
) -> None:
    address = f"http://www.x.gov.cn/{path}"
    reading = read(page(TOPIC, body), address, SITE, expected="article", dated=dated)
    assert reading.emptiness == shown
    assert reading.kind != "list"


# --- when it is due -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "days"), [("told", [1, 2, 4, 8, 16, 32, 60, 60]), ("silent", [7, 14, 28, 56, 60, 60])]
)
def test_it_waits_twice_as_long_each_time(shown: Emptiness, days: list[int]) -> None:
    waits = [timedelta(0)]
    for _ in days:
        waits.append(look_for_rows(waits[-1], shown))
    assert [wait // DAY for wait in waits[1:]] == days


def read_as(visit: Visit, kind: Any, shown: Emptiness | None) -> Outcome:  # noqa: ANN401 - a literal
    response = HtmlResponse(visit.url, request=Request(visit.url))
    return outcomes.read_list(visit, response, now=NOW, kind=kind, why="why", emptiness=shown)


@pytest.mark.parametrize(
    ("day", "waits"), [("2020-04/01", 1), ("2020-03/22", 2), ("2018-11/29", 122)]
)
def test_an_empty_page_of_an_old_issue_waits_like_an_article_of_its_day(
    day: str, waits: int
) -> None:
    visit = Visit(url=f"http://www.x.gov.cn/html/{day}/node_2.htm", site="x", kind="list")
    outcome = read_as(visit, "other", "told")
    assert outcome.due_at is not None
    assert (outcome.due_at - NOW) // DAY == waits


def column(outcome: Outcome | None = None, **given: Any) -> Visit:  # noqa: ANN401 - columns of many types
    """Return the visit to a column of which an outcome was written before."""
    row: dict[str, Any] = dict.fromkeys(field.name for field in fields(Page))
    row |= {"url": URL, "site": "x", "kind": "list", "state": "discovered", "listed": ()}
    row |= {"depth": 1, "attempts": 0}
    if outcome is not None:
        row |= {"kind": outcome.kind, "state": outcome.state, "due_at": outcome.due_at}
        row |= {"interval_seconds": outcome.interval_seconds, "fetched_at": NOW}
        row |= {"listed_at": NOW if outcome.lists else None}
    return visit_of(Page(**{**row, **given}))


def test_an_empty_column_is_a_list_until_it_is_told_as_something_else() -> None:
    first = read_as(column(), "other", "silent")
    assert (first.kind, first.reason, first.due_at) == ("list", "why", NOW + 7 * DAY)
    again = column(first)
    assert (again.kind, again.stood_empty, again.was_list) == ("list", True, False)
    later = read_as(again, "other", None)
    assert (later.kind, later.due_at) == ("other", None)


def test_one_that_lists_something_is_due_in_every_run_from_then_on() -> None:
    filled = read_as(column(read_as(column(), "other", "told")), "list", None)
    assert (filled.kind, filled.due_at) == ("list", NOW)
    visit = column(filled)
    assert (visit.stood_empty, visit.was_list) == (False, True)
    empty = read_as(visit, "other", "told")  # a site that is built anew
    assert (empty.kind, empty.due_at) == ("list", NOW)


def test_one_that_is_as_it_was_is_still_empty() -> None:
    visit = column(read_as(column(), "other", "told"))
    outcome = outcomes.unchanged(visit, HtmlResponse(URL, status=304), now=NOW)
    assert (outcome.due_at, outcome.interval_seconds) == (NOW + 2 * DAY, 2 * 86400)


def test_a_list_of_a_former_version_is_a_list_whatever_its_interval() -> None:
    visit = column(state="fetched", interval_seconds=86400, fetched_at=NOW, listed_at=NOW)
    assert (visit.stood_empty, visit.was_list) == (False, True)


CHAINED_ON = with_list_link("http://www.x.gov.cn/api/columns", "/api/list?id={id}")


@pytest.mark.parametrize(
    ("found_on", "status", "days", "hours"),
    [
        (CHAINED_ON, 200, 2, 12),
        (CHAINED_ON, 304, 2, 12),
        (CHAINED_ON, 200, 30, 22),
        ("http://www.x.gov.cn/", 200, 30, 0),
    ],
)
def test_one_of_many_lists_is_read_ever_more_rarely_while_it_brings_nothing(
    found_on: str, status: int, days: int, hours: int
) -> None:
    known: dict[str, Any] = {"changed_at": NOW - days * DAY, "listed_at": NOW, "fetched_at": NOW}
    visit = column(state="fetched", discovered_on=found_on, digest=digest_of(b""), **known)
    response = HtmlResponse(URL, status=status, request=Request(URL))
    outcome = outcomes.read_list(visit, response, now=NOW, kind="list", why="why")
    assert outcome.due_at == NOW + timedelta(hours=hours)
    other = response.replace(status=200, body=b"other rows")
    assert outcomes.read_list(visit, other, now=NOW, kind="list", why="why").due_at == NOW


def test_a_list_that_is_not_sent_again_keeps_its_validators() -> None:
    visit = column(state="fetched", listed_at=NOW, fetched_at=NOW, digest=digest_of(b"rows"))
    outcome = outcomes.unchanged(
        visit, HtmlResponse(URL, status=304, request=Request(URL)), now=NOW
    )
    assert (outcome.state, outcome.due_at, outcome.digest) == ("fetched", NOW, None)


def test_failures_leave_it_an_empty_column() -> None:
    failed = outcomes.failed(column(read_as(column(), "other", "told")), "HTTP 500", now=NOW)
    assert (failed.kind, failed.interval_seconds) == ("list", None)  # what the ledger has stays


def test_a_further_page_has_no_due_date_of_its_own() -> None:
    visit = column(listed_title=NEXT_PAGE)
    assert read_as(visit, "other", "told").due_at is None


def test_a_column_that_is_not_there_is_looked_for_for_ever() -> None:
    waits, visit = [], column()
    for _ in range(8):
        outcome = outcomes.gone(visit, "HTTP 404", status=404, now=NOW)
        assert outcome.due_at is not None
        waits.append((outcome.due_at - NOW) // timedelta(hours=1))
        visit = column(outcome, fetched_at=None)
    assert waits == [1, 4, 16, 64, 256, 1440, 1440, 1440]


def test_a_list_that_was_archived_as_an_article_stays_a_list_while_it_is_not_there() -> None:
    visit = column(state="fetched", article_id=7, fetched_at=NOW, listed_at=NOW)
    outcome = outcomes.gone(visit, "HTTP 404", status=404, now=NOW)
    assert (outcome.due_at, outcome.interval_seconds) == (NOW, None)  # what the ledger has stays


def test_an_article_that_never_was_there_is_given_up() -> None:
    outcome = outcomes.gone(
        replace(column(interval_seconds=256 * 3600, state="gone"), kind="article"),
        "HTTP 404",
        status=404,
        now=NOW,
    )
    assert outcome.due_at is None


# --- a crawl --------------------------------------------------------------------------------------

COLUMNS = {"/tzgg/": "通知公告", "/xzdt/": "乡镇动态", "/bmdt/": "部门动态", "/jczw/": "基层政务"}
TOPIC_AT = "/zt/list.html"
COLUMNS |= {TOPIC_AT: TOPIC}
NO_COLUMNS = {
    "/zzjg/index_2.html": ("县教育局", PROFILE),
    "/jyxc/": ("建言献策", '<form><textarea name="words"></textarea></form>'),
}


def news_of(path: str, day: int) -> tuple[str, str, int]:
    return f"{path}t202003{day:02}_{day}.html", f"{COLUMNS[path]}第{day}次全县工作会议召开", day


class Web:
    """A site whose columns fill over time; ``broken``: the status of what has no page now."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[str, str, int]]] = {path: [] for path in COLUMNS}
        self.broken: dict[str, int] = {}
        self.asked: list[str] = []

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        names = COLUMNS | {path: name for path, (name, _) in NO_COLUMNS.items()}
        menu = "".join(f'<li><a href="{at}">{name}</a></li>' for at, name in names.items())
        pages = {"/": page("某县政府网", f'<ul class="nav">{menu}</ul>')}
        for at, (name, body) in NO_COLUMNS.items():
            pages[at] = page(name, body)
        for at, listed in self.rows.items():
            pages[at] = page(COLUMNS[at], rows(*listed) if listed else "<p>暂无内容</p>")
            pages |= {url: article(title, day) for url, title, day in listed}
        status = self.broken.get(path, 200 if path in pages else 404)
        return status, {}, pages[path] if status == 200 else ""

    def count(self, path: str) -> int:
        """Return how often a path was asked for since the last time."""
        return self.asked.count(path)

    def fill(self, path: str, *days: int) -> None:
        self.rows[path] = [news_of(path, day) for day in days]


@pytest.fixture
def web() -> Web:
    return Web()


def pass_days(crawl: Crawl, days: int) -> None:
    """Let days pass for all that is due some time."""
    with crawl.archive() as engine, engine.begin() as connection:
        due = PageRow.due_at.is_not(None)
        for number, at in connection.execute(select(PageRow.id, PageRow.due_at).where(due)).all():
            assert at is not None
            earlier = update(PageRow).where(PageRow.id == number)
            connection.execute(earlier.values(due_at=at - days * DAY))


def on_day(web: Web, crawl: Crawl, days: int, change: Callable[[], None]) -> set[str]:
    """Let days pass, change the site and crawl; return what was asked for of what it links."""
    pass_days(crawl, days)
    change()
    web.asked = []
    crawl.run()
    account = crawl.reports()[-1][1]["account"]
    parts = [part for name, part in account.items() if name not in {"discovered", "archived"}]
    assert account["discovered"] == account["archived"] + sum(sum(p.values()) for p in parts)
    return {path for path in web.asked if path in COLUMNS or path in NO_COLUMNS}


def archived(crawl: Crawl, address: str) -> set[str]:
    return {url.removeprefix(address) for url in crawl.articles()}


def test_columns_that_fill_later_are_read_and_services_never_again(
    web: Web, tmp_path: Path
) -> None:
    with served(web.answer) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        web.fill("/jczw/", 9, 8)
        crawl.run()
        assert set(NO_COLUMNS) <= set(web.asked)
        assert archived(crawl, address) == {news_of("/jczw/", day)[0] for day in (8, 9)}
        with crawl.archive() as engine:
            assert f"{address}/jczw/" in list_pages(engine)
            assert f"{address}/tzgg/" not in list_pages(engine)
        # The same day: nothing that is empty is asked for again.
        assert on_day(web, crawl, 0, lambda: None) == {"/jczw/"}
        # Day 3: one has filled, and is a list like any other from then on.
        asked = on_day(web, crawl, 2, lambda: web.fill("/tzgg/", 12, 11))
        assert asked == set(COLUMNS)
        assert on_day(web, crawl, 0, lambda: None) == {"/jczw/", "/tzgg/"}
        # Day 9: another one has; those that were empty on day 3 have waited.
        assert on_day(web, crawl, 1, lambda: None) == {"/jczw/", "/tzgg/"}
        asked = on_day(web, crawl, 5, lambda: web.fill("/xzdt/", 18, 17))
        assert asked == set(COLUMNS)
        expected = {("/jczw/", 9), ("/jczw/", 8), ("/tzgg/", 12), ("/tzgg/", 11)}
        expected |= {("/xzdt/", 18), ("/xzdt/", 17)}
        assert archived(crawl, address) == {news_of(path, day)[0] for path, day in expected}
    assert crawl.findings() == []


def test_a_list_that_is_empty_later_and_columns_that_failed_at_first_are_asked_again(
    web: Web, tmp_path: Path
) -> None:
    with served(web.answer) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        web.fill("/jczw/", 9, 8)
        web.broken = {"/tzgg/": 404, "/xzdt/": 500}
        crawl.run()
        web.fill("/jczw/")  # the site is built anew
        asked = on_day(web, crawl, 1, lambda: web.fill("/tzgg/", 12, 11))
        assert asked == set(COLUMNS)
        assert on_day(web, crawl, 0, lambda: None) >= {"/jczw/", "/xzdt/"}

        def mend() -> None:
            web.broken = {}
            web.fill("/xzdt/", 18, 17)
            web.fill("/jczw/", 22)

        assert on_day(web, crawl, 1, mend) >= {"/jczw/", "/tzgg/", "/xzdt/"}
    new = {news_of("/tzgg/", 11)[0], news_of("/xzdt/", 18)[0], news_of("/jczw/", 22)[0]}
    assert new <= archived(crawl, address)


@pytest.mark.parametrize(
    ("start", "leads_on", "lists"), [(True, True, True), (True, False, False), (False, False, True)]
)
def test_a_start_page_that_leads_nowhere_lists_nothing(
    *, start: bool, leads_on: bool, lists: bool
) -> None:
    visit = Visit(url="http://x.cn/", site="x", kind="list", start=start)
    response = HtmlResponse(visit.url, body=b"x", request=Request(visit.url))
    outcome = outcomes.read_list(
        visit, response, now=NOW, kind="list", why="start URL", leads_on=leads_on
    )
    assert (outcome.kind, outcome.lists) == ("list", lists)
