"""``govnews sites``: the catalogue, each site's health, and new entries from a home page alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from archive.cli.answering import answered
from archive.cli.errors import report
from archive.cli.options import WholeNumber, archive_option, format_option
from archive.cli.output import Column
from archive.errors import UsageError
from archive.monitoring.site_states import site_states
from archive.places import DEFAULT_FILE, DEFAULT_URL
from archive.reading.articles import reading
from archive.wording import counted
from crawler.running.arguments import unknown_site
from crawler.running.selectors import selector_error
from crawler.sites.catalogue_text import site_text
from crawler.sites.probe import PAGES, ProbeError, probe
from seeds.addresses import host_of
from seeds.catalogue import DEFAULT_CATALOGUE, CatalogueError, Site, load_catalogue

_LIST_COLUMNS = (
    *(Column("site", no_wrap=True), Column("name", ratio=1), Column("region", ratio=1)),
    Column("articles", justify="right", no_wrap=True),
    Column("last_article_at", "latest", day_alone=True),
    Column("last_run_at", "last run", day_alone=True),
    *(Column("health", no_wrap=True), Column("reasons", ratio=1)),
)
_CHECK_COLUMNS = (
    *(Column("site", no_wrap=True), Column("name", ratio=1), Column("family", ratio=1)),
    Column("lists", justify="right"),
    *(Column("articles", justify="right"), Column("filled", ratio=2)),
    *(Column("failures", ratio=1), Column("missing", ratio=1)),
)
_TOLD = {ParameterSource.COMMANDLINE}
_CATALOGUE = click.option(
    "--catalogue",
    type=click.Path(path_type=Path),
    default=DEFAULT_CATALOGUE,
    show_default=True,
    help="TOML file, or folder of them.",
)


@click.group(invoke_without_command=True)
@_CATALOGUE
@archive_option
@format_option()
@click.pass_context
def sites(
    context: click.Context, /, *, catalogue: Path, archive_url: str, output_format: str | None
) -> int | None:
    """List the catalogue's sites, check them, add new ones. Alone: list."""
    if context.invoked_subcommand is None:
        return _list(catalogue, archive_url, output_format)
    if context.invoked_subcommand == list_sites.name:
        context.default_map = {context.invoked_subcommand: context.params}
    elif any(context.get_parameter_source(name) in _TOLD for name in context.params):
        raise click.UsageError(f"give the options behind {context.invoked_subcommand!r}")
    return None


@sites.command("list")
@_CATALOGUE
@archive_option
@format_option()
def list_sites(*, catalogue: Path, archive_url: str, output_format: str | None) -> int:
    """List every site of the archive and of the catalogue, with its health."""
    return _list(catalogue, archive_url, output_format)


def _list(catalogue: Path, archive_url: str, output_format: str | None) -> int:
    known = _loaded(catalogue)
    return answered(_states(known, archive_url), output_format, columns=_LIST_COLUMNS)


@sites.command()
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--pages", type=WholeNumber(min=1), default=PAGES, show_default=True)
@_CATALOGUE
@format_option()
def check(*, ids: tuple[str, ...], pages: int, catalogue: Path, output_format: str | None) -> int:
    """Crawl a little of each site, or of those named, and tell what is found and what is missing.

    Nothing goes into the archive. Exit status 1 when something is missing anywhere.
    """
    chosen = _chosen(_loaded(catalogue), ids)
    lacking: list[str] = []
    answered(_checked(chosen, pages, lacking), output_format, columns=_CHECK_COLUMNS)
    return 1 if lacking else 0


@sites.command()
@click.argument("url")
@click.option("--id", "site_id", help="Id of the new entry.  [default: made of the host]")
@click.option("--name", help="网站名称.  [default: as the home page says]")
@click.option(
    "--catalogue",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=f"{DEFAULT_CATALOGUE}/added.toml",
    show_default=True,
    help="The file that the entry goes into.",
)
@click.option("--dry-run", is_flag=True, help="Print the entry and write nothing.")
def add(*, url: str, site_id: str | None, name: str | None, file: Path, dry_run: bool) -> int:
    """Look at a site from its home page, and write its entry into the catalogue.

    Exit status 1 when no list of news was found there; the entry is then not written.
    """
    draft = _draft(url, site_id, name)
    _refuse_known(draft, file)
    found = probe(draft)
    if not found.lists or not found.articles:
        reasons = ", ".join(_told(why, count) for why, count in found.failures.items())
        report(f"no news found from {url}" + (f": {reasons}" if reasons else ""))
        return 1
    entry = site_text(
        _named(draft, name or found.site_name),
        comments=[
            f"Found from the home page: {counted(len(found.lists), 'list', 'lists')}, "
            f"{counted(found.articles, 'article', 'articles')} read"
            + (f", made with {found.family}" if found.family else "")
            + (f"; most lack {', '.join(found.missing)}" if found.missing else ""),
            *(f"  {address}" for address in found.lists),
        ],
    )
    click.echo(entry, nl=False)
    if not dry_run:
        _append(file, entry)
        report(f"written into {file}")
    return 0


