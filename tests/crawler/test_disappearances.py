"""When an article is not where it was: what is believed at once, what twice, and what lives on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from archive.models import ChangeRow, PageRow, RunRow
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
