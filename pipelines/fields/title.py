"""The headline: what stands in sight above the bar, and what the page calls itself elsewhere.

A ``<title>`` carries site and column behind the headline, and on a hacked page it is an
advertisement; so a reading that readers can see, and that others agree with, outweighs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.records import Candidate
from pipelines.document import Document
from pipelines.fields.folding import key
from pipelines.fields.head import Head
from pipelines.fields.paths import breadcrumb_items, leads_from_home, leaves
from pipelines.fields.site_name import LONGEST_TAG, site_names, strip_site
from pipelines.fields.survey import Survey
from pipelines.fields.title_boxes import boxed_readings
from pipelines.fields.title_headings import LinksByAddress, heading_readings, pictured_readings
from pipelines.fields.title_lines import line_readings
from pipelines.fields.title_reading import is_possible, reading
from pipelines.fields.title_scale import Scale
from pipelines.fields.weighing import best, with_weight
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Zones
from pipelines.names import is_office

_OFFICE_BEHIND = re.compile(
    r"(?P<rest>.+?)(?:\s*[-–—_|｜]\s*|\s+)(?P<office>[\u3400-\u9fff]{4,24})"
)
_LEAST = -50
"""Weight under which a reading is no headline but the site's or the column's name."""


def title_candidates(
    document: Document, survey: Survey, head: Head, zones: Zones
) -> list[Candidate]:
    """Return every reading of the headline, weighed."""
    readings = [c for c in _readings(document, survey, head, zones) if is_possible(c.value)]
    scale = Scale(document, head, zones, readings)
    return [with_weight(one, scale.weigh(one)) for one in readings]


def headline_of(candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the best headline, or None where all that is there is the name of the site."""
    found = best(candidates, "title")
    return found if found and found.weight > _LEAST else None


def _readings(document: Document, survey: Survey, head: Head, zones: Zones) -> Iterator[Candidate]:
    site = site_names(document, head)
    for kind, group in (("meta", "title"), ("open-graph", "title_shared")):
        if found := head.first(group):
            yield reading(strip_site(found[1], site), kind, f"meta {found[0]}")
    for item in head.json_ld:
        if isinstance(headline := item.get("headline"), str):
            yield reading(headline, "json-ld", "JSON-LD headline")
    if head.title:
        names = site | _last_columns(zones, key(head.title))
        own = _without_office(survey, zones, head.title)
        yield reading(strip_site(own, names), "title", "<title>")
    if document.page.listed_title:
        yield reading(document.page.listed_title, "list-page", "link on the list page")
    yield from heading_readings(survey, LinksByAddress(document.elements.get("a", ())), head.title)
    pictured = list(pictured_readings(document, survey, head))
    yield from pictured
    yield from boxed_readings(document.broken, zones, key(head.title))
    yield from line_readings(head, zones, is_headed=bool(pictured))
    for line in zones.bars_above:
        for entry in line.bar.entries:
            if entry.label in word_list("title_labels") and entry.value:
                yield reading(entry.value, "label", f"after {entry.label}")


def _without_office(survey: Survey, zones: Zones, title: str) -> str:
    """Return the ``<title>`` without the office at its end, where a heading has the rest.

    The headline 各地动态 is as short as a column's name, and no other line names the site.
    """
    match = _OFFICE_BEHIND.fullmatch(title.strip()[:LONGEST_TAG])  # blanks by the thousand are bait
    if match is None or not is_office(match["office"]):
        return title
    headings = (survey.heading_text(one) for one in survey.headings)
    above = (line.text for line in zones.above)
    is_apart = any(key(text) == key(match["rest"]) for text in (*headings, *above))
    return match["rest"] if is_apart else title


def _last_columns(zones: Zones, title_key: str) -> frozenset[str]:
    """Return the keys of the innermost columns that breadcrumbs name, before 正文 or at the end.

    ``title_key``: of the ``<title>``; an item that begins it is the headline, or the column first.
    """
    paths = [breadcrumb_items(line.text) for line in zones.above if leads_from_home(line.text)]
    columns = ([item for item in path[1:] if item not in leaves()][-1:] for path in paths)
    found = {key(item) for last in columns for item in last}
    return frozenset(own for own in found if not title_key.startswith(own))
