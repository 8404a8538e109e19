"""``govnews reextract``: reads the archive's raw pages again, with today's rules."""

from __future__ import annotations

import dataclasses
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from archive.cli.options import archive_option, format_option, warc_option
from archive.cli.output import Column, Record, write_records
from archive.cli.progress import progress
from archive.database.engine import connect
from archive.database.schema import require_current
from archive.locking.runs import hold
from archive.monitoring.runs import Runs
from archive.raw.articles import RawArticle, raw_articles
from archive.raw.store import warc_folder
from archive.reading.articles import reading
from archive.reading.known_spam import KnownSpam, known_spam
from archive.records import Extraction, Rejection
from archive.writing.writer import Writer
from pipelines.commands.options import catalogue_option, workers_option
from pipelines.dedup.judge import judge
from pipelines.inputs import Input, UnreadablePage
from pipelines.sites import SiteIndex, load_sites
from pipelines.workers import Outcome, process_all
from seeds.catalogue import DEFAULT_CATALOGUE
from seeds.vocabulary import words

TABLE = (
    Column("id", justify="right"),
    Column("result"),
    Column("url", ratio=2),
    Column("error", ratio=1),
)


@click.command()
@archive_option
@warc_option
@catalogue_option(DEFAULT_CATALOGUE)
@workers_option
@format_option()
def reextract(
    *,
    archive_url: str,
    warc_dir: Path | None,
    catalogue: Path,
    workers: int,
    output_format: str | None,
) -> int:
    """Read every raw page again with today's rules.

    What is read otherwise becomes a new revision of the record, never a new version of the article.
    Answers with the articles that were revised or that could not be read. Exit status 1 when a raw
    page could not be read or holds no article any more: the archive then keeps what it had.
    """
    sites, folder = load_sites(catalogue), warc_folder(warc_dir)
    with reading(archive_url) as connection:
        require_current(connection.engine)
        engine = connect(archive_url)
        with hold(engine):
            writer = Writer(engine, judge, own_source_words=words("own_sources"))
            work = Reextraction(writer, known_spam(engine))
            articles = progress(raw_articles(connection, folder), label="articles")
            given = {"warc_dir": str(folder)}
            with (
                Runs(engine).recorded("reextract", given, report=work.report),
                closing(work.run(articles, sites, workers)) as answers,
            ):
                write_records(answers, output_format, columns=TABLE)
    click.echo(work.summary(), err=True)
    return 1 if work.results["unreadable"] or work.results["not an article"] else 0


class Reextraction:
    """Runs raw pages through the stages and revises what reads otherwise."""

    def __init__(self, writer: Writer, spam: KnownSpam) -> None:
        self._writer = writer
        self._spam = spam
        self.results: Counter[str] = Counter()

    def run(
        self, articles: Iterable[RawArticle], sites: SiteIndex, workers: int
    ) -> Generator[Record]:
        """Yield an answer for each article but those that read as before."""
        waiting: deque[RawArticle] = deque()
        pages = self._pages(articles, waiting)
        with closing(process_all(pages, sites.site_of, workers)) as outcomes:
            for _, outcome in outcomes:
                answer = self._answer(waiting.popleft(), outcome)
                if answer["result"] != "unchanged":
                    yield answer

    def _answer(self, article: RawArticle, outcome: Outcome) -> Record:
        result, error = self._revise(article, outcome)
        self.results[result] += 1
        return {"id": article.article_id, "url": article.url, "result": result, "error": error}

    def report(self) -> dict[str, Any]:
        """Return what was done up to now, as the run's row keeps it."""
        return {"articles": dict(self.results)}

    def summary(self) -> str:
        """Return the counts by result, in words."""
        return ", ".join(f"{count} {result}" for result, count in sorted(self.results.items()))

    def _pages(self, articles: Iterable[RawArticle], waiting: deque[RawArticle]) -> Iterator[Input]:
        """Give the pages on, remembering whose they are until the answer comes, in that order."""
        for article in articles:
            waiting.append(article)
            if article.page is None:
                yield UnreadablePage(path=None, url=article.url, error=article.error or "")
            else:
                spam = self._spam.get(article.site or "", ())
                yield dataclasses.replace(article.page, known_spam=spam)

    def _revise(self, article: RawArticle, outcome: Outcome) -> tuple[str, str | None]:
        match outcome:
            case Extraction():
                now = datetime.now(UTC)
                revised = self._writer.revise(article.article_id, outcome, now=now)
                return ("revised" if revised else "unchanged"), None
            case Rejection():
                return "not an article", outcome.reason
            case UnreadablePage():
                return "unreadable", outcome.error
