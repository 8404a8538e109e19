"""Every credit that no label begins, and whom it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.records import Candidate
from pipelines.document import Document
from pipelines.fields.bar_credits import behind_authors, behind_sources, beside_dates
from pipelines.fields.bylines import NOBODY, Byline
from pipelines.fields.credit_lines import credit_lines, datelines, names_alone
from pipelines.fields.credit_places import Place
from pipelines.fields.signatures import behind_prose, brackets, introduced, signed
from pipelines.fields.weighing import candidate, joined
from pipelines.fields.zones import Zones

_UNLABELLED = 28.0
"""Weight of reviewers without a label, below that of those with one."""


@dataclass(frozen=True, slots=True)
class Credited:
    """A credit and its place."""

    place: Place
    byline: Byline


def find_credited(document: Document, zones: Zones, title: str | None) -> list[Credited]:
    """Return every credit without a label around the article that names somebody."""
    found = [
        *credit_lines(zones),
        *names_alone(zones, title),
        *datelines(document, zones),
        *behind_prose(document, zones),
        *brackets(document, zones),
        *signed(document, zones),
        *introduced(document),
        *behind_sources(zones),
        *beside_dates(zones),
        *behind_authors(zones),
    ]
    return [Credited(place, byline) for place, byline in found if byline != NOBODY]


def credited_authors(found: Iterable[Credited]) -> Iterator[Candidate]:
    """Yield the authors of every credit, weighed by its place."""
    for one in found:
        place = one.place
        if one.byline.authors:
            names = joined(one.byline.authors)
            yield candidate("authors", names, place.authors, place.why, place.weight)


def credited_editors(found: Iterable[Credited]) -> Iterator[Candidate]:
    """Yield the editors of every credit, and reviewers where it names no editors."""
    for one in found:
        place = one.place
        if one.byline.editors:
            yield candidate("editors", joined(one.byline.editors), place.editors, place.why)
        elif one.byline.reviewers:
            names = joined(one.byline.reviewers)
            yield candidate("editors", names, "table", f"reviewers: {place.why}", _UNLABELLED)
