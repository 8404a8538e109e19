"""The arguments of a crawl: read and checked before anything is opened or written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from archive.errors import UsageError
from crawler.running.project import in_project
from crawler.running.selectors import selector_error
from seeds.catalogue import DEFAULT_CATALOGUE, CatalogueError, Site, load_catalogue

ARGUMENTS = ("catalogue", "sites", "shard", "since")


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPlan:
    """What a run is asked to do."""

    sites: tuple[Site, ...]
    """To be crawled, in the catalogue's order."""
    shard: tuple[int, int] | None = None
    """(I, N): this run has the sites that hash to I of N."""
    since: date | None = None
    """Articles published before are left out."""
    arguments: Mapping[str, str]
    """As given, for the run's report."""


def plan_from(arguments: Mapping[str, str]) -> CrawlPlan:
    """Read the ``-a`` arguments and the catalogue. Raises UsageError with one line."""
    _refuse_unknown(arguments)
    shard = _shard(arguments["shard"]) if "shard" in arguments else None
    since = _day(arguments["since"]) if "since" in arguments else None
    catalogue = _catalogue(arguments.get("catalogue", in_project(str(DEFAULT_CATALOGUE))))
    chosen = _chosen(catalogue, arguments.get("sites"))
    return CrawlPlan(
        sites=tuple(site for site in chosen if shard is None or _in_shard(site, shard)),
        shard=shard,
        since=since,
        arguments=dict(arguments),
    )


def _refuse_unknown(arguments: Mapping[str, str]) -> None:
    unknown = sorted(set(arguments) - set(ARGUMENTS))
    if unknown:
        raise UsageError(
            f"the crawl has no argument {unknown[0]!r}; its arguments are {', '.join(ARGUMENTS)}"
        )


def _catalogue(given: str) -> tuple[Site, ...]:
    if not given.strip():
        raise UsageError("catalogue= is empty: name a TOML file or folder, or leave it out")
    try:
        return load_catalogue(Path(given), check_selector=selector_error)
    except CatalogueError as error:
        raise UsageError(str(error)) from error


def _chosen(catalogue: tuple[Site, ...], given: str | None) -> tuple[Site, ...]:
    """Return the enabled sites, or those that were asked for by id."""
    if given is None:
        return _some(site for site in catalogue if site.enabled)
    by_id = {site.id: site for site in catalogue}
    wanted = [name.strip() for name in given.split(",") if name.strip()]
    for name in wanted:
        if name not in by_id:
            raise UsageError(f"sites={given}: {unknown_site(name, by_id)}")
        if not by_id[name].enabled:
            where = by_id[name].origin_file
            raise UsageError(f"sites={given}: {name} says enabled = false in {where}")
    return _some(site for site in catalogue if site.id in wanted)


def unknown_site(name: str, known: Collection[str]) -> str:
    """Return the message for an id that the catalogue does not have, with those most like it."""
    near = get_close_matches(name, known)
    cure = f"did you mean {' or '.join(near)}?" if near else "`govnews sites list` has their ids"
    return f"the catalogue has no site {name!r}; {cure}"


def _some(sites: Iterable[Site]) -> tuple[Site, ...]:
    found = tuple(sites)
    if not found:
        raise UsageError("no site is left to crawl: enable one in the catalogue, or name one")
    return found


def _shard(given: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,5})/(\d{1,5})", given, re.ASCII)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise UsageError(f"shard={given}: write I/N with I from 1 to N, such as 1/4")
    return int(match[1]), int(match[2])


def _day(given: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", given, re.ASCII):
            return date.fromisoformat(given)
    except ValueError:
        pass  # told below, like a wrong form
    raise UsageError(f"since={given}: write a day as YYYY-MM-DD, such as 2020-02-24")


def _in_shard(site: Site, shard: tuple[int, int]) -> bool:
    """Tell whether a site's id hashes to this shard; the same on every machine and Python."""
    digest = hashlib.sha256(site.id.encode()).digest()
    return int.from_bytes(digest[:8], "big") % shard[1] == shard[0] - 1
