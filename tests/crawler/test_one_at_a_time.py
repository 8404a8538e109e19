"""A host without a delay is asked one thing at a time, however much comes to its queue at once."""

from __future__ import annotations

import subprocess
import sys

from tests.fakeweb.model import Size
from tests.fakeweb.server import WebServer
from tests.fakeweb.sites.php import WordsSite
from tests.fakeweb.world import Entry, World

ASK_ALL = """
import sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

class All(Spider):
    name = "all"

    async def start(self):
        for address in sys.argv[1:]:
            yield Request(address, dont_filter=True)

    def parse(self, response):
        pass

process = AsyncCrawlerProcess({
    "DOWNLOADER": "crawler.politeness.slots.HostDownloader",
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": True,
    "TELNETCONSOLE_ENABLED": False,
})
process.crawl(All)
process.start()
"""
"""Requests that wait for robots.txt come to the queue together."""


def test_what_comes_to_a_queue_at_one_moment_is_asked_one_by_one() -> None:
    world = World(
        [Entry("words", WordsSite, "青禾县")], size=Size(columns=1, articles=6, page_size=3)
    )
    with WebServer(world.hosts, latency_seconds=0.02) as server:
        world.opened()
        home = world.sites[0].base
        addresses = [f"{home}/?{number}" for number in range(6)]
        ran = subprocess.run(
            [sys.executable, "-c", ASK_ALL, *addresses], capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr[-3000:]
        assert len(server.log) == 1 + len(addresses)
        assert server.overlaps == []
