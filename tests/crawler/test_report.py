"""What became of the pages of a run is counted, each once: also those that are as they were."""

from __future__ import annotations

from typing import Any

import pytest

from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl

SAME, EDITED, TOUCHED, LONG, EMPTY = (f"/yw/t2020030{n}_{n}.html" for n in range(2, 7))
COPY, SECOND = "/tz/t20200302_2.html", LONG.replace(".html", "_2.html")
TITLES = {
    SAME: "县医院新门诊楼投入使用方便群众就医",
    EDITED: "全县中小学生春季学期开学准备工作就绪",
    TOUCHED: "我县举办首届油菜花文化旅游节开幕式",
    LONG: "全县重点项目建设推进会召开部署工作",
    EMPTY: "县交通运输局开展道路安全隐患排查整治",
}


class Web:
    """A site with an article of each kind; some are as they were in the second run."""

    def __init__(self) -> None:
        listed = [(url, title, int(url[-6])) for url, title in TITLES.items()]
        copied = (COPY, TITLES[SAME], 2)
        pager = f'<div class="pages"><a href="{SECOND}">下一页</a></div>'
        self.pages = {url: article(title, day) for url, title, day in listed}
        self.pages |= {
            "/": page("某县政府网", '<a href="/yw/">要闻动态</a> <a href="/tz/">通知公告</a>'),
            "/yw/": page("要闻动态", rows(*listed)),
            "/tz/": page("通知公告", rows(copied)),
            COPY: self.pages[SAME],
            LONG: article(TITLES[LONG], 5, pager=pager),
            SECOND: page(TITLES[LONG], "<p>全年计划完成投资三百二十万元，按期开工。</p>"),
            EMPTY: page(TITLES[EMPTY], f"<h1>{TITLES[EMPTY]}</h1>"),
        }

    def answer(self, path: str) -> Answer:
        return (200, {}, self.pages[path]) if path in self.pages else (404, {}, "")

    def change(self) -> None:
        """Edit one article; change of another what is none of its text."""
        self.pages[EDITED] = article(TITLES[EDITED], 3, text="更正：开学时间推迟到三月十六日。")
        self.pages[TOUCHED] = self.pages[TOUCHED].replace("</body>", "<i>访问量 15</i></body>")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    web = Web()
    with served(web.answer) as address:
        crawl = Crawl(catalogue(address), tmp_path_factory.mktemp("reports"))
        crawl.run()
        crawl.wait(days=400)
        web.change()
        crawl.run()
    return [report for _, report in crawl.reports()]


def test_pages_that_are_as_they_were_are_counted(reports: list[dict[str, Any]]) -> None:
    first, second = (report["pages"] for report in reports)
    assert first == {"new": 4, "copy": 1, "not_an_article": 1}
    assert second == {"changed": 1, "unchanged": 3, "not_an_article": 1}


def test_articles_pages_and_the_account_add_up(reports: list[dict[str, Any]]) -> None:
    further_pages = 1
    for report in reports:
        pages = report["pages"]
        articles = pages.get("new", 0) + pages.get("changed", 0) + pages.get("unchanged", 0)
        assert report["account"]["archived"] == articles + further_pages
