"""The ways to narrow a question that are offered beside its answers, as links."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.search.facets import SHOWN, Facets
from archive.web.parameters import SearchPageParameters


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: to be chosen, or chosen and to be given up."""

    label: str
    query_string: str
    """Of the page that the link leads to."""
    count: int | None = None
    """None: chosen."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the answers."""

    name: str
    choices: list[Choice]


def facets(asked: SearchPageParameters, counted: Facets) -> list[Facet]:
    """Return those facets that have something to choose or to give up."""
    found = [
        Facet("site", [*_chosen_sites(asked, counted), *_other_sites(asked, counted)]),
        Facet("region", _words(asked, "region", counted.regions_below(asked.region))),
        Facet("source", _words(asked, "source", counted.sources)),
        Facet("date", [*_chosen_days(asked), *_months_or_years(asked, counted)]),
        Facet("more", _others(asked, counted)),
    ]
    return [facet for facet in found if facet.choices]


def _link(asked: SearchPageParameters, **changes: Any) -> str:  # noqa: ANN401  any field's value
    return asked.query_string(**{"page": 1, **changes})


def _chosen_sites(asked: SearchPageParameters, counted: Facets) -> Iterator[Choice]:
    for site in filter(None, asked.site):
        others = [one for one in asked.site if one != site]
        yield Choice(counted.names.get(site, site), _link(asked, site=others))


def _other_sites(asked: SearchPageParameters, counted: Facets) -> Iterator[Choice]:
    if not any(asked.site):
        for site, count in counted.sites.most_common(SHOWN):
            yield Choice(counted.names[site], _link(asked, site=[site]), count)


def _words(asked: SearchPageParameters, name: str, counts: Counter[str]) -> list[Choice]:
    """Offer the values of a filter that is a part of a text; the whole text narrows no further."""
    chosen = getattr(asked, name)
    given_up = [Choice(chosen, _link(asked, **{name: ""}))] if chosen else []
    offered = [
        Choice(value.rpartition("/")[2] if name == "region" else value, link, count)
        for value, count in counts.most_common(SHOWN)
        if value != chosen and (link := _link(asked, **{name: value}))
    ]
    return given_up + offered


def _chosen_days(asked: SearchPageParameters) -> Iterator[Choice]:
    if asked.since or asked.until:
        label = f"{asked.since or ''} – {asked.until or ''}"
        yield Choice(label.strip(), _link(asked, since=None, until=None))


def _months_or_years(asked: SearchPageParameters, counted: Facets) -> Iterator[Choice]:
    """Offer years; the months of a year when all answers lie in it."""
    years = counted.years
    counts = counted.months if len(years) == 1 else years
    if len(counts) > 1:
        for period in sorted(counts, reverse=True)[: SHOWN + 4]:
            first, last = _bounds(period)
            yield Choice(period, _link(asked, since=first, until=last), counts[period])


def _bounds(period: str) -> tuple[str, str]:
    """Return first and last day of ``YYYY`` or ``YYYY-MM``."""
    year, _, month = period.partition("-")
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    _, length = calendar.monthrange(int(year), int(month))
    return f"{period}-01", f"{period}-{length:02}"


def _others(asked: SearchPageParameters, counted: Facets) -> list[Choice]:
    """Let go of what only a form or an address brings; where texts repeat, offer fewer or all."""
    given = {name: getattr(asked, name) for name in ("section", "author")}
    chosen = [Choice(value, _link(asked, **{name: ""})) for name, value in given.items() if value]
    repeating = 0 < counted.texts < counted.total
    for switch, count in (("originals", counted.originals), ("copies", counted.total)):
        if getattr(asked, switch):
            chosen.append(Choice(switch, _link(asked, **{switch: False})))
        elif repeating and count > 0:
            chosen.append(Choice(switch, _link(asked, **{switch: True}), count))
    return chosen
