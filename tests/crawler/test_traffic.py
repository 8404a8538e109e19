"""What a run's report says of its requests: those that were sent, and why others were not."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from twisted.internet.error import ConnectionLost, NoRouteError
from twisted.internet.error import TimeoutError as NotConnectedInTimeError

from crawler.politeness.refusals import RefusedError, RunEndsError
from crawler.wire.traffic import TrafficMiddleware, why_not_sent
from tests.crawler.county import article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl

REQUEST = Request("http://www.x.gov.cn/")


def timed_out_connecting() -> Exception:
    error = DownloadTimeoutError("x")
    error.__cause__ = NotConnectedInTimeError()  # type: ignore[no-untyped-call]  # Twisted's
    return error


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (RefusedError("robots.txt: disallowed"), "refused"),
        (RefusedError("HTTP 503: Retry-After 900 s", passing=True), "refused"),
        (RunEndsError(), "run_ended"),
        (CannotResolveHostError("x"), "no_connection"),
        (DownloadConnectionRefusedError("x"), "no_connection"),
        (NoRouteError(), "no_connection"),  # type: ignore[no-untyped-call]  # as above
        (timed_out_connecting(), "no_connection"),
        (DownloadTimeoutError("no whole answer in 30 s"), None),
        (ResponseDataLossError(), None),
        (ConnectionLost(), None),
        (asyncio.IncompleteReadError(b"", 9), None),
    ],
)
def test_a_request_that_had_no_connection_or_no_leave_was_not_sent(
    error: Exception, why: str | None
) -> None:
    assert why_not_sent(error) == why


def test_requests_are_counted_when_they_have_ended() -> None:
    stats = MemoryStatsCollector(get_crawler())
    traffic = TrafficMiddleware(stats)
    traffic.process_response(REQUEST, Response(REQUEST.url, body=b"123"))
    for error in (ConnectionLost(), RunEndsError(), RefusedError("x"), RefusedError("y")):
        traffic.process_exception(REQUEST, error)
    counts = stats.get_stats()
    assert (counts["downloader/request_count"], counts["downloader/response_count"]) == (2, 1)
    assert counts["govnews/not_sent/refused"] == 2
    assert counts["govnews/not_sent/run_ended"] == 1


def test_the_report_tells_what_servers_really_got(tmp_path: Path) -> None:
    news = ("/yw/t20200302_2.html", "县医院新门诊楼投入使用方便群众就医", 2)
    hidden = ("/no/t20200303_3.html", "全县中小学生春季学期开学准备工作就绪", 3)
    pages = {
        "/": page("某县政府网", rows(news, hidden)),
        "/robots.txt": "User-agent: *\nDisallow: /no/\n",
        news[0]: article(*news[1:]),
    }
    asked: list[str] = []

    def answer(path: str) -> tuple[int, dict[str, str], str]:
        asked.append(path)
        return (200, {}, pages[path]) if path in pages else (404, {}, "")

    with socket.socket() as nobody, served(answer) as address:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        dead = catalogue(f"http://127.0.0.1:{nobody.getsockname()[1]}").replace('"x"', '"y"')
        crawl = Crawl(catalogue(address) + dead, tmp_path)
        crawl.run()
    ((_, report),) = crawl.reports()
    assert report["requests"] == report["responses"] == len(asked) == 3
    # Of the dead site robots.txt was tried three times, and its page not at all.
    assert report["not_sent"] == {"refused": 2, "no_connection": 3}
