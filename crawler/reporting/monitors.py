"""What must not go unnoticed when a run ends; spidermon logs each that fails."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from scrapy import Spider
from spidermon import Monitor, MonitorSuite
from spidermon.contrib.scrapy.extensions import Spidermon
from spidermon.contrib.scrapy.runners import SpiderMonitorResult, SpiderMonitorRunner

_MOST_FAILED = 0.2
"""Share of a run's pages that may fail: a site that is down is normal, a fifth of all is not."""
_MOST_DEAD_LINKS = 0.5
"""Share of a run's pages that may be links that died: where most are not there, a site is not."""
FEW_PAGES = 20
"""Pages below which shares say nothing."""
BARREN_SITES = "govnews/barren_sites"
"""The statistic that names sites of which pages were read and no article was ever archived."""


class CrawlMonitor(Monitor):  # type: ignore[misc]  # spidermon has no types
    """Reads the run's account from Scrapy's stats, where ``crawler.reporting.report`` put it."""

    def test_articles_were_found(self) -> None:
        """Fail when pages of a site were read and the archive has not one article of it."""
        sites: list[str] = self.data.stats.get(BARREN_SITES, [])
        self._require(not sites, f"pages were read, but not one article found: {', '.join(sites)}")

    def test_few_pages_failed(self) -> None:
        """Fail when more than a fifth of the pages asked for failed.

        Those that are not there (404) are links that died, which a single page may have many of;
        they count where they are most of what was asked for.
        """
        failed, gone = self._count("failed"), self._count("gone")
        asked = failed + gone + self._count("archived") + self._count("not_an_article")
        failed += gone if gone > _MOST_DEAD_LINKS * asked else 0
        if asked >= FEW_PAGES:
            self._require(failed <= _MOST_FAILED * asked, f"{failed} of {asked} failed")

    def test_the_sum_is_exact(self) -> None:
        """Fail when a URL is in no class, or in two."""
        names = ("archived", "not_an_article", "excluded", "failed", "gone", "not_yet_due")
        discovered, told = self._count("discovered"), sum(self._count(name) for name in names)
        self._require(discovered == told, f"{discovered} discovered, but {told} accounted for")

    def _require(self, holds: bool, message: str) -> None:  # noqa: FBT001 - as unittest asserts
        if not holds:
            self.fail(message)

    def _count(self, name: str) -> int:
        stats: dict[str, Any] = self.data.stats
        return int(stats.get(f"govnews/account/{name}", 0))


class CrawlMonitors(MonitorSuite):  # type: ignore[misc]  # spidermon has no types
    """Run when the spider closes."""

    monitors = [CrawlMonitor]  # noqa: RUF012 - spidermon's declaration


class TerseSpidermon(Spidermon):  # type: ignore[misc]  # spidermon has no types
    """Spidermon, with one line in the log for each monitor that fails."""

    def _run_suites(self, spider: Spider, suites: Iterable[MonitorSuite]) -> None:
        data = self._generate_data_for_spider(spider)
        for suite in suites:
            _Runner(spider).run(suite, **data)


class _Runner(SpiderMonitorRunner):  # type: ignore[misc]  # spidermon has no types
    def create_result(self) -> SpiderMonitorResult:
        return _Result(self.spider)


class _Result(SpiderMonitorResult):  # type: ignore[misc]  # spidermon has no types
    def write_errors(self) -> None:
        """Log what a monitor that failed says; one that broke, with its traceback."""
        for status in self.step.error_statuses:
            for item in self.step.items_for_status(status):
                self.log_error(f"{item.item.name}: {item.reason or item.error}")

    def log_info(self, message: str) -> None:
        """Log at DEBUG how the monitors went along: nobody waits for it."""
        self.log(message, level=logging.DEBUG)

    def log(self, message: str, level: int = logging.DEBUG) -> None:
        """Log a message; spidermon's own way is one that Scrapy warns of."""
        self.spider.logger.log(level, "monitor: %s", message)
