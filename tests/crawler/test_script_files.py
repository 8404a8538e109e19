"""Script files that pages need to be read with: how many, how long, and what the ledger says."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError
from scrapy.http import Response
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from archive import ledger
from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.errors import RawStoreError
from archive.monitoring.runs import Runs
from crawler.answers import site_scripts
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery.page import Page, page_of
from crawler.discovery.script_files import answers_elsewhere, script_files
from crawler.discovery.tree import parse
from crawler.frontier.frontier import Budgets, Frontier
from crawler.frontier.visit import Visit
from crawler.politeness.refusals import RefusedError, RunEndsError
from crawler.running.scribe import Scribe
from crawler.wire.script_files import LONGEST_BYTES, ScriptFiles
from tests.crawler.sites import site

NOW = datetime(2024, 3, 20, tzinfo=UTC)
MENU = "http://www.x.gov.cn/js/menu.js"
Answering = Callable[[Request], Response]


@dataclass
class Engine:
    """Answers as it is told, in place of Scrapy's."""

    answer: Answering
    ledger: ledger.Ledger
    asked: list[Request] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    """Of what was asked for, in the ledger, at that moment."""

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request)
        self.states.append(self.ledger.known([request.url])[request.url].state)
        return self.answer(request)


class Reading:
    """A run's script files over a real ledger."""

    def __init__(self, frontier: Frontier, book: ledger.Ledger) -> None:
        self.frontier = frontier
        self.ledger = book
        self.stats: dict[str, Any] = {}

    def of(self, answer: Answering, *urls: str, site_id: str = "x") -> list[str]:
        """Return what the script files of one page hold."""
        return asyncio.run(self._of(answer, urls, site_id))

    async def _of(self, answer: Answering, urls: tuple[str, ...], site_id: str) -> list[str]:
        crawler = get_crawler()
        crawler.stats = MemoryStatsCollector(crawler)
        self.engine = Engine(answer, self.ledger)
        crawler.engine = self.engine  # type: ignore[assignment]  # only what is asked of it here
        scribe = Scribe()
        try:
            scripts = SiteScripts(self.frontier, scribe, ScriptFiles(crawler))
            host = "www.x.gov.cn" if site_id == "x" else "www.y.gov.cn"
            visit = Visit(url=f"http://{host}/xw/", site=site_id, kind="list")
            found = await scripts.texts(visit, urls)
            return [found[url] for url in urls if url in found]
        finally:
            self.stats = crawler.stats.get_stats()
            scribe.close()

    def row(self, url: str = MENU) -> tuple[str, str | None, int | None]:
        """Return state, reason and status of a file in the ledger."""
        page = self.ledger.known([url])[url]
        return page.state, page.reason, page.http_status


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Reading]:
    engine = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    upgrade(engine)
    book = ledger.Ledger(engine)
    book.register([ledger.Site(id=name, name="某县") for name in ("x", "y")], now=NOW)
    run_id = Runs(engine).start("crawl", {}, now=NOW)
    budgets = Budgets(max_list_depth=4, max_list_pages=100, max_revisits=100)
    sites = [site(), site("www.y.gov.cn", id="y", obey_robots=False)]
    yield Reading(Frontier(book, sites, run_id=run_id, budgets=budgets), book)
    engine.dispose()


def answers(body: bytes = b"go()", status: int = 200) -> Answering:
    return lambda request: Response(request.url, status, body=body, request=request)


def raises(error: Exception) -> Answering:
    def answer(_request: Request) -> Response:
        raise error

    return answer


def test_a_file_is_written_before_it_is_asked_for_and_fetched_after(reading: Reading) -> None:
    assert reading.of(answers(), MENU, MENU) == ["go()", "go()"]
    assert reading.engine.states == ["discovered"]
    assert reading.row() == ("fetched", "script of a page: http://www.x.gov.cn/xw/", 200)


def test_robots_and_size_go_along_with_the_request(reading: Reading) -> None:
    reading.of(answers(), MENU)
    (request,) = reading.engine.asked
    assert request.meta["download_maxsize"] == LONGEST_BYTES
    assert not request.meta["dont_obey_robotstxt"]
    reading.of(answers(), "http://www.y.gov.cn/a.js", site_id="y")
    assert reading.engine.asked[0].meta["dont_obey_robotstxt"]


TOO_LONG = f"script too long: more than {LONGEST_BYTES} bytes"


@pytest.mark.parametrize(
    ("answer", "row"),
    [
        (answers(status=404), ("failed", "HTTP 404", 404)),
        (answers(b"x" * (LONGEST_BYTES + 1)), ("excluded", TOO_LONG, 200)),
        (raises(DownloadCancelledError()), ("excluded", TOO_LONG, None)),
        (
            raises(RefusedError("robots.txt: disallowed")),
            ("excluded", "robots.txt: disallowed", None),
        ),
        (raises(RefusedError("host rests", passing=True)), ("failed", "host rests", None)),
        (raises(DownloadTimeoutError("slow")), ("failed", "DownloadTimeoutError: slow", None)),
    ],
)
def test_what_cannot_be_had_is_written_as_it_was(
    reading: Reading, answer: Answering, row: tuple[str, str, int | None]
) -> None:
    assert reading.of(answer, MENU) == []
    assert reading.row() == row


