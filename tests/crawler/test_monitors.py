"""A monitor that fails is one line of the log; one that is broken shows where."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler
from spidermon import Monitor, MonitorSuite

from crawler.reporting.monitors import BARREN_SITES, TerseSpidermon

MONITORS = "crawler.reporting.monitors.CrawlMonitors"


class BrokenMonitor(Monitor):  # type: ignore[misc]  # spidermon has no types
    __test__ = False  # for spidermon to run, not for pytest

    def test_nothing(self) -> None:
        raise KeyError("no such figure")


class BrokenSuite(MonitorSuite):  # type: ignore[misc]  # spidermon has no types
    monitors = [BrokenMonitor]  # noqa: RUF012 - spidermon's declaration


def errors_of(
    suite: str,
    caplog: pytest.LogCaptureFixture,
    *,
    barren_sites: Sequence[str] = (),
    **account: int,
) -> list[str]:
    """Return what a run with these counts logs when it closes."""
    settings = {"SPIDERMON_ENABLED": True, "SPIDERMON_SPIDER_CLOSE_MONITORS": (suite,)}
    crawler = get_crawler(settings_dict=settings)
    crawler.spider = Spider(name="gov_news")
    assert crawler.stats is not None
    for name, count in account.items():
        crawler.stats.set_value(f"govnews/account/{name}", count)
    crawler.stats.set_value(BARREN_SITES, list(barren_sites))
    monitors = TerseSpidermon.from_crawler(crawler)
    with caplog.at_level(logging.INFO):
        monitors.spider_opened(crawler.spider)
        monitors.spider_closed(crawler.spider)
    return [record.getMessage() for record in caplog.records]


def test_a_site_that_is_down_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    (line,) = errors_of(MONITORS, caplog, discovered=26, failed=26)
    assert line.endswith("few_pages_failed: 26 of 26 failed")
    assert "\n" not in line


def test_dead_links_are_their_sites_own(caplog: pytest.LogCaptureFixture) -> None:
    assert errors_of(MONITORS, caplog, discovered=40, archived=20, not_an_article=2, gone=18) == []


def test_a_site_of_nothing_but_dead_links_is_told(caplog: pytest.LogCaptureFixture) -> None:
    (line,) = errors_of(MONITORS, caplog, discovered=26, archived=2, gone=24)
    assert line.endswith("few_pages_failed: 24 of 26 failed")


def test_a_run_as_it_should_be_is_none(caplog: pytest.LogCaptureFixture) -> None:
    assert errors_of(MONITORS, caplog, discovered=26, archived=26) == []


def test_a_broken_monitor_shows_where(caplog: pytest.LogCaptureFixture) -> None:
    (line,) = errors_of(f"{__name__}.BrokenSuite", caplog)
    assert "Traceback" in line
    assert "no such figure" in line


def test_a_site_without_articles_is_named(caplog: pytest.LogCaptureFixture) -> None:
    (line,) = errors_of(MONITORS, caplog, barren_sites=["a", "b"], discovered=30, not_an_article=30)
    assert line.endswith("pages were read, but not one article found: a, b")
