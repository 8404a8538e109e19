"""Changes, clusters, spam, sites and figures."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from archive.monitoring.site_states import site_states
from archive.reading.overviews import changes, clusters
from archive.reading.spam import hacked_sites, spam
from archive.reading.stats import By, counts, totals
from archive.web.api.answers import PROBLEMS, PageParameters, page_by_offset
from archive.web.api.schemas import (
    ChangePage,
    ClusterPage,
    HackedSitePage,
    SitePage,
    SpamPage,
    Stats,
)
from archive.web.context import Visitor
from archive.web.parameters import FilterParameters

router = APIRouter(prefix="/api", tags=["overviews"])


class PagedFilters(FilterParameters, PageParameters):
    """Which articles, and which part of the list."""


class ChangesParameters(PagedFilters):
    """Which changes."""

    kind: list[Literal["edited", "gone", "moved", "returned"]] = Field(default=[], max_length=4)


class SpamParameters(PageParameters):
    """By what spam is summed up."""

    by: Literal["phrase", "site"] = "phrase"


class StatsParameters(FilterParameters, PageParameters):
    """What is counted."""

    by: By | None = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 1000


@router.get("/changes", response_model=ChangePage, responses=PROBLEMS)
def changes_list(
    asked: Annotated[ChangesParameters, Query()], request: Request, visit: Visitor
) -> JSONResponse:
    """Give what sites did to articles after they were archived, the latest first."""
    records = changes(visit.connection, asked.filters(), kinds=tuple(asked.kind))
    return page_by_offset(request, records, asked)


@router.get("/clusters", response_model=ClusterPage, responses=PROBLEMS)
def clusters_list(
    asked: Annotated[PagedFilters, Query()], request: Request, visit: Visitor
) -> JSONResponse:
    """Give texts that stand on several sites, the most reprinted first."""
    records = clusters(visit.connection, asked.filters())
    return page_by_offset(request, records, asked)


@router.get("/spam", response_model=SpamPage | HackedSitePage, responses=PROBLEMS)
def spam_list(
    asked: Annotated[SpamParameters, Query()], request: Request, visit: Visitor
) -> JSONResponse:
    """Give injected spam by site, phrase and technique, in the most articles first.

    With ``by=site`` a record for each site: since when, where links lead; the worst first.
    """
    records = hacked_sites if asked.by == "site" else spam
    return page_by_offset(request, records(visit.connection), asked)


@router.get("/sites", response_model=SitePage, responses=PROBLEMS)
def sites_list(
    wanted: Annotated[PageParameters, Query()], request: Request, visit: Visitor
) -> JSONResponse:
    """Give each site's health and freshness, by id."""
    return page_by_offset(request, site_states(visit.connection), wanted)


@router.get("/stats", response_model=Stats, responses=PROBLEMS)
def stats(
    asked: Annotated[StatsParameters, Query()], request: Request, visit: Visitor
) -> JSONResponse:
    """Give the figures of the archive, or with ``by`` how many articles meet the filters."""
    if asked.by is None:
        return JSONResponse({"totals": totals(visit.connection), "items": [], "next": None})
    found = counts(visit.connection, asked.by, asked.filters())
    records = ({"key": count.key, "articles": count.articles} for count in found)
    return page_by_offset(request, records, asked, totals=None)
