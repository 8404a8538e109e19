"""Articles whose pages are empty until a script has asked for their data."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from archive.items import FetchedPage
from archive.ledger import Outcome
from archive.records import RawPage
from crawler.answers import outcomes
from crawler.answers.candidates import Candidate
from crawler.answers.data_articles import DataArticles, is_empty, says_failed, says_something
from crawler.discovery.result import Reading, Shown
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import RunEndsError
from crawler.running.scribe import Scribe
from crawler.scripting.page_execution import shown
from crawler.spiders.gov_news import GovNewsSpider
from tests.crawler.script_pages import HOST
from tests.crawler.sites import site

SHELL = '<html><head><title>某县融媒</title></head><body><div id="app"></div>{}</body></html>'
TEXT = "全县秋粮收购工作全面启动，首批收购站点正式开秤，今年已备足仓容十二万吨。" * 2
DATA = json.dumps({"code": 0, "data": {"title": "秋粮收购", "content": TEXT}})
SHOW = "function(j){document.getElementById('app').innerHTML='<h1>'+j.data.title+'</h1>'}"
JSON = "then(function(r){return r.json()})"


POSTED = (
    "fetch('/api/detail',{method:'POST',body:JSON.stringify({newsId:'1142'}),"
    f"headers:{{'Content-Type':'application/json'}}}}).{JSON}.then({SHOW})"
)


def document(script: str, path: str) -> str | None:
    """Return what a page's script asks for of the document that its address names."""
    found = shown(SHELL.format(f"<script>{script}</script>"), HOST + path, {}).document
    return None if found is None else found.removeprefix(HOST)


@pytest.mark.parametrize(
    ("script", "path", "asked"),
    [
        (
            f"var m=location.pathname.split('/');fetch('/api/news/'+m[2]).{JSON}.then({SHOW})",
            "/p/1142",
            "/api/news/1142",
        ),
        (f"$.get('/api/detail',{{id:getUrlParam('id')}},{SHOW})", "/d?id=57", "/api/detail?id=57"),
        (
            POSTED,
            "/d?id=1142",
            "/api/detail#post:%21json=%7B%22newsId%22%3A+%221142%22%7D",
        ),
        (f"$.get('/api/hits?id=1142',{SHOW})", "/p/1142", None),
        (f"$.get('/api/vote/1142',{SHOW})", "/p/1142", None),
        (f"$.get('/api/news/7',{SHOW})", "/p/1142", None),
        (f"$.get('/api/related?newsId=1142&page=1',{SHOW})", "/p/1142", None),
        (f"$.get('/api/latest?pageNo=1&num=20',{SHOW})", "/p/20", None),
        (f"$.get('/api/news/11420',{SHOW})", "/p/1142", None),
        ("$.get('/api/news/1142')", "/p/1142", None),
        (f"$.get('/api/news/about',{SHOW})", "/p/about", None),
    ],
)
def test_what_a_page_shows_of_its_document(script: str, path: str, asked: str | None) -> None:
    assert document(script, path) == asked


class Web:
    """What a run has, but for its network."""

    def __init__(self, status: int = 200, *, asks: bool = True, forbidden: bool = False) -> None:
        self.sites = {"x": site()}
        self.status, self.asks, self.forbidden = status, asks, forbidden
        self.run: list[str] = []
        self.asked: list[str] = []
        self.recorded: list[Outcome] = []

    def may_use(self, _site: str, _url: str) -> bool:
        return not self.forbidden

    def script_found(self, _visit: Visit, url: str) -> None:
        self.asked.append(url)

    async def record(self, outcome: Outcome) -> None:
        self.recorded.append(outcome)

    def answer(self, request: Request) -> TextResponse:
        return TextResponse(request.url, self.status, body=DATA.encode(), request=request)

    async def texts(self, _visit: Visit, urls: tuple[str, ...]) -> dict[str, str]:
        return dict.fromkeys(urls, "")

    async def shown(self, visit: Visit, _text: str, _files: object) -> Shown:
        self.run.append(visit.url)
        return Shown(document=visit.url.replace("/p/", "/api/news/") if self.asks else None)


