"""Kills crawls at random moments, and compares what is left at the end."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path

from tests.fakeweb.crawling import Crawl
from tests.fakeweb.model import Size
from tests.fakeweb.server import WebServer
from tests.fakeweb.world import FAMILIES, HOSTILE, World

SITES = ("trs", "hanweb-form", "ucap-json", "aspnet", "sitemap", "traps")
"""Each way of paging on: by links and scripts, by forms, by JSON, by posted pages, without."""
SIZE = Size(columns=2, articles=7, page_size=3)
_SECONDS = 300
_REQUESTS_WITHOUT_NEWS = 40

Contents = dict[str, list[tuple[object, ...]]]


def killing_world() -> World:
    """Return the web in which crawls are killed."""
    return World([e for e in (*FAMILIES, *HOSTILE) if e.id in SITES], size=SIZE)


def undisturbed(world: World, server: WebServer, folder: Path) -> tuple[Contents, int]:
    """Crawl in one go; return the archive's contents and the number of requests that it took."""
    server.clear_log()
    crawl = Crawl(world, folder)
    outcome = crawl.run()
    assert outcome.status == 0, outcome.log[-3000:]
    return contents(crawl), len(server.log)


def killed(
    world: World, server: WebServer, folder: Path, moments: Sequence[int]
) -> tuple[Contents, int]:
    """Crawl, killed at each moment (requests since the last start) and started again.

    Returns the archive's contents after a last run to the end, and how often the crawl was killed:
    less often than asked when it came to its end before.
    """
    crawl = Crawl(world, folder)
    kills = sum(_kill_after(crawl, server, moment) for moment in moments)
    outcome = crawl.run()
    assert outcome.status == 0, outcome.log[-3000:]
    return contents(crawl), kills


def moments(count: int, requests: int, seed: str) -> list[int]:
    """Return random moments such that ``count`` runs together come to the end of the crawl.

    A run that finds nothing new asks some 40 times: for robots.txt, home pages and lists.
    """
    draw = random.Random(seed)
    share = max(_REQUESTS_WITHOUT_NEWS, 2 * requests // max(1, count))
    return [draw.randint(1, share) for _ in range(count)]


def contents(crawl: Crawl) -> Contents:
    """Return what an archive tells, free of ids and times."""
    return {
        "articles": crawl.query(
            "select url, site_id, title, published_at, source, body, content_hash, status, version,"
            " pages from articles order by url"
        ),
        "versions": crawl.query(
            "select url, number, versions.revision from versions join articles on"
            " articles.id = article_id order by url, number, versions.revision"
        ),
        "candidates": crawl.query(
            "select url, state, reason from pages where kind = 'article' order by url"
        ),
    }


def _kill_after(crawl: Crawl, server: WebServer, requests: int) -> bool:
    server.clear_log()
    process = crawl.start()
    deadline = time.monotonic() + _SECONDS
    while len(server.log) < requests and process.poll() is None:
        assert time.monotonic() < deadline, "the crawl hangs"
        time.sleep(0.01)
    if process.poll() is not None:
        return False
    process.kill()
    process.wait(_SECONDS)
    return True
