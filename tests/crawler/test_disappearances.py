"""When an article is not where it was: what is believed at once, what twice, and what lives on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request
from sqlalchemy import func, select

from archive.ledger import Outcome, Page
from archive.models import ChangeRow, PageRow, RunRow
from archive.writing.addresses import Elsewhere
from crawler.answers import outcomes
from crawler.answers.disappearances import Disappearances, found_at, left
from crawler.frontier.visit import Visit
from seeds.catalogue import Site
from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl

ALONE = {
    "/yw/t20200302_2.html": "县医院新门诊楼投入使用方便群众就医",
    "/yw/t20200303_3.html": "全县中小学生春季学期开学准备工作就绪",
    "/yw/t20200304_4.html": "我县举办首届油菜花文化旅游节开幕式",
    "/yw/t20200305_5.html": "县供电公司排查线路隐患保障春灌用电",
    "/yw/t20200306_16.html": "县科技局组织科技特派员下乡送服务活动",
    "/yw/t20200308_18.html": "县水利局全面开展水库大坝安全隐患排查",
    "/yw/t20200304_24.html": "县文旅局发布清明假期出游安全提示信息",
    "/yw/t20200306_26.html": "县邮政分公司开通农资配送绿色服务通道",
}
SORRY, HOME_TWICE, MISSING, HOME_ONCE, OTHER_HOST, OTHER_HOME, DRESSED, LISTED = ALONE
STEADY = {
    "/yw/t20200303_13.html": "县民政局开展清明祭扫服务保障工作",
    "/yw/t20200305_15.html": "县司法局送法进企业助力复工复产",
    "/yw/t20200307_17.html": "县残联组织志愿者走访慰问残疾人家庭",
    "/yw/t20200309_19.html": "县审计局召开年度审计项目进点会",
}
"""These are there in all runs: a site that has lost everything else would be in trouble."""
SHARED = {
    "/yw/t20200306_6.html": "全县重点项目建设推进会召开部署工作",
    "/yw/t20200307_7.html": "关于做好清明节期间森林防火工作的通知",
    "/yw/t20200308_8.html": "县交通运输局开展道路安全隐患排查整治",
    "/yw/t20200309_9.html": "县总工会慰问一线环卫工人和交通警察",
    "/yw/t20200301_1.html": "县气象台开展汛期气象服务应急演练活动",
}
MOVED, HINTED, LEFT_ALL, UNKNOWN, REPLACED = SHARED
OTHER_TITLE = "县图书馆举办世界读书日系列阅读推广活动"
SAYS_SORRY: Answer = (200, {}, page("提示信息", "<h3>您访问的页面不存在或已被删除</h3>"))
GONE: Answer = (404, {}, "没有")
HOME: Answer = (302, {"Location": "/"}, "")
BROKEN: Answer = (503, {}, "")
RELATED = tuple(
    (f"/old/t20200301_{n}.html", f"往年第{n}次全县工作会议召开", 1) for n in range(30, 45)
)
DRESSED_ANEW: Answer = (
    200,
    {},
    page(ALONE[DRESSED], f"<h1>{ALONE[DRESSED]}</h1>" + rows(*RELATED)),
)
"""Another template, whose text a script brings, and more news below the headline."""
COLUMN: Answer = (200, {}, page("往年要闻", rows(*RELATED)))
NEW_ADDRESS = "http://www.new-county.example/yw/t20200306_16.html"
OTHERS: Answer = (302, {"Location": "http://www.province.example/"}, "")

Change = tuple[str, str, str | None]
"""Kind, path and new path."""


def copy_of(url: str) -> str:
    """Return the address of the same article in the other column."""
    return url.replace("/yw/", "/tz/")


class Web:
    """A site of two columns that share articles; ``instead``: what some pages answer."""

    def __init__(self) -> None:
        self.instead: dict[str, Answer] = {}
        news = ALONE | STEADY | SHARED
        day = {url: int(url[-6]) for url in news}
        self.pages = {url: article(title, day[url]) for url, title in news.items()}
        self.pages |= {copy_of(url): self.pages[url] for url in SHARED}
        menu = '<a href="/yw/">要闻动态</a> <a href="/tz/">通知公告</a>'
        self.pages |= {
            "/": page("某县政府网", menu),
            "/yw/": page("要闻动态", rows(*((url, news[url], day[url]) for url in news))),
            "/tz/": page("通知公告", rows(*((copy_of(u), news[u], day[u]) for u in SHARED))),
        }

    def answer(self, path: str) -> Answer:
        found = self.instead.get(path)
        return found or ((200, {}, self.pages[path]) if path in self.pages else GONE)


class Story:
    """What the archive told in each of the runs, and the ledger after it."""

    def __init__(self, crawl: Crawl, web: Web) -> None:
        self.crawl, self.web = crawl, web
        self.changes: list[set[Change]] = []
        self.rows: list[dict[str, Any]] = []

    def run(self) -> None:
        if self.changes:
            self.crawl.wait(days=400)
        self.crawl.run()
        with self.crawl.archive() as engine, engine.connect() as connection:
            run = connection.execute(select(func.max(RunRow.id))).scalar_one()
            columns = (ChangeRow.kind, ChangeRow.url, ChangeRow.new_url)
            told = connection.execute(select(*columns).where(ChangeRow.run_id == run)).all()
            pages = connection.execute(select(*PageRow.__table__.c)).all()
        self.changes.append({(kind, path(url) or "", path(new)) for kind, url, new in told})
        self.rows.append({path(row.url) or "": row for row in pages})

    def places(self, url: str) -> tuple[str, str]:
        """Return where an article of two columns is archived first, and where it is a copy."""
        other = copy_of(url)
        return (other, url) if self.rows[0][url].state == "excluded" else (url, other)


def path(url: str | None) -> str | None:
    return None if url is None else "/" + url.split("/", 3)[3]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    web = Web()
    with served(web.answer) as address:
        story = Story(Crawl(catalogue(address), tmp_path_factory.mktemp("story")), web)
        story.run()
        at = {url: story.places(url) for url in SHARED}
        web.instead = {SORRY: SAYS_SORRY, HOME_TWICE: HOME, MISSING: GONE, HOME_ONCE: HOME}
        web.instead |= {DRESSED: DRESSED_ANEW, LISTED: COLUMN}
        web.instead |= {OTHER_HOST: (301, {"Location": NEW_ADDRESS}, ""), OTHER_HOME: OTHERS}
        web.instead |= {at[url][0]: GONE for url in SHARED} | {at[HINTED][0]: SAYS_SORRY}
        web.instead |= {at[LEFT_ALL][1]: GONE, at[UNKNOWN][1]: BROKEN}
        web.instead[at[REPLACED][1]] = (200, {}, article(OTHER_TITLE, 9))
        story.run()
        for url in (HOME_ONCE, at[LEFT_ALL][1], at[UNKNOWN][1]):
            web.instead.pop(url)
        web.instead[at[MOVED][1]] = GONE
        story.run()
        for url in ALONE:
            web.instead.pop(url, None)
        story.run()
        yield story


def test_a_hint_is_believed_when_it_comes_twice(story: Story) -> None:
    assert ("gone", MISSING, None) in story.changes[1]
    hinted = {HOME_TWICE, HOME_ONCE, OTHER_HOME, story.places(HINTED)[0]}
    assert not hinted & {url for _, url, _ in story.changes[1]}
    found = story.rows[1][HOME_TWICE]
    assert (found.state, found.http_status, found.attempts) == ("failed", 302, 1)
    assert found.reason.startswith("perhaps gone: redirect to no article: ")
    assert story.crawl.reports()[1][1]["account"]["failed"]["perhaps gone"] == 6
    told = {("gone", url, None) for url in (HOME_TWICE, OTHER_HOME)}
    assert told <= story.changes[2]
    assert story.rows[2][HOME_TWICE].state == "gone"


def test_a_hint_that_is_not_repeated_is_none(story: Story) -> None:
    assert all(HOME_ONCE not in {url for _, url, _ in told} for told in story.changes)
    found = story.rows[2][HOME_ONCE]
    assert (found.state, found.reason) == ("fetched", None)


def test_what_a_page_says_is_believed_while_others_of_its_site_are_there(story: Story) -> None:
    assert ("gone", SORRY, None) in story.changes[1]
    found = story.rows[1][SORRY]
    assert (found.state, found.http_status) == ("gone", 200)
    assert found.reason == "soft 404: answers 200 and says that there is nothing"


def test_what_comes_back_has_returned(story: Story) -> None:
    gone = (SORRY, HOME_TWICE, MISSING, OTHER_HOME, LISTED)
    back = {("returned", url, None) for url in gone}
    assert story.changes[3] == back


def test_an_article_in_another_dress_is_there_and_no_list(story: Story) -> None:
    assert all(DRESSED not in {url for _, url, _ in told} for told in story.changes)
    for found in (row[DRESSED] for row in story.rows):
        assert (found.kind, found.state, found.due_at is None) == ("article", "fetched", False)
    assert story.rows[1][DRESSED].reason.startswith("no text")
    assert "no text" in story.crawl.reports()[1][1]["account"]["not_an_article"]
    assert story.rows[3][DRESSED].reason is None
    assert not [url for rows in story.rows for url in rows if url.startswith("/old/")]


def test_a_list_in_the_place_of_an_article_is_a_hint(story: Story) -> None:
    assert story.rows[1][LISTED].reason.startswith("perhaps gone: no article any more: ")
    assert ("gone", LISTED, None) in story.changes[2]
    assert story.rows[2][LISTED].kind == "article"


@pytest.mark.parametrize(
    ("title", "found"), [("县文旅局发布清明假期出游安全提示信息", "there"), ("某县简介", "away")]
)
def test_a_copy_in_another_dress_is_there(title: str, found: str) -> None:
    visit, site = Visit(url=COPY, site="x", kind="article"), Site(id="x", name="", start_urls=())
    dressed = shown(200, page(title, f"<h1>{title}</h1>" + rows(*RELATED)))
    assert found_at(visit, dressed, [ALONE[DRESSED]], site) == found


def test_a_copy_that_a_script_fills_may_be_there() -> None:
    visit, site = Visit(url=COPY, site="x", kind="article"), Site(id="x", name="", start_urls=())
    shell = shown(200, "<title>某县人民政府</title><div id=app></div><script src=/app.js></script>")
    assert found_at(visit, shell, [ALONE[DRESSED]], site) == "unknown"


def test_an_article_that_went_to_another_host_has_moved_there(story: Story) -> None:
    """Nobody asks there: it is no host of the site's. To say that the article is gone is wrong."""
    assert [change for change in story.changes[1] if OTHER_HOST in change] == [
        ("moved", OTHER_HOST, path(NEW_ADDRESS))
    ]
    found = story.rows[1][OTHER_HOST]
    assert (found.state, found.reason) == ("excluded", "redirect to what is left alone: offsite")


