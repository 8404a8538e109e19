"""Articles whose pages are empty until a script has asked for their data."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse
from twisted.python.failure import Failure

from crawler.answers.data_articles import (
    DATA_OF,
    DataArticles,
    is_empty,
    says_failed,
    says_something,
)
from crawler.answers.outcomes import MOST_HOPS
from crawler.discovery.result import Reading
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import RefusedError, RunEndsError
from crawler.reporting.report import RunReport
from tests.crawler.data_web import DATA, SHELL, TEXT, Web, data_articles, empty, outputs, read
from tests.crawler.script_pages import HOST


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


def refused(articles: DataArticles) -> list[Any] | None:
    """Return what is asked for when the stages have found no article in a page."""

    async def of_refused() -> list[Any] | None:
        asked = await articles.of_refused(*empty("/p/1142"))
        return None if asked is None else list(asked)

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
    data = Request(f"{HOST}/api/hot/1142", meta={"visit": visit, DATA_OF: visit, "page": page})
    web = Web(body='{"data": []}')
    assert outputs(data_articles(web), web.answer(data)) == [told]


NEWS, ELSEWHERE = f"{HOST}/api/news/1142", f"{HOST}/api/v2/1142"


def followed(web: Web) -> list[Any]:
    """Return what comes of a page's data, wherever it is sent on to."""
    found = read(web, "/p/1142")
    while found and isinstance(found[0], Request):
        found = outputs(data_articles(web), web.answer(found[0]))
    return found


def test_data_that_is_sent_on_is_asked_for_there() -> None:
    web = Web()
    web.moved = {NEWS: "/api/v2/1142"}
    (item,) = followed(web)
    assert (item.page.url, item.page.body) == (f"{HOST}/p/1142", DATA.encode())
    told = [(one.url, one.state, one.reason) for one in web.recorded]
    assert told == [
        (NEWS, "excluded", f"redirect: {ELSEWHERE}"),
        (ELSEWHERE, "fetched", f"data of a page: {HOST}/p/1142"),
    ]
    assert all(one.due_at is None for one in web.recorded)


SPELT = f"{HOST}/%61pi/news/1142"


def test_data_is_asked_for_as_its_server_spells_it_and_kept_by_ours() -> None:
    web = Web()
    web.moved = {NEWS: "/%61pi/news/1142"}
    (again,) = read(web, "/p/1142")
    assert (again.url, again.meta["visit"].url) == (SPELT, NEWS)
    (item,) = outputs(data_articles(web), web.answer(again))
    assert item.page.body == DATA.encode()
    assert [(one.url, one.state) for one in web.recorded] == [(NEWS, "fetched")]


def test_data_that_is_spelt_in_turns_is_a_loop() -> None:
    web = Web()
    web.moved = {NEWS: "/%61pi/news/1142", SPELT: "/api/news/1142"}
    assert followed(web) == []
    assert web.recorded[-1].reason == "the page's data cannot be had: redirect loop"
    assert len(web.asked) <= 1 + MOST_HOPS


@pytest.mark.parametrize(
    ("moved", "body", "why"),
    [
        ({NEWS: "/api/news/1142"}, DATA, "redirect loop"),
        ({NEWS: "/api/v2/1142", ELSEWHERE: "/api/news/1142"}, DATA, "redirect loop"),
        ({NEWS: ""}, DATA, "redirect without an address"),
        ({NEWS: "http://a.cn/1"}, DATA, "redirect to what is left alone: http://a.cn/1"),
        ({NEWS: "/login"}, SHELL, f"it is sent on to what is none: {HOST}/login"),
    ],
)
def test_data_that_is_sent_on_to_nowhere_is_asked_for_again(
    moved: dict[str, str], body: str, why: str
) -> None:
    web = Web(body=body)
    web.moved = moved
    assert followed(web) == []
    failed = web.recorded[-1]
    assert (failed.url, failed.state) == (f"{HOST}/p/1142", "failed")
    assert failed.reason == f"the page's data cannot be had: {why}"
    assert len(web.asked) <= 1 + MOST_HOPS


@pytest.mark.parametrize(
    ("passing", "state", "was_asked"), [(False, "excluded", True), (True, "failed", False)]
)
def test_data_that_robots_may_not_have_is_no_failure_of_its_server(
    *, passing: bool, state: str, was_asked: bool
) -> None:
    web = Web()
    request = Request(NEWS, meta={DATA_OF: empty("/p/1142")[0]})
    failure = Failure(RefusedError("robots.txt: disallowed", passing=passing))  # type: ignore[no-untyped-call]
    failure.request = request  # type: ignore[attr-defined]  # as Scrapy does
    asyncio.run(data_articles(web).fail(failure))
    (told,) = web.recorded
    assert (told.url, told.state, told.was_asked) == (f"{HOST}/p/1142", state, was_asked)
    assert told.reason == "the page's data cannot be had: robots.txt: disallowed"
    assert told.due_at is not None


@pytest.mark.parametrize(
    ("words", "made_of_data", "told"),
    [("某县融媒" * 20, False, ["read"]), ("", False, None), ("某县融媒" * 20, True, None)],
)
def test_a_page_whose_data_holds_no_article_is_read_itself(
    words: str, *, made_of_data: bool, told: list[str] | None
) -> None:
    visit, _ = empty("/p/1142")
    html = SHELL.format(f"<p>{words}</p><script>show()</script>")
    page = HtmlResponse(visit.url, body=html.encode(), encoding="utf-8")
    archived = SimpleNamespace(
        url=visit.url, site="x", kind="article", holds_article=made_of_data, known=None
    )
    web = Web(is_data=made_of_data)
    assert asyncio.run(_of(data_articles(web), cast("Visit", archived), page)) == told
    # A run that is killed before the page is read leaves it to the next one.
    assert [(one.state, one.due_at is not None) for one in web.recorded] == [
        ("failed", True) for _ in told or ()
    ]


async def _of(articles: DataArticles, visit: Visit, page: TextResponse) -> object:
    return await articles.page_of(visit, page)


def test_an_error_of_ours_with_data_fails_its_page() -> None:
    failed: list[tuple[str, str]] = []
    spider = SimpleNamespace(
        count_fault=lambda _: None, fail_visit=lambda visit, why: failed.append((visit.url, why))
    )
    report = RunReport(cast("Any", SimpleNamespace(spider=spider)))
    data, (visit, page) = Visit(url=NEWS, site="x", kind="other"), empty("/p/1142")
    request = Request(NEWS, meta={"visit": data, DATA_OF: visit, "page": page})
    failure = Failure(ValueError())  # type: ignore[no-untyped-call]
    report._callback_failed(failure, TextResponse(NEWS, request=request))
    assert failed == [(f"{HOST}/p/1142", "our own error: ValueError")]


def test_an_error_of_ours_with_an_item_fails_its_page() -> None:
    failed: list[str] = []
    spider = SimpleNamespace(
        count_fault=lambda _: None, fail_visit=lambda visit, _: failed.append(visit.url)
    )
    report = RunReport(cast("Any", SimpleNamespace(spider=spider)))
    web, (visit, page) = Web(), empty("/p/1142")
    answer = web.answer(Request(NEWS, meta={"visit": visit, DATA_OF: visit, "page": page}))
    (item,) = outputs(data_articles(web), answer)
    report._item_failed(Failure(ValueError()), item)  # type: ignore[no-untyped-call]
    report._item_failed(Failure(ValueError()), {"url": "of no page"})  # type: ignore[no-untyped-call]
    assert failed == [f"{HOST}/p/1142"]