def read(web: Any, *paths: str) -> list[Any]:  # noqa: ANN401 - in place of three
    """Return what came of the data of pages, or nothing of one that asks for none."""

    async def answered(visit: Visit, data: TextResponse, page: TextResponse) -> list[str]:
        assert page.url == visit.url
        return [f"{visit.url} {data.url} {data.status}"]

    async def all_of_them() -> list[Any]:
        scribe = Scribe()
        articles = DataArticles(web, web, web, scribe, changes=web, answered=answered)
        try:
            asked = await asyncio.gather(*(articles.asked_for(*empty(path)) for path in paths))
            return [
                item
                for request in asked
                if request is not None
                async for item in articles.parse(web.answer(request))
            ]
        finally:
            scribe.close()

    return asyncio.run(all_of_them())


def empty(path: str) -> tuple[Visit, TextResponse]:
    visit = Visit(url=HOST + path, site="x", kind="article")
    page = HtmlResponse(visit.url, body=SHELL.format("").encode(), encoding="utf-8")
    return visit, page


def test_the_scripts_of_one_page_tell_where_the_data_of_all_is() -> None:
    web = Web()
    assert read(web, "/p/1142", "/p/1145") == [
        f"{HOST}/p/{number} {HOST}/api/news/{number} 200" for number in (1142, 1145)
    ]
    assert web.run == [f"{HOST}/p/1142"]
    assert {(one.kind, one.state) for one in web.recorded} == {("other", "fetched")}
    assert web.recorded[0].reason == f"data of a page: {HOST}/p/1142"


def test_scripts_that_ask_for_nothing_are_not_run_for_ever() -> None:
    web = Web(asks=False)
    assert read(web, *(f"/p/{number}" for number in range(100, 110)), "/p/about") == []
    assert (len(web.run), web.asked) == (3, [])
    many = [f"/{'x' * letters}/{number}" for letters in range(1, 9) for number in (100, 101)]
    assert read(web, *many) == []
    assert len(web.run) == 3 + 12


def test_what_a_site_keeps_us_from_is_not_asked_for() -> None:
    web = Web(forbidden=True)
    assert (read(web, "/p/1142"), web.asked) == ([], [])


@pytest.mark.parametrize("status", [500, 403])
def test_data_that_cannot_be_had_is_no_word_on_its_article(status: int) -> None:
    web = Web(status)
    assert read(web, "/p/1142") == []
    (failed,) = web.recorded
    assert (failed.url, failed.state) == (f"{HOST}/p/1142", "failed")
    assert failed.reason == f"the page's data cannot be had: HTTP {status}"


@pytest.mark.parametrize("status", [404, 410])
def test_data_that_is_gone_is_told(status: int) -> None:
    assert read(Web(status), "/p/1142") == [f"{HOST}/p/1142 {HOST}/api/news/1142 {status}"]


@pytest.mark.parametrize(
    ("body", "says"),
    [(DATA, True), ('{"code":404,"data":null,"msg":"内容不存在"}', False), (TEXT, False)],
)
def test_what_says_something(body: str, *, says: bool) -> None:
    assert says_something(TextResponse(HOST, body=body.encode(), encoding="utf-8")) == says


@pytest.mark.parametrize(
    ("body", "failed"),
    [
        ('{"code":500,"msg":"系统异常","data":null}', True),
        ('{"success":false,"msg":"数据库连接超时"}', True),
        ('{"code":404,"data":null}', False),
        ('{"success":false,"msg":"文章不存在"}', False),
        (DATA, False),
    ],
)
def test_data_whose_server_failed_is_no_word_on_its_article(body: str, *, failed: bool) -> None:
    answer = TextResponse(HOST, body=body.encode(), encoding="utf-8")
    assert says_failed(answer) == failed


HEADLINE = "全县秋粮收购工作全面启动"