def test_an_article_lives_on_in_its_other_column(story: Story) -> None:
    first, copy = story.places(MOVED)
    assert [change for change in story.changes[1] if first in change] == [("moved", first, copy)]
    assert (story.rows[1][first].state, story.rows[1][first].reason) == ("gone", "HTTP 404")
    assert (story.rows[1][copy].state, story.rows[1][copy].reason) == ("fetched", None)
    assert ("gone", copy, None) in story.changes[2]  # there it has gone, too
    first, copy = story.places(HINTED)
    assert ("moved", first, copy) in story.changes[2]


def test_an_article_that_left_all_its_columns_is_gone_until_it_is_seen_again(story: Story) -> None:
    first, copy = story.places(LEFT_ALL)
    assert ("gone", first, None) in story.changes[1]
    assert (story.rows[1][first].state, story.rows[1][copy].state) == ("gone", "gone")
    assert ("moved", first, copy) in story.changes[2]


def test_nothing_is_told_while_the_other_column_does_not_answer(story: Story) -> None:
    first, copy = story.places(UNKNOWN)
    assert not [change for change in story.changes[1] if first in change]
    assert story.rows[1][first].state == "failed"
    assert story.rows[1][first].reason.startswith("perhaps gone: HTTP 404, and http")
    assert ("moved", first, copy) in story.changes[2]


