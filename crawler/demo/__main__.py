"""``make demo``: the five sample sites, crawled for real, into an archive that can be asked.

Serves the samples on loopback, runs ``scrapy crawl gov_news`` over them as any user would, prints
what was archived and one search. ``--serve-only`` serves them and nothing else, to crawl by hand.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from archive.cli.errors import STATUS_INTERRUPTED, report
from archive.errors import GovnewsError, UsageError
from archive.records import Article
from crawler.demo import sample_server
from crawler.demo.archive import DemoArchive, choose_archive
from crawler.demo.sample_server import (
    PortTakenError,
    SampleServer,
    SampleServerError,
    catalogue_ports,
    sample_sites,
)

CATALOGUE = Path("seeds/samples/catalogue.toml")
QUERY = "复工复产"
_WIDTH = 140
"""Columns where there is no terminal to ask."""
_CRAWL_SECONDS = 900
"""A crawl that has not ended by then hangs: on an idle machine it takes a quarter of a minute."""
_ENDING_SECONDS = 30
"""What a crawl may take to store what it has at hand."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the demo; return the exit status (0: the archive answers)."""
    parser = argparse.ArgumentParser(prog="python -m crawler.demo", description=__doc__)
    parser.add_argument(
        "--serve-only", action="store_true", help="serve the sample sites until Ctrl-C, crawl not"
    )
    if parser.parse_args(argv).serve_only:
        return sample_server.main([])
    console = Console()
    if not console.is_terminal:
        console.width = _WIDTH
    try:
        with serving() as server:
            return _demonstrate(server, console)
    except SampleServerError as error:
        report(str(error))
        return UsageError.exit_status
    except GovnewsError as error:
        report(str(error))
        return error.exit_status
    except KeyboardInterrupt:
        report("interrupted; `make demo` begins anew")
        return STATUS_INTERRUPTED


@contextmanager
def serving() -> Iterator[SampleServer]:
    """Serve the samples where their catalogue says, or on free ports where one of those is taken.

    Raises:
        SampleServerError: There are no samples, or no ports.

    """
    with ExitStack() as stack:
        try:
            server = stack.enter_context(SampleServer(catalogue_ports()))
        except PortTakenError:
            server = stack.enter_context(SampleServer())
        yield server


def catalogue_of(server: SampleServer, archive: DemoArchive) -> Path:
    """Return a catalogue with the addresses that answer: the samples' own where it is right."""
    if server.is_at_home:
        return CATALOGUE
    archive.catalogue.write_text(server.catalogue_text(), encoding="utf-8")
    return archive.catalogue


def _demonstrate(server: SampleServer, console: Console) -> int:
    archive = choose_archive()
    archive.clear()
    for site, address in server.addresses.items():
        console.print(f"  {site:<12} {address}", highlight=False)
    command = _crawl_command(archive, catalogue_of(server, archive))
    console.print(f"[bold]$ {' '.join(command)}[/bold]", highlight=False, soft_wrap=True)
    status = _crawl(command, archive, server, console)
    if status != 0:
        console.print(
            f"The crawl ended with status {status}; its log is {archive.log}. To go on where it "
            f"stopped: `.venv/bin/python -m crawler.demo --serve-only`, and in another terminal "
            f"`{' '.join(_crawl_command(archive, CATALOGUE))}`.",
            highlight=False,
        )
        return 1
    return _show(archive, console)


def _crawl_command(archive: DemoArchive, catalogue: Path) -> list[str]:
    command = [".venv/bin/scrapy", "crawl", "gov_news", "-a", f"catalogue={catalogue}"]
    if not archive.is_default:
        command += ["-s", f"ARCHIVE_URL={archive.url}", "-s", f"WARC_DIR={archive.warc_folder}"]
    return command


def _crawl(command: list[str], archive: DemoArchive, server: SampleServer, console: Console) -> int:
    """Run the crawl with this Python and a log file, and tell how far it is on a terminal."""
    began = time.monotonic()
    real = [sys.executable, "-m", "scrapy", *command[1:], "--logfile", str(archive.log)]
    settings = {"ARCHIVE_URL": archive.url, "WARC_DIR": archive.warc_folder}
    for name, value in settings.items():
        real += ["-s", f"{name}={value}"]
    # In a session of its own: Ctrl-C reaches the demo alone, which ends the crawl and waits for it.
    with (
        console.status("starting") as line,
        subprocess.Popen(real, start_new_session=True) as process,  # noqa: S603 - our own command
    ):
        try:
            while process.poll() is None and time.monotonic() - began < _CRAWL_SECONDS:
                line.update(f"{len(server.requests)} pages asked for")
                time.sleep(0.2)
        finally:
            status = _ended(process)
    seconds = time.monotonic() - began
    console.print(f"{len(server.requests)} requests in {seconds:.0f} s", highlight=False)
    return status


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Return a crawl's status; one that still runs is asked to end, and made to."""
    if process.poll() is None:
        process.terminate()
    try:
        return process.wait(_ENDING_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        return process.wait()


def _show(archive: DemoArchive, console: Console) -> int:
    articles = archive.documents()
    console.print(articles_table(articles))
    counts = ", ".join(f"{site} {count}" for site, count in archive.counts().items())
    console.print(f"{sum(archive.counts().values())} articles archived: {counts}", highlight=False)
    if len(articles) != len(sample_sites()):
        console.print(f"Articles of the five documents are missing; the log is {archive.log}.")
        return 1
    found = _ask(archive, "search", QUERY, "--limit", "5")
    console.print("\nAsk on:", highlight=False)
    for question in (f"search {QUERY}", f"show {articles[0].id}", "export --format jsonl"):
        console.print(f"  .venv/bin/govnews {question}{archive.option}", highlight=False)
    return found


def articles_table(articles: Sequence[Article]) -> Table:
    """Lay articles out for a terminal of 80 columns: their people stand below their headlines."""
    table = Table(title="The articles of the five documents", expand=True)
    for column in ("id", "site", "published", "spam"):
        table.add_column(column, no_wrap=True)
    table.add_column("title, source, authors / editors", ratio=1, overflow="fold")
    for article in articles:
        people = [*article.authors, *(["/", *article.editors] if article.editors else [])]
        told = Text(article.title or "")
        told.append("\n" + " ".join(filter(None, [article.source, *people])), style="dim")
        published = (article.published_at or "")[:16].replace("T", " ")
        spam = "yes" * article.hacked
        table.add_row(str(article.id), article.site or "", published, spam, told)
    return table


def _ask(archive: DemoArchive, *words: str) -> int:
    """Run a ``govnews`` command on the demo's archive, as a user would; return its status."""
    print(f"\n$ .venv/bin/govnews {' '.join(words)}{archive.option}", flush=True)  # noqa: T201 - as above
    call = [sys.executable, "-c", "from archive.cli import main; main()", *words]
    call += ["--archive", archive.url, "--format", "table"]
    width = {} if sys.stdout.isatty() else {"COLUMNS": str(_WIDTH)}
    return subprocess.run(call, check=False, env={**os.environ, **width}).returncode  # noqa: S603 - our own command


if __name__ == "__main__":
    sys.exit(main())
