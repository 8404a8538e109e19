"""Editors: editor lines, bylines without colons, reviewers where nobody else is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.records import Candidate
from pipelines.fields.credited import Credited, credited_editors
from pipelines.fields.marked import Marked
from pipelines.fields.people import from_entries, from_marks, labelled
from pipelines.fields.weighing import candidate, joined
from pipelines.fields.zones import Zones
from seeds.vocabulary import table


def editor_candidates(
    zones: Zones, marked: Sequence[Marked], credited: Iterable[Credited]
) -> list[Candidate]:
    """Return every reading of the editors, names joined by ``、``, weighed."""
    found = [
        *from_entries((*zones.bars_above, *zones.bars_below), "editor", "label-below"),
        *credited_editors(credited),
        *_reviewers(zones),
        *from_marks(marked, "editors", zones),
    ]
    return [one for one in found if one.value]


def _reviewers(zones: Zones) -> Iterator[Candidate]:
    """Read 一审：白雪　二审：贺军: editors where the page names nobody else."""
    labels = table("labels")["reviewers"]
    names = [
        name
        for line in (*zones.bars_above, *zones.bars_below)
        for entry in line.bar.entries
        if entry.label in labels
        for name in labelled(entry.label, entry.value, "editor")
    ]
    if names:
        yield candidate("editors", joined(names), "table", "reviewers")
