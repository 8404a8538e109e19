"""``scrapy crawl gov_news``: Scrapy's own command, with exit statuses that are true.

0: the run did its work, sites that are down or not. 1: it failed as a whole, or was interrupted.
2: arguments, catalogue or settings are wrong. 75: another run holds the archive. Scrapy itself
exits 0 after most failures.
"""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from contextlib import ExitStack
from typing import NoReturn

from scrapy.commands import crawl
from scrapy.exceptions import UsageError as ScrapyUsageError
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.running.installation import require_declared, told_when_incomplete

with told_when_incomplete():
    from archive.cli.errors import exit_status, report
    from archive.errors import GovnewsError, UsageError
    from crawler.rendering.browser import prepare
    from crawler.running.archive_session import ArchiveSession, open_session
    from crawler.running.arguments import CrawlPlan, plan_from
    from crawler.running.identity import user_agent
    from crawler.running.setting_checks import check_settings
    from crawler.spiders.gov_news import GovNewsSpider

_OBJECTS_BETWEEN_COLLECTIONS = 10_000
"""Those of some sixty pages; Python's own 700 are those of four."""
_COMPONENTS = ("DOWNLOADER_MIDDLEWARES", "ITEM_PIPELINES", "EXTENSIONS")


class Command(crawl.Command):
    """Checks everything that can be checked, opens the archive, crawls, closes it."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check settings, arguments and catalogue, and take the archive.

        Scrapy calls this before it writes its first line of log: what is wrong is one line on
        stderr, and the exit status says what kind of wrong.
        """
        try:
            self._process(args, opts)
            self._open(opts)
        except ScrapyUsageError as error:
            _exit(UsageError(str(error)))
        except GovnewsError as error:
            _exit(error)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's signature
        """Crawl into the archive; ``exitcode`` says how it went."""
        session: ArchiveSession = opts.session
        try:
            with self._archive:
                self._crawl(session)
                self.exitcode = 0 if session.status == "finished" else 1
        except Exception as error:
            status = exit_status(error)
            if status is None:
                raise
            self.exitcode = status
        else:
            if session.failure is not None:
                report(f"the run failed: {session.failure}")

    def _process(self, args: list[str], opts: argparse.Namespace) -> None:
        _check_spider(args)
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101 - Scrapy sets it
        check_settings(self.settings)
        _load_components(self.settings)
        opts.plan = plan_from(opts.spargs)
        prepare(self.settings, opts.plan.sites)
        if not self.settings["USER_AGENT"]:
            agent = user_agent(self.settings["GOVNEWS_CONTACT"])
            self.settings.set("USER_AGENT", agent, priority="project")

    def _open(self, opts: argparse.Namespace) -> None:
        plan: CrawlPlan = opts.plan
        assert self.settings is not None  # noqa: S101 - Scrapy sets it
        session = open_session(plan, self.settings["ARCHIVE_URL"], self.settings["WARC_DIR"])
        self._archive = ExitStack()
        opts.session = self._archive.enter_context(session)

    def _crawl(self, session: ArchiveSession) -> None:
        if not session.plan.sites:
            session.status = "finished"
            return
        assert self.settings is not None  # noqa: S101 - Scrapy sets it
        # Scrapy makes a record of each request and item, and drops it where it would be written.
        logging.getLogger("scrapy").setLevel(self.settings["LOG_LEVEL"])
        process = self.crawler_process
        assert process is not None  # noqa: S101 - Scrapy sets it
        process.crawl(self._create_crawler(GovNewsSpider), session=session)
        _collect_less_garbage()
        process.start()
        if process.bootstrap_failed:
            session.status = "failed"
            session.failure = session.failure or "the crawl could not begin; see the log"


def _check_spider(args: list[str]) -> None:
    if args != [GovNewsSpider.name]:
        given = " ".join(args) or "nothing"
        raise UsageError(f"write `scrapy crawl {GovNewsSpider.name} [options]`, not {given}")


def _load_components(settings: BaseSettings) -> None:
    """Import what Scrapy would import when the archive is open already."""
    with told_when_incomplete():
        require_declared()
        for setting in _COMPONENTS:
            for component, order in settings.getdict(setting).items():
                if order is not None:
                    load_object(component)


def _collect_less_garbage() -> None:
    """Let the collector of reference cycles leave alone what is loaded for good.

    To look through that, again and again, took an eighth of a crawl's processor time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


def _exit(error: GovnewsError) -> NoReturn:
    report(str(error))
    sys.exit(error.exit_status)