def test_another_article_at_the_other_address_is_another(story: Story) -> None:
    first, copy = story.places(REPLACED)
    assert ("gone", first, None) in story.changes[1]
    assert story.crawl.articles()[story.rows[3][copy].url] == OTHER_TITLE


def test_an_archive_so_changed_is_whole(story: Story) -> None:
    assert story.crawl.findings() == []
    assert len(story.crawl.articles()) == len(ALONE) + len(STEADY) + len(SHARED) + 1


@pytest.mark.parametrize(
    ("before", "minutes", "enough"),
    [
        ("perhaps gone: soft 404", 30, True),
        ("perhaps gone: soft 404", 29, False),
        ("HTTP 503", 90, False),
    ],
)
def test_two_hints_within_half_an_hour_are_one(before: str, minutes: int, *, enough: bool) -> None:
    now = datetime(2020, 2, 24, tzinfo=UTC)
    visit = Visit(url="http://www.x.gov.cn/1.html", site="x", kind="article")
    hint = outcomes.perhaps_gone(visit, outcomes.gone(visit, "x", status=200, now=now), now=now)
    row: dict[str, Any] = dict.fromkeys(field.name for field in fields(Page))
    known = Page(**{**row, "reason": before, "state": "failed", "due_at": hint.due_at})
    visit = replace(visit, known=known)
    assert outcomes.is_confirmed(visit, now=now + timedelta(minutes=minutes)) == enough


