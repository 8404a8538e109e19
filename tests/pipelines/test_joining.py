"""An import finds the pages of an article together, and copies of one, as a crawl would have."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.monitoring.runs import Runs
from archive.raw.store import RawStore
from archive.records import RawPage
from archive.writing.writer import Writer
from pipelines.commands.import_ import Importer
from pipelines.commands.joining import Joiner
from pipelines.dedup.judge import judge
from pipelines.sites import SiteIndex
from pipelines.workers import process_all
from seeds.catalogue import Site

HOST = "http://www.example.gov.cn"
FIRST = f"{HOST}/yw/t20200302_2.html"
TITLE = "全县春季农业生产工作会议在县委礼堂召开"
SITES = SiteIndex(
    [Site(id="x", name="某县", start_urls=(HOST,), allowed_domains=("www.example.gov.cn",))]
)
NOON = datetime(2020, 3, 2, 4, tzinfo=UTC)
SENTENCES = (
    "会议听取了全县春季农业生产情况汇报，研究部署下一阶段重点工作。",
    "各乡镇要抢抓农时，组织农资下乡，确保春耕物资供应充足、价格稳定。",
    "县农业农村局派出十二支技术服务队，到田间地头指导农户育秧、整地。",
    "会议要求，压实责任，强化督导，确保全年粮食播种面积只增不减。",
)


def part(number: int) -> str:
    return FIRST if number == 1 else f"{FIRST[:-5]}_{number - 1}.html"


def page(
    number: int, of: int, *, at: datetime | None = None, url: str | None = None, word: str = ""
) -> RawPage:
    """Return one of the pages of an article."""
    prose = "".join(f"<p>第{number}部分：{word}{sentence}</p>" for sentence in SENTENCES)
    nav = f'<a href="{part(number + 1)}">下一页</a>' if number < of else ""
    bar = "<div>发布时间：2020-03-02 09:00 来源：县融媒体中心</div>"
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{bar}"
        f'<div class="content">{prose}</div><div class="page">{nav}</div></body></html>'
    )
    return RawPage(
        url=url or part(number), body=html.encode(), content_type="text/html", fetched_at=at
    )


def together(pages: list[RawPage]) -> list[tuple[str, ...]]:
    found = Joiner(SITES).joined(lambda: pages)
    return [
        (one.url, *(more.url for more in one.continuations)) if isinstance(one, RawPage) else ()
        for one in found
    ]


WHOLE = (part(1), part(2), part(3))
OTHER = RawPage(url=f"{HOST}/yw/t20200303_3.html", body=page(1, 1).body)


def test_pages_of_an_article_are_found_together_in_any_order() -> None:
    pages = [*(page(number, 3) for number in (1, 2, 3)), OTHER]
    for seed in range(6):
        random.Random(seed).shuffle(pages)
        assert together(pages) == [(OTHER.url,), WHOLE]


def test_what_no_page_leads_to_is_no_part() -> None:
    alone = [page(1, 1), page(2, 2)]
    assert together(alone) == [(part(1),), (part(2),)]


def test_a_missing_page_leaves_those_before_it() -> None:
    assert together([page(1, 3), page(3, 3)]) == [(part(1),), (part(3),)]
    assert together([page(1, 4), page(2, 4), page(4, 4)]) == [(part(1), part(2)), (part(4),)]


def test_a_page_that_is_mended_is_no_part() -> None:
    mended = RawPage(url=part(2), body="<h1>系统维护中</h1><p>网站升级，请稍后再试。</p>".encode())
    assert together([page(1, 2), mended]) == [(part(1),), (part(2),)]


def test_each_capture_has_the_pages_that_were_fetched_with_it() -> None:
    days = [NOON + timedelta(days=day) for day in (0, 9)]
    pages = [
        page(number, 2, at=day + timedelta(minutes=number))
        for number in (2, 1)
        for day in reversed(days)
    ]
    found = [one for one in Joiner(SITES).joined(lambda: pages) if isinstance(one, RawPage)]
    assert [(one.fetched_at, *(p.fetched_at for p in one.continuations)) for one in found] == [
        (day + timedelta(minutes=1), day + timedelta(minutes=2)) for day in days
    ]


def test_a_last_page_is_asked_whether_it_goes_on() -> None:
    joiner = Joiner(SITES)
    assert joiner.goes_on(page(1, 2))
    assert not joiner.goes_on(page(1, 1))
    (whole,) = joiner.joined(lambda: [page(1, 3), page(2, 3)])
    assert isinstance(whole, RawPage)
    assert joiner.goes_on(whole)


def test_memory_does_not_grow_with_the_input() -> None:
    def pages(count: int) -> Iterator[RawPage]:
        for number in range(count):
            first = f"{HOST}/yw/t20200302_{1000 + number}.html"
            for further in ("", "_1"):
                url = first.replace(".html", f"{further}.html")
                yield RawPage(url=url, body=b"<p>%d" % number + b"x" * 10_000)  # quick to parse

    peaks = []
    for count in (300, 1200):
        tracemalloc.start()
        assert sum(1 for _ in Joiner(SITES).joined(lambda: pages(count))) == 2 * count  # noqa: B023
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000


# --- into an archive ------------------------------------------------------------------------------


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'archive.db'}"
    else:
        address = request.getfixturevalue("postgres_url")
    opened = connect(address)
    upgrade(opened)
    yield opened
    opened.dispose()


class Desk:
    """Imports pages into an archive."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder = engine, folder

    def take(self, *pages: RawPage) -> list[tuple[str, str]]:
        """Return address and result of each answer."""
        joiner = Joiner(SITES)
        with RawStore(self.folder) as store:
            writer = Writer(self.engine, judge, sync=store.sync)
            importer = Importer(writer, store, SITES, goes_on=joiner.goes_on)
            kept = importer.keep_raw(joiner.joined(lambda: pages))
            with Runs(self.engine).recorded("import", {}, report=importer.report) as run_id:
                answers = list(importer.run(process_all(kept, SITES.site_of), run_id))
        return [(str(answer["url"]), str(answer["result"])) for answer in answers]

    def articles(self) -> list[tuple[Any, ...]]:
        """Return address, pages, parts told in the body, version of each."""
        query = "SELECT url, pages, body, version FROM articles ORDER BY id"
        with self.engine.connect() as connection:
            rows = connection.execute(text(query)).all()
        return [
            (url, len(json.loads(pages) if isinstance(pages, str) else pages), body, version)
            for url, pages, body, version in rows
        ]


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return Desk(engine, tmp_path / "warc")


