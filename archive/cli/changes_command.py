"""``govnews changes``: edits and removals."""

from __future__ import annotations

from itertools import islice
from typing import Unpack

import click

from archive.cli.answering import FilterOptions, answered, filters_from
from archive.cli.options import COUNT, ID, archive_option, filter_options, format_option
from archive.cli.output import Column
from archive.reading.articles import reading
from archive.reading.overviews import changes as all_changes

_COLUMNS = (
    *(Column("at", no_wrap=True), "kind", "site", Column("title", ratio=1)),
    *(Column("from_version", "from"), Column("to_version", "to"), Column("url", ratio=1)),
)


@click.command()
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(["edited", "gone", "moved", "returned"])
)
@click.option("--run", type=ID, metavar="N", help="Those that run N saw.")
@click.option("--limit", type=COUNT)
@filter_options
@archive_option
@format_option()
def changes(
    *,
    kinds: tuple[str, ...],
    run: int | None,
    limit: int | None,
    archive_url: str,
    output_format: str | None,
    **filters: Unpack[FilterOptions],
) -> int:
    """List what sites did to articles after they were archived, the latest first.

    --since and --until go by the day on which the change was seen, not by publication.
    """
    with reading(archive_url) as connection:
        found = all_changes(connection, filters_from(**filters), kinds=kinds, run=run)
        return answered(islice(found, limit), output_format, columns=_COLUMNS)
