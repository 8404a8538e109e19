"""Addresses of the ledger of which no request can be made: they alone fail, and no run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.ledger import Ledger, Link
from crawler.discovery.forms import body_of
from crawler.frontier.requests import UnaskableError, request_for
from crawler.frontier.visit import Visit
from tests.crawler.county import article, catalogue, page, rows, served
from tests.crawler.crawls import Crawl
from tests.crawler.sites import site

NEWS = ("/yw/t20200302_2.html", "县医院新门诊楼投入使用方便群众就医", 2)
LATER = ("/yw/t20200303_3.html", "全县中小学生春季学期开学准备工作就绪", 3)
BROKEN = "/list.do#post:%21json=%5B1%2C&page=1"


@pytest.fixture
def crawl(tmp_path: Path) -> Iterator[Crawl]:
    """Give an archive of one crawl of a site, which has one more article since."""
    pages = {"/": page("某县政府网", rows(NEWS)), NEWS[0]: article(*NEWS[1:])}
    with served(lambda path: (200, {}, pages[path]) if path in pages else (404, {}, "")) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        crawl.run()
        pages["/"], pages[LATER[0]] = page("某县政府网", rows(LATER, NEWS)), article(*LATER[1:])
        yield crawl


def test_a_row_that_cannot_be_asked_for_stops_no_run(crawl: Crawl) -> None:
    own = next(url for url in crawl.states() if url.endswith("/"))
    with crawl.archive() as engine:
        site_id = next(iter(Ledger(engine).known([own]).values())).site
        broken = f"{own.rstrip('/')}{BROKEN}"
        link = Link(url=broken, site=site_id or "", kind="list")
        Ledger(engine).discover([link], now=datetime.now(UTC))
    crawl.run()
    assert crawl.states()[broken] == "failed"
    assert f"{own.rstrip('/')}{LATER[0]}" in crawl.articles()
    assert [status for status, _ in crawl.reports()] == ["finished", "finished"]


def test_it_is_told_why_no_request_can_be_made() -> None:
    visit = Visit(url=f"http://www.x.gov.cn{BROKEN}", site="x", kind="list")
    with pytest.raises(UnaskableError, match="no request can be made of the address: Expecting"):
        request_for(visit, site(), print, print)


@pytest.mark.parametrize("encoding", ["undefined", "idna", "no-such"])
def test_a_form_in_an_encoding_that_cannot_write_is_sent_as_scripts_do(encoding: str) -> None:
    sent = body_of(f"http://www.x.gov.cn/q#post:%21charset={encoding}&a=%E4%B8%AD")
    assert sent is not None
    assert sent[0] == "a=%E4%B8%AD"
