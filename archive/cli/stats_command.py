"""``govnews stats``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Unpack

import click

from archive.cli.answering import FilterOptions, answered, filters_from
from archive.cli.errors import report
from archive.cli.options import archive_option, filter_options, format_option
from archive.cli.output import Column, Record, chosen_format
from archive.reading.articles import reading
from archive.reading.plot import plot
from archive.reading.stats import By, Count, counts, totals

_BAR_CELLS = 40
_EIGHTHS = " ▏▎▍▌▋▊▉"


@click.command()
@click.option("--by", type=click.Choice(["site", "region", "source", "day", "month"]))
@click.option(
    "--plot",
    "chart",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.png",
    help="Draw a chart into this file as well; needs --by.",
)
@filter_options
@archive_option
@format_option()
def stats(
    *,
    by: By | None,
    chart: Path | None,
    archive_url: str,
    output_format: str | None,
    **filters: Unpack[FilterOptions],
) -> int:
    """Count the articles: all, or by site, region, source, day or month."""
    if by is None:
        _check_total(chart, filters)
        with reading(archive_url) as connection:
            return answered(_as_table(totals(connection), output_format), output_format)
    with reading(archive_url) as connection:
        found = counts(connection, by, filters_from(**filters))
    if chart and found:
        _draw(found, chart, by)
    columns = (Column(by), Column("articles", justify="right"), Column("bar", " "))
    return answered(_records(found, by, output_format), output_format, columns=columns)


def _check_total(chart: Path | None, filters: FilterOptions) -> None:
    if chart or any(filters.values()):
        raise click.UsageError("--plot and filters need --by, such as --by month")


def _as_table(figures: Record, output_format: str | None) -> list[Record]:
    """Turn the one record on its side for a table."""
    if chosen_format(output_format) != "table":
        return [figures]
    return [{"": name, "count": value} for name, value in figures.items()]


def _records(found: Sequence[Count], by: str, output_format: str | None) -> Iterator[Record]:
    with_bars = chosen_format(output_format) == "table"
    most = max((count.articles for count in found), default=0)
    for count in found:
        record: dict[str, object] = {by: count.key, "articles": count.articles}
        if with_bars:
            record["bar"] = _bar(count.articles / most)
        yield record


def _bar(share: float) -> str:
    """Draw a bar of whole cells and eighths of one."""
    whole, eighths = divmod(round(share * _BAR_CELLS * 8), 8)
    return "█" * whole + _EIGHTHS[eighths].strip()


def _draw(found: Sequence[Count], chart: Path, by: str) -> None:
    if not plot(found, chart, title=f"articles by {by}"):
        report("no Chinese font is installed, so Chinese labels of the chart are empty boxes")
