"""While a host's robots.txt cannot be had nothing is asked, and no page has failed by that."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from archive.models import PageRow, SiteRunRow
from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl

NEWS = ("/yw/t20200302_2.html", "县医院新门诊楼投入使用方便群众就医", 2)
LATER = ("/yw/t20200303_3.html", "全县中小学生春季学期开学准备工作就绪", 3)
RUNS_WITHOUT = 6


class Web:
    """A site of one list below its home page."""

    def __init__(self) -> None:
        self.fails = False
        self.news = [NEWS]

    def answer(self, path: str) -> Answer:
        if path == "/robots.txt":
            return (503, {}, "") if self.fails else (404, {}, "")
        pages = {"/": page("某县政府网", '<a href="/yw/">要闻动态</a>')}
        pages["/yw/"] = page("要闻动态", rows(*self.news))
        pages |= {url: article(title, day) for url, title, day in self.news}
        return (200, {}, pages[path]) if path in pages else (404, {}, "")


def test_its_pages_are_asked_for_as_soon_as_it_is_over(tmp_path: Path) -> None:
    web = Web()
    with served(web.answer) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        crawl.run()
        web.fails, web.news = True, [LATER, NEWS]
        for _ in range(RUNS_WITHOUT):
            crawl.run("-s", "RETRY_TIMES=0")
        assert lists(crawl) == {("failed", 0, "robots.txt: HTTP 503")}
        assert health(crawl) == ["ok", *["failing"] * RUNS_WITHOUT]
        web.fails = False
        crawl.run()
    assert set(crawl.articles().values()) == {NEWS[1], LATER[1]}
    assert health(crawl)[-1] == "ok"


def lists(crawl: Crawl) -> set[tuple[object, ...]]:
    """Return state, attempts and reason of the ledger's lists."""
    query = select(PageRow.state, PageRow.attempts, PageRow.reason)
    with crawl.archive() as engine, engine.connect() as connection:
        return {tuple(row) for row in connection.execute(query.where(PageRow.kind == "list"))}


def health(crawl: Crawl) -> list[str]:
    """Return what each run judged of the site."""
    judged = select(SiteRunRow.health).order_by(SiteRunRow.run_id)
    with crawl.archive() as engine, engine.connect() as connection:
        return list(connection.scalars(judged))
