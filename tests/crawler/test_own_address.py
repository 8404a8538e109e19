"""Which address a page calls its own, and pages that say that they are not there."""

import gzip
from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response, TextResponse
from scrapy.utils.test import get_crawler

from archive.ledger import Page
from crawler.answers import outcomes
from crawler.answers.absences import Absences
from crawler.answers.bodies import as_text
from crawler.discovery.canonical import canonical_address
from crawler.discovery.reading import read
from crawler.discovery.tree import parse
from crawler.frontier.requests import request_for
from crawler.frontier.visit import Visit
from crawler.wire.completeness import CompletenessMiddleware, IncompleteError
from tests.crawler.sites import site

URL = "http://www.x.gov.cn/m/2020/0224/4567.html"
TITLE = "某县召开春季农业生产工作会议"
PROSE = "会议强调，各级各部门要统筹推进疫情防控和经济社会发展工作，确保全年目标任务顺利完成。" * 5


@pytest.mark.parametrize(
    ("named", "believed"),
    [
        ("/news/2020/0224/4567.html", True),
        ("http://wap.x.gov.cn/show.php?id=4567", True),
        ("https://www.x.gov.cn/m/2020/0224/4567.html", False),
        ("/", False),
        ("/news/2020/0224/4568.html", False),
        ("", False),
    ],
)
def test_only_the_same_document_is_believed(named: str, *, believed: bool) -> None:
    tree = parse(f'<head><link rel="canonical" href="{named}"></head>')
    assert (canonical_address(tree, URL) is not None) == believed


VIEW = "http://www.x.gov.cn/portal.php?mod=view&aid=2101"


@pytest.mark.parametrize(
    ("url", "first", "second", "own"),
    [
        (VIEW, "article-2101-1.html", "article-2101-2.html", "/article-2101-1.html"),
        (VIEW, "/news/2101.html", "/news/2101_2.html", "/news/2101.html"),
        (VIEW, "article-2102-1.html", "article-2102-2.html", None),  # another document's
        (VIEW, "comment-2101-1.html", "comment-2101-2.html", None),
        (VIEW, "portal.php?mod=view&aid=2101&page=1", "?mod=view&aid=2101&page=2", None),
        (VIEW, "article-2101-1.html", "article-2109-1.html", None),
        (URL.replace("/m/", "/n/"), "/m/4567-1.html", "/m/4567-2.html", None),
    ],
)
def test_an_articles_pager_may_name_it_by_another_address(
    url: str, first: str, second: str, own: str | None
) -> None:
    html = f"<p>{PROSE * 3}</p><a href='{first}'>1</a><a href='{second}'>2</a>"
    reading = read(html, url, site(), expected="article")
    assert reading.kind == "article"
    assert reading.canonical == (own and f"http://www.x.gov.cn{own}")


def absent(absences: Absences, html: str, url: str = URL, title: str | None = TITLE) -> bool:
    reading = read(html, url, site(), expected="article")
    visit = Visit(url=url, site="x", kind="article", listed_title=title)
    return absences.is_absent(visit, reading)


SORRY = "<p>很抱歉，您访问的页面不存在或已被删除！</p><ul class=side><a href=/>首页</a></ul>"


def test_a_page_that_says_it_is_not_there_is_not() -> None:
    assert absent(Absences(), SORRY)
    assert absent(Absences(), SORRY, title=None)


def test_an_article_may_speak_of_what_was_deleted() -> None:
    html = f"<h1>{TITLE}</h1><p>有关信息已被删除。</p><p>{PROSE}</p>"
    assert not absent(Absences(), html)
    assert not absent(Absences(), f"<h1>{TITLE}</h1><p>该信息已被删除。</p>")


def test_what_a_site_shows_twice_instead_of_articles_is_learnt() -> None:
    absences = Absences()
    html = "<p>欢迎您访问某县人民政府网站，祝您生活愉快，万事如意，请继续浏览。</p>"
    assert not absent(absences, html)
    assert absent(absences, html, URL.replace("4567", "4568"))
    assert not absent(absences, f"<h1>{TITLE}</h1><p>{PROSE}</p>", URL.replace("4567", "4569"))


