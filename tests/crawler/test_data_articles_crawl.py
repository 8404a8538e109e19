"""A single-page application crawled for real: redirects, robots.txt, and data of something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from tests.fakeweb.crawling import Crawl
from tests.fakeweb.measure import Figures, asked_twice, measure
from tests.fakeweb.model import Article, Size
from tests.fakeweb.server import Logged, WebServer
from tests.fakeweb.sites.data import OFFSITE, DataSite
from tests.fakeweb.world import Entry, World

SIZE = Size(columns=4, articles=7, page_size=4)


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl from the home page, and what was seen of it."""

    world: World
    site: DataSite
    figures: Figures
    log: list[Logged]
    reasons: dict[str, tuple[str, str | None]]
    """Path to state and reason in the ledger."""
    changes: list[tuple[str, str]]
    """Kind and address of all that the archive has told."""
    pages: dict[str, int]
    """How many pages came, by what became of each."""
    edited: tuple[Article, ...] = ()
    """Since the run before."""

    def told(self, article: Article) -> tuple[str, str | None]:
        """Return state and reason of an article's page."""
        return self.reasons[self.site.article_path(article)]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Run]]:
    """Give three runs, more than a year between them; before the last, two articles are edited."""
    world = World((Entry("data", DataSite, "云溪县"),), size=SIZE)
    with WebServer(world.sites) as server:
        crawl = Crawl(world, tmp_path_factory.mktemp("data"))
        first = _run(world, crawl, server)
        crawl.pass_days(400)
        server.clear_log()
        second = _run(world, crawl, server)
        crawl.pass_days(400)
        server.clear_log()
        edited = first.site.edit()
        yield [first, second, replace(_run(world, crawl, server), edited=edited)]


@pytest.fixture
def run(runs: list[Run]) -> Run:
    return runs[0]


def _run(world: World, crawl: Crawl, server: WebServer) -> Run:
    outcome = crawl.run()
    assert outcome.status == 0, outcome.log[-3000:]
    assert "Traceback" not in outcome.log, outcome.log[-3000:]
    (site,) = world.sites
    assert isinstance(site, DataSite)
    rows = crawl.query("select url, state, reason from pages")
    reasons = {url.removeprefix(site.base): (state, reason) for url, state, reason in rows}
    changes = crawl.query("select kind, url from changes")
    figures, pages = measure(crawl, world.truth()), crawl.report()["pages"]
    return Run(world, site, figures, list(server.log), reasons, changes, pages)


def test_what_can_be_had_is_archived_and_nothing_else(run: Run) -> None:
    assert (run.figures.missed, run.figures.wrong) == ((), ())
    assert run.figures.whole_bodies == run.figures.right_titles == run.figures.expected > 0


def test_data_that_is_sent_on_is_followed(run: Run) -> None:
    (article, *_) = run.site.sent_on.articles
    old, new = (f"/api/{part}{article.column}/{article.number}" for part in ("", "v2/"))
    assert run.reasons[old] == ("excluded", f"redirect: {run.site.base}{new}")
    assert run.reasons[new] == (
        "fetched",
        f"data of a page: {run.site.base}/p/{article.column}/{article.number}",
    )


def test_robots_txt_holds_for_data_and_for_where_it_is_sent(run: Run) -> None:
    assert run.world.forbidden(run.log) == []
    for article in (*run.site.closed.articles, run.site.to_closed):
        assert run.told(article) == (
            "excluded",
            "the page's data cannot be had: robots.txt: disallowed",
        )


def test_data_that_leaves_the_site_is_not_followed(run: Run) -> None:
    reason = f"the page's data cannot be had: redirect to what is left alone: {OFFSITE}"
    assert run.told(run.site.away) == ("failed", reason)


def test_data_that_is_sent_on_to_itself_has_failed(run: Run) -> None:
    reason = "the page's data cannot be had: redirect loop"
    assert run.told(run.site.in_a_ring) == ("failed", reason)


def test_a_page_whose_data_is_related_news_is_read_itself(run: Run) -> None:
    asked = {logged.target for logged in run.log}
    for article in run.site.captioned.articles:
        assert f"/api/{article.column}/{article.number}" in asked
        assert run.told(article)[0] == "fetched"


def test_a_page_and_its_data_are_counted_once(runs: list[Run]) -> None:
    archived = [{"new": 18}, {"unchanged": 18}, {"unchanged": 16, "changed": 2}]
    for run, articles in zip(runs, archived, strict=True):
        assert run.pages == {"failed": 10, **articles}
        asked = [logged.target for logged in run.log if logged.target.startswith("/p/")]
        assert sum(run.pages.values()) == len(asked)


def test_nothing_is_asked_for_twice(run: Run) -> None:
    assert asked_twice(run.log, run.world.truth()) == {}


def test_later_everything_is_as_it_was(runs: list[Run]) -> None:
    _, second, _ = runs
    assert (second.figures.missed, second.figures.wrong, second.changes) == ((), (), [])
    asked = {logged.target for logged in second.log}
    for article in second.site.captioned.articles:
        assert second.site.article_path(article) in asked
        assert second.told(article) == ("fetched", None)
    assert second.world.forbidden(second.log) == []


def test_edits_are_told_where_page_or_data_alone_is_as_it_was(runs: list[Run]) -> None:
    third = runs[-1]
    urls = {third.site.base + third.site.article_path(article) for article in third.edited}
    assert (third.figures.missed, third.figures.wrong) == ((), ())
    assert set(third.changes) == {("edited", url) for url in urls}
    assert len(third.changes) == len(urls) == 2


def test_a_page_of_a_headline_alone_is_its_articles(runs: list[Run]) -> None:
    for run in runs:
        assert run.told(run.site.plain.articles[0]) == ("fetched", None)
