"""Sites that are in trouble as a whole: told as failing, and none of their articles as changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from archive.models import ChangeRow, PageRow, SiteRunRow
from archive.writing.addresses import Elsewhere
from crawler.answers import outcomes
from crawler.answers.changes import Changes
from crawler.frontier.requests import request_for
from tests.crawler.archived_pages import archived
from tests.crawler.county import HANGS_UP, Answer, article, page, rows, served
from tests.crawler.crawls import Crawl
from tests.crawler.sites import site

NOW = datetime(2020, 4, 1, tzinfo=UTC)
NEW = "http://x.cn/xw/1.html"
NEWS = {
    f"/yw/t2020030{n}_{n}.html": (title, n)
    for n, title in enumerate(
        (
            "县医院新门诊楼投入使用方便群众就医",
            "全县中小学生春季学期开学准备工作就绪",
            "我县举办首届油菜花文化旅游节开幕式",
            "县供电公司排查线路隐患保障春灌用电",
            "县科技局组织科技特派员下乡送服务活动",
            "县水利局全面开展水库大坝安全隐患排查",
        ),
        start=1,
    )
}
LISTED = rows(*((url, title, day) for url, (title, day) in reversed(NEWS.items())))
FOR_SALE = page(
    "域名出售",
    "<h1>该域名正在出售</h1><p>本域名可以转让，价格面议，欢迎各界人士来电来函咨询洽谈合作事宜。</p>"
    '<a href="/buy">立即购买</a>',
)
LOG_IN = page("用户登录", '<form action="/in"><input type="password"></form>')


def as_ever(path: str) -> Answer:
    if path == "/":
        return 200, {}, page("某县政府网", f'<a href="/yw/">要闻动态</a>{LISTED}')
    if path == "/yw/":
        return 200, {}, page("要闻动态", LISTED)
    return (200, {}, article(*NEWS[path])) if path in NEWS else (404, {}, "")


def for_sale(path: str) -> Answer:
    return (404, {}, "") if path == "/robots.txt" else (200, {}, FOR_SALE)


def behind_a_login(path: str) -> Answer:
    if path == "/robots.txt":
        return 404, {}, ""
    return (200, {}, LOG_IN) if path == "/login.jsp" else (302, {"Location": "/login.jsp"}, "")


def forbidden(_path: str) -> Answer:
    return 403, {}, ""


def without_home(path: str) -> Answer:
    return (404, {}, "") if path == "/" else as_ever(path)


def elsewhere(path: str) -> Answer:
    away: Answer = (301, {"Location": "http://www.new-county.example/"}, "")
    return away if path == "/" else as_ever(path)


def missing_behind(home: Answer, path: str) -> Answer:
    """Answer a home page so, and that there is nothing else."""
    return home if path == "/" else (404, {}, "")


TROUBLES: dict[str, Callable[[str], Answer]] = {
    "sale": for_sale,
    "login": behind_a_login,
    "forbidden": forbidden,
    "homeless": without_home,
    "away": elsewhere,
    "blank": partial(missing_behind, (200, {}, "<html><body><table></table></body></html>")),
    "silent": partial(missing_behind, HANGS_UP),
    "picture": partial(missing_behind, (200, {}, "\x89PNG\r\n\x1a\n")),
    "ring": partial(missing_behind, (302, {"Location": "/"}, "")),
}
REASONS = {
    "forbidden": "no home page: robots.txt: HTTP 403",
    "homeless": "no home page: HTTP 404",
    "blank": "no home page: the page is empty",
    "ring": "no home page: redirect loop",
    "away": "no home page: redirect to what is left alone: offsite",
}


def _answer(now: Mapping[str, Callable[[str], Answer]], name: str, path: str) -> Answer:
    return now[name](path)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    """Give an archive of sites, each of which has fallen into its trouble for some runs."""
    now = dict.fromkeys(TROUBLES, as_ever)
    with ExitStack() as stack:
        at = {name: stack.enter_context(served(partial(_answer, now, name))) for name in TROUBLES}
        sites = (
            f'[[site]]\nid = "{name}"\nname = "某县"\nstart_urls = ["{url}/"]\ndelay = 0\n'
            for name, url in at.items()
        )
        crawl = Crawl("\n".join(sites), tmp_path_factory.mktemp("trouble"))
        crawl.run()
        assert len(crawl.articles()) == len(TROUBLES) * len(NEWS)
        now.update(TROUBLES)
        for _ in range(3):
            crawl.wait(days=400)
            crawl.run("-s", "RETRY_TIMES=0")
        yield crawl


def test_nothing_is_told_of_their_articles(crawl: Crawl) -> None:
    with crawl.archive() as engine, engine.connect() as connection:
        changes = select(ChangeRow.kind, ChangeRow.site_id, ChangeRow.url)
        assert connection.execute(changes).all() == []
    assert set(crawl.articles().values()) == {title for title, _ in NEWS.values()}


def test_each_is_failing_and_it_is_told_why(crawl: Crawl) -> None:
    query = select(SiteRunRow.site_id, SiteRunRow.run_id, SiteRunRow.health, SiteRunRow.report)
    with crawl.archive() as engine, engine.connect() as connection:
        found = connection.execute(query).all()
    assert {(row.site_id, row.health) for row in found if row.run_id == 1} == {
        (name, "ok") for name in TROUBLES
    }
    later = [row for row in found if row.run_id > 1]
    assert {(row.site_id, row.health) for row in later} == {(name, "failing") for name in TROUBLES}
    for row in later:
        assert REASONS.get(row.site_id) in {None, *row.report["reasons"]}


def test_what_is_for_sale_stays_perhaps_gone(crawl: Crawl) -> None:
    query = select(PageRow.reason).where(PageRow.site_id == "sale", PageRow.kind == "article")
    with crawl.archive() as engine, engine.connect() as connection:
        reasons = set(connection.scalars(query))
    assert {(reason or "").partition(":")[0] for reason in reasons} == {"perhaps gone"}


def test_a_home_page_is_never_asked_whether_it_is_as_before() -> None:
    """What it shows is compared with what stands in the place of articles, in every run."""
    known = archived(1, etag='"1"', last_modified="x")
    asked = [
        request_for(each, site(), print, print) for each in (replace(known, start=True), known)
    ]
    assert [b"If-None-Match" in request.headers for request in asked] == [False, True]


class Meanwhile:
    """A writer that has stored the article from another address since it was looked for."""

    def __init__(self, *urls: str) -> None:
        self.urls = urls
        self.gone_: list[str] = []

    def elsewhere(self, _url: str) -> Elsewhere:
        return Elsewhere(urls=self.urls)

    def gone(self, url: str, *_: object, **__: object) -> None:
        self.gone_.append(url)


class Book:
    """Keeps what is written into the ledger."""

    def __init__(self) -> None:
        self.recorded: list[Any] = []

    def record(self, found: list[Any], **_: object) -> None:
        self.recorded += found


@pytest.mark.parametrize(
    ("shown_at", "asked", "told"),
    [((), (), True), ((NEW,), (), False), ((NEW,), (NEW,), True)],
)
def test_an_article_stored_from_a_new_address_in_the_meantime_is_not_gone(
    shown_at: tuple[str, ...], asked: tuple[str, ...], *, told: bool
) -> None:
    writer, book, visit = Meanwhile(*shown_at), Book(), archived(1)
    changes = Changes(None, book, 1, print, None)  # type: ignore[arg-type]
    gone = outcomes.gone(visit, "HTTP 404", status=404, now=NOW)
    changes._tell_gone(writer, visit, gone, asked)  # type: ignore[arg-type]
    assert writer.gone_ == ([visit.url] if told else [])
    reasons = [outcome.reason for outcome in book.recorded]
    assert reasons == ([] if told else [f"perhaps gone: HTTP 404, and {NEW} shows it by now"])
