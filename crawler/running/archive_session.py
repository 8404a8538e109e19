"""The archive as one crawl holds it: locked, brought up to date, with a run's row of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive import ledger as archive_ledger
from archive.database.engine import Engine, connect
from archive.database.schema import upgrade
from archive.ledger import Ledger
from archive.locking.runs import hold
from archive.monitoring.rests import Rest, still_resting
from archive.monitoring.runs import Runs, RunStatus
from archive.raw.store import RawStore
from archive.reading.known_spam import KnownSpam, known_spam
from archive.records import Judge
from archive.writing.recipe import WriterRecipe
from archive.writing.writer import Writer
from crawler.running.arguments import CrawlPlan
from crawler.running.clock import now
from seeds.catalogue import Site
from seeds.vocabulary import words


@dataclass
class ArchiveSession:
    """What a run works with, and what it leaves."""

    plan: CrawlPlan
    engine: Engine
    ledger: Ledger
    runs: Runs
    raw_store: RawStore
    run_id: int
    archive_url: str = field(repr=False)  # it may hold a password
    known_spam: KnownSpam = field(default_factory=dict, repr=False)
    """What earlier runs have found on the sites."""
    resting: Mapping[str, Rest] = field(default_factory=dict, repr=False)
    """Hosts that asked earlier runs to be left alone until after this one's beginning."""
    report: dict[str, Any] = field(default_factory=dict)
    """Written into the run's row at the end."""
    status: RunStatus = "failed"
    """Of the run; whoever sees it end well says so."""
    failure: str | None = None
    """Why the run failed as a whole, in one line."""

    def make_writer(self, judge: Judge) -> Writer:
        """Return the writer of this run."""
        return Writer(
            self.engine,
            judge,
            sync=self.raw_store.sync,
            own_source_words=words("own_sources"),
        )

    def writer_recipe(self, judge: Judge) -> WriterRecipe:
        """Return how another process of this run makes its writer."""
        return WriterRecipe(
            archive_url=self.archive_url, judge=judge, own_source_words=words("own_sources")
        )


@contextmanager
def open_session(plan: CrawlPlan, archive_url: str, warc_dir: str) -> Iterator[ArchiveSession]:
    """Open, lock and upgrade the archive, and begin a run in it; close all at the end.

    Raises ArchiveUnreachableError, SchemaError, ArchiveLockedError or RawStoreError, before
    anything was written by the run.
    """
    with ExitStack() as stack:
        engine = connect(archive_url)
        stack.callback(engine.dispose)
        stack.enter_context(hold(engine, plan.shard))
        upgrade(engine)
        raw_store = RawStore(Path(warc_dir))
        stack.callback(raw_store.close)
        session = _begin(plan, engine, raw_store, archive_url)
        stack.callback(_finish, session)
        try:
            yield session
        except (SystemExit, GeneratorExit):  # interrupted before Scrapy listens to signals
            session.status = "interrupted"
            raise


def _begin(
    plan: CrawlPlan, engine: Engine, raw_store: RawStore, archive_url: str
) -> ArchiveSession:
    book = Ledger(engine)
    runs = Runs(engine)
    book.register([_registered(site) for site in plan.sites], now=now())
    shard = f"{plan.shard[0]}/{plan.shard[1]}" if plan.shard else None
    run_id = runs.start("crawl", plan.arguments, now=now(), shard=shard)
    return ArchiveSession(
        plan=plan,
        engine=engine,
        ledger=book,
        runs=runs,
        raw_store=raw_store,
        run_id=run_id,
        archive_url=archive_url,
        known_spam=known_spam(engine),
        resting=still_resting(engine, now=now()),
    )


def _finish(session: ArchiveSession) -> None:
    session.runs.finish(session.run_id, now=now(), report=session.report, status=session.status)


def _registered(site: Site) -> archive_ledger.Site:
    return archive_ledger.Site(
        id=site.id,
        name=site.name,
        region=site.region or None,
        region_code=site.region_code or None,
        level=site.level or None,
        start_urls=site.start_urls,
    )
