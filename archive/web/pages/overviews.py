"""Pages over the whole archive: sites, changes, hacked sites, reprints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse

from archive.database.storable import MAX_ID
from archive.monitoring.site_states import site_states
from archive.reading.overviews import changes
from archive.reading.reprints import families, family
from archive.reading.show import NotFoundError
from archive.reading.spam import spam
from archive.search.filters import Filters
from archive.web.context import Visitor
from archive.web.pages.spreading import spread
from archive.web.parameters import SiteId as OneSite

PAGE_SIZE = 50
"""Rows of a page."""
MAX_PAGE = 200
"""Where paging ends: behind 10,000 rows."""

router = APIRouter(include_in_schema=False)

Kind = Literal["", "edited", "gone", "moved", "returned"]
PageNumber = Annotated[int, Query(ge=1, le=MAX_PAGE)]
SiteId = Annotated[OneSite, Query()]


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a list."""

    items: list[Any]
    page: int
    has_more: bool


def shown(records: Iterable[Any], page: int) -> Shown:
    """Take one page out of records that are read as they are taken."""
    start = (page - 1) * PAGE_SIZE
    taken = list(islice(records, start, start + PAGE_SIZE + 1))
    return Shown(taken[:PAGE_SIZE], page, len(taken) > PAGE_SIZE)


@router.get("/sites")
def sites_page(visit: Visitor) -> HTMLResponse:
    """Show each site's health and freshness."""
    return visit.page("sites.html", sites=list(site_states(visit.connection)))


@router.get("/changes")
def changes_page(
    visit: Visitor, kind: Kind = "", site: SiteId = "", page: PageNumber = 1
) -> HTMLResponse:
    """Show what sites did to articles after they were archived."""
    filters = Filters(sites=(site,) if site else ())
    records = changes(visit.connection, filters, kinds=(kind,) if kind else ())
    return visit.page("changes.html", shown=shown(records, page), kind=kind, site=site)


@router.get("/spam")
def spam_page(visit: Visitor, site: SiteId = "", page: PageNumber = 1) -> HTMLResponse:
    """Show which sites were hacked, and with what."""
    records = spam(visit.connection, sites=(site,) if site else ())
    return visit.page("spam.html", shown=shown(records, page), site=site)


@router.get("/clusters")
def clusters_page(visit: Visitor, page: PageNumber = 1) -> HTMLResponse:
    """Show the texts that most sites reprinted."""
    start = (page - 1) * PAGE_SIZE
    found = families(visit.connection, limit=PAGE_SIZE + 1, offset=start)
    some = Shown(found[:PAGE_SIZE], page, len(found) > PAGE_SIZE)
    return visit.page("clusters.html", shown=some)


@router.get("/clusters/{cluster_id}")
def cluster_page(cluster_id: Annotated[int, Path(ge=1, le=MAX_ID)], visit: Visitor) -> HTMLResponse:
    """Show one text's way over the sites."""
    found = family(visit.connection, cluster_id)
    if found is None:
        raise NotFoundError(f"no cluster {cluster_id}")
    return visit.page("cluster.html", copies=found, spreading=spread(found))
