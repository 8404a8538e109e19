"""``govnews spam``: injected spam by site and phrase."""

from __future__ import annotations

from itertools import islice

import click

from archive.cli.options import archive_option, format_option
from archive.cli.output import Column
from archive.cli.reading import answered
from archive.reading.articles import reading
from archive.reading.overviews import spam as all_spam

_COLUMNS = (
    *("site", Column("phrase", ratio=2), "technique", Column("articles", justify="right")),
    *("first_seen_at", "last_seen_at", Column("links", ratio=1)),
)


@click.command()
@click.option("--site", "sites", multiple=True, metavar="ID", help="Site id; may be repeated.")
@click.option("--limit", type=click.IntRange(min=0))
@archive_option
@format_option()
def spam(
    *, sites: tuple[str, ...], limit: int | None, archive_url: str, output_format: str | None
) -> int:
    """List spam that was injected into sites, by phrase and technique."""
    with reading(archive_url) as connection:
        found = all_spam(connection, sites=sites)
        return answered(islice(found, limit), output_format, columns=_COLUMNS)
