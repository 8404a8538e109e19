"""The sample sites crawled for real: everything once, nothing forbidden, whatever is killed."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from archive.monitoring.run_records import runs
from crawler.demo.sample_server import SAMPLES, Request, SampleServer
from tests.crawler.crawls import EXPECTED, SampleCrawl


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with SampleServer() as running:
        yield running


@pytest.fixture(scope="module")
def twice(
    server: SampleServer, tmp_path_factory: pytest.TempPathFactory
) -> tuple[SampleCrawl, int, list[str]]:
    """A crawl, then another: with the number of requests of the first, and both logs."""
    server.requests.clear()
    crawl = SampleCrawl(server, tmp_path_factory.mktemp("twice"))
    first = crawl.run()
    requests = len(server.requests)
    return crawl, requests, [first, crawl.run()]


def assert_complete(crawl: SampleCrawl) -> None:
    wanted = crawl.wanted()
    assert set(crawl.articles()) == set(wanted)
    assert crawl.findings() == []


def test_every_article_is_archived_once_and_nothing_else(
    twice: tuple[SampleCrawl, int, list[str]],
) -> None:
    crawl, _, _ = twice
    assert_complete(crawl)
    assert crawl.articles() == crawl.wanted()


def test_nothing_is_asked_twice_and_nothing_that_is_forbidden(
    twice: tuple[SampleCrawl, int, list[str]],
) -> None:
    crawl, first, _ = twice
    asked = Counter((r.site, r.path) for r in crawl.server.requests[:first])
    assert [request for request, times in asked.items() if times > 1] == []
    forbidden = {
        (site, path) for site, expected in EXPECTED.items() for path in expected["disallowed"]
    }
    assert not forbidden & {(site, urlsplit(path).path) for site, path in asked}
    assert not {(site, p) for site, e in EXPECTED.items() for p in e["missing"]} & set(asked)


def test_the_second_run_asks_for_lists_alone_and_gets_them_unchanged(
    twice: tuple[SampleCrawl, int, list[str]],
) -> None:
    crawl, first, _ = twice
    second = [r for r in crawl.server.requests[first:] if r.path != "/robots.txt"]
    articles = {(site, a["path"]) for site, e in EXPECTED.items() for a in e["articles"]}
    assert second
    assert not articles & {(r.site, r.path) for r in second}
    assert_home_pages_alone_are_sent_again(second)


def assert_home_pages_alone_are_sent_again(requests: list[Request]) -> None:
    """What they show is compared with other pages in every run; some send on to another."""
    sent = Counter(r.site for r in requests if r.status == 200)
    assert {r.status for r in requests} == {200, 304}
    assert max(sent.values()) <= 2


def test_the_account_adds_up(twice: tuple[SampleCrawl, int, list[str]]) -> None:
    crawl, _, logs = twice
    for (status, report), log in zip(crawl.reports(), logs, strict=True):
        account: dict[str, Any] = report["account"]
        parts = [v for k, v in account.items() if k not in {"discovered", "archived"}]
        told = account["archived"] + sum(sum(reasons.values()) for reasons in parts)
        assert (status, account["discovered"]) == ("finished", told)
        assert f"{told} discovered = {account['archived']} archived + " in log
    assert account["discovered"] == len(crawl.states())


def test_the_report_counts_the_requests_that_the_sites_got(
    twice: tuple[SampleCrawl, int, list[str]],
) -> None:
    crawl, first, _ = twice
    got = [first, len(crawl.server.requests) - first]
    assert [report["requests"] for _, report in crawl.reports()] == got
    assert crawl.reports()[0][1]["not_sent"]["refused"]


def test_a_killed_crawl_goes_on_where_it_was(server: SampleServer, tmp_path: Path) -> None:
    crawl = SampleCrawl(server, tmp_path)
    crawl.kill_after(40)
    with crawl.archive() as engine, engine.connect() as connection:
        assert [one["status"] for one in runs(connection)] == ["interrupted"]
    before = len(server.requests)
    crawl.run()
    assert_complete(crawl)
    assert [status for status, _ in crawl.reports()] == ["interrupted", "finished"]
    assert len(server.requests) - before < sum(len(e["articles"]) for e in EXPECTED.values()) * 2


def test_what_robots_txt_forbade_is_fetched_once_it_allows_it(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "samples")
    robots = tmp_path / "samples" / "chongqing" / "robots.txt"
    allowing = robots.read_bytes()
    robots.write_bytes(allowing + b"Disallow: /2020-02/\nDisallow: /2020-03/\n")
    with SampleServer(folder=tmp_path / "samples") as server:
        crawl = SampleCrawl(server, tmp_path)
        crawl.run("-a", "sites=chongqing")
        wanted = {url for url in crawl.wanted() if url.startswith(server.addresses["chongqing"])}
        missing = wanted - set(crawl.articles())
        assert {urlsplit(url).path[:9] for url in missing} == {"/2020-02/", "/2020-03/"}
        robots.write_bytes(allowing)
        crawl.wait(days=1)
        crawl.run("-a", "sites=chongqing")
    assert set(crawl.articles()) == wanted


def test_the_same_on_postgresql(server: SampleServer, tmp_path: Path, postgres_url: str) -> None:
    crawl = SampleCrawl(server, tmp_path, postgres_url)
    crawl.run()
    assert_complete(crawl)
    before = len(server.requests)
    crawl.run()
    second = [r for r in server.requests[before:] if r.path != "/robots.txt"]
    assert_home_pages_alone_are_sent_again(second)


def test_sites_shards_and_days_narrow_a_run(server: SampleServer, tmp_path: Path) -> None:
    crawl = SampleCrawl(server, tmp_path)
    before = len(server.requests)
    crawl.run("-a", "sites=hongan,zhejiang", "-a", "since=2020-04-01")
    assert {r.site for r in server.requests[before:]} == {"hongan", "zhejiang"}
    days = {
        crawl.server.url(site, article["path"])
        for site in ("hongan", "zhejiang")
        for article in EXPECTED[site]["articles"]
        if article["published_at"] >= "2020-04-01"
    }
    assert set(crawl.articles()) == days


def test_since_leaves_out_what_the_page_alone_dates_and_a_later_run_takes_it(
    server: SampleServer, tmp_path: Path
) -> None:
    crawl = SampleCrawl(server, tmp_path)
    since = "2020-05-01"
    wanted = {url for url, day in published(crawl, "longquanyi").items() if day >= since}
    crawl.run("-a", "sites=longquanyi", "-a", f"since={since}")
    assert set(crawl.articles()) == wanted
    account = crawl.reports()[-1][1]["account"]
    assert account["excluded"]["since"] == len(published(crawl, "longquanyi")) - len(wanted) > 0
    parts = [v for k, v in account.items() if k not in {"discovered", "archived"}]
    assert account["discovered"] == account["archived"] + sum(sum(p.values()) for p in parts)

    before = len(server.requests)
    crawl.run("-a", "sites=longquanyi", "-a", f"since={since}")
    asked = {server.url(r.site, r.path) for r in server.requests[before:]}
    assert not asked & set(published(crawl, "longquanyi"))

    crawl.run("-a", "sites=longquanyi", "-a", "since=2020-04-01")
    earlier = {url for url, day in published(crawl, "longquanyi").items() if day >= "2020-04-01"}
    assert set(crawl.articles()) == earlier
    crawl.run("-a", "sites=longquanyi")
    assert set(crawl.articles()) == set(published(crawl, "longquanyi"))


def published(crawl: SampleCrawl, site: str) -> dict[str, str]:
    """Return the days of a sample site's articles, by URL."""
    articles = EXPECTED[site]["articles"]
    return {crawl.server.url(site, one["path"]): one["published_at"] for one in articles}
