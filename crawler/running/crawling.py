"""One crawl as its command sees it: everything checked, the archive taken, and an exit status."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Protocol

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from archive.cli.errors import exit_status, report
from crawler.rendering.browser import prepare
from crawler.running import garbage
from crawler.running.archive_session import ArchiveSession, open_session
from crawler.running.arguments import CrawlPlan, plan_from
from crawler.running.identity import user_agent
from crawler.running.installation import told_when_incomplete
from crawler.running.setting_checks import check_settings
from crawler.spiders.gov_news import GovNewsSpider

_COMPONENTS = ("DOWNLOADER_MIDDLEWARES", "ITEM_PIPELINES", "EXTENSIONS")


class Process(Protocol):
    """What a crawl needs of Scrapy's process."""

    bootstrap_failed: bool

    def crawl(self, crawler_or_spidercls: Crawler, *, session: ArchiveSession) -> object:
        """Begin a crawl."""

    def start(self) -> None:
        """Run until it ends."""


class Crawling:
    """Checks settings, arguments and catalogue, and takes the archive.

    Raises:
        GovnewsError: Something is wrong with them; nothing was written.

    """

    def __init__(self, settings: BaseSettings, arguments: dict[str, str]) -> None:
        check_settings(settings)
        _load_components(settings)
        plan = plan_from(arguments)
        prepare(settings, plan.sites)
        if not settings["USER_AGENT"]:
            agent = user_agent(settings["GOVNEWS_CONTACT"])
            settings.set("USER_AGENT", agent, priority="project")
        self._settings = settings
        self._archive = ExitStack()
        self._session = self._archive.enter_context(_opened(plan, settings))

    def run(self, process: Process, create_crawler: Callable[[type[Spider]], Crawler]) -> int:
        """Crawl into the archive; return the exit status."""
        session = self._session
        try:
            with self._archive:
                self._crawl(process, create_crawler)
        except Exception as error:
            status = exit_status(error)
            if status is None:
                raise
            return status
        if session.failure is not None:
            report(f"the run failed: {session.failure}")
        elif session.status == "interrupted":  # whatever of the log is shown
            report("the run was interrupted; the next one goes on where it ended")
        return 0 if session.status == "finished" else 1

    def _crawl(self, process: Process, create_crawler: Callable[[type[Spider]], Crawler]) -> None:
        session = self._session
        if not session.plan.sites:
            session.status = "finished"
            return
        # Scrapy makes a record of each request and item, and drops it where it would be written.
        logging.getLogger("scrapy").setLevel(self._settings["LOG_LEVEL"])
        process.crawl(create_crawler(GovNewsSpider), session=session)
        garbage.resume()
        process.start()
        if process.bootstrap_failed:
            session.status = "failed"
            session.failure = session.failure or "the crawl could not begin; see the log"


def _opened(plan: CrawlPlan, settings: BaseSettings) -> AbstractContextManager[ArchiveSession]:
    return open_session(plan, settings["ARCHIVE_URL"], settings["WARC_DIR"])


def _load_components(settings: BaseSettings) -> None:
    """Import what Scrapy would import when the archive is open already."""
    with told_when_incomplete():
        for setting in _COMPONENTS:
            for component, order in settings.getdict(setting).items():
                if order is not None:
                    load_object(component)
