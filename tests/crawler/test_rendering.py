"""Pages that need a browser: crawled with the machine's own, which reaches nothing by itself."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.settings import Settings

from archive.errors import UsageError
from archive.raw.store import read_record
from archive.records import WarcPointer
from crawler.rendering.browser import HANDLER, prepare
from tests.crawler.sites import site
from tests.fakeweb.crawling import Crawl
from tests.fakeweb.measure import measure
from tests.fakeweb.model import Size
from tests.fakeweb.server import WebServer
from tests.fakeweb.sites.script import ScriptSite
from tests.fakeweb.world import Entry, World


class WellConnectedSite(ScriptSite):
    """Its pages ask for what is at other hosts; where they are is known once the canary listens."""


@pytest.fixture(scope="module")
def rendered(
    chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, Crawl, WebServer]]:
    world = World(
        [Entry("script", WellConnectedSite, "青禾县")],
        size=Size(columns=1, articles=6, page_size=3),
    )
    with WebServer(world.hosts) as server:
        port = world.canary.port
        outsiders = (f"http://localhost:{port}/a.js", f"http://{world.canary.ip}:{port}/b.js")
        WellConnectedSite.outsiders = outsiders
        crawl = Crawl(world, tmp_path_factory.mktemp("rendering"))
        outcome = crawl.run({"CHROMIUM": chromium, "DOWNLOAD_TIMEOUT": "20"})
        assert outcome.status == 0, outcome.log[-3000:]
        assert "Traceback" not in outcome.log, outcome.log[-3000:]
        yield world, crawl, server


def test_articles_that_scripts_write_are_archived(
    rendered: tuple[World, Crawl, WebServer],
) -> None:
    world, crawl, _ = rendered
    figures = measure(crawl, world.truth())
    assert (figures.recall, figures.precision) == (1.0, 1.0), str(figures)
    assert figures.whole_bodies == figures.expected, str(figures)


def test_a_browser_asks_nobody_else_and_nothing_twice(
    rendered: tuple[World, Crawl, WebServer],
) -> None:
    world, _, server = rendered
    assert world.forbidden(server.log) == []
    assert server.overlaps == []
    asked = Counter(one.target for one in server.log if one.site == "script")
    assert {target: count for target, count in asked.items() if count > 1} == {}


def test_what_was_shown_is_what_was_kept(rendered: tuple[World, Crawl, WebServer]) -> None:
    """So that ``govnews reextract`` finds the article again, which the page as sent has not."""
    _, crawl, _ = rendered
    rows = crawl.query("select title, warc_file, warc_offset, warc_length from articles")
    for title, file, offset, length in rows:
        record = read_record(
            crawl.folder / "warc", WarcPointer(file=file, offset=offset, length=length)
        )
        assert title in record.body.decode()


def test_without_such_a_site_no_browser_is_needed() -> None:
    settings = Settings({"CHROMIUM": "/no/such/browser"})
    prepare(settings, [site()])
    assert HANDLER not in settings.getdict("DOWNLOAD_HANDLERS").values()


def test_a_missing_browser_is_told_before_anything_is_written() -> None:
    with pytest.raises(UsageError, match="there is no browser"):
        prepare(Settings({"CHROMIUM": "/no/such/browser"}), [site(render=True)])


def test_a_missing_extra_is_told_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.rendering.browser.find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"\.venv/bin/pip install -e '\.\[render\]'"):
        prepare(Settings(), [site(render=True)])
    assert importlib.util.find_spec("scrapy_playwright") is not None


def test_the_folder_of_a_rendering_crawl_has_its_records(
    rendered: tuple[World, Crawl, WebServer],
) -> None:
    folder: Path = rendered[1].folder / "warc"
    assert any(folder.rglob("*.warc.gz"))
