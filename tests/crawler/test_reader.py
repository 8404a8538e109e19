"""Pages are read with their scripts, as long as those of their site may run."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import cast

from scrapy.http import HtmlResponse

from crawler.answers.page_scripts import PageScripts
from crawler.answers.page_tools import PageTools
from crawler.answers.reader import Reader
from crawler.answers.site_scripts import SiteScripts
from crawler.discovery.result import Reading, Shown
from crawler.frontier.frontier import Frontier
from crawler.frontier.visit import Visit
from crawler.scripting.page_execution import shown
from tests.crawler.sites import site

LIST = "http://www.x.gov.cn/news/list.html"
ROWS = "".join(
    f"<li><a href='/art/2024/3/{day}/art_1_{day}.html'>全市春季农业生产会议</a>2024-3-{day}</li>"
    for day in range(10, 18)
)
PAGER = """<script>layui.laypage.render({elem:'p',curr:NOW,pages:9,jump:function(o,first){
  if(!first)location.href='/news/list.html?p=%n'.replace('%n',o.curr)}})</script>"""


class Scripts:
    """Runs the scripts of so many pages."""

    def __init__(self, pages: int) -> None:
        self.left = pages

    async def texts(self, _visit: Visit, _urls: object) -> dict[str, str]:
        return {}

    def are_spent(self, _site: str) -> bool:
        return self.left <= 0

    async def shown(self, visit: Visit, text: str, _files: object) -> Shown:
        self.left -= 1
        return await asyncio.to_thread(shown, text, visit.url, {})


def follow(pages: int, rows: str = ROWS) -> list[str]:
    """Return the pages that a list is read on, when scripts may run on some of them."""
    scripts = Scripts(pages)
    tools = PageTools(
        cast(Frontier, SimpleNamespace(sites={"x": site()})),
        cast(SiteScripts, scripts),
        cast(PageScripts, scripts),
    )
    reader = Reader(tools)
    url, read = LIST, list[str]()
    while url and len(read) < 6:
        read.append(url.removeprefix(LIST))
        visit = Visit(url=url, site="x", kind="list", depth=1)
        text = f"<ul>{rows}</ul>{PAGER.replace('NOW', url.partition('=')[2] or '1')}"
        page = HtmlResponse(url, body=text.encode(), encoding="utf-8")
        reading: Reading = asyncio.run(reader.read(visit, page))
        url = reading.following or ""
    return read


def test_a_list_goes_on_by_its_number_where_scripts_may_not_run_any_more() -> None:
    assert follow(9) == ["", *(f"?p={n}" for n in range(2, 7))]
    assert follow(2) == follow(9)


def test_a_list_that_no_script_has_turned_does_not() -> None:
    assert follow(0) == [""]
