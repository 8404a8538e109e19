"""``govnews import``: the articles of pages that are on disk, into the archive."""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from archive.cli.options import archive_option, warc_option
from archive.cli.output import Column, Record, write_records
from archive.cli.progress import progress
from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.locking.runs import hold
from archive.monitoring.runs import Runs
from archive.raw.folders import require_folder
from archive.raw.store import RawStore, warc_folder
from archive.reading.known_spam import KnownSpam, known_spam
from archive.records import Extraction, Rejection
from archive.writing.writer import Writer
from pipelines.commands.options import page_options
from pipelines.dedup.judge import judge
from pipelines.inputs import Input, UnreadablePage, open_inputs
from pipelines.sites import SiteIndex, load_sites
from pipelines.workers import Outcome, process_all
from seeds.vocabulary import words

TABLE = (
    Column("path", no_wrap=True),
    Column("result"),
    Column("id", justify="right"),
    Column("error", ratio=1),
)


@click.command("import")
@page_options
@archive_option
@warc_option
def import_(
    *,
    paths: tuple[Path, ...],
    url: str | None,
    catalogue: Path | None,
    manifest: Path | None,
    workers: int,
    output_format: str | None,
    archive_url: str,
    warc_dir: Path | None,
) -> int:
    """Put pages that are on disk into the archive: HTML, text and WARC files, folders.

    The raw page is stored first, then its article. One answer a page: new, changed, unchanged, or
    why it holds no article. Exit status 1 when no page held an article.
    """
    sites = load_sites(catalogue)
    inputs = open_inputs(paths, url=url, manifest=manifest)
    require_folder(warc_folder(warc_dir))
    engine = connect(archive_url)
    with hold(engine):
        upgrade(engine)
        with RawStore(warc_folder(warc_dir)) as store:
            own = words("own_sources")
            writer = Writer(engine, judge, sync=store.sync, own_source_words=own)
            importer = Importer(writer, store, Runs(engine))
            pages = with_known_spam(importer.keep_raw(inputs), sites, known_spam(engine))
            outcomes = process_all(pages, sites.site_of, workers)
            rows = importer.run(progress(outcomes, label="pages"), _arguments(paths, manifest))
            write_records(rows, output_format, columns=TABLE)
    click.echo(importer.summary(), err=True)
    return 0 if importer.articles else 1


def with_known_spam(pages: Iterable[Input], sites: SiteIndex, spam: KnownSpam) -> Iterator[Input]:
    """Give each page what the archive knows of injected spam on its site."""
    for page in pages:
        if isinstance(page, UnreadablePage):
            yield page
        else:
            site = sites.site_of(page.url)
            known = spam.get(site.id, ()) if site else ()
            yield dataclasses.replace(page, known_spam=known)


class Importer:
    """Stores what the stages made of pages, and counts it into a run."""

    def __init__(self, writer: Writer, store: RawStore, runs: Runs) -> None:
        self._writer = writer
        self._store = store
        self._runs = runs
        self._results: Counter[str] = Counter()

    @property
    def articles(self) -> int:
        """How many pages held an article."""
        return sum(self._results[result] for result in ("new", "changed", "unchanged"))

    def keep_raw(self, pages: Iterable[Input]) -> Iterator[Input]:
        """Write each page into the raw store before anything is done with it."""
        for page in pages:
            if isinstance(page, UnreadablePage):
                yield page
            else:
                pointer = self._store.write_page(page, now=datetime.now(UTC))
                yield dataclasses.replace(page, warc=pointer)

    def run(
        self, outcomes: Iterable[tuple[Input, Outcome]], arguments: dict[str, Any]
    ) -> Iterator[Record]:
        """Store the outcomes one by one as they come; the run says interrupted until all are in."""
        run_id = self._runs.start("import", arguments, now=datetime.now(UTC))
        for page, outcome in outcomes:
            yield self._answer(page, outcome, run_id)
        self._runs.finish(run_id, now=datetime.now(UTC), report={"pages": dict(self._results)})

    def summary(self) -> str:
        """Return the counts by result, in words."""
        return ", ".join(f"{count} {result}" for result, count in sorted(self._results.items()))

    def _answer(self, page: Input, outcome: Outcome, run_id: int) -> Record:
        answer = {"path": page.path, "url": page.url, "result": "", "id": None, "error": None}
        answer |= self._store_outcome(outcome, run_id)
        self._results[str(answer["result"])] += 1
        return answer

    def _store_outcome(self, outcome: Outcome, run_id: int) -> dict[str, Any]:
        now = datetime.now(UTC)
        match outcome:
            case Extraction():
                stored = self._writer.store(outcome, now=now, run_id=run_id)
                return {"result": stored.outcome, "id": stored.article_id}
            case Rejection():
                self._writer.reject(outcome, now=now, run_id=run_id)
                result = "failed" if outcome.failed else "not an article"
                return {"result": result, "error": outcome.reason}
            case UnreadablePage():
                return {"result": "unreadable", "error": outcome.error}


def _arguments(paths: tuple[Path, ...], manifest: Path | None) -> dict[str, Any]:
    return {
        "paths": [os.fspath(path) for path in paths],
        "manifest": os.fspath(manifest) if manifest else None,
    }
