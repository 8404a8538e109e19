"""Dates of label bars without a day of the calendar: 发布时间：昨天 09:30, 3天前, 1715131800000."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.dates.forms import EPOCH
from pipelines.dates.labels import Role, role_of
from pipelines.dates.numerals import normalise
from pipelines.dates.relative import is_relative
from pipelines.fields.folding import fold
from pipelines.fields.labels import labels_in
from pipelines.fields.zones import Line

_LESS_THAN_PUBLICATION = {Role.UPDATED: 22.0, Role.DOCUMENT: 20.0}
"""Taken from what another label dates, as the dates stage does with days of a calendar."""
_APART = re.compile(r"[|·\t]|\s{2,}")
"""What parts a date from the outlet before it: 荆楚日报 | 3天前."""


def counted(line: Line, *, unlabelled: bool) -> Iterator[tuple[str, float]]:
    """Yield the dates that the dates stage reads as a whole, each with what its label takes off.

    ``unlabelled``: whether a date without a label is the article's, as right below the headline.
    """
    for entry in line.bar.entries:
        role = role_of(entry.label)[0] if entry.kind == "date" else Role.OTHER
        if role is not Role.OTHER and (_is_counted(entry.value) or EPOCH.fullmatch(entry.value)):
            yield entry.value, _LESS_THAN_PUBLICATION.get(role, 0.0)
    if unlabelled:
        yield from ((part, 0.0) for part in _parts(line.text) if _is_counted(part))


def _parts(text: str) -> list[str]:
    """Return what stands before a line's first label, or apart from the other words before it."""
    folded = fold(text)
    labels = labels_in(folded)
    before = folded[: labels[0].start] if labels else folded
    return [part.strip() for part in _APART.split(before)]


def _is_counted(value: str) -> bool:
    return is_relative(normalise(value).strip())
