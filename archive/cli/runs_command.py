"""``govnews runs``: what each crawl, import and new reading did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from archive.cli.answering import answered, nothing_found
from archive.cli.options import COUNT, ID, archive_option, format_option
from archive.cli.output import Column, Record, chosen_format, write_records
from archive.ledger.run_pages import has_all_of
from archive.monitoring.run_records import STATES, run, urls
from archive.monitoring.run_records import runs as all_runs
from archive.reading.articles import reading

_OVERTAKEN = (
    "incomplete: the archive does not keep what run {number} made of each URL; "
    "these are those that no later run has asked for"
)
_RUN_COLUMNS = (
    *(Column("run", justify="right"), "kind", "status", "shard", "started_at", "finished_at"),
)
_URL_COLUMNS = (
    *(Column("site", no_wrap=True), Column("kind", no_wrap=True), "reason"),
    Column("http_status", "http", justify="right", no_wrap=True),
    Column("attempts", "tries", justify="right", no_wrap=True),
    Column("url"),
)


@click.group(invoke_without_command=True)
@archive_option
@format_option()
@click.pass_context
def runs(ctx: click.Context, /, *, archive_url: str, output_format: str | None) -> int | None:
    """List the runs, or show one."""
    if ctx.invoked_subcommand is None:
        return _list(archive_url, output_format, limit=None)
    ctx.default_map = {ctx.invoked_subcommand: _given(ctx)}
    return None


@runs.command(name="list")
@click.option("--limit", type=COUNT)
@archive_option
@format_option()
def list_(*, limit: int | None, archive_url: str, output_format: str | None) -> int:
    """List the runs, the latest first."""
    return _list(archive_url, output_format, limit=limit)


@runs.command()
@click.argument("number", type=ID, metavar="N")
@click.option(
    "--urls", "state", type=click.Choice(STATES), help="The URLs in that state, with why."
)
@archive_option
@format_option()
def show(*, number: int, state: str | None, archive_url: str, output_format: str | None) -> int:
    """Show what run N did."""
    with reading(archive_url) as connection:
        found = run(connection, number)
        if found is None:
            return nothing_found(f"no run {number}; `govnews runs list` has them all")
        if state:
            if not has_all_of(connection, number):
                click.echo(_OVERTAKEN.format(number=number), err=True)
            return answered(urls(connection, number, state), output_format, columns=_URL_COLUMNS)
    if chosen_format(output_format) == "table":
        return _print_run(found)
    return answered([found], output_format)


def _list(archive_url: str, output_format: str | None, *, limit: int | None) -> int:
    with reading(archive_url) as connection:
        records = all_runs(connection, limit=limit)
        return answered(records, output_format, columns=_RUN_COLUMNS)


def _given(ctx: click.Context) -> dict[str, object]:
    """Return what was said before the subcommand's name, as its defaults."""
    names = ("archive_url", "output_format")
    return {name: ctx.params[name] for name in names if ctx.params[name] is not None}


def _print_run(found: Record) -> int:
    """Print a run's figures, then a line a site."""
    rows = [{"": name, "value": value} for name, value in _flat(found) if name != "sites"]
    write_records(rows, "table")
    if found["sites"]:
        click.echo()
        sites = [{**site, "report": _short(site["report"])} for site in found["sites"]]
        write_records(sites, "table")
    return 0


def _flat(record: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """List the figures of nested objects by dotted names."""
    flat: list[tuple[str, Any]] = []
    for name, value in record.items():
        if isinstance(value, Mapping):
            flat += _flat(value, f"{prefix}{name}.")
        else:
            flat.append((prefix + name, value))
    return flat


def _short(report: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in _flat(report) if value)
