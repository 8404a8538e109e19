"""``govnews extract``: cleans pages that are on disk, without an archive."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from archive.cli.output import Column, Record, chosen_format, write_records
from archive.cli.progress import progress
from archive.records import ELSEWHERE, Article, Candidate, Extraction, Rejection
from archive.wording import counted
from pipelines.commands.addresses import normalised
from pipelines.commands.options import page_options
from pipelines.inputs import Input, UnreadablePage, open_inputs
from pipelines.manifests import told_of_wrong
from pipelines.sites import load_sites
from pipelines.workers import Outcome, process_all

TABLE = (
    Column("path", no_wrap=True),
    Column("title", ratio=3),
    Column("published_at"),
    Column("source", ratio=1),
    Column("authors", ratio=1),
    Column("error", ratio=1),
)


@click.command()
@page_options
@click.option(
    "--explain", is_flag=True,
    help="Add each field's candidates, why one won, suspected spam, and spam in no field; "
    "on a terminal as JSON.",
)  # fmt: skip
def extract(
    *,
    paths: tuple[Path, ...],
    url: str | None,
    catalogue: Path | None,
    manifest: Path | None,
    workers: int,
    explain: bool,
    output_format: str | None,
) -> int:
    """Clean pages that are on disk (.html, .txt, .warc, each also .gz, or a folder).

    One article a record; a page that holds none, and a wrong line of a manifest, answers with its
    path and an error. Exit status 1 when no page held an article, or a line was wrong: it is none,
    or names a file that cannot be read.
    """
    form = _form(output_format, explain=explain)
    sites = load_sites(catalogue)
    inputs = normalised(open_inputs(paths, url=url, manifest=manifest))
    with closing(process_all(inputs, sites.site_of, workers)) as outcomes:
        rows = _Rows(progress(outcomes, label="pages"), explain=explain)
        write_records(_shaped(rows, form, explain=explain), form, columns=TABLE)
    click.echo(rows.summary(), err=True)
    return 0 if rows.articles and not rows.wrong_lines else 1


class _Rows:
    """The answers, one a page, counted as they pass."""

    def __init__(self, outcomes: Iterable[tuple[Input, Outcome]], *, explain: bool) -> None:
        self._outcomes = outcomes
        self._explain = explain
        self.articles = 0
        self.errors = 0
        self.wrong_lines = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for page, outcome in self._outcomes:
            found = isinstance(outcome, Extraction)
            self.articles += found
            wrong = isinstance(page, UnreadablePage) and page.is_wrong
            self.wrong_lines += wrong
            self.errors += not found and not wrong
            yield answer(page, outcome, explain=self._explain)

    def summary(self) -> str:
        articles = counted(self.articles, "article", "articles")
        pages = f"{articles}, {counted(self.errors, 'page', 'pages')} without one"
        return pages + told_of_wrong(self.wrong_lines)


def answer(page: Input, outcome: Outcome, *, explain: bool = False) -> dict[str, Any]:
    """Return the JSON object for one page: its article, or why there is none."""
    path = {"path": page.path} if page.path else {}
    match outcome:
        case Extraction():
            explained = {"explain": explanation(outcome)} if explain else {}
            return {**path, **outcome.article.to_dict(), **explained}
        case Rejection():
            return {**path, "url": outcome.url, "error": outcome.reason}
        case UnreadablePage():
            return {"path": page.path, "url": outcome.url, "error": outcome.error}


def explanation(extraction: Extraction) -> dict[str, Any]:
    """Return each field's candidates, the winner first, and the spam that stays on the page.

    ``suspected``: in a field, with offsets in the uncleaned one; ``elsewhere``: in no field.
    """
    by_field = sorted(extraction.candidates, key=lambda c: (c.field, not c.won, -c.weight))
    fields = {
        name: [_candidate(candidate) for candidate in group]
        for name, group in groupby(by_field, key=lambda candidate: candidate.field)
    }
    removed = extraction.article.removed
    return {
        "fields": fields,
        "suspected": [dataclasses.asdict(suspected) for suspected in extraction.suspected],
        "elsewhere": [dataclasses.asdict(one) for one in removed if one.where == ELSEWHERE],
        "replaced_characters": extraction.replaced_characters,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "value": candidate.value,
        "kind": candidate.kind,
        "weight": candidate.weight,
        "why": candidate.why,
        "won": candidate.won,
    }


def _form(output_format: str | None, *, explain: bool) -> str | None:
    """Return how records are printed: a table has no room for what explains them."""
    if not explain or chosen_format(output_format) != "table":
        return output_format
    if output_format is not None:
        raise click.UsageError("--explain does not fit into a table; use --format json")
    return "json"


def _shaped(
    rows: Iterable[dict[str, Any]], output_format: str | None, *, explain: bool
) -> Iterator[Record]:
    """CSV takes its header from the first record: give all records the keys of all."""
    if chosen_format(output_format) != "csv":
        yield from rows
        return
    explained = {"explain": None} if explain else {}
    empty = {"path": None, "error": None, **Article(url="").to_dict(), **explained}
    for row in rows:
        yield {**empty, **row}
