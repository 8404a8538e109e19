"""``govnews clusters``: reprints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Unpack

import click

from archive.cli.answering import FilterOptions, answered, filters_from
from archive.cli.options import (
    COUNT,
    WholeNumber,
    archive_option,
    filter_options,
    format_option,
)
from archive.cli.output import Column, Record, chosen_format
from archive.database.storable import MAX_NUMBER
from archive.reading.articles import reading
from archive.reading.overviews import clusters as all_clusters

_COLUMNS = (
    Column("cluster", justify="right", no_wrap=True),
    Column("similarity", "alike", justify="right", no_wrap=True),
    Column("lag_hours", "lag h", justify="right", no_wrap=True),
    Column("published_at", "published"),
    Column("site", no_wrap=True),
    Column("url"),
)


@click.command()
@click.option(
    "--min", "at_least", type=WholeNumber(1, MAX_NUMBER), default=2, show_default=True,
    metavar="N", help="Clusters of N articles or more.",
)  # fmt: skip
@click.option("--limit", type=COUNT, help="That many clusters at most.")
@filter_options
@archive_option
@format_option()
def clusters(
    *,
    at_least: int,
    limit: int | None,
    archive_url: str,
    output_format: str | None,
    **filters: Unpack[FilterOptions],
) -> int:
    """List texts that stand on several pages, the most reprinted first."""
    with reading(archive_url) as connection:
        found = all_clusters(connection, filters_from(**filters), at_least=at_least)
        records = islice(found, limit)
        if chosen_format(output_format) == "table":
            return answered(_rows(records), output_format, columns=_COLUMNS)
        return answered(records, output_format)


def _rows(records: Iterable[Record]) -> Iterator[Record]:
    """Make a row of every article; the original of its cluster has no similarity."""
    for record in records:
        for article in record["articles"]:
            similarity = article["similarity"]
            shown = "" if similarity is None else f"{similarity:.3f}"
            yield {"cluster": record["cluster"], **article, "similarity": shown}
