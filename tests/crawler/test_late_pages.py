"""Pages that are not there when they are first linked, or not whole when they are seen again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.models import ArticleRow, ChangeRow, VersionRow
from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl
from tests.pipelines.test_commands import govnews

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


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def crawl(web: Web, tmp_path: Path) -> Iterator[Crawl]:
    with served(web.answer) as address:
        yield Crawl(catalogue(address), tmp_path)


def test_what_was_not_there_at_first_is_archived_when_it_is(web: Web, crawl: Crawl) -> None:
    web.instead = AT_FIRST
    crawl.run()
    assert {url[-6] for url in crawl.articles()} == {"6"}
    web.instead = {}
    crawl.wait(days=400)
    crawl.run()
    assert {url[-6] for url in crawl.articles()} == set("2345678")
    assert crawl.findings() == []


def test_an_edit_on_an_articles_second_page_is_a_new_version(
    web: Web, crawl: Crawl, tmp_path: Path
) -> None:
    crawl.run()
    crawl.wait(days=400)
    crawl.run()
    assert changes(crawl) == []
    web.second_page = "全年计划完成投资九百八十万元。"
    crawl.wait(days=400)
    crawl.run()
    assert changes(crawl) == ["edited"]
    with crawl.archive() as engine, engine.connect() as connection:
        body = select(ArticleRow.body).where(ArticleRow.url.contains(LONG))
        assert web.second_page in connection.execute(body).scalar_one()
    rules = ("--catalogue", "catalogue.toml")
    read_again = govnews(
        "reextract", "--archive", crawl.url, "--warc-dir", "warc", *rules, cwd=tmp_path
    )
    assert read_again.stderr.splitlines()[-1] == "7 unchanged"
    # All that is left of the archive are its raw records: a new one is made of them.
    anew = ("--archive", f"sqlite:///{tmp_path / 'new.db'}", "--warc-dir", "new")
    imported = govnews("import", "warc", *anew, *rules, cwd=tmp_path)
    assert imported.returncode == 0, imported.stderr
    left = (Crawl("", tmp_path / "warc", anew[1]), crawl)
    assert versions(left[0]) == versions(left[1])


def test_a_site_that_is_mended_takes_nothing_away(web: Web, crawl: Crawl) -> None:
    crawl.run()
    archived = crawl.articles()
    web.instead = AT_FIRST | {f"{LONG[:-5]}_1.html": MENDING, "/yw/t20200304_4.html": MENDING}
    crawl.wait(days=400)
    crawl.run()
    web.instead = {}
    crawl.wait(days=400)
    crawl.run()
    assert changes(crawl) == []
    assert crawl.articles() == archived
    assert len(archived) == 7


def versions(crawl: Crawl) -> set[tuple[str, str, str]]:
    """Return address, pages and text of each version."""
    with crawl.archive() as engine, engine.connect() as connection:
        rows = connection.execute(select(VersionRow.record)).scalars().all()
    return {(row["url"], str(row["pages"]), row["body"]) for row in rows}


def changes(crawl: Crawl) -> list[str]:
    with crawl.archive() as engine, engine.connect() as connection:
        return list(connection.execute(select(ChangeRow.kind)).scalars())
