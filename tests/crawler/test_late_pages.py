"""Pages that are not there when they are first linked, or not whole when they are seen again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.models import ArticleRow, ChangeRow, VersionRow
from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl
from tests.programs import govnews

LATE = {
    "2": "县医院新门诊楼投入使用方便群众就医",
    "3": "全县中小学生春季学期开学准备工作就绪",
    "4": "我县举办首届油菜花文化旅游节开幕式",
    "5": "县供电公司排查线路隐患保障春灌用电",
}
"""Articles that answer with something else at first, by their number."""
MENDING: Answer = (
    200,
    {},
    "<title>系统维护中</title><h1>系统维护中</h1><p>网站升级，请稍后再试。</p>",
)
AT_FIRST: dict[str, Answer] = {
    "/yw/t20200302_2.html": (200, {}, "<html><body></body></html>"),
    "/yw/t20200303_3.html": (302, {"Location": "/weihu.html"}, ""),
    "/yw/t20200304_4.html": (404, {}, "没有"),
    "/yw/t20200305_5.html": MENDING,
    "/tz/": (200, {}, ""),
    "/bm/": (302, {"Location": "/weihu.html"}, ""),
}
LONG = "/yw/t20200306_6.html"


class Web:
    """A county's site; ``instead``: what it answers instead of some pages."""

    def __init__(self) -> None:
        self.instead: dict[str, Answer] = {}
        self.second_page = "全年计划完成投资三百二十万元。"
        news = [(f"/yw/t2020030{n}_{n}.html", title, int(n)) for n, title in LATE.items()]
        news.append((LONG, "全县重点项目建设推进会召开", 6))
        notice = ("/tz/t20200307_7.html", "关于做好清明节期间森林防火工作的通知", 7)
        bureau = ("/bm/t20200308_8.html", "县交通运输局开展道路安全隐患排查整治", 8)
        self.pages = {url: article(title, day) for url, title, day in (*news, notice, bureau)}
        menu = '<a href="/yw/">要闻动态</a> <a href="/tz/">通知公告</a> <a href="/bm/">部门动态</a>'
        self.pages |= {
            "/": page("某县政府网", menu),
            "/yw/": page("要闻动态", rows(*news)),
            "/tz/": page("通知公告", rows(notice)),
            "/bm/": page("部门动态", rows(bureau)),
            "/weihu.html": MENDING[2],
        }

    def answer(self, path: str) -> Answer:
        if path in self.instead:
            return self.instead[path]
        pager = f'<div class="page"><a href="{LONG[:-5]}_1.html">下一页</a></div>'
        if path == LONG:
            return 200, {"ETag": '"one"'}, article("全县重点项目建设推进会召开", 6, pager=pager)
        if path == f"{LONG[:-5]}_1.html":
            return 200, {}, article("全县重点项目建设推进会召开", 6, text=self.second_page)
        if path in self.pages:
            return 200, {}, self.pages[path]
        return 404, {}, ""


class Story:
    """One archive, crawled five times; what it had and told after each."""

    def __init__(self, crawl: Crawl, web: Web) -> None:
        self.crawl, self.web = crawl, web
        self.articles: list[dict[str, str | None]] = []
        self.changes: list[list[str]] = []

    def run(self, instead: dict[str, Answer]) -> None:
        self.web.instead = instead
        if self.articles:
            self.crawl.wait(days=400)
        self.crawl.run()
        self.articles.append(self.crawl.articles())
        self.changes.append(changes(self.crawl))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    web = Web()
    with served(web.answer) as address:
        story = Story(Crawl(catalogue(address), tmp_path_factory.mktemp("late")), web)
        story.run(AT_FIRST)
        story.run({})
        mended = {f"{LONG[:-5]}_1.html": MENDING, "/yw/t20200304_4.html": MENDING}
        story.run(AT_FIRST | mended)
        story.run({})
        web.second_page = "全年计划完成投资九百八十万元。"
        story.run({})
        yield story


def test_what_was_not_there_at_first_is_archived_when_it_is(story: Story) -> None:
    at_first, later, *_ = story.articles
    assert {url[-6] for url in at_first} == {"6"}
    assert {url[-6] for url in later} == set("2345678")
    assert story.crawl.findings() == []


def test_a_site_that_is_mended_takes_nothing_away(story: Story) -> None:
    _, before, meanwhile, after, _ = story.articles
    assert before == meanwhile == after
    assert story.changes[:4] == [[], [], [], []]


