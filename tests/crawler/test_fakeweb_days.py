"""What sites change from one day to another, and what the archive says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from archive import Archive
from tests.fakeweb.crawling import Crawl
from tests.fakeweb.days import Changes, bring_back, clean, rework
from tests.fakeweb.measure import measure
from tests.fakeweb.model import Size
from tests.fakeweb.server import WebServer
from tests.fakeweb.world import FAMILIES, World

SITES = ("trs", "hanweb", "vsb", "dedecms", "php", "words", "empire", "webplus")
"""Two of each kind of change."""
SIZE = Size(columns=1, articles=7, page_size=4)
PATIENCE_DAYS = 200
"""Longer than any article waits for another look."""


@pytest.fixture(scope="module")
def changed(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[World, Crawl, Changes]]:
    world = World([entry for entry in FAMILIES if entry.id in SITES], size=SIZE)
    with WebServer(world.hosts) as server:
        crawl = Crawl(world, tmp_path_factory.mktemp("days"))
        assert crawl.run().status == 0
        changes = rework(world)
        crawl.pass_days(PATIENCE_DAYS)
        server.clear_log()
        assert crawl.run().status == 0
        crawl.pass_days(1)
        assert crawl.run().status == 0  # what the one before only hinted at counts now
        yield world, crawl, changes


def kinds(crawl: Crawl) -> dict[str, set[str]]:
    """Return the changes that the archive tells of: kind to the addresses of articles."""
    found: dict[str, set[str]] = {}
    for kind, url in crawl.query("select kind, url from changes"):
        found.setdefault(kind, set()).add(url)
    return found


def test_edits_and_new_titles_are_new_versions(changed: tuple[World, Crawl, Changes]) -> None:
    _, crawl, changes = changed
    edited = {**changes.edited, **changes.retitled}
    assert kinds(crawl)["edited"] == set(edited)
    versions = dict(crawl.query("select url, version from articles"))
    assert {versions[url] for url in edited} == {2}
    titles = dict(crawl.query("select url, title from articles"))
    assert {url: titles[url] for url in edited} == {url: a.title for url, a in edited.items()}


def test_removals_are_seen_however_the_site_tells_them(
    changed: tuple[World, Crawl, Changes],
) -> None:
    _, crawl, changes = changed
    gone = {url for (url,) in crawl.query("select url from articles where status = 'gone'")}
    assert {how for url, how in changes.gone.items() if url not in gone} == set()
    assert gone == set(changes.gone)


def test_a_moved_article_stays_one_article(changed: tuple[World, Crawl, Changes]) -> None:
    _, crawl, changes = changed
    urls = {url for (url,) in crawl.query("select url from articles")}
    assert set(changes.moved.values()) <= urls
    assert not set(changes.moved) & urls
    assert kinds(crawl)["moved"]


def events(crawl: Crawl, run: int) -> set[tuple[str, str]]:
    ((report,),) = crawl.query(f"select report from runs where id = {run}")  # noqa: S608 - a number
    return {(event["kind"], event["site"]) for event in json.loads(report)["events"]}


def test_a_hacked_site_is_an_event_and_no_edit(changed: tuple[World, Crawl, Changes]) -> None:
    _, crawl, changes = changed
    sites = set(changes.hacked.values())
    assert len(sites) == 2
    assert (events(crawl, 1), events(crawl, 2)) == (set(), {("hacked", site) for site in sites})
    hacked = "select url, version from articles where hacked"
    assert dict(crawl.query(hacked)) == dict.fromkeys(changes.hacked, 1)


def test_the_archive_is_complete_after_all(changed: tuple[World, Crawl, Changes]) -> None:
    world, crawl, _ = changed
    figures = measure(crawl, world.truth())
    assert (figures.recall, figures.precision) == (1.0, 1.0), str(figures)


def test_what_comes_back_is_live_again(changed: tuple[World, Crawl, Changes]) -> None:
    world, crawl, changes = changed
    bring_back(world, changes)
    crawl.pass_time(timedelta(hours=1))
    assert crawl.run().status == 0  # none is due for days, but the lists show them
    assert changes.returned
    assert kinds(crawl)["returned"] == set(changes.returned)
    assert crawl.report()["changes"] == {"returned": len(changes.returned)}
    assert crawl.query("select count(*) from articles where status = 'gone'") == [(0,)]
    assert events(crawl, 4) == set()
    with Archive(f"sqlite:///{crawl.database}") as archive:
        for url in changes.returned:
            hits = archive.search(f'title:"{changes.removed[url].title}"')
            assert [hit.status for hit in hits if hit.url == url] == ["live"]


def test_a_hacked_site_that_is_cleaned_is_an_event(changed: tuple[World, Crawl, Changes]) -> None:
    world, crawl, changes = changed
    clean(world, changes)
    crawl.pass_days(PATIENCE_DAYS)
    assert crawl.run().status == 0
    assert events(crawl, 5) == {("cleaned", site) for site in changes.hacked.values()}


def test_the_folder_of_raw_responses_is_there(changed: tuple[World, Crawl, Changes]) -> None:
    crawl = changed[1]
    folder: Path = crawl.folder / "warc"
    assert any(folder.rglob("*.warc.gz"))