def test_a_page_whose_copy_gave_no_answer_waits_half_an_hour() -> None:
    """Runs may follow each other by seconds: an outage of the copy's server lasts longer."""
    now = datetime(2020, 2, 24, tzinfo=UTC)
    visit = Visit(url="http://www.x.gov.cn/1.html", site="x", kind="article")
    gone = outcomes.gone(visit, "HTTP 404", status=404, now=now)
    found = outcomes.not_known_gone(visit, "HTTP 404, and no answer", gone, now=now)
    assert found.due_at == now + timedelta(minutes=30)
    assert (found.state, found.http_status) == ("failed", 404)
    assert found.reason == "perhaps gone: HTTP 404, and no answer"


COPY = "http://www.x.gov.cn/tz/t20200302_2.html"


def shown(status: int, text: str = "") -> HtmlResponse:
    request = Request(COPY)
    return HtmlResponse(COPY, status=status, body=text.encode(), encoding="utf-8", request=request)


@pytest.mark.parametrize(
    "status",
    [202, 302, 303, 307, 400, 401, 403, 405, 408, 412, 418, 425, 429, 451, 500, 502, 503, 521],
)
def test_an_answer_that_is_no_word_on_the_article_leaves_it_open(status: int) -> None:
    visit, site = Visit(url=COPY, site="x", kind="article"), Site(id="x", name="", start_urls=())
    assert found_at(visit, shown(status), ["县医院新门诊楼投入使用"], site) == "unknown"


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        (404, "gone", "HTTP 404"),
        (410, "gone", "HTTP 410"),
        (200, "gone", "HTTP 200"),
    ],
)
def test_an_address_that_has_no_article_any_more_is_told_by_its_answer(
    status: int, state: str, reason: str
) -> None:
    visit, site = Visit(url=COPY, site="x", kind="article"), Site(id="x", name="", start_urls=())
    answer = shown(status, page("提示信息", "<h3>您访问的页面不存在或已被删除</h3>"))
    assert found_at(visit, answer, ["县医院新门诊楼投入使用"], site) == "away"
    outcome = left(visit, answer)
    assert (outcome.state, outcome.reason) == (state, reason)
    assert outcome.due_at is not None


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (301, ""),
        (308, ""),
        (200, '<meta http-equiv="refresh" content="0; url=/new/t20200302_2.html">'),
        (200, "<script>location.href='/new/t20200302_2.html'</script>"),
    ],
)
def test_a_copy_that_sends_its_readers_on_is_followed_before_anything_is_told(
    status: int, text: str
) -> None:
    visit, site = Visit(url=COPY, site="x", kind="article"), Site(id="x", name="", start_urls=())
    assert found_at(visit, shown(status, text), ["县医院新门诊楼"], site) == "elsewhere"


class Told:
    """Takes what ``Disappearances`` writes, of articles that stand nowhere else."""

    def __init__(self) -> None:
        self.gone_: list[str] = []
        self.recorded: dict[str, Outcome] = {}

    async def elsewhere(self, _visit: Visit) -> Elsewhere:
        return Elsewhere()

    async def gone(
        self, visit: Visit, _outcome: Outcome, *, asked: frozenset[str] = frozenset()
    ) -> None:
        assert not asked
        self.gone_.append(visit.url)

    async def record(self, outcome: Outcome) -> None:
        self.recorded[outcome.url] = outcome


def archived(number: int, **known: Any) -> Visit:  # noqa: ANN401 - the row's own columns
    row: dict[str, Any] = dict.fromkeys(field.name for field in fields(Page))
    page_row = Page(**{**row, "state": "fetched", "attempts": 0, "article_id": number, **known})
    return Visit(url=f"http://x.cn/{number}.html", site="x", kind="article", known=page_row)


