"""``make bench-throughput``: pages a second and memory of a crawl, beside a bare Scrapy spider.

Both download the same pages from the same eight hosts, without delay, one request at a time a host;
the bare one does nothing else with them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.fakeweb.crawling import PROJECT, Crawl
from tests.fakeweb.model import Size
from tests.fakeweb.server import WebServer
from tests.fakeweb.sites.php import EmpireSite
from tests.fakeweb.wire import Answer, Asked, error, page
from tests.fakeweb.world import Entry, World

LEAST_SHARE = 0.6
"""Of the bare spider's pages a second."""
MOST_GROWTH_MB = 50
"""Of peak memory, from the smallest crawl to the largest."""
_HOSTS = 8
_ROWS = 50
_COLUMNS = 4
_SECONDS = 7200

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

    def answer(self, asked: Asked) -> Answer:
        return self.made.get(asked.target) or error(404)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.throughput", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[5_000, 20_000])
    sizes: Sequence[int] = parser.parse_args().pages
    measured = [_measure(pages) for pages in sizes]
    growth = max(memory for _, memory in measured) - measured[0][1]
    share = min(share for share, _ in measured)
    sys.stdout.write(f"least share {share:.2f} (floor {LEAST_SHARE}), growth {growth:.0f} MB\n")
    return 0 if share >= LEAST_SHARE and growth <= MOST_GROWTH_MB else 1


def _measure(pages: int) -> tuple[float, float]:
    """Return our share of the bare spider's pages a second, and our peak memory in MB."""
    size = Size(columns=_COLUMNS, articles=pages // _HOSTS // _COLUMNS, page_size=_ROWS)
    places = ("青禾县", "云岭省", "临江市", "海陵区", "石桥县", "金沙市", "北安县", "南浦区")
    world = World([Entry(f"s{at}", StaticSite, p) for at, p in enumerate(places)], size=size)
    with WebServer(world.hosts, latency_seconds=0) as server, tempfile.TemporaryDirectory() as at:
        urls = _prepare(world)
        bare = len(urls) / _bare_seconds(urls, Path(at))
        server.clear_log()
        seconds, memory = _our_seconds(Crawl(world, Path(at)))
        ours = len(server.log) / seconds
    sys.stdout.write(
        f"{len(urls)} pages: bare {bare:.0f} pages/s, ours {ours:.0f} pages/s "
        f"(share {ours / bare:.2f}), peak memory {memory:.0f} MB\n"
    )
    return ours / bare, memory


def _prepare(world: World) -> list[str]:
    urls: list[str] = []
    for site in world.sites:
        assert isinstance(site, StaticSite)
        site.prepare()
        urls += [site.base + path for path in site.made]
    return urls


def _bare_seconds(urls: list[str], folder: Path) -> float:
    (folder / "urls.json").write_text(json.dumps(urls))
    (folder / "bare.py").write_text(_BARE)
    command = [sys.executable, "-m", "scrapy", "runspider", "bare.py", "-a", "urls=urls.json"]
    began = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, timeout=_SECONDS)
    return time.monotonic() - began


def _our_seconds(crawl: Crawl) -> tuple[float, float]:
    """Crawl; return seconds, and the peak memory of all its processes together in MB."""
    began, peak = time.monotonic(), 0
    process = crawl.start({"LOG_LEVEL": "WARNING", "DOWNLOAD_TIMEOUT": "60"})
    while process.poll() is None:
        peak = max(peak, sum(_resident_kb(pid) for pid in _family(process.pid)))
        time.sleep(0.5)
    assert process.returncode == 0, f"see {crawl.folder / 'crawl.log'} in {PROJECT}"
    return time.monotonic() - began, peak / 1024


def _family(pid: int) -> list[int]:
    """Return a process and its children: workers, and the one that writes articles."""
    return [pid, *(other for other in _processes() if _parent(other) == pid)]


def _processes() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdecimal()]


def _parent(pid: int) -> int:
    """Return a process's parent, 0 when it has ended."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _resident_kb(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(lines[0].split()[1]) if lines else 0


if __name__ == "__main__":
    sys.exit(main())
