"""robots.txt (RFC 9309), read once a host and run."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from archive.errors import GovnewsError
from crawler.discovery.urls import absolute
from crawler.politeness.border import pace_of
from crawler.politeness.refusals import HostRestsError, RefusedError, RunEndsError
from seeds.addresses import host_of

logger = logging.getLogger(__name__)

sitemaps_named = object()
"""Signal: a robots.txt names sitemaps; with ``host`` and ``urls``."""

_PRIORITY = 1000
_FORBIDDEN = frozenset({401, 403})
LONGEST_CRAWL_DELAY_SECONDS = 600.0
"""A host that wants more has not one page fetched: a run would hold the archive for days."""
_LONGEST_ROBOTS_BYTES = 512_000
"""RFC 9309 asks for at least 500 KiB; what lies beyond is not read."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says; ``refusal`` when it lets nobody have anything."""

    parser: RobotParser | None = None
    refusal: str | None = None
    passing: bool = False
    """The refusal is an error's, not a rule's."""


class RobotsMiddleware:
    """Asks for robots.txt before a host's first page and keeps from what it forbids.

    401 and 403 mean that permission cannot be established: nothing is asked. Other 4xx: there are
    no rules. 5xx or no answer: nothing is asked in this run (RFC 9309, 2.3.1.4).
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._agent: str = crawler.settings["USER_AGENT"]
        self._rules: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings ROBOTSTXT_OBEY and USER_AGENT."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise RefusedError for what robots.txt forbids."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self._rules_of(request)
        if rules.refusal is not None:
            raise RefusedError(rules.refusal, passing=rules.passing)
        if rules.parser is not None and not rules.parser.allowed(request.url, self._agent):
            raise RefusedError("robots.txt: disallowed")

    async def _rules_of(self, request: Request) -> Rules:
        """Return the rules of a request's scheme and host; every waiting request gets the same."""
        origin = "/".join(request.url.split("/", 3)[:3])
        if origin not in self._rules:
            self._rules[origin] = asyncio.get_running_loop().create_future()
            try:
                self._rules[origin].set_result(await self._ask(origin))
            except (RunEndsError, HostRestsError, GovnewsError) as error:
                self._rules[origin].set_exception(error)
        return await self._rules[origin]

    async def _ask(self, origin: str) -> Rules:
        request = Request(
            f"{origin}/robots.txt",
            priority=_PRIORITY,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        try:
            response = await self._crawler.engine.download_async(request)
            return await self._read(response, origin)
        except (RunEndsError, HostRestsError, GovnewsError):
            raise  # no answer of the host's
        except RefusedError as refusal:
            return Rules(refusal=refusal.reason, passing=refusal.passing)
        except Exception as error:  # whatever fails, there is no permission
            name = type(error).__name__
            logger.warning("%s/robots.txt cannot be had: %s %s", origin, name, error)
            return Rules(refusal=f"robots.txt: {name}", passing=True)

    async def _read(self, response: Response, origin: str) -> Rules:
        if response.status in _FORBIDDEN:
            return Rules(refusal=f"robots.txt: HTTP {response.status}")
        if response.status >= 500:
            return Rules(refusal=f"robots.txt: HTTP {response.status}", passing=True)
        if response.status != 200:
            return Rules()
        parser = ProtegoRobotParser.from_crawler(
            self._crawler, response.body[:_LONGEST_ROBOTS_BYTES]
        )
        await self._tell_sitemaps(origin, parser)
        delay = parser.crawl_delay(self._agent)
        if delay and delay > LONGEST_CRAWL_DELAY_SECONDS:
            reason = f"robots.txt: Crawl-delay of {delay:.0f} s, longer than a run waits"
            return Rules(refusal=reason, passing=True)
        if delay:
            pace_of(self._crawler).obey_crawl_delay(host_of(origin), delay)
        return Rules(parser=parser)

    async def _tell_sitemaps(self, origin: str, parser: ProtegoRobotParser) -> None:
        """Send ``sitemaps_named`` with the sitemaps that a robots.txt names."""
        urls = [url for given in parser.rp.sitemaps if (url := absolute(origin, given)) is not None]
        if urls:
            told = {"host": host_of(origin), "urls": urls}
            await self._crawler.signals.send_catch_log_async(sitemaps_named, **told)
