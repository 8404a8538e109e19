"""Which sites carry injected spam, and which began or ceased to since their run before."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select, union_all

from archive.models import ArticleRow, PageRow, RemovalRow, SiteRunRow

HACKED_PAGES = "hacked_pages"
"""Key of a site's report: addresses on which injected spam stood when the run ended."""
MAX_EXAMPLES = 5


def hacked_pages(engine: Engine, sites: Collection[str]) -> dict[str, int]:
    """Count the addresses of each site on which injected spam stands; 0 for a clean one."""
    pages = _pages(sites).subquery()
    counted = select(pages.c.site, func.count(pages.c.url.distinct())).group_by(pages.c.site)
    with engine.connect() as connection:
        found = {str(site): int(count) for site, count in connection.execute(counted)}
    return {site: found.get(site, 0) for site in sites}


def turns(engine: Engine, run_id: int, pages: dict[str, int]) -> list[dict[str, Any]]:
    """Return an event for each site that is hacked and was not, or was and is not any more.

    Args:
        engine: The archive.
        run_id: The run that ends; what a site's last run before it reported, is compared.
        pages: Of each site, how many addresses carry spam now.

    Returns:
        Objects of ``kind`` (``hacked``, ``cleaned``), ``site``, ``pages`` and ``examples``, by
        site. A site without a run before counts as clean.

    """
    with engine.connect() as connection:
        before = dict(_before(connection, run_id, pages))
        return [
            {
                "kind": "hacked" if count else "cleaned",
                "site": site,
                "pages": count,
                "examples": _examples(connection, site),
            }
            for site, count in sorted(pages.items())
            if bool(count) != bool(before.get(site))
        ]


def _pages(sites: Collection[str]) -> Select[Any]:
    """Select site and address of pages, articles or not, on which spam stands."""
    stands = RemovalRow.last_seen_at.is_(None), RemovalRow.suspected.is_(False)
    of_articles = (
        select(ArticleRow.site_id.label("site"), ArticleRow.url.label("url"))
        .join(RemovalRow, RemovalRow.article_id == ArticleRow.id)
        .where(*stands, ArticleRow.status != "gone", ArticleRow.site_id.in_(sites))
    )
    of_others = (
        select(PageRow.site_id.label("site"), PageRow.url.label("url"))
        .join(RemovalRow, RemovalRow.page_id == PageRow.id)
        .where(*stands, PageRow.state == "fetched", PageRow.site_id.in_(sites))
    )
    both = union_all(of_articles, of_others).subquery()
    return select(both.c.site, both.c.url)


def _before(
    connection: Connection, run_id: int, sites: Collection[str]
) -> Iterator[tuple[str, int]]:
    last = (
        select(SiteRunRow.site_id, func.max(SiteRunRow.run_id).label("run_id"))
        .where(SiteRunRow.run_id < run_id, SiteRunRow.site_id.in_(sites))
        .group_by(SiteRunRow.site_id)
        .subquery()
    )
    reports = select(SiteRunRow.site_id, SiteRunRow.report).join(
        last, (SiteRunRow.run_id == last.c.run_id) & (SiteRunRow.site_id == last.c.site_id)
    )
    for site, report in connection.execute(reports):
        yield site, int(report.get(HACKED_PAGES) or 0)


def _examples(connection: Connection, site: str) -> list[str]:
    pages = _pages([site]).subquery()
    urls = select(pages.c.url).distinct().order_by(pages.c.url).limit(MAX_EXAMPLES)
    return list(connection.scalars(urls))
