"""Editors: editor lines, bylines without colons, reviewers where nobody else is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.records import Candidate
from pipelines.document import Document
from pipelines.fields.beside import behind_first, joined
from pipelines.fields.bylines import (
    LONGEST_BYLINE,
    SIGNATURE,
    editors_credited,
    editors_signed,
)
from pipelines.fields.marked import Marked
from pipelines.fields.people import from_entries, from_marks, labelled
from pipelines.fields.weighing import candidate
from pipelines.fields.zones import Zones
from seeds.vocabulary import table


def editor_candidates(
    document: Document, zones: Zones, marked: Iterable[Marked]
) -> list[Candidate]:
    """Return every reading of the editors, names joined by ``、``, weighed."""
    found = [
        *from_entries((*zones.above, *zones.below), "editor", "label-below"),
        *_signed_by_editor(zones),
        *_signed_in_prose(document, zones),
        *_edited_by(zones),
        *_reviewers(zones),
        *from_marks(marked, "editors", zones),
    ]
    return [one for one in found if one.value]


def _signed_by_editor(zones: Zones) -> Iterator[Candidate]:
    """Read （松花江网编辑 孙桂芳）: an editor in brackets, without a colon."""
    for line in zones.below:
        if editors := editors_signed(line.text):
            yield candidate(
                "editors", joined(editors), "signature", "editor in brackets below the prose"
            )


def _signed_in_prose(document: Document, zones: Zones) -> Iterator[Candidate]:
    """Read the editor in the bracket that the prose ends in: …。（记者 何韬 责任编辑 郭兴）."""
    for block in document.blocks[max(zones.last_prose, 0) :]:
        match = SIGNATURE.search(block.text[-LONGEST_BYLINE - 4 :])
        if match and (editors := editors_signed(match[0].strip())):
            yield candidate("editors", joined(editors), "signature", "editor in a closing bracket")


def _edited_by(zones: Zones) -> Iterator[Candidate]:
    """Read 记者 吴娇颖 编辑 陈晓舒 beside the date or on a line of its own: no colon anywhere."""
    for line in (*zones.above[-12:], *zones.below):
        texts = [line.bar.after_date or line.text]
        texts += [behind_first(one.value) for one in line.bar.entries if one.kind == "source"]
        texts += [one.value for one in line.bar.entries if one.kind == "author"]
        is_told = any(entry.kind == "editor" for entry in line.bar.entries)
        for editors in map(editors_credited, () if is_told else texts):
            if editors:
                yield candidate("editors", joined(editors), "after-date", "editor in a credit")


def _reviewers(zones: Zones) -> Iterator[Candidate]:
    """Read 一审：白雪　二审：贺军: editors where the page names nobody else."""
    labels = table("labels")["reviewers"]
    names = [
        name
        for line in (*zones.above, *zones.below)
        for entry in line.bar.entries
        if entry.label in labels
        for name in labelled(entry.label, entry.value, "editor")
    ]
    if names:
        yield candidate("editors", joined(names), "table", "reviewers")
