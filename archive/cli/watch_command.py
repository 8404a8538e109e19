"""``govnews watch``: saved searches, made for cron."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Unpack

import click
from sqlalchemy import Connection

from archive.cli.answering import NOTHING_FOUND, FilterOptions, answered, filters_from
from archive.cli.options import archive_option, filter_options, format_option
from archive.cli.output import Column, Record, write_records
from archive.cli.search_command import QueryCommand, words_of
from archive.database.engine import connect, writing
from archive.database.mapping import iso
from archive.database.schema import require_current
from archive.reading.articles import opened, reading
from archive.search import watches
from archive.search.watches import Watch

_COLUMNS = (
    *("watch", Column("id", justify="right", no_wrap=True)),
    *(Column("published_at", "published", no_wrap=True), Column("site_name", "site")),
    *(Column("title", ratio=2), Column("url", ratio=2)),
)


@click.group()
def watch() -> None:
    """Save searches, and ask what is new to them."""


@watch.command(cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1, type=click.UNPROCESSED, required=True)
@filter_options
@click.option("--originals", is_flag=True, help="Leave out reprints.")
@archive_option
def add(
    *,
    name: str,
    query: tuple[str, ...],
    originals: bool,
    archive_url: str,
    **filters: Unpack[FilterOptions],
) -> None:
    """Save a search under a name; what answers already is not new to it."""
    wanted = filters_from(originals=originals, **filters)
    with _changing(archive_url) as connection:
        watches.add(connection, name, words_of(query), wanted, now=datetime.now(UTC))


@watch.command("list")
@archive_option
@format_option()
def list_(*, archive_url: str, output_format: str | None) -> int:
    """List the saved searches."""
    with reading(archive_url) as connection:
        return answered(map(_told, watches.watches(connection)), output_format)


@watch.command()
@click.argument("name")
@archive_option
def remove(*, name: str, archive_url: str) -> None:
    """Forget a saved search."""
    with _changing(archive_url) as connection:
        watches.remove(connection, name)


@watch.command()
@click.argument("names", nargs=-1, metavar="[NAME]…")
@archive_option
@format_option()
def run(*, names: tuple[str, ...], archive_url: str, output_format: str | None) -> int:
    """Print the articles that are new to saved searches since they were last run.

    New is what was added, and what answers since its site changed it. Nothing new: nothing is
    printed, and the exit status is 1. What was printed before the command was broken off is
    printed again.

    \b
        0 7 * * *  govnews watch run > news.jsonl && mail -s 新闻 me@example.org < news.jsonl
    """  # noqa: D301 - click reads the backspace: lines that it must not fill
    with reading(archive_url) as connection:
        wanted = watches.watches(connection, names)
        newest = watches.newest_version(connection)
        printed = write_records(_news(connection, wanted), output_format, columns=_COLUMNS)
    with _changing(archive_url) as connection:
        for one in wanted:
            watches.seen(connection, one.name, newest, now=datetime.now(UTC))
    return 0 if printed else NOTHING_FOUND


def _news(connection: Connection, wanted: Sequence[Watch]) -> Iterator[Record]:
    for one in wanted:
        for article in watches.news(connection, one):
            yield {"watch": one.name, **article.to_dict()}


def _told(one: Watch) -> Record:
    return {
        "name": one.name,
        "query": one.query,
        "filters": watches.stored(one.filters),
        "added_at": iso(one.added_at),
        "run_at": iso(one.run_at) if one.run_at else None,
    }


@contextmanager
def _changing(archive_url: str) -> Iterator[Connection]:
    """Open a transaction on an archive that is there."""
    opened(archive_url).dispose()  # Refuses what is not an archive before anything is made.
    engine = connect(archive_url)
    try:
        require_current(engine)
        with writing(engine) as connection:
            yield connection
    finally:
        engine.dispose()
