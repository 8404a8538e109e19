"""What scripts of a site may take, and what becomes of a list whose page waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import select

from archive.models import PageRow
from crawler.answers import page_scripts
from crawler.answers.page_scripts import PageScripts
from crawler.discovery.result import Shown, SignedCall
from crawler.frontier.visit import Visit
from crawler.scripting.sandbox import Answer, SignedAnswer
from tests.crawler.county import served
from tests.crawler.crawls import Crawl
from tests.crawler.script_pages import URL
from tests.crawler.test_signed_lists import PAGES, ROWS, answering, catalogue

CALL = SignedCall(URL, URL, "GET", "", {})
VISIT = Visit(url=URL, site="x", kind="list")


class Scripts:
    """Takes two seconds for each page, and ten for what is signed."""

    def shown(self, *_: object) -> Answer:
        return Answer(Shown(html="<a href=/a>公告</a>"), 2.0)

    def signed(self, *_: object, **__: object) -> SignedAnswer:
        return SignedAnswer([CALL], [], 10.0)

    def close(self) -> None:
        """Hold nothing."""


@pytest.fixture
def scripts() -> Iterator[PageScripts]:
    stats = SimpleNamespace(inc_value=lambda _: None)
    run = PageScripts(cast("Any", SimpleNamespace(stats=stats)))
    run._sandbox = cast("Any", Scripts())
    yield run
    run.close()


@pytest.mark.parametrize("sign", [False, True])
def test_seconds_are_counted_of_what_is_shown_and_of_what_is_signed(
    scripts: PageScripts, *, sign: bool
) -> None:
    async def page(visit: Visit) -> bool:
        if sign:
            return bool((await scripts.signed(visit, "", {}, number=1)).calls)
        return await scripts.shown(visit, "", {}) is not None

    async def pages() -> list[bool]:
        return [await page(VISIT) for _ in range(4)] + [await page(replace(VISIT, site="y"))]

    assert asyncio.run(pages()) == [True, True, True, False, True]
    assert scripts.are_spent("x") is not sign


def reason_of(crawl: Crawl, url: str) -> str | None:
    with crawl.archive() as engine, engine.connect() as connection:
        return connection.execute(select(PageRow.reason).where(PageRow.url == url)).scalar_one()


SPENT = f"import {page_scripts.__name__} as spent; spent._MOST_SECONDS = 0.0;"


def test_a_list_whose_scripts_may_not_run_is_read_on_another_time(tmp_path: Path) -> None:
    asked: list[int] = []
    broken = {4}
    with served(answering(broken, asked)) as address:
        crawl = Crawl(catalogue(f"{address}/gzdt/"), tmp_path)
        crawl.run("-s", "RETRY_TIMES=0")
        mark = "a script's list, read to page 3"
        assert reason_of(crawl, f"{address}/gzdt/") == mark
        process = crawl.start(patch=SPENT)
        process.communicate(timeout=100)
        assert process.returncode == 0
        assert reason_of(crawl, f"{address}/gzdt/") == mark
        broken.clear()
        asked.clear()
        crawl.run()
        assert asked == [1, 2, 4, 5, 6, 7, 8]
        assert len(crawl.articles()) == PAGES * ROWS


@pytest.mark.parametrize(("most", "pages"), [(6, 2), (0, PAGES + 1)])
def test_what_is_signed_counts_towards_the_pages_of_a_run(
    tmp_path: Path, most: int, pages: int
) -> None:
    """Of six: the list's page, one of its pages, the three articles there, and another one."""
    asked: list[int] = []
    with served(answering(set(), asked)) as address:
        text = f"{catalogue(f'{address}/gzdt/')}max_pages = {most}\n"
        crawl = Crawl(text, tmp_path)
        crawl.run()
        assert asked == [*range(1, pages + 1)]
        if not most:
            return
        assert reason_of(crawl, f"{address}/gzdt/") == f"a script's list, read to page {pages}"