def test_an_article_of_several_pages_is_one_article(desk: Desk) -> None:
    pages = [page(number, 3, at=NOON) for number in (3, 1, 2)]
    assert desk.take(*pages) == [
        (part(1), "new"),
        (part(2), "further page"),
        (part(3), "further page"),
    ]
    ((url, count, body, version),) = desk.articles()
    assert (url, count, version) == (part(1), 3, 1)
    assert all(f"第{number}部分" in body for number in (1, 2, 3))
    assert [result for _, result in desk.take(*pages)] == ["unchanged", *["further page"] * 2]
    # One by one they are none of them the whole.
    for one in pages:
        assert [result for _, result in desk.take(one)] == ["unchanged"]
    assert desk.articles() == [(url, count, body, version)]


def test_an_article_that_was_of_several_pages_and_is_of_one_now_has_changed(desk: Desk) -> None:
    desk.take(page(1, 2, at=NOON), page(2, 2, at=NOON))
    later = page(1, 1, at=NOON + timedelta(days=1), word="春耕")
    assert desk.take(later) == [(part(1), "changed")]
    ((_, pages, body, version),) = desk.articles()
    assert (pages, version) == (0, 2)
    assert "第2部分" not in body
    # Of a former page, nobody would know what article it is.
    assert desk.take(page(2, 2, at=NOON)) == [(part(2), "unchanged")]
    assert len(desk.articles()) == 1


def test_a_copy_in_another_column_is_a_copy(desk: Desk) -> None:
    copy = f"{HOST}/tz/t20200302_2.html"
    pages = (page(1, 1, at=NOON), page(1, 1, at=NOON, url=copy))
    assert desk.take(*pages) == [(FIRST, "new"), (copy, "unchanged")]
    assert [url for url, *_ in desk.articles()] == [FIRST]
    query = text("SELECT state, reason FROM pages WHERE url = :url")
    with desk.engine.connect() as connection:
        row = connection.execute(query, {"url": copy}).one()
    assert tuple(row) == ("excluded", f"copy of an article: {FIRST}")
    # An edit that reaches the copy's capture first is no other article.
    edited = page(1, 1, at=NOON + timedelta(days=1), url=copy, word="更正：")
    assert desk.take(edited) == [(copy, "unchanged")]
    assert len(desk.articles()) == 1
