"""``govnews import``: the articles of pages that are on disk, into the archive."""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from archive import ledger
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
from archive.records import Extraction, RawPage, Rejection
from archive.writing.writer import Writer
from pipelines.commands.addresses import given_spellings, normalised
from pipelines.commands.joining import Joiner
from pipelines.commands.options import page_options
from pipelines.dedup.judge import judge
from pipelines.inputs import Input, UnreadablePage, open_inputs
from pipelines.manifests import told_of_wrong
from pipelines.sites import SiteIndex, load_sites
from pipelines.workers import Outcome, process_all
from seeds.catalogue import Site
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
    why it holds no article. Exit status 1 when no page held an article, or a line of the manifest
    was wrong.
    """
    source = _Source(paths, url, manifest)
    sites, inputs, folder = load_sites(catalogue), source.read(), warc_folder(warc_dir)
    require_folder(folder)
    engine = connect(archive_url)
    with hold(engine):
        upgrade(engine)
        with RawStore(folder) as store:
            own, joiner = words("own_sources"), Joiner(sites)
            writer = Writer(engine, judge, sync=store.sync, own_source_words=own)
            importer = Importer(writer, store, sites, goes_on=joiner.goes_on)
            whole = joiner.joined(source.read) if source.can_be_read_again else inputs
            pages = with_known_spam(importer.keep_raw(whole), sites, known_spam(engine))
            run = Runs(engine).recorded("import", source.told(), report=importer.report)
            with run as run_id, closing(process_all(pages, sites.site_of, workers)) as outcomes:
                answers = importer.run(progress(outcomes, label="pages"), run_id)
                write_records(answers, output_format, columns=TABLE)
    click.echo(importer.summary(), err=True)
    return 0 if importer.articles and not importer.wrong_lines else 1


@dataclass(frozen=True, slots=True)
class _Source:
    """What the command line says is to be read."""

    paths: tuple[Path, ...]
    url: str | None
    manifest: Path | None

    def read(self) -> Iterator[Input]:
        """Yield the pages, by the addresses that a crawl would have asked them by.

        Raises InputError before anything is read, NoPagesError when there is nothing to read.
        """
        return normalised(open_inputs(self.paths, url=self.url, manifest=self.manifest))

    @property
    def can_be_read_again(self) -> bool:
        """Tell files and folders from pipes."""
        return all(path.is_file() or path.is_dir() for path in self.paths)

    def told(self) -> dict[str, Any]:
        """Return it as the run's row keeps it."""
        return {
            "paths": [os.fspath(path) for path in self.paths],
            "manifest": os.fspath(self.manifest) if self.manifest else None,
        }


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
    """Stores what the stages made of pages, and counts it."""

    def __init__(
        self,
        writer: Writer,
        store: RawStore,
        sites: SiteIndex,
        *,
        goes_on: Callable[[RawPage], bool] = lambda _page: True,
    ) -> None:
        self._writer = writer
        self._store = store
        self._sites = sites
        self._goes_on = goes_on
        self._results: Counter[str] = Counter()
        self.wrong_lines = 0

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
                further = tuple(map(self._kept, page.continuations))
                yield dataclasses.replace(self._kept(page), continuations=further)

    def _kept(self, page: RawPage) -> RawPage:
        pointer = self._store.write_page(page, now=datetime.now(UTC))
        return dataclasses.replace(page, warc=pointer)

    def run(self, outcomes: Iterable[tuple[Input, Outcome]], run_id: int) -> Iterator[Record]:
        """Store the outcomes one by one as they come; yield the answers."""
        for page, outcome in outcomes:
            yield from self._answers(page, outcome, run_id)

    def report(self) -> dict[str, Any]:
        """Return what was done up to now, as the run's row keeps it."""
        return {"pages": dict(self._results)}

    def summary(self) -> str:
        """Return the counts by result, in words."""
        results = ", ".join(f"{count} {result}" for result, count in sorted(self._results.items()))
        return results + told_of_wrong(self.wrong_lines)

    def _answers(self, page: Input, outcome: Outcome, run_id: int) -> Iterator[Record]:
        """Store what was made of a page; give its answer, then those of its further pages."""
        result = self._store_outcome(page, outcome, run_id)
        yield self._answer(page, result)
        if isinstance(page, RawPage):
            for part in page.continuations:
                yield self._answer(part, {**result, "result": "further page"})

    def _answer(self, page: Input, result: dict[str, Any]) -> Record:
        self._results[str(result["result"])] += 1
        self.wrong_lines += isinstance(page, UnreadablePage) and page.is_wrong
        given = {"path": page.path, "url": page.url, "result": "", "id": None, "error": None}
        return given | result

    def _store_outcome(self, page: Input, outcome: Outcome, run_id: int) -> dict[str, Any]:
        now = datetime.now(UTC)
        match outcome:
            case Extraction():
                how: dict[str, Any] = {"hold_copies": True, "given": given_spellings(page)}
                store = partial(self._writer.store, outcome, now=now, run_id=run_id, **how)
                stored = store()
                # Seldom enough that only now is asked what the page says of itself.
                if stored.is_part and isinstance(page, RawPage) and not self._goes_on(page):
                    stored = store(whole=True)
                return {"result": stored.outcome, "id": stored.article_id}
            case Rejection():
                site = _known(self._sites.site_of(outcome.url))
                self._writer.reject(outcome, now=now, run_id=run_id, site=site)
                result = "failed" if outcome.failed else "not an article"
                return {"result": result, "error": outcome.reason}
            case UnreadablePage():
                return {"result": "unreadable", "error": outcome.error}


def _known(site: Site | None) -> ledger.Site | None:
    """Return a site of the catalogue as the archive remembers it."""
    if site is None:
        return None
    return ledger.Site(id=site.id, name=site.name, region=site.region or None)
