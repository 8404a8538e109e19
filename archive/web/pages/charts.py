"""The archive in pictures."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy import Connection

from archive.monitoring.site_states import site_states
from archive.reading.reprints import lags, sizes
from archive.reading.stats import counts, published_days
from archive.search.filters import Filters
from archive.web.charts import columns, days_between, rows
from archive.web.context import Visitor
from archive.web.parameters import Day

router = APIRouter(include_in_schema=False)

DAYS = 90
"""Days that are shown when no others are asked for: the last that have articles."""
MAX_DAYS = 731
"""Days of the chart at most: two years, one of them a leap year."""
REGIONS = 20
"""Regions with the most articles, which have a bar."""


class Days(BaseModel):
    """The days of the chart by day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: Day = None
    until: Day = None

    @model_validator(mode="after")
    def _not_too_many(self) -> Self:
        if self.since and self.until and not 0 <= (self.until - self.since).days < MAX_DAYS:
            raise ValueError(f"since must lie before until, by less than {MAX_DAYS} days")
        return self


@router.get("/charts")
def charts_page(days: Annotated[Days, Query()], visit: Visitor) -> HTMLResponse:
    """Draw articles by day and region, and how reprints spread."""
    connection = visit.connection
    by_day = _by_day(connection, days)
    by_region = _by_region(connection)
    by_size, by_lag = sizes(connection), lags(connection)
    named = [(visit.wording(f"lag_{key}"), count) for key, count in by_lag]
    return visit.page(
        "charts.html",
        days=days,
        by_day=columns(by_day),
        by_region=rows(by_region),
        by_size=rows(by_size) if any(count for _, count in by_size) else None,
        by_lag=rows(named) if any(count for _, count in by_lag) else None,
    )


def _by_day(connection: Connection, days: Days) -> list[tuple[str, int]]:
    last = days.until or _last_day(connection, days.since)
    if last is None:
        return []
    first = days.since or _days_before(last, DAYS - 1)
    found = counts(connection, "day", Filters(since=first, until=last))
    return days_between({count.key: count.articles for count in found if count.key}, first, last)


def _last_day(connection: Connection, since: date | None) -> date | None:
    _, last = published_days(connection)
    if since is None or last is None:
        return last
    return max(since, min(last, date.fromordinal(since.toordinal() + MAX_DAYS - 1)))


def _days_before(day: date, number: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - number))


def _by_region(connection: Connection) -> list[tuple[str, int]]:
    """Count by the first step of the region that the catalogue gives each site."""
    regions: Counter[str] = Counter()
    for site in site_states(connection):
        if site["region"] and site["articles"]:
            regions[site["region"].partition("/")[0]] += site["articles"]
    return regions.most_common(REGIONS)
