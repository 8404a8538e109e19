"""``govnews db``: the archive's tables, and whether all holds together."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from archive.check import Finding
from archive.check import check as look
from archive.cli.errors import report
from archive.cli.options import archive_option, format_option, warc_option
from archive.cli.output import Column, write_records
from archive.cli.progress import progress_bar
from archive.database.engine import connect, display, writing
from archive.database.schema import head, require_current
from archive.database.schema import upgrade as bring_up_to_date
from archive.errors import ArchiveDamagedError
from archive.locking.runs import hold
from archive.raw.store import warc_folder
from archive.reading.articles import opened
from archive.search import index as search_index
from archive.wording import counted

_FINDING_COLUMNS = ("kind", "subject", Column("message", ratio=1))


@click.group()
def db() -> None:
    """Keep the archive's tables: upgrade, check, reindex."""


@db.command()
@archive_option
def upgrade(*, archive_url: str) -> None:
    """Make the tables, or bring them to this program's version."""
    engine = connect(archive_url)
    try:
        with hold(engine):
            bring_up_to_date(engine)
        click.echo(f"{display(engine)} is at revision {head()}", err=True)
    finally:
        engine.dispose()


@db.command()
@warc_option
@archive_option
@format_option()
def check(*, warc_dir: Path | None, archive_url: str, output_format: str | None) -> int:
    """Check the tables, the full-text index and every raw record; exit 1 if anything is wrong."""
    try:
        where, findings = _look(archive_url, warc_folder(warc_dir))
    except ArchiveDamagedError as error:
        where = "the archive"
        findings = [Finding(kind="database", subject="", message=str(error))]
    write_records(map(dataclasses.asdict, findings), output_format, columns=_FINDING_COLUMNS)
    if not findings:
        click.echo(f"{where} is sound", err=True)
        return 0
    count = counted(len(findings), "thing is", "things are")
    report(f"{count} wrong in {where}")
    return 1


def _look(archive_url: str, folder: Path) -> tuple[str, list[Finding]]:
    """Return the archive's name and what is wrong with it."""
    engine = connect(archive_url, read_only=True)
    try:
        with progress_bar() as bar:
            task = bar.add_task("raw records", total=None)
            findings = look(
                engine,
                folder,
                told=lambda done, total: bar.update(task, completed=done, total=total),
            )
        return display(engine), findings
    finally:
        engine.dispose()


@db.command()
@archive_option
def reindex(*, archive_url: str) -> None:
    """Make the full-text index again from the articles."""
    opened(archive_url).dispose()  # Refuses what is not an archive before anything is made.
    engine = connect(archive_url)
    try:
        require_current(engine)
        with hold(engine), writing(engine) as connection, progress_bar() as bar:
            task = bar.add_task("articles", total=None)
            count = search_index.rebuild(connection, lambda step: bar.advance(task, step))
        click.echo(counted(count, "article", "articles") + " indexed", err=True)
    finally:
        engine.dispose()
