"""A web in memory in which pages are empty until a script has asked for their data."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from archive.ledger import Outcome
from crawler.answers.data_addresses import DataAddresses
from crawler.answers.data_articles import DataArticles
from crawler.answers.items import Items
from crawler.answers.page_tools import PageTools
from crawler.discovery.result import Reading, Shown
from crawler.frontier.visit import Visit
from tests.crawler.script_pages import HOST
from tests.crawler.sites import site

SHELL = '<html><head><title>某县融媒</title></head><body><div id="app"></div>{}</body></html>'
TEXT = "全县秋粮收购工作全面启动，首批收购站点正式开秤，今年已备足仓容十二万吨。" * 2
DATA = json.dumps({"code": 0, "data": {"title": "秋粮收购", "content": TEXT}})
SHOWS_NONE = Reading(kind="article", why="", app_shell=True)


class Web:
    """What a run has, but for its network."""

    def __init__(
        self,
        status: int = 200,
        body: str = DATA,
        *,
        asks: bool = True,
        forbidden: bool = False,
        is_data: bool = False,
    ) -> None:
        self.sites = {"x": site()}
        self.status, self.asks, self.forbidden = status, asks, forbidden
        self.body, self.is_data = body, is_data
        self.moved: dict[str, str] = {}
        """Address to where it sends its reader."""
        self.files_come = asyncio.Event()
        self.files_come.set()
        self.run: list[str] = []
        self.asked: list[str] = []
        self.recorded: list[Outcome] = []

    def may_use(self, _site: str, url: str) -> bool:
        return not self.forbidden and url.startswith(HOST)

    def script_found(self, _visit: Visit, url: str) -> None:
        self.asked.append(url)

    async def record(self, outcome: Outcome) -> None:
        self.recorded.append(outcome)

    async def failed(self, outcome: Outcome) -> None:
        self.recorded.append(outcome)

    def record_beside(self, outcome: Outcome) -> None:
        self.recorded.append(outcome)

    async def do(self, work: Callable[[], object]) -> object:
        return work()

    def answer(self, request: Request) -> TextResponse:
        if request.url in self.moved:
            headers = {"Location": self.moved[request.url]}
            return TextResponse(request.url, 302, headers, request=request)
        return TextResponse(
            request.url, self.status, body=self.body.encode(), encoding="utf-8", request=request
        )

    def seen(self, _visit: Visit) -> None:
        """Take note of nothing."""

    async def told(self, visit: Visit, outcome: Outcome) -> list[str]:
        return [f"{visit.url} {outcome.http_status}"]

    async def hinted(self, _visit: Visit, _outcome: Outcome) -> list[str]:
        return ["gone"]

    async def are_data(self, _visit: Visit) -> bool:
        return self.is_data

    async def read(self, *_: object) -> list[str]:
        return ["read"]

    async def texts(self, visit: Visit, urls: tuple[str, ...]) -> dict[str, str]:
        if "/slow/" in visit.url:
            await self.files_come.wait()
        return dict.fromkeys(urls, "")

    async def shown(self, visit: Visit, _text: str, _files: object) -> Shown:
        self.run.append(visit.url)
        return Shown(
            document=re.sub("/(?:p|slow)/", "/api/news/", visit.url) if self.asks else None
        )


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
    shared = SimpleNamespace(
        frontier=web,
        scribe=web,
        changes=web,
        disappearances=web,
        items=Items(1, since=None, known_spam={}),
    )
    addresses = addresses or DataAddresses(PageTools(all_of_it, all_of_it, all_of_it))
    return DataArticles(cast("Any", shared), cast("Any", addresses), all_of_it, all_of_it.read)


def empty(path: str) -> tuple[Visit, TextResponse]:
    visit = Visit(url=HOST + path, site="x", kind="article")
    page = HtmlResponse(visit.url, body=SHELL.format("").encode(), encoding="utf-8")
    return visit, page
