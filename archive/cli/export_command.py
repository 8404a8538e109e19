"""``govnews export``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Unpack

import click

from archive.cli.answering import FilterOptions, filters_from, nothing_found
from archive.cli.errors import printing
from archive.cli.options import ID, archive_option, filter_options, restore_option
from archive.cli.progress import is_shown, progress
from archive.export.articles import chosen, count_chosen, write
from archive.export.files import (
    Format,
    Written,
    forget,
    is_stream,
    partial_of,
    take_up,
    whole_file,
)
from archive.reading.articles import reading
from archive.reading.restoring import restored
from archive.records import Article


@click.command()
@click.option("--query", default="", metavar="QUERY", help="Only what `govnews search` finds.")
@filter_options
@click.option("--originals", is_flag=True, help="Leave out reprints: one article a cluster.")
@click.option(
    "--after-id", type=ID, default=0, metavar="ID",
    help="Only articles with a higher id: what is new since an export, or the rest of one.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl",
    show_default=True,
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Written whole or not at all; pipes and devices straight.  [default: standard output]",
)  # fmt: skip
@restore_option
@click.option(
    "--resume", is_flag=True,
    help="Go on with an export into the same file that was broken off; not for Parquet.",
)  # fmt: skip
@archive_option
def export(
    *,
    query: str,
    originals: bool,
    after_id: int,
    form: Format,
    output: Path | None,
    restore: bool,
    resume: bool,
    archive_url: str,
    **filters: Unpack[FilterOptions],
) -> int:
    """Write every article, by rising id: reprints and removed ones too, the newest version of each.

    CSV has lists and objects as JSON in their cells. Import it into a spreadsheet as text: cells
    are as the sites wrote them, those that look like formulas included.
    """
    wanted = filters_from(originals=originals, **filters)
    mark = "" if form == "parquet" else _mark(archive_url, query, wanted, after_id, restore, form)
    written = _left_over(output, form, mark) if resume else _begun(output, mark)
    counted = _Counter()
    with reading(archive_url) as connection:
        first = max(after_id, written.last_id)
        # Counting takes its time, and only a bar shows it.
        total = count_chosen(connection, query, wanted, after_id=first) if is_shown() else None
        articles = chosen(connection, query, wanted, after_id=first)
        if restore:
            articles = (restored(connection, article) for article in articles)
        first_found = next(articles, None)
        if first_found is None and output is not None and not written.last_id:
            return nothing_found()  # an empty file would look like an export
        found = chain([first_found] if first_found else (), articles)
        with _opened(output, form, mark) as stream:
            shown = progress(counted.through(found), label="articles", total=total)
            write(shown, form, stream, goes_on=written.size_bytes > 0)
    return 0 if counted.count or written.last_id else nothing_found()


def _mark(*question: object) -> str:
    """Tell the parts of unlike exports into one file apart."""
    return blake2b(repr(question).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _left_over(output: Path | None, form: Format, mark: str) -> Written:
    if output is None:
        raise click.UsageError("--resume needs the file that was begun: -o FILE")
    if is_stream(output):
        raise click.UsageError(f"{output} is no regular file; --resume cannot go on with it")
    return take_up(partial_of(output, mark), form)


def _begun(output: Path | None, mark: str) -> Written:
    """Forget what a former export has left."""
    if output is not None:
        forget(output, mark)
    return Written()


class _Counter:
    """Counts what passes."""

    count = 0

    def through(self, articles: Iterator[Article]) -> Iterator[Article]:
        for article in articles:
            self.count += 1
            yield article


@contextmanager
def _opened(output: Path | None, form: Format, mark: str) -> Iterator[BinaryIO]:
    if output is not None:
        with whole_file(output, mark=mark) as stream:
            yield stream
        return
    if form == "parquet" and sys.stdout.isatty():
        raise click.UsageError("Parquet is not for terminals; give a file with -o FILE")
    with printing():
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
