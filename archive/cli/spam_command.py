"""``govnews spam``: injected spam by site and phrase, or by hacked site."""

from __future__ import annotations

from itertools import islice
from typing import Literal

import click

from archive.cli.answering import answered
from archive.cli.options import COUNT, archive_option, format_option, site_option
from archive.cli.output import Column
from archive.reading.articles import reading
from archive.reading.spam import hacked_sites
from archive.reading.spam import spam as all_spam

_OF_PHRASES = (
    *("site", Column("phrase", ratio=2), "technique", Column("articles", justify="right")),
    *("first_seen_at", "last_seen_at", Column("links", ratio=1)),
)
_OF_SITES = (
    *("site", "hacked", Column("since", no_wrap=True), Column("last_seen_at", no_wrap=True)),
    *(Column("pages", justify="right"), Column("phrases", ratio=2), "techniques"),
    *(Column("domains", ratio=1), Column("examples", ratio=2)),
)


@click.command()
@site_option("sites")
@click.option(
    "--by", type=click.Choice(["phrase", "site"]), default="phrase", show_default=True,
    help="A record for each phrase on a site, or one for each site: since when, where links lead.",
)  # fmt: skip
@click.option("--limit", type=COUNT)
@archive_option
@format_option()
def spam(
    *,
    sites: tuple[str, ...],
    by: Literal["phrase", "site"],
    limit: int | None,
    archive_url: str,
    output_format: str | None,
) -> int:
    """List spam that was injected into sites, what they have taken out again included."""
    records, columns = (hacked_sites, _OF_SITES) if by == "site" else (all_spam, _OF_PHRASES)
    with reading(archive_url) as connection:
        found = records(connection, sites=sites)
        return answered(islice(found, limit), output_format, columns=columns)
