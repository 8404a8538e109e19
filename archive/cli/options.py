"""Options that many commands share, as decorators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from archive.database.storable import MAX_ID, MAX_NUMBER
from archive.days import day
from archive.places import DEFAULT_FOLDER, DEFAULT_URL, FOLDER_VARIABLE, URL_VARIABLE
from archive.site_ids import ids_in, is_site_id

RECORD_FORMATS = ("table", "json", "jsonl", "csv")


class WholeNumber(click.IntRange):
    """An integer between bounds, named in messages as its users would."""

    name = "whole number"


COUNT = WholeNumber(0, MAX_NUMBER)
"""How many, or the number of a version."""
ID = WholeNumber(0, MAX_ID)

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def archive_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--archive URL``; the command takes it as ``archive_url: str``."""
    return click.option(
        "--archive",
        "archive_url",
        metavar="URL",
        envvar=URL_VARIABLE,
        default=DEFAULT_URL,
        show_default=True,
        help="Database of the archive, as an SQLAlchemy URL.",
    )(command)


def format_option(*formats: str) -> Decorator:
    """Add ``--format``; the command takes it as ``output_format: str | None``.

    None means that the user did not say: a table on a terminal, JSON lines in a pipe
    (``archive.cli.output.chosen_format``). Without arguments: table, json, jsonl, csv.
    """
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats or RECORD_FORMATS),
        default=None,
        help="How records are printed.  [default: table on a terminal, jsonl in a pipe]",
    )


class Day(click.ParamType[date]):
    """A calendar day, ``YYYY-MM-DD``."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day; a usage error names the form it must have."""
        if isinstance(value, date):
            return value
        try:
            return day(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class SiteId(click.ParamType[str]):
    """The id of one site, as catalogues write it."""

    name = "ID"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the id; a usage error names the form it must have."""
        text = str(value)
        if not is_site_id(text):
            cure = " ".join(f"--site {part}" for part in ids_in(text))
            hint = f"write {cure}" if cure else "it has a-z, 0-9 and - alone"
            self.fail(f"{text!r} is no site's id; {hint}", param, ctx)
        return text


def site_option(name: str) -> Decorator:
    """Add ``--site ID``; the command takes it as a tuple under ``name``."""
    return click.option(
        "--site",
        name,
        type=SiteId(),
        multiple=True,
        metavar="ID",
        help="Site id; may be repeated.",
    )


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the filters of ``search`` and ``export``: site, region, source … until."""
    options = (
        site_option("site"),
        click.option("--region", metavar="NAME", help="Region or part of it: 湖北省, 黄冈."),
        click.option("--source", metavar="NAME", help="来源, or part of it."),
        click.option("--section", metavar="NAME", help="A step of the breadcrumb, or part of it."),
        click.option("--author", metavar="NAME", help="An author's name, or part of it."),
        click.option("--since", type=Day(), help="Published on that day or later."),
        click.option("--until", type=Day(), help="Published on that day or earlier."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def warc_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--warc-dir DIR``; the command takes it as ``warc_dir: Path | None``.

    None leaves the choice to ``archive.raw.store.warc_folder``: the environment, or the default.
    """
    return click.option(
        "--warc-dir",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help=f"Folder of the raw responses.  [default: ${FOLDER_VARIABLE} or {DEFAULT_FOLDER}]",
    )(command)


def restore_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--restore``; the command takes it as ``restore: bool``."""
    return click.option(
        "--restore",
        is_flag=True,
        help="Put back words that spam had overwritten, where clean copies know them.",
    )(command)