def test_the_longest_file_is_read(reading: Reading) -> None:
    assert reading.of(answers(b"x" * LONGEST_BYTES), MENU) == ["x" * LONGEST_BYTES]


@pytest.mark.parametrize("error", [RawStoreError("no space left"), RunEndsError("the run ends")])
def test_what_is_no_answer_of_the_sites_ends_the_reading(
    reading: Reading, error: Exception
) -> None:
    with pytest.raises(type(error)):
        reading.of(raises(error), MENU)
    assert reading.row() == ("discovered", None, None)


def test_a_site_has_only_so_many_files_and_others_theirs(
    reading: Reading, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(site_scripts, "MOST_FILES", 2)
    urls = [f"http://www.x.gov.cn/js/a{n}.js" for n in range(5)]
    with caplog.at_level(logging.WARNING):
        assert len(reading.of(answers(), *urls)) == 2
    assert reading.stats["script_files/left_out"] == 3
    assert sum("script files" in record.message for record in caplog.records) == 1
    assert reading.ledger.known(urls).keys() == set(urls[:2])


def test_another_sites_files_do_not_count(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_scripts, "MOST_FILES", 1)

    async def both() -> list[int]:
        crawler = get_crawler()
        crawler.engine = Engine(answers(), reading.ledger)  # type: ignore[assignment]
        scribe = Scribe()
        scripts = SiteScripts(reading.frontier, scribe, ScriptFiles(crawler))
        found = []
        for name in ("x", "y"):
            home = f"http://www.{name}.gov.cn/"
            visit = Visit(url=home, site=name, kind="list")
            found.append(len(await scripts.texts(visit, [f"{home}a.js", f"{home}b.js"])))
        scribe.close()
        return found

    assert asyncio.run(both()) == [1, 1]


@pytest.mark.parametrize(
    "path",
    [
        *("/js/county.js", "/js/account.js", "/shareholder/menu.js", "/video/list.js"),
        *("/fontpage/menu.js", "/js/admin.js", "/tongji/menu.js", "/js/movie1.js", "/js/list.js"),
        *("/js/blueprint.js", "/html5/head.js", "/js/revisited.js"),
    ],
)
def test_a_sites_own_script_is_no_library(path: str) -> None:
    page = Page(parse(f"<script src='{path}'></script>"), "", "http://www.x.gov.cn/")
    assert script_files(page, site()) == (f"http://www.x.gov.cn{path}",)


@pytest.mark.parametrize(
    "path",
    [
        *("/js/jquery-1.8.js", "/jquery/form.js", "/js/common.min.js", "/js/count.js"),
        *("/js/clickcount.js", "/js/fontSize.js", "/js/share_bar.js", "/js/vue2.js"),
        *("/js/html5shiv.js", "/js/ie8.js", "/js/videoplayer.js", "/js/lazyload.js"),
        *("/js/slider.js", "/js/tongji.js", "/js/react-dom.js", "/ueditor/parse.js"),
    ],
)
def test_a_library_is_none_of_a_sites_own(path: str) -> None:
    page = Page(parse(f"<script src='{path}'></script>"), "", "http://www.x.gov.cn/")
    assert script_files(page, site()) == ()


def test_only_files_that_the_catalogue_allows_are_a_sites_own() -> None:
    hosts = "static.x.gov.cn", "www.y.gov.cn", "www.x.gov.cn"
    html = "".join(f"<script src='http://{host}/js/menu.js'></script>" for host in hosts)
    page = page_of(html, "http://www.x.gov.cn/")
    assert script_files(page, site()) == (MENU,)
    wider = site(allowed_domains=("x.gov.cn",))
    assert script_files(page, wider) == ("http://static.x.gov.cn/js/menu.js", MENU)
    assert script_files(page, site(exclude_urls=("/js/",))) == ()


@pytest.mark.parametrize("allowed", ["www.x.gov.cn", "x.gov.cn"])
def test_files_of_other_hosts_take_no_place_of_the_pages_own(allowed: str) -> None:
    others = "".join(f"<script src='http://static.x.gov.cn/{n}.js'></script>" for n in range(20))
    page = page_of(f"<script src='/js/menu.js'></script>{others}", "http://www.x.gov.cn/")
    assert MENU in script_files(page, site(allowed_domains=(allowed,)))


@pytest.mark.parametrize("element", ["a", "span", "button", "li"])
def test_a_pager_answered_by_a_script_of_elsewhere_asks_for_the_file(element: str) -> None:
    text = f"<html><body><{element} onclick='goPage(2)'>下一页</{element}></body></html>"
    assert answers_elsewhere(page_of(text, "http://www.x.gov.cn/in/"))


@pytest.mark.parametrize(
    ("pager", "asks"),
    [
        ("<ul><li class=active>1</li><li>2</li><li>3</li></ul>", True),
        ("<div><span>1</span><a href='javascript:;'>2</a></div>", True),
        ("<ul><li><a href=1.html>1</a></li><li><a href=2.html>2</a></li></ul>", False),
        ("<p>共<span>2</span>页</p><p>第<span>1</span>页</p>", False),
    ],
)
def test_numbers_that_nothing_answers_ask_for_the_file(pager: str, *, asks: bool) -> None:
    text = f"<html><body>{pager}</body></html>"
    assert answers_elsewhere(page_of(text, "http://www.x.gov.cn/in/")) == asks
