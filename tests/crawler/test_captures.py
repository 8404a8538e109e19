"""A list that former rules took for an article is read as a list, and no article ever is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy.http import HtmlResponse
from sqlalchemy import select

from archive.ledger import Outcome
from archive.models import ArticleRow, ChangeRow, PageRow
from archive.records import RawPage
from crawler.answers.captures import Captures
from crawler.answers.data_articles import DataArticles
from crawler.discovery.result import Reading
from crawler.frontier.visit import Visit
from crawler.running.scribe import Scribe
from tests.crawler.archived_pages import archived
from tests.crawler.county import Answer, article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl
from tests.crawler.sites import site

TITLE = "关于深入开展全县森林防火专项行动的报道"
INTRO = (
    "<p>县委、县政府高度重视森林防火工作，现将有关报道汇集如下，供各乡镇、各部门学习参考，"
    "切实做好今年的各项防火工作。</p>"
)
WRONG, REDESIGNED, UNSEEN = "/yw/slfh.html", "/yw/fhbd.html", "/yw/hzbd.html"
NEWS = {f"/yw/t202003{n:02}_{n}.html": f"县委书记第{n}次主持召开经济工作会议" for n in range(2, 8)}
REPORTS = {f"/fh/t202003{n}_{n}.html": f"我县第{n}次召开森林防火工作会议" for n in range(10, 25)}
MISSING: Answer = (404, {}, "")
MOVED: Answer = (301, {"Location": "/fh/t20200310_99.html"}, "")
FORMER_RULES = """
import crawler.discovery.reading as module
module.list_points = lambda *_arguments, **_named: -9
"""


def listed(title: str) -> str:
    reports = [(url, name, int(url[-7:-5])) for url, name in REPORTS.items()]
    return page(title, f"<h1>{title}</h1>{INTRO}{rows(*reports)}")


class Web:
    """A site whose home page lists news, among them a page that lists reports."""

    def __init__(self) -> None:
        self.instead: dict[str, Answer] = {}
        news = [(url, title, int(url[-6])) for url, title in NEWS.items()]
        others = [(WRONG, TITLE, 9), (REDESIGNED, f"{TITLE}二", 9), (UNSEEN, f"{TITLE}三", 9)]
        self.pages = {url: article(title, 2) for url, title in (NEWS | REPORTS).items()}
        self.pages |= {
            "/": page("某县政府网", rows(*others, *news)),
            WRONG: listed(TITLE),
            REDESIGNED: article(f"{TITLE}二", 9),
            UNSEEN: listed(f"{TITLE}三"),
        }

    def answer(self, path: str) -> Answer:
        found = self.instead.get(path)
        return found or ((200, {}, self.pages[path]) if path in self.pages else MISSING)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crawl, str]]:
    web = Web()
    with served(web.answer) as address:
        crawl = Crawl(catalogue(address), tmp_path_factory.mktemp("captures"))
        process = crawl.start(patch=FORMER_RULES)
        _, log = process.communicate(timeout=100)
        assert process.returncode == 0, log[-3000:]
        before = crawl.articles()
        assert {address + url for url in (WRONG, REDESIGNED, UNSEEN)} <= set(before)
        assert not [url for url in before if "/fh/" in url]
        web.pages[REDESIGNED] = listed(f"{TITLE}二")  # more news beside it, in a new template
        web.instead[UNSEEN] = MISSING  # before today's rules have seen it
        web.pages[WRONG] = web.pages[WRONG].replace("第24次", "第25次")
        for _ in range(2):
            crawl.wait(days=400)
            crawl.run()
        for answer in (MISSING, MOVED):
            web.instead[WRONG] = answer
            crawl.wait(days=400)
            crawl.run()
        yield crawl, address


def test_its_links_are_followed(crawl: tuple[Crawl, str]) -> None:
    archive, address = crawl
    assert {address + url for url in REPORTS} <= set(archive.articles())


def test_what_was_captured_stays_and_nothing_is_told(crawl: tuple[Crawl, str]) -> None:
    archive, address = crawl
    with archive.archive() as engine, engine.connect() as connection:
        query = select(ArticleRow.status, ArticleRow.version, ArticleRow.title)
        kept = connection.execute(query.where(ArticleRow.url == address + WRONG)).one()
        lists = ChangeRow.url.in_([address + WRONG, address + UNSEEN])
        assert connection.execute(select(ChangeRow.kind).where(lists)).all() == []
    assert tuple(kept) == ("live", 1, TITLE)
    assert archive.findings() == []


def test_an_article_that_looks_like_a_list_now_stays_one(crawl: tuple[Crawl, str]) -> None:
    archive, address = crawl
    assert kinds(archive, address) == {WRONG: "list", REDESIGNED: "article", UNSEEN: "list"}


def kinds(crawl: Crawl, address: str) -> dict[str, str]:
    with crawl.archive() as engine, engine.connect() as connection:
        query = select(PageRow.url, PageRow.kind)
        found = {row.url: row.kind for row in connection.execute(query)}
    return {url: found[address + url] for url in (WRONG, REDESIGNED, UNSEEN)}


RELATED = [{"title": f"{TITLE}{n}", "url": f"/fh/t20200310_{n}.html"} for n in range(10, 20)]
DATA = json.dumps({"code": 0, "data": {"title": TITLE, "content": INTRO, "related": RELATED}})


class Kept(Captures):
    """Captures of an archive that holds one."""

    def __init__(self, body: str) -> None:
        web = SimpleNamespace(sites={"x": site()})
        super().__init__(None, None, web, Scribe())  # type: ignore[arg-type]
        self._raw = RawPage(url="http://x.cn/1.html", body=body.encode())

    def _captured(self, visit: Visit) -> RawPage | None:
        return self._raw if visit.is_archived else None


@pytest.mark.parametrize(
    ("body", "is_data", "is_list"), [(DATA, True, False), (listed(TITLE), False, True)]
)
def test_the_data_of_an_article_is_no_list_whatever_it_leads_to(
    body: str, *, is_data: bool, is_list: bool
) -> None:
    captures, visit = Kept(body), archived(1)
    assert asyncio.run(captures.are_data(visit)) == is_data
    assert asyncio.run(captures.show_list(visit)) == is_list


def test_an_empty_page_of_which_no_script_asks_for_the_data_is_no_word_on_its_article() -> None:
    recorded: list[Outcome] = []

    async def address(*_: object) -> None:
        """Find nothing: a script file cannot be had."""

    async def record(outcome: Outcome) -> None:
        recorded.append(outcome)

    shared = cast("Any", SimpleNamespace(changes=SimpleNamespace(failed=record)))
    addresses = cast("Any", SimpleNamespace(of=address))
    articles = DataArticles(shared, addresses, Kept(DATA), cast("Any", None))
    empty = Reading(kind="article", why="", words=("某县融媒", "正在加载"))
    answer = HtmlResponse("http://x.cn/1.html", body=b"<div></div>", encoding="utf-8")
    assert asyncio.run(articles.empty(archived(1), answer, empty)) == ()
    assert [outcome.state for outcome in recorded] == ["failed"]
