"""Weighing of candidates: each reading of a field has a kind, a weight and a reason."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from archive.records import Candidate

WEIGHTS: dict[str, float] = {
    # The site's own catalogue entry says where the field stands.
    "selector": 100,
    # In sight, labelled, between headline and prose: written for readers, and read by editors.
    "label-above": 70,
    # Ids made for one reader, Baidu's news crawler; wrong ones cost the site its ranking.
    "baidu": 65,
    # Comments and tags that a CMS prints around the very field.
    "family": 64,
    "byline": 62,
    "dateline": 60,
    "signature": 58,
    # The standard of 2017; filled by machines and seldom looked at, so below what is in sight.
    "meta": 55,
    "json-ld": 52,
    "label-below": 50,
    "open-graph": 45,
    # An element whose class or id is the field's name.
    "marked": 44,
    "after-date": 40,
    "table": 30,
    "meta-other": 25,
}
"""Weight by kind, out of 100. Only their order matters where one candidate stands alone."""


_WEIGHT = attrgetter("weight")


def candidate(
    field: str, value: str, kind: str, why: str, weight: float | None = None
) -> Candidate:
    """Return a reading of ``field`` weighed by its kind."""
    return Candidate(
        field=field,
        value=value,
        kind=kind,
        weight=WEIGHTS[kind] if weight is None else weight,
        why=why,
    )


def with_weight(one: Candidate, weight: float, *, won: bool = False) -> Candidate:
    """Return a candidate with another weight; ``dataclasses.replace`` takes three times as long."""
    return Candidate(
        field=one.field, value=one.value, kind=one.kind, weight=weight, why=one.why, won=won
    )


def joined(names: Iterable[str]) -> str:
    """Return names as a candidate holds them, each once."""
    return "、".join(dict.fromkeys(names))


def best(candidates: Iterable[Candidate], field: str) -> Candidate | None:
    """Return the heaviest candidate of a field, the first of equals."""
    return max((one for one in candidates if one.field == field), key=_WEIGHT, default=None)


def mark_winners(
    candidates: Iterable[Candidate], winners: Iterable[Candidate | None]
) -> tuple[Candidate, ...]:
    """Return the candidates with the winners marked."""
    won = {id(winner) for winner in winners if winner is not None}
    return tuple(
        with_weight(one, one.weight, won=True) if id(one) in won else one for one in candidates
    )
