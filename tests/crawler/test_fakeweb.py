"""The whole fake web, crawled for real from home pages alone; then once more on the day after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest

from tests.fakeweb.crawling import SETTINGS, Crawl, Outcome
from tests.fakeweb.days import Changes, publish
from tests.fakeweb.hostile.broken import BIG_SECONDS
from tests.fakeweb.hostile.guarded import RulesSite
from tests.fakeweb.hostile.moods import MoodySite
from tests.fakeweb.hostile.traps import TrapSite
from tests.fakeweb.measure import Figures, asked_twice, measure
from tests.fakeweb.model import Size, Truth
from tests.fakeweb.server import Logged, WebServer
from tests.fakeweb.world import World

SIZE = Size(columns=2, articles=7, page_size=3)
"""Small enough for every test run; ``make bench-crawl`` takes the full web."""
MOST_REQUESTS_INTO_TRAPS = 20
"""Each of the five traps has at least two doors in each of two columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl and what was seen of it from all sides."""

    outcome: Outcome
    log: list[Logged]
    overlaps: list[tuple[str, ...]]
    truth: list[Truth]
    figures: Figures
    report: dict[str, Any]
    ledger_rows: int


@pytest.fixture(scope="module")
def world() -> Iterator[tuple[World, WebServer]]:
    built = World(size=SIZE)
    with WebServer(built.hosts) as server:
        built.opened()
        yield built, server


@pytest.fixture(scope="module")
def crawl(world: tuple[World, WebServer], tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    return Crawl(world[0], tmp_path_factory.mktemp("fakeweb"))


@pytest.fixture(scope="module")
def first(world: tuple[World, WebServer], crawl: Crawl) -> Run:
    return _run(world, crawl, cold=True)


@pytest.fixture(scope="module")
def second(
    world: tuple[World, WebServer],
    crawl: Crawl,
    first: Run,  # noqa: ARG001 - what comes before
) -> tuple[Run, Changes]:
    changes = publish(world[0])
    return _run(world, crawl, cold=False), changes


def _run(world: tuple[World, WebServer], crawl: Crawl, *, cold: bool) -> Run:
    web, server = world
    server.clear_log()
    outcome = crawl.run(cold=cold)
    truth = web.truth()
    ((rows,),) = crawl.query("select count(*) from pages")
    return Run(
        outcome=outcome,
        log=list(server.log),
        overlaps=server.overlaps.copy(),
        truth=truth,
        figures=measure(crawl, truth, web.tolerated()),
        report=crawl.report(),
        ledger_rows=rows,
    )


def test_nearly_every_article_is_archived_and_next_to_nothing_else(first: Run) -> None:
    assert first.outcome.status == 0, first.outcome.log[-3000:]
    assert "Traceback" not in first.outcome.log
    assert first.figures.recall >= 0.99, str(first.figures)
    assert first.figures.precision >= 0.99, str(first.figures)


def test_articles_are_archived_as_they_were_written(first: Run) -> None:
    right = first.figures.right
    assert first.figures.right_titles >= 0.99 * right, str(first.figures)
    assert first.figures.right_days >= 0.99 * right, str(first.figures)
    assert first.figures.whole_bodies >= 0.99 * right, str(first.figures)


def test_nothing_forbidden_is_asked(first: Run, world: tuple[World, WebServer]) -> None:
    """Neither the canary, nor what robots.txt disallows, nor a forbidden document again."""
    assert world[0].forbidden(first.log) == []


def test_no_article_is_fetched_twice(first: Run) -> None:
    assert asked_twice(first.log, first.truth) == {}


def test_what_comes_slowly_is_awaited_and_what_drips_is_not(first: Run) -> None:
    """A page of 3 MB takes longer than an answer may that brings nothing."""
    assert float(SETTINGS["DOWNLOAD_TIMEOUT"]) < BIG_SECONDS
    assert first.report["account"]["failed"]["DownloadTimeoutError"] == 1
    big = next(truth for truth in first.truth if truth.site == "broken")
    assert big.urls[0] not in {truth.urls[0] for truth in first.figures.missed}


def test_each_host_is_asked_one_thing_at_a_time(first: Run) -> None:
    assert first.overlaps == []


def test_the_sum_of_the_report_is_exact(first: Run, second: tuple[Run, Changes]) -> None:
    for run in (first, second[0]):
        account = run.report["account"]
        classes = ("not_an_article", "excluded", "failed", "gone", "not_yet_due")
        told = account["archived"] + sum(sum(account[name].values()) for name in classes)
        assert account["discovered"] == told == run.ledger_rows


def test_walls_are_named_and_left_alone(first: Run, crawl: Crawl) -> None:
    rows = crawl.query("select distinct site_id, reason from pages where reason like 'blocked:%'")
    assert dict(rows) == {
        "ruishu": "blocked:ruishu",
        "jiasule": "blocked:jiasule",
        "chuangyu": "blocked:chuangyudun",
    }
    walls = Counter(one.site for one in first.log if one.status in {412, 521})
    walls.update(one.site for one in first.log if one.site == "chuangyu" and one.status == 403)
    assert all(count <= 3 for count in walls.values()), walls


def test_traps_end_soon(first: Run, world: tuple[World, WebServer]) -> None:
    site = world[0].site("traps")
    assert isinstance(site, TrapSite)
    deep = [one.target for one in first.log if one.site == "traps" and site.is_trap(one.target)]
    assert len(deep) <= MOST_REQUESTS_INTO_TRAPS, deep


def test_a_crawl_delay_is_kept(first: Run) -> None:
    """From robots.txt on, and whatever the machine is busy with.

    The log has the moment at which the server takes a request up. That is before it answers, and
    the crawl counts from the end of the answer: no load can make two moments seem closer.
    """
    times = [one.began for one in first.log if one.site == "rules"]
    assert min(b - a for a, b in pairwise(times)) >= RulesSite.crawl_delay_seconds


def test_a_busy_host_is_given_the_time_that_it_asks_for(first: Run) -> None:
    visits = [one for one in first.log if one.site == "moods"]
    waits = [b.began - a.began for a, b in pairwise(visits) if a.status in {429, 503}]
    assert len(waits) == 2
    assert min(waits) >= MoodySite.retry_after_seconds


def test_soft_404s_and_broken_answers_are_told_as_what_they_are(first: Run) -> None:
    failed, gone = first.report["account"]["failed"], first.report["account"]["gone"]
    assert gone["soft 404"] >= 1
    assert {"IncompleteError", "redirect loop", "HTTP 403"} <= set(failed)
    assert "HTTP 410" in gone
    assert first.report["account"]["excluded"]["private address"] >= 1


def test_the_second_run_fetches_only_lists_and_what_is_due(
    second: tuple[Run, Changes], crawl: Crawl
) -> None:
    run, changes = second
    assert run.outcome.status == 0
    new = set(changes.new.values())
    old = {url for truth in run.truth if truth.urls[0] not in new for url in truth.urls}
    bases = _bases(crawl)
    again = [one for one in run.log if bases.get(one.site, "") + one.target in old]
    assert again == []


def test_a_new_article_arrives_by_at_most_two_pages_of_its_list(
    second: tuple[Run, Changes], world: tuple[World, WebServer]
) -> None:
    run, changes = second
    assert run.figures.recall >= 0.99, str(run.figures)
    read = Counter(
        one.site
        for one in run.log
        if one.status == 200
        and one.site in changes.new
        and world[0].site(one.site).lists(world[0].site(one.site).columns[0], one.target)
    )
    assert {site: count for site, count in read.items() if count > 2} == {}


def _bases(crawl: Crawl) -> dict[str, str]:
    rows = crawl.query("select id, json_extract(start_urls, '$[0]') from sites")
    return {site: "/".join(url.split("/")[:3]) for site, url in rows}