def notice(number: int, shown: str, day: str = "2026-11-02") -> str:
    """Return a notice whose headline stands in a picture, or in the name of its file."""
    return f"<h2>通知公告</h2><p>发布时间：{day} 浏览：{number}</p>{shown}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<img src='/u/1.jpg'>", "<img src='/u/2.jpg'>"),
        ("<a href='/u/1.pdf'>附件.pdf</a>", "<a href='/u/2.pdf'>附件.pdf</a>"),
        ("<object data='/u/1.pdf' type='application/pdf'></object>", "<embed src='/u/2.pdf'>"),
        ("<iframe src='/v.html?file=/u/1.pdf'></iframe>", "<iframe src='/u/2.pdf'></iframe>"),
        ("<video src='/u/1.mp4'></video>", "<video src='/u/2.mp4'></video>"),
    ],
)
def test_pages_that_differ_in_what_they_show_are_no_soft_404s(first: str, second: str) -> None:
    absences = Absences()
    other = URL.replace("4567", "4568")
    assert not absent(absences, notice(1, first))
    assert not absent(absences, notice(2, second), other)
    assert absent(absences, notice(3, first), other)


def test_pages_of_two_days_are_no_soft_404s() -> None:
    absences = Absences()
    assert not absent(absences, notice(1, ""))
    assert not absent(absences, notice(1, "", day="2026-11-09"), URL.replace("4567", "4568"))


def test_pages_without_a_word_are_no_soft_404s() -> None:
    absences = Absences()
    for url in (URL, URL.replace("4567", "4568")):
        assert not absent(absences, "<object data='/u/1.swf'></object><a href=/>首页</a>", url)


@pytest.mark.parametrize("article_id", [None, 7])
def test_the_shells_of_a_site_say_nothing_of_its_articles(article_id: int | None) -> None:
    """All pages of an application look alike, and all of a site that is built anew."""
    shell = "<title>某县人民政府</title><div id=app></div><script src=/app.js></script>"
    row: dict[str, Any] = dict.fromkeys(field.name for field in fields(Page))
    known = Page(**{**row, "kind": "article", "article_id": article_id})
    absences = Absences()
    for url in (URL, URL.replace("4567", "4568")):
        reading = read(shell, url, site(), expected="article")
        visit = Visit(url=url, site="x", kind="article", listed_title=TITLE, known=known)
        assert reading.app_shell
        assert not absences.is_absent(visit, reading)


