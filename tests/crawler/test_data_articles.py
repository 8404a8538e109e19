"""Articles whose pages are empty until a script has asked for their data."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from archive.ledger import Outcome
from crawler.answers.data_addresses import DataAddresses
from crawler.answers.data_articles import DataArticles, is_empty, says_failed, says_something
from crawler.answers.items import Items
from crawler.discovery.result import Reading, Shown
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import RunEndsError
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST
from tests.crawler.sites import site

SHELL = '<html><head><title>某县融媒</title></head><body><div id="app"></div>{}</body></html>'
TEXT = "全县秋粮收购工作全面启动，首批收购站点正式开秤，今年已备足仓容十二万吨。" * 2
DATA = json.dumps({"code": 0, "data": {"title": "秋粮收购", "content": TEXT}})
SHOW = "function(j){document.getElementById('app').innerHTML='<h1>'+j.data.title+'</h1>'}"
JSON = "then(function(r){return r.json()})"


SHOWS_NONE = Reading(kind="article", why="", app_shell=True)
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

    def __init__(
        self,
        status: int = 200,
        body: str = DATA,
        *,
        asks: bool = True,
        forbidden: bool = False,
    ) -> None:
        self.sites = {"x": site()}
        self.status, self.asks, self.forbidden = status, asks, forbidden
        self.body = body
        self.run: list[str] = []
        self.asked: list[str] = []
        self.recorded: list[Outcome] = []

    def may_use(self, _site: str, _url: str) -> bool:
        return not self.forbidden

    def script_found(self, _visit: Visit, url: str) -> None:
        self.asked.append(url)

    async def record(self, outcome: Outcome) -> None:
        self.recorded.append(outcome)

    async def do(self, work: Callable[[], object]) -> object:
        return work()

    def answer(self, request: Request) -> TextResponse:
        return TextResponse(request.url, self.status, body=self.body.encode(), request=request)

    def seen(self, _visit: Visit) -> None:
        """Take note of nothing."""

    async def told(self, visit: Visit, outcome: Outcome) -> list[str]:
        return [f"{visit.url} {outcome.http_status}"]

    async def hinted(self, _visit: Visit, _outcome: Outcome) -> list[str]:
        return ["gone"]

    async def read(self, *_: object) -> list[str]:
        return ["read"]

    async def texts(self, _visit: Visit, urls: tuple[str, ...]) -> dict[str, str]:
        return dict.fromkeys(urls, "")

    async def shown(self, visit: Visit, _text: str, _files: object) -> Shown:
        self.run.append(visit.url)
        return Shown(document=visit.url.replace("/p/", "/api/news/") if self.asks else None)


def read(web: Web, *paths: str) -> list[Any]:
    """Return what came of the data of pages, or nothing of one that asks for none."""

    async def all_of_them() -> list[Any]:
        asked = await asyncio.gather(*(articles.empty(*empty(path), SHOWS_NONE) for path in paths))
        return [
            output
            for one in asked
            for request in one
            if isinstance(request, Request)
            for output in [each async for each in articles.parse(web.answer(request))]
        ]

    articles = data_articles(web)
    return [] if not paths else asyncio.run(all_of_them())


def outputs(articles: DataArticles, answer: TextResponse) -> list[Any]:
    """Return what comes of an answer."""

    async def all_of_them() -> list[Any]:
        return [each async for each in articles.parse(answer)]

    return asyncio.run(all_of_them())


def data_articles(web: Web, addresses: object = None) -> DataArticles:
    """Return what deals with data, in a web that says what was made of it."""
    all_of_it = cast("Any", web)
    desk = SimpleNamespace(
        frontier=web,
        scribe=web,
        changes=web,
        disappearances=web,
        items=Items(1, since=None, known_spam={}),
    )
    addresses = addresses or DataAddresses(all_of_it, all_of_it, all_of_it)
    return DataArticles(cast("Any", desk), cast("Any", addresses), all_of_it, all_of_it.read)


def empty(path: str) -> tuple[Visit, TextResponse]:
    visit = Visit(url=HOST + path, site="x", kind="article")
    page = HtmlResponse(visit.url, body=SHELL.format("").encode(), encoding="utf-8")
    return visit, page


def test_the_scripts_of_one_page_tell_where_the_data_of_all_is() -> None:
    web = Web()
    items = read(web, "/p/1142", "/p/1145")
    assert [(item.page.url, item.page.body) for item in items] == [
        (f"{HOST}/p/{number}", DATA.encode()) for number in (1142, 1145)
    ]
    assert web.asked == [f"{HOST}/api/news/{number}" for number in (1142, 1145)]
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
    assert read(Web(status), "/p/1142") == [f"{HOST}/p/1142 {status}"]


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
    web = Web()

    async def address(*_: object) -> str:
        if ends:
            raise RunEndsError
        return f"{HOST}/api/news/1142"

    articles = data_articles(web, addresses=SimpleNamespace(of=address))
    asked = refused(articles)
    assert [(one.state, one.was_asked, one.due_at is None) for one in web.recorded] == [
        ("failed", False, False)
    ]
    assert asked is not None
    assert bool(asked) != ends


def refused(articles: DataArticles) -> list[Request] | None:
    """Return what is asked for when the stages have found no article in a page."""

    async def of_refused() -> list[Request] | None:
        return await articles.of_refused(*empty("/p/1142"))

    return asyncio.run(of_refused())


def test_the_data_of_a_page_that_is_refused_is_not_asked_for_again() -> None:
    """It was read, after its data said nothing: else the two would go on for ever."""
    articles = data_articles(Web())
    assert [refused(articles) is not None for _ in "12"] == [True, False]


@pytest.mark.parametrize(("words", "told"), [("某县融媒" * 20, "read"), ("", "gone")])
def test_data_that_says_nothing_leaves_a_page_with_words_of_its_own(words: str, told: str) -> None:
    visit, _ = empty("/p/1142")
    html = SHELL.format(f"<p>{words}</p><script>show()</script>")
    page = HtmlResponse(visit.url, body=html.encode(), encoding="utf-8")
    data = Request(f"{HOST}/api/hot/1142", meta={"visit": visit, "article": visit, "page": page})
    web = Web(body='{"data": []}')
    assert outputs(data_articles(web), web.answer(data)) == [told]
