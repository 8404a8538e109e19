"""Which sites carry injected spam, and which began or ceased to since their run before."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select

from archive.models import RunRow, SiteRunRow
from archive.reading.spam import findings

logger = logging.getLogger(__name__)

MAX_EXAMPLES = 5
"""Addresses of hacked pages that an event names."""


def hacked_report(engine: Engine, run_id: int, sites: Collection[str]) -> dict[str, Any]:
    """Return what a run's report says of injected spam, and say aloud what has changed.

    ``hacked``: of each site, on how many addresses spam stands; ``events``: an object of ``kind``
    (``hacked``, ``cleaned``), ``site``, ``pages`` and ``examples`` for each site on which there is
    some and was none at the end of the site's last run, or the other way about. A site without a
    run before counts as clean.
    """
    with engine.connect() as connection:
        pages = _counts(connection, sites)
        before = _counts_before(connection, run_id, sites)
        events = [
            {
                "kind": "hacked" if count else "cleaned",
                "site": site,
                "pages": count,
                "examples": _examples(connection, site),
            }
            for site, count in sorted(pages.items())
            if bool(count) != bool(before.get(site))
        ]
    for event in events:
        logger.warning("site %(site)s: %(kind)s, %(pages)d pages with spam %(examples)s", event)
    return {"hacked": pages, "events": events}


def _counts(connection: Connection, sites: Collection[str]) -> dict[str, int]:
    pages = _pages(sites).subquery()
    counted = select(pages.c.site, func.count(pages.c.url.distinct())).group_by(pages.c.site)
    found = {str(site): int(count) for site, count in connection.execute(counted)}
    return {site: found.get(site, 0) for site in sites}


def _pages(sites: Collection[str]) -> Select[Any]:
    """Select site and address of pages, articles or not, on which spam stands."""
    found = findings(sites).subquery()
    return select(found.c.site, found.c.url).where(found.c.stands == 1)


def _counts_before(connection: Connection, run_id: int, sites: Collection[str]) -> dict[str, int]:
    """Return what the report of each site's last run said."""
    last = (
        select(SiteRunRow.site_id, func.max(SiteRunRow.run_id).label("run_id"))
        .where(SiteRunRow.run_id < run_id, SiteRunRow.site_id.in_(sites))
        .group_by(SiteRunRow.site_id)
        .subquery()
    )
    reports = select(last.c.site_id, RunRow.report).join(last, RunRow.id == last.c.run_id)
    return {
        site: report.get("hacked", {}).get(site, 0) for site, report in connection.execute(reports)
    }


def _examples(connection: Connection, site: str) -> list[str]:
    pages = _pages([site]).subquery()
    urls = select(pages.c.url).distinct().order_by(pages.c.url).limit(MAX_EXAMPLES)
    return list(connection.scalars(urls))
