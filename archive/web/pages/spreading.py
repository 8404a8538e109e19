"""How a text spread over the sites, as a timeline."""

from __future__ import annotations

from archive.reading.reprints import Family
from archive.web.charts import Timeline, timeline


def spread(family: Family) -> Timeline | None:
    """Return the timeline of a cluster; None when fewer than two of its dates are known."""
    moments = [
        (copy.site_name or copy.site or "?", copy.lag_hours)
        for copy in family.copies
        if copy.lag_hours is not None
    ]
    return timeline(moments) if len(moments) > 1 else None
