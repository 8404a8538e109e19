"""``make bench-throughput``: pages a second and memory of a crawl, beside a bare Scrapy spider.

Both download the same pages from the same eight hosts, without delay, one request at a time a host;
the bare one does nothing else with them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from crawler.settings import EXTRACT_WORKERS
from tests.bench.processes import Usage, watch
from tests.bench.static_server import StaticServer
from tests.fakeweb.crawling import PROJECT, Crawl
from tests.fakeweb.model import Size
from tests.fakeweb.sites.php import EmpireSite
from tests.fakeweb.wire import Answer, page
from tests.fakeweb.world import Entry, World

LEAST_SHARE = 0.6
"""Of the bare spider's pages a second."""
MOST_GROWTH_MB = 50
"""Of peak memory, from the smallest crawl to the largest."""
_HOSTS = 8
_FEWEST_PAGES = 320
_ROWS = 50
_COLUMNS = 4

_BARE = """
import json, scrapy
class Bare(scrapy.Spider):
    name = "bare"
    custom_settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": 1, "CONCURRENT_REQUESTS": 64,
        "DOWNLOAD_DELAY": 0, "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False}
    async def start(self):
        for url in json.load(open(self.urls)):
            yield scrapy.Request(url)
    def parse(self, response):
        pass
"""


class StaticSite(EmpireSite):
    """A large site whose pages are all made beforehand, so that serving them costs little."""

    def prepare(self) -> None:
        """Make all pages."""
        self.made: dict[str, Answer] = {"/": page(self.home_page())}
        for column in self.columns:
            for number in range(1, len(self.list_pages(column)) + 1):
                path = self.list_path(column, number)
                self.made[path] = page(self.list_page(column, number))
            for article in column.articles:
                self.made[self.article_path(article)] = page(self.article_page(article))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.throughput", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[5_000, 20_000])
    sizes: Sequence[int] = parser.parse_args().pages
    with _modules_compiled():
        measured = [_measure(pages) for pages in sizes]
    growth = max(memory for _, memory in measured) - measured[0][1]
    share = min(share for share, _ in measured)
    sys.stdout.write(f"least share {share:.2f} (floor {LEAST_SHARE}), growth {growth:.0f} MB\n")
    return 0 if share >= LEAST_SHARE and growth <= MOST_GROWTH_MB else 1


@contextmanager
def _modules_compiled() -> Iterator[None]:
    """Keep what Python compiles, whatever the environment says, and let a small run compile it.

    Else each process would compile its libraries anew: half a run of 5,000 pages.
    """
    with tempfile.TemporaryDirectory() as kept, patch.dict(os.environ, PYTHONPYCACHEPREFIX=kept):
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        _measure(_FEWEST_PAGES)
        yield


def _measure(pages: int) -> tuple[float, float]:
    """Return our share of the bare spider's pages a second, and our peak memory in MB."""
    size = Size(columns=_COLUMNS, articles=pages // _HOSTS // _COLUMNS, page_size=_ROWS)
    places = ("青禾县", "云岭省", "临江市", "海陵区", "石桥县", "金沙市", "北安县", "南浦区")
    world = World([Entry(f"s{at}", StaticSite, p) for at, p in enumerate(places)], size=size)
    with StaticServer(world.hosts) as server, tempfile.TemporaryDirectory() as at:
        urls = _prepare(world, server)
        bare = _bare(urls, Path(at))
        answered = server.answered
        ours = _ours(Crawl(world, Path(at)))
        share = (server.answered - answered) / ours.seconds / (len(urls) / bare.seconds)
    sys.stdout.write(
        f"{len(urls)} pages: bare {len(urls) / bare.seconds:.0f} pages/s, "
        f"ours {len(urls) / ours.seconds:.0f} pages/s (share {share:.2f}), "
        f"peak memory {ours.peak_mb:.0f} MB; processor time a page, by process: "
        f"bare {_a_page(bare, len(urls))}, ours {_a_page(ours, len(urls))} ms\n"
    )
    return share, ours.peak_mb


def _a_page(usage: Usage, pages: int) -> str:
    return " + ".join(f"{1000 * used / pages:.1f}" for used in usage.processor_seconds.values())


def _prepare(world: World, server: StaticServer) -> list[str]:
    urls: list[str] = []
    for site in world.sites:
        assert isinstance(site, StaticSite)
        site.prepare()
        server.serve(site, site.made)
        urls += [site.base + path for path in site.made]
    return urls


def _bare(urls: list[str], folder: Path) -> Usage:
    (folder / "urls.json").write_text(json.dumps(urls))
    (folder / "bare.py").write_text(_BARE)
    command = [sys.executable, "-m", "scrapy", "runspider", "bare.py", "-a", "urls=urls.json"]
    process = subprocess.Popen(command, cwd=folder, text=True, stderr=subprocess.DEVNULL)
    usage = watch(process)
    assert process.returncode == 0
    return usage


def _ours(crawl: Crawl) -> Usage:
    settings = {"LOG_LEVEL": "WARNING", "DOWNLOAD_TIMEOUT": "60"}
    process = crawl.start_cold(settings | {"EXTRACT_WORKERS": str(EXTRACT_WORKERS)})
    usage = watch(process)
    assert process.returncode == 0, f"see {crawl.folder / 'crawl.log'} in {PROJECT}"
    return usage


if __name__ == "__main__":
    sys.exit(main())