def _told(why: str, count: int) -> str:
    """Return a failure of a probe in words; a host without address is most often misspelt."""
    if "CannotResolveHost" in why or "DNSLookup" in why:
        return "its host has no address; check the spelling and the network"
    return f"{count} {why}"


def _loaded(catalogue: Path) -> tuple[Site, ...]:
    try:
        return load_catalogue(catalogue, check_selector=selector_error)
    except CatalogueError as error:
        raise UsageError(str(error)) from error


def _states(known: tuple[Site, ...], archive_url: str) -> Iterator[dict[str, Any]]:
    """Yield what the archive knows of its sites, then the catalogue's that it has not met.

    Before the first crawl there is no default archive, and every site is new; an archive that was
    named must be there.
    """
    met: set[str] = set()
    if archive_url != DEFAULT_URL or Path(DEFAULT_FILE).exists():
        with reading(archive_url) as connection:
            for state in site_states(connection):
                met.add(state["site"])
                yield state
    for site in known:
        if site.id not in met:
            yield _new(site)


def _new(site: Site) -> dict[str, Any]:
    return {
        "site": site.id,
        "name": site.name,
        "region": site.region or None,
        "articles": 0,
        "last_article_at": None,
        "last_run_at": None,
        "health": "new",
        "reasons": [] if site.enabled else ["enabled = false in the catalogue"],
    }


def _chosen(known: tuple[Site, ...], ids: tuple[str, ...]) -> list[Site]:
    unknown = sorted(set(ids) - {site.id for site in known})
    if unknown:
        raise UsageError(unknown_site(unknown[0], [site.id for site in known]))
    return [site for site in known if (site.id in ids if ids else site.enabled)]


def _checked(chosen: list[Site], pages: int, lacking: list[str]) -> Iterator[dict[str, Any]]:
    for site in chosen:
        try:
            record = probe(site, pages=pages).record(site)
        except ProbeError as error:
            record = {"site": site.id, "name": site.name, "family": None}
            record |= {
                "lists": 0,
                "articles": 0,
                "filled": {},
                "failures": {str(error): 1},
                "missing": ["lists"],
            }
        if record["missing"]:
            lacking.append(site.id)
        yield record


def _draft(url: str, site_id: str | None, name: str | None) -> Site:
    address = url if "://" in url else f"http://{url}"
    try:
        host = host_of(address)
    except ValueError as error:
        raise UsageError(f"{url}: {error}; write the address of a home page") from error
    if "." not in host and ":" not in host and host != "localhost":
        raise UsageError(f"{url}: is no host of the web; write the address of a home page")
    made = re.sub(r"[^a-z0-9]+", "-", host.removeprefix("www.").lower()).strip("-")
    if site_id is not None and not re.fullmatch(r"[a-z0-9-]{1,64}", site_id):
        raise UsageError(f"--id {site_id}: use only the characters a-z, 0-9 and -")
    path_given = address.split("://", 1)[1].partition("/")[1]
    start = address if path_given else f"{address}/"
    return Site(id=site_id or made, name=name or host, start_urls=(start,), allowed_domains=(host,))


def _named(site: Site, name: str | None) -> Site:
    return Site(id=site.id, name=name or site.name, start_urls=site.start_urls)


def _refuse_known(draft: Site, file: Path) -> None:
    """Raise UsageError when the catalogue has the site or its id, before anything is fetched."""
    for known in _loaded(file.parent) if any(file.parent.glob("*.toml")) else ():
        if known.id == draft.id:
            raise UsageError(f"{known.origin_file} has a site {draft.id!r}; choose another --id")
        if set(known.start_urls) & set(draft.start_urls):
            raise UsageError(f"{known.origin_file} has this address already: site {known.id}")


def _append(file: Path, entry: str) -> None:
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(f"{before.rstrip()}\n\n{entry}".lstrip(), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error
