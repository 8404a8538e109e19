"""What another address of an article shows now: it, another one, none, or nobody knows."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, Request

from crawler.answers.disappearances import found_at, left
from crawler.frontier.visit import Visit
from seeds.catalogue import Site
from tests.crawler.county import page, rows

TITLE = "县文旅局发布清明假期出游安全提示信息"
RELATED = tuple(
    (f"/old/t20200301_{n}.html", f"往年第{n}次全县工作会议召开", 1) for n in range(30, 45)
)
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


@pytest.mark.parametrize(
    ("title", "found"), [("县文旅局发布清明假期出游安全提示信息", "there"), ("某县简介", "away")]
)
def test_a_copy_in_another_dress_is_there(title: str, found: str) -> None:
    visit, site = Visit(url=COPY, site="x", kind="article"), Site(id="x", name="", start_urls=())
    dressed = shown(200, page(title, f"<h1>{title}</h1>" + rows(*RELATED)))
    assert found_at(visit, dressed, [TITLE], site) == found


def test_a_copy_that_a_script_fills_may_be_there() -> None:
    visit, site = Visit(url=COPY, site="x", kind="article"), Site(id="x", name="", start_urls=())
    shell = shown(200, "<title>某县人民政府</title><div id=app></div><script src=/app.js></script>")
    assert found_at(visit, shell, [TITLE], site) == "unknown"
