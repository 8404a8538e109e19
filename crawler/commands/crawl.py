"""``scrapy crawl gov_news``: Scrapy's own command, with exit statuses that are true.

0: the run did its work, sites that are down or not. 1: it failed as a whole, or was interrupted.
2: arguments, catalogue or settings are wrong. 75: another run holds the archive. Scrapy itself
exits 0 after most failures.

Scrapy loads this file for each of its commands: what a crawl needs is loaded when there is one, and
after the crawl's processes have begun, which load as long.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from scrapy.commands import crawl
from scrapy.exceptions import UsageError as ScrapyUsageError
from scrapy.settings import BaseSettings

from archive.errors import GovnewsError, UsageError
from crawler.running import garbage
from crawler.running.installation import require_declared, told_when_incomplete
from crawler.running.interrupting import listen

if TYPE_CHECKING:
    from crawler.running.crawling import Crawling

_SPIDER = "gov_news"


class Command(crawl.Command):
    """Checks everything that can be checked, opens the archive, crawls, closes it."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check settings, arguments and catalogue, and take the archive.

        Scrapy calls this before it writes its first line of log: what is wrong is one line on
        stderr, and the exit status says what kind of wrong.
        """
        listen()  # Scrapy's own handler is set when the run begins
        garbage.rest()
        try:
            _check_spider(args)
            super().process_options(args, opts)
            assert self.settings is not None  # noqa: S101 - Scrapy sets it
            self._crawling = _prepared(self.settings, opts.spargs)
        except ScrapyUsageError as error:
            _exit(UsageError(str(error)))
        except GovnewsError as error:
            _exit(error)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's signature
        """Crawl into the archive; ``exitcode`` says how it went."""
        assert self.crawler_process is not None  # noqa: S101 - Scrapy sets it
        self.exitcode = self._crawling.run(self.crawler_process, self._create_crawler)


def _check_spider(args: list[str]) -> None:
    if args != [_SPIDER]:
        given = " ".join(args) or "nothing"
        raise UsageError(f"write `scrapy crawl {_SPIDER} [options]`, not {given}")


def _prepared(settings: BaseSettings, arguments: dict[str, str]) -> Crawling:
    with told_when_incomplete():
        require_declared()
        from crawler.running.setting_checks import check_begin  # noqa: PLC0415 - see above

        if begin := check_begin(settings):
            begin()
        _load_downloader()
        from crawler.running.crawling import Crawling  # noqa: PLC0415 - see above
    return Crawling(settings, arguments)


def _load_downloader() -> None:
    """Load the part of Scrapy that looks at the source of each frame of whoever loads it.

    Here those are few. From within a dozen imports it took a seventh of all loading.
    """
    import scrapy.core.downloader.contextfactory  # noqa: F401, PLC0415 - see above


def _exit(error: GovnewsError) -> NoReturn:
    from archive.cli.errors import report  # noqa: PLC0415 - see above

    report(str(error))
    sys.exit(error.exit_status)
