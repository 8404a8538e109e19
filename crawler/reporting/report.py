"""What a run did: the sum over the ledger, counts by site, and one line at the end."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Self, cast

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.database.engine import Engine
from archive.errors import GovnewsError
from archive.ledger import Account
from archive.monitoring.hacked import hacked_report
from archive.monitoring.inventory import articles_by_site
from archive.monitoring.publishing import Publishing, changes_by_site, publishing
from archive.monitoring.rests import told
from archive.records import CHINA
from crawler.answers.candidates import Candidate
from crawler.answers.data_articles import DATA_OF
from crawler.frontier.visit import Visit
from crawler.politeness.border import pace_of
from crawler.reporting.health import HABIT_DAYS, judge
from crawler.reporting.home_pages import shut_home_pages
from crawler.reporting.monitors import BARREN_SITES, FEW_PAGES
from crawler.running.archive_failures import is_archives, quieten_scrapy
from crawler.running.archive_session import ArchiveSession
from crawler.spiders.gov_news import FAULTS, GovNewsSpider
from crawler.wire.traffic import NOT_SENT
from seeds.addresses import host_of

logger = logging.getLogger(__name__)

_INTERRUPTED = "shutdown"
"""Scrapy's reason when a signal ended the run."""
_FAILURE = "archive failed"