def test_an_edit_on_an_articles_second_page_is_a_new_version(story: Story) -> None:
    crawl, folder = story.crawl, story.crawl.folder
    assert story.changes[4] == ["edited"]
    with crawl.archive() as engine, engine.connect() as connection:
        body = select(ArticleRow.body).where(ArticleRow.url.contains(LONG))
        assert story.web.second_page in connection.execute(body).scalar_one()
    rules = ("--catalogue", "catalogue.toml")
    read_again = govnews(
        "reextract", "--archive", crawl.url, "--warc-dir", "warc", *rules, cwd=folder
    )
    assert read_again.stderr.splitlines()[-1] == "7 unchanged"
    # All that is left of the archive are its raw records: a new one is made of them.
    anew = ("--archive", f"sqlite:///{folder / 'new.db'}", "--warc-dir", "new")
    imported = govnews("import", "warc", *anew, *rules, cwd=folder)
    assert imported.returncode == 0, imported.stderr
    left = (Crawl("", folder / "warc", anew[1]), crawl)
    assert versions(left[0]) == versions(left[1])


PARTS = ("/yw/t20200306_6.html", "/yw/t20200306_6_1.html", "/yw/t20200306_6_2.html")
RAISE = "raise ValueError('a fault of ours')"
CANNOT_READ = f"""
import crawler.answers.long_articles as module
def broken(*_arguments, **_named): {RAISE}
module.read_part = broken
"""
CANNOT_ASK = """
import crawler.answers.long_articles as module
from crawler.frontier.requests import UnaskableError
def broken(*_arguments, **_named): raise UnaskableError("no request can be made of it")
module.request_for = broken
"""
CANNOT_GO_ON = f"""
from crawler.answers.long_articles import LongArticles
def broken(*_arguments, **_named): {RAISE}
LongArticles._has_room = broken
"""


def long_article(path: str) -> Answer:
    """Serve a site of one article of three pages."""
    title = "全县重点项目建设推进会召开"
    if path not in PARTS:
        listed = page("某县政府网", rows((PARTS[0], title, 6)))
        return (200, {}, listed) if path == "/" else (404, {}, "")
    number = PARTS.index(path)
    links = f'<a href="{PARTS[number + 1]}">下一页</a>' if number + 1 < len(PARTS) else ""
    text = f"全年计划完成投资{number + 1}百万元。"
    return 200, {}, article(title, 6, text=text, pager=f'<div class="page">{links}</div>')


@pytest.mark.parametrize(
    ("patch", "pages", "faults"),
    [
        ("", 3, {}),
        (CANNOT_READ, 2, {"further_page": 1}),  # the third nobody has heard of
        (CANNOT_ASK, 1, {}),
        (CANNOT_GO_ON, 0, {"page": 1}),  # asked for again by the next run, from its first page
    ],
    ids=["whole", "cannot read", "cannot ask", "cannot go on"],
)
def test_an_error_of_ours_at_a_further_page_costs_no_article(
    tmp_path: Path, patch: str, pages: int, faults: dict[str, int]
) -> None:
    with served(long_article) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        process = crawl.start(patch=patch)
        _, log = process.communicate(timeout=100)
        assert process.returncode == 0, log[-3000:]
        assert ("a fault of ours" in log) == bool(faults)
        assert parts_read(crawl) == list(range(1, pages + 1))
        assert crawl.reports()[0][1]["faults"] == faults
        crawl.wait(days=400)
        crawl.run()
    assert parts_read(crawl) == [1, 2, 3]
    assert "failed" not in crawl.states().values()
    assert crawl.findings() == []


def parts_read(crawl: Crawl) -> list[int]:
    """Return which pages' texts the archived article has, if there is one."""
    with crawl.archive() as engine, engine.connect() as connection:
        body = connection.execute(select(ArticleRow.body)).scalar() or ""
    return [number for number in (1, 2, 3) if f"投资{number}百万元" in body]


def versions(crawl: Crawl) -> set[tuple[str, str, str]]:
    """Return address, pages and text of each version."""
    with crawl.archive() as engine, engine.connect() as connection:
        rows = connection.execute(select(VersionRow.record)).scalars().all()
    return {(row["url"], str(row["pages"]), row["body"]) for row in rows}


def changes(crawl: Crawl) -> list[str]:
    with crawl.archive() as engine, engine.connect() as connection:
        return list(connection.execute(select(ChangeRow.kind)).scalars())