@pytest.mark.parametrize(
    ("words", "shell", "empty"),
    [
        ((), True, True),
        (("某县融媒", "发布时间：", "正在加载"), False, True),
        (("某县融媒", HEADLINE), False, False),
        (("某县融媒", TEXT), False, False),  # an article under another headline
    ],
)
def test_a_page_is_empty_without_its_headline_and_text(
    words: tuple[str, ...], *, shell: bool, empty: bool
) -> None:
    visit = Visit(url=f"{HOST}/p/1", site="x", kind="article", listed_title=HEADLINE)
    reading = Reading(kind="article", why="", words=words, app_shell=shell)
    assert is_empty(visit, reading) == empty
    assert is_empty(replace(visit, listed_title=None), reading) == shell
    assert is_empty(visit, replace(reading, absent=True)) == shell


@pytest.mark.parametrize("ends", [True, False])
def test_a_run_that_ends_before_the_data_has_come_leaves_its_page_to_the_next(
    *, ends: bool
) -> None:
    """The stages have found no article in the page, which the ledger then says for good."""
    recorded: list[Outcome] = []
    asked: list[Request] = []

    async def asked_for(*_: object) -> Request:
        if ends:
            raise RunEndsError
        return Request(f"{HOST}/api/news/1142")

    async def record(outcome: Outcome) -> None:
        recorded.append(outcome)

    visit, page = empty("/p/1142")
    page = page.replace(request=Request(visit.url))
    fetch = outcomes.read_article(visit, page, now=datetime.now(UTC))
    item = FetchedPage(page=RawPage(url=visit.url, body=b""), site_id="x", run_id=1, fetch=fetch)
    spider = GovNewsSpider.__new__(GovNewsSpider)
    spider._data_articles = SimpleNamespace(  # type: ignore[assignment]
        asked_for=asked_for, was_asked_for=lambda _: False
    )
    spider._changes = SimpleNamespace(record=record)  # type: ignore[assignment]
    spider.crawler = SimpleNamespace(engine=SimpleNamespace(crawl=asked.append))  # type: ignore[assignment]
    asyncio.run(spider.refused(Candidate.of(item, visit, page)))
    assert [(one.state, one.was_asked, one.due_at is None) for one in recorded] == [
        ("failed", False, False)
    ]
    assert bool(asked) != ends


def test_the_data_of_a_page_that_is_refused_is_not_asked_for_again() -> None:
    """It was read, after its data said nothing: else the two would go on for ever."""
    spider = GovNewsSpider.__new__(GovNewsSpider)
    web, scribe = cast("Any", Web()), Scribe()
    spider._data_articles = DataArticles(web, web, web, scribe, changes=web, answered=web.answer)

    async def asked() -> list[bool]:
        visit, page = empty("/p/1142")
        return [await spider._data_of_refused(visit, page) is not None for _ in "12"]

    assert asyncio.run(asked()) == [True, False]


@pytest.mark.parametrize(("words", "told"), [("某县融媒" * 20, "read"), ("", "gone")])
def test_data_that_says_nothing_leaves_a_page_with_words_of_its_own(words: str, told: str) -> None:
    found: list[str] = []

    async def read_page(*_: object) -> None:
        found.append("read")

    async def hinted(*_: object) -> None:
        found.append("gone")

    visit, _ = empty("/p/1142")
    html = SHELL.format(f"<p>{words}</p><script>show()</script>")
    page = HtmlResponse(visit.url, body=html.encode(), encoding="utf-8")
    spider = GovNewsSpider.__new__(GovNewsSpider)
    spider.sites = {"x": site()}
    spider._read = read_page  # type: ignore[assignment, method-assign]
    spider._disappearances = SimpleNamespace(hinted=hinted)  # type: ignore[assignment]
    data = TextResponse(f"{HOST}/api/hot/1142", body=b'{"data": []}')
    asyncio.run(spider._article_in_data(visit, data, page))
    assert found == [told]