class RunReport:
    """Closes the run's account when the spider closes, and ends a run whose archive fails."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to the end of the run and to errors of our own."""
        quieten_scrapy()
        report = cls(crawler)
        crawler.signals.connect(report._closed, signal=signals.spider_closed)
        crawler.signals.connect(report._callback_failed, signal=signals.spider_error)
        crawler.signals.connect(report._item_failed, signal=signals.item_error)
        return report

    # --- errors of our own ------------------------------------------------------------------------

    def _callback_failed(self, failure: Failure, response: Response | None) -> None:
        """Write a page that a bug kept from being read as failed; the next run tries again."""
        if self._ends_the_run(failure) or response is None:
            return
        visit = response.meta.get(DATA_OF) or response.meta.get("visit")
        if "article" in response.meta:  # of which the page is a further one: it begins anew
            visit = response.meta["article"][0]
        if visit is not None:
            self._fail(visit, failure)

    def _item_failed(self, failure: Failure, item: object) -> None:
        """Do so with one that was handed on: its row may say by now that it holds no article."""
        if not self._ends_the_run(failure) and isinstance(item, Candidate):
            self._fail(item.visit, failure)

    def _fail(self, visit: Visit, failure: Failure) -> None:
        reason = f"our own error: {failure.type.__name__ if failure.type else 'unknown'}"
        self._spider.count_fault("page")
        self._spider.fail_visit(visit, reason)

    def _ends_the_run(self, failure: Failure) -> bool:
        """Stop the run when the archive fails, or the machine: nothing more could be kept."""
        error = failure.value
        if not is_archives(error):
            return False
        session = self._spider.session
        if session.failure is None:
            session.failure = " ".join(str(error).split())[:500]
            logger.error("nothing more can be kept, the run ends: %s", session.failure)
            closing = self._crawler.engine.close_spider_async(reason=_FAILURE)
            self._closing = asyncio.get_running_loop().create_task(closing)
        return True

    # --- the end ----------------------------------------------------------------------------------

    async def _closed(self, reason: str) -> None:
        session = self._spider.session
        try:
            await self._spider.settle()
            if session.failure is None:
                self._close_account(session, reason)
        except (GovnewsError, OSError) as error:  # Scrapy is kept from telling of either
            session.status = "failed"
            session.failure = str(error)
        if session.failure is not None:
            # The archive may be able to tell nothing any more; why the run failed is told anyway.
            try:
                self._take_account(session, reason)
            except (GovnewsError, OSError) as error:
                logger.warning("the run's sum cannot be told: %s", error)

    def _take_account(self, session: ArchiveSession, reason: str) -> Account:
        """Put the sum over the ledger into the run's report; this only reads."""
        account = session.ledger.account(list(self._spider.sites), run_id=session.run_id)
        changes = sum(changes_by_site(session.engine, session.run_id).values(), Counter[str]())
        session.report = {
            "account": account.to_dict(),
            "ended": reason,
            "changes": dict(changes),
            **self._counts(),
        }
        logger.info("run %d: %s", session.run_id, sum_line(account))
        return account

    def _close_account(self, session: ArchiveSession, reason: str) -> None:
        sites = list(self._spider.sites)
        self._put_off(session, sites)
        account = self._take_account(session, reason)
        session.status = "interrupted" if reason == _INTERRUPTED else "finished"
        spam = hacked_report(session.engine, session.run_id, sites)
        session.report |= spam
        session.report["silent"] = self._report_sites(sites, spam["hacked"])
        self._tell_monitors(account)

    def _put_off(self, session: ArchiveSession, sites: list[str]) -> None:
        """Let no page of a host that asked for more time be due before that is over."""
        for host, rest in pace_of(self._crawler).resting_hosts.items():
            if rest.until is not None:
                session.ledger.put_off(sites, host, until=rest.until)

    def _counts(self) -> dict[str, Any]:
        stats = self._crawler.stats.get_stats()
        rests = pace_of(self._crawler).resting_hosts
        return {
            "requests": stats.get("downloader/request_count", 0),
            "responses": stats.get("downloader/response_count", 0),
            "bytes": stats.get("downloader/response_bytes", 0),
            "not_sent": self._counted(NOT_SENT),
            "faults": self._counted(FAULTS),
            "pages": self._counted("govnews/pages"),
            **told(rests),
        }

    def _counted(self, what: str) -> dict[str, int]:
        """Return the statistics whose names begin with ``what`` and a slash, by what follows."""
        stats = self._crawler.stats.get_stats()
        begin = f"{what}/"
        return {name[len(begin) :]: n for name, n in stats.items() if name.startswith(begin)}

    def _report_sites(self, sites: list[str], hacked: Mapping[str, int]) -> dict[str, list[str]]:
        """Write what the run did on each site; return which fell silent, with their columns.

        ``hacked``: of each, how many pages carry spam.
        """
        session, today = self._spider.session, datetime.now(CHINA).date()
        known = articles_by_site(session.engine)
        silent: dict[str, list[str]] = {}
        barren: list[str] = []
        changes = changes_by_site(session.engine, session.run_id)
        published = _by_site(session.engine, sites, today)
        for site in sites:
            account = session.ledger.account([site], run_id=session.run_id)
            found = judge(
                account,
                hacked=hacked[site],
                published=published.get(site, ()),
                today=today,
                shut=self._shut(site),
            )
            report = {
                **account.to_dict(),
                "changes": dict(changes.get(site, {})),
                "reasons": list(found.reasons),
            }
            session.runs.report_site(session.run_id, site, health=found.health, report=report)
            if found.silent:
                silent[site] = list(found.silent)
            if not known.get(site) and sum(account.not_an_article.values()) >= FEW_PAGES:
                barren.append(site)
            if found.reasons:
                logger.warning("%s is %s: %s", site, found.health, "; ".join(found.reasons))
        self._crawler.stats.set_value(BARREN_SITES, barren)
        return silent

    def _shut(self, site: str) -> list[str]:
        """Return why nothing can be found of a site, whatever became of its other pages."""
        home = shut_home_pages(self._spider.session.ledger, self._spider.sites[site])
        return [*self._rests_of(site), *home]

    def _rests_of(self, site: str) -> list[str]:
        """Return why hosts rest on which a site begins; walls, whose pages tell, left out."""
        rests = pace_of(self._crawler).resting_hosts
        hosts = dict.fromkeys(map(host_of, self._spider.sites[site].start_urls))
        reasons = {host: rests[host].reason for host in hosts if host in rests}
        return [
            f"{host} rests: {reason}"
            for host, reason in reasons.items()
            if not reason.startswith("blocked:")
        ]

    def _tell_monitors(self, account: Account) -> None:
        for name, value in account.to_dict().items():
            total = sum(value.values()) if isinstance(value, dict) else value
            self._crawler.stats.set_value(f"govnews/account/{name}", total)

    @property
    def _spider(self) -> GovNewsSpider:
        return cast("GovNewsSpider", self._crawler.spider)


def sum_line(account: Account) -> str:
    """Return the account as one line that adds up."""
    parts = (
        ("not an article", account.not_an_article),
        ("excluded", account.excluded),
        ("failed", account.failed),
        ("gone", account.gone),
        ("not yet due", account.not_yet_due),
    )
    sums = [f"{sum(reasons.values())} {name}{_details(reasons)}" for name, reasons in parts]
    return f"{account.discovered} discovered = {account.archived} archived + " + " + ".join(sums)


def _by_site(engine: Engine, sites: list[str], today: date) -> Mapping[str, list[Publishing]]:
    found: dict[str, list[Publishing]] = {}
    for one in publishing(engine, sites, since=today - timedelta(days=HABIT_DAYS)):
        found.setdefault(one.site, []).append(one)
    return found


def _details(reasons: Mapping[str, int]) -> str:
    if not reasons:
        return ""
    ordered = sorted(reasons.items(), key=lambda item: -item[1])
    return " (" + ", ".join(f"{count} {reason}" for reason, count in ordered) + ")"