def response(body: bytes, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(URL, 200, named, body)


def asked_until_given_up(first: Request, answer: Response) -> tuple[int, str]:
    """Return how often a page is asked for that always answers so, and why it is given up."""
    crawler = get_crawler(settings_dict={"RETRY_TIMES": 2})
    crawler.spider = crawler._create_spider("x")
    middleware, request = CompletenessMiddleware(crawler), first
    for times in count(1):
        try:
            again = middleware.process_response(request, answer)
        except IncompleteError as error:
            return times, str(error)
        assert isinstance(again, Request)
        request = again
    raise AssertionError


def test_half_a_compressed_page_is_asked_for_again_and_then_refused() -> None:
    packed = gzip.compress(PROSE.encode() * 50)
    half = response(packed[:-20], Content_Encoding="gzip")
    assert asked_until_given_up(Request(URL), half) == (3, "the compressed body breaks off")


def test_an_empty_page_is_asked_for_again_and_then_refused() -> None:
    visit = Visit(url=URL, site="x", kind="article")
    page = Request(URL, meta={"visit": visit})
    assert asked_until_given_up(page, response(b" \n")) == (3, "the answer is empty")


def test_an_empty_answer_that_sends_its_reader_on_is_taken() -> None:
    request = Request(URL, meta={"visit": Visit(url=URL, site="x", kind="list")})
    middleware, answer = CompletenessMiddleware(get_crawler()), response(b"", Refresh="0; url=/a/")
    assert middleware.process_response(request, answer) is answer


_ROW: dict[str, Any] = dict.fromkeys(field.name for field in fields(Page))
KNOWN = Page(**{**_ROW, "kind": "article", "article_id": 7})
AS_IT_WAS = replace(KNOWN, digest=outcomes.digest_of(f"<body>{PROSE}</body>".encode()))
NEW = Visit(url=URL, site="x", kind="article")


def cut(body: str) -> Response:
    return Response(URL, 200, body=body.encode(), flags=["dataloss"])


@pytest.mark.parametrize(
    ("visit", "bodies", "is_taken"),
    [
        (NEW, [f"<body>{PROSE}</body>"] * 3, True),
        (NEW, [f"<p>{PROSE}"] * 3, False),
        (NEW, [f"<body>{PROSE}</body>", "<body></body>", f"<body>{PROSE}</body>"], False),
        (replace(NEW, known=KNOWN), [f"<body>{PROSE}</body>"] * 3, False),
    ],
)
def test_a_page_shorter_than_it_says_is_taken_where_its_header_counts_wrongly(
    visit: Visit, bodies: list[str], *, is_taken: bool
) -> None:
    crawler = get_crawler(settings_dict={"RETRY_TIMES": 2})
    crawler.spider = crawler._create_spider("x")
    middleware, request = CompletenessMiddleware(crawler), Request(URL, meta={"visit": visit})
    for body in bodies[:2]:
        again = middleware.process_response(request, cut(body))
        assert isinstance(again, Request)
        request = again
    if is_taken:
        answer = middleware.process_response(request, cut(bodies[2]))
        assert isinstance(answer, Response)
        answer.request = request
        outcome = outcomes.read_article(visit, answer, now=datetime.now(UTC))
        assert (outcome.state, outcome.reason, outcome.etag) == ("fetched", None, None)
    else:
        with pytest.raises(IncompleteError):
            middleware.process_response(request, cut(bodies[2]))


def test_what_was_taken_as_a_whole_page_is_not_asked_for_again() -> None:
    crawler = get_crawler(settings_dict={"RETRY_TIMES": 2})
    crawler.spider = crawler._create_spider("x")
    request = Request(URL, meta={"visit": replace(NEW, known=AS_IT_WAS)})
    answer = cut(f"<body>{PROSE}</body>")
    assert CompletenessMiddleware(crawler).process_response(request, answer) is answer


FAILED = replace(KNOWN, article_id=None, state="failed")


@pytest.mark.parametrize(
    ("visit", "tries"),
    [
        (NEW, 3),
        (replace(NEW, known=replace(FAILED, attempts=0)), 3),
        (replace(NEW, known=replace(FAILED, attempts=1)), 2),
        (replace(NEW, known=replace(FAILED, attempts=2)), 1),
        (replace(NEW, kind="list", start=True, known=replace(FAILED, attempts=2)), 3),
        (replace(NEW, known=replace(KNOWN, state="fetched", attempts=0)), 3),
    ],
)
def test_what_failed_in_former_runs_is_asked_for_less_often(visit: Visit, tries: int) -> None:
    request = request_for(visit, site(), print, print)
    assert asked_until_given_up(request, response(b"")) == (tries, "the answer is empty")


def test_half_a_page_of_an_archived_article_is_no_edit() -> None:
    crawler = get_crawler(settings_dict={"RETRY_TIMES": 0})
    crawler.spider = crawler._create_spider("x")
    body = f"<body>{PROSE}</body>"
    carried = (replace(NEW, known=KNOWN), (), None)
    meta = {"visit": NEW, "article": carried, "cut_before": len(body.encode())}
    with pytest.raises(IncompleteError):
        CompletenessMiddleware(crawler).process_response(Request(URL, meta=meta), cut(body))


def test_other_files_must_be_whole() -> None:
    crawler = get_crawler(settings_dict={"RETRY_TIMES": 0})
    crawler.spider = crawler._create_spider("x")
    with pytest.raises(ResponseDataLossError):
        CompletenessMiddleware(crawler).process_response(Request(URL), cut("User-agent: *"))


def test_an_empty_page_is_how_some_lists_end() -> None:
    crawler = get_crawler()
    crawler.spider = crawler._create_spider("x")
    visit = Visit(url=URL, site="x", kind="list", number=2)
    end = response(b"")
    request = Request(URL, meta={"visit": visit})
    assert CompletenessMiddleware(crawler).process_response(request, end) is end


def test_what_is_whole_is_let_through() -> None:
    crawler = get_crawler()
    crawler.spider = crawler._create_spider("x")
    middleware = CompletenessMiddleware(crawler)
    packed = gzip.compress(PROSE.encode() * 50)
    page, robots = Request(URL, meta={"visit": None}), Request(URL)
    for request, answer in (
        (page, response(packed, Content_Encoding="gzip")),
        (page, response(packed[:-20])),
        (page, response(b"no gzip", Content_Encoding="gzip")),
        (page, Response(URL, 304)),
        (robots, response(b"")),
    ):
        assert middleware.process_response(request, answer) is answer


def test_noise_under_a_pages_name_is_no_text() -> None:
    assert as_text(TextResponse(URL, body=bytes(range(256)) * 10)) is None
    assert as_text(TextResponse(URL, body=PROSE.encode("utf-16"))) is not None
    assert as_text(TextResponse(URL, body=b"\x00" * 100)) is None
    assert as_text(response(b"\x89PNG\r\n\x1a\n\x00\x00")) is None


def test_packed_text_is_text() -> None:
    packed = gzip.compress(b"<urlset></urlset>")
    for answer in (response(packed), TextResponse(URL, body=packed)):
        text = as_text(answer)
        assert text is not None
        assert text.text == "<urlset></urlset>"