@pytest.mark.parametrize(("status", "wait"), [(404, 0.5), (302, 24)])
def test_a_site_that_misses_everything_is_asked_again(status: int, wait: float) -> None:
    """Sites that are built anew, or without their database, answer 404 to all, or their home."""
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]

    async def missed(visit: Visit) -> None:
        gone = outcomes.gone(visit, f"HTTP {status}", status=status, now=moment)
        await (looking.told if status == 404 else looking.hinted)(visit, gone)

    async def story() -> None:
        for number in range(6):
            await missed(archived(number))
        looking.seen(archived(6))
        await missed(archived(7))
        yesterday = {"reason": "perhaps gone: x", "due_at": moment - timedelta(minutes=1)}
        for number in range(10, 16):
            await missed(archived(number, state="failed", **yesterday))

    asyncio.run(story())
    for number in (4, 5):
        due = changes.recorded[archived(number).url].due_at
        assert due is not None
        assert due - moment == pytest.approx(timedelta(hours=wait), abs=timedelta(minutes=5))
    at_once = [0, 1, 2, 3, 7] if status == 404 else []
    assert changes.gone_ == [archived(n).url for n in (*at_once, *range(10, 16))]


@pytest.mark.parametrize(
    ("said", "there", "believed"), [(1, 1, 1), (4, 4, 4), (5, 9, 0), (2, 1, 0), (1, 0, 0)]
)
def test_what_pages_say_is_believed_of_few_where_others_are_there(
    said: int, there: int, believed: int
) -> None:
    """A site without its database says it of all."""
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]

    async def story() -> None:
        for number in range(said):
            visit = archived(number)
            await looking.said(visit, outcomes.gone(visit, "x", status=200, now=moment))
        for number in range(there):
            looking.seen(archived(100 + number))
        assert changes.gone_ == []
        await looking.settle()

    asyncio.run(story())
    assert len(changes.gone_) == believed
    assert len(changes.recorded) == said  # so that nothing is lost when the run is killed before


def test_a_site_without_a_home_page_is_not_believed_until_it_is_back() -> None:
    """Every address of a site that is down may answer 404, in one run and in the next."""
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]
    before = {"state": "failed", "reason": "perhaps gone: x", "due_at": moment - timedelta(hours=1)}

    async def missed(visit: Visit) -> None:
        await looking.told(visit, outcomes.gone(visit, "HTTP 404", status=404, now=moment))

    async def story() -> None:
        looking.came_in(home("http://x.cn/"), there=False)
        for number in range(3):
            await missed(archived(number))
        await missed(archived(3, **before))
        looking.seen(archived(4))
        await missed(archived(5))

    asyncio.run(story())
    assert changes.gone_ == [archived(5).url]
    reasons = [(changes.recorded[archived(number).url].reason or "") for number in range(4)]
    assert all(reason.startswith("perhaps gone") for reason in reasons)


def home(url: str) -> Visit:
    return Visit(url=url, site="x", kind="list", start=True)


@pytest.mark.parametrize("first_is_there", [True, False])
def test_one_home_page_of_several_is_enough(*, first_is_there: bool) -> None:
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]

    async def story() -> None:
        looking.came_in(home("http://x.cn/"), there=first_is_there)
        looking.came_in(home("http://www.x.cn/"), there=not first_is_there)
        one = archived(1)
        await looking.told(one, outcomes.gone(one, "HTTP 404", status=404, now=moment))

    asyncio.run(story())
    assert changes.gone_ == [archived(1).url]


def test_a_column_that_is_missing_says_nothing_of_its_site() -> None:
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]

    async def story() -> None:
        looking.came_in(Visit(url="http://x.cn/tz/", site="x", kind="list"), there=False)
        one = archived(1)
        await looking.told(one, outcomes.gone(one, "HTTP 404", status=404, now=moment))

    asyncio.run(story())
    assert changes.gone_ == [archived(1).url]


@pytest.mark.parametrize(("there", "told"), [(True, ["http://x.cn/1.html"]), (False, [])])
def test_a_home_page_in_the_place_of_an_article_says_that_it_is_gone_where_others_are_there(
    *, there: bool, told: list[str]
) -> None:
    changes, moment = Told(), datetime.now(UTC)
    looking = Disappearances(changes, None, None, None)  # type: ignore[arg-type]
    hinted = {"reason": "perhaps gone: x", "due_at": moment - timedelta(minutes=1)}
    visit = archived(1, state="failed", **hinted)

    async def story() -> None:
        if there:
            looking.seen(archived(2))
        looking.shut(visit.site)
        await looking.hinted(visit, outcomes.gone(visit, "x", status=200, now=moment))

    asyncio.run(story())
    assert changes.gone_ == told
