"""The stage: collects candidates of every field, lets the best win, trims the blocks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from archive.records import Candidate
from pipelines.document import Document
from pipelines.fields.folding import key
from pipelines.fields.head import Head, read_head
from pipelines.fields.keywords import keywords
from pipelines.fields.marked import Marked
from pipelines.fields.people import author_candidates, editor_candidates, names_of
from pipelines.fields.section import links_home, section_candidates, section_items
from pipelines.fields.selected import selected
from pipelines.fields.source import source_candidates
from pipelines.fields.survey import Survey, take_survey
from pipelines.fields.subtitles import join_broken
from pipelines.fields.title import site_names, title_candidates
from pipelines.fields.trim import trim
from pipelines.fields.weighing import best, mark_winners
from pipelines.fields.when import date_candidates
from pipelines.fields.zones import Zones, find_zones
from pipelines.language import language_of
from pipelines.plain_text import arrange

_EMPTY_HEAD = Head(title="", metas={}, json_ld=())


def fields(document: Document) -> Document:
    """Set title, subtitles, source, authors, editors, section, keywords and language.

    Headline, deck, byline and editor lines leave ``blocks``; the candidates for the date are left
    in ``candidates`` for the ``dates`` stage.
    """
    if document.kind == "text":
        document = arrange(document)
    head = read_head(document.tree) if document.tree is not None else _EMPTY_HEAD
    zones = find_zones(document)
    survey = _survey(document)
    marked = survey.marks
    titles = [*selected(document), *title_candidates(document, survey, head, zones)]
    title = best(titles, "title")
    name = title.value if title else None
    found = [
        *titles,
        *section_candidates(survey, head, zones, name),
        *source_candidates(head, zones, marked, name),
        *author_candidates(document, head, zones, marked),
        *editor_candidates(zones, marked),
        *date_candidates(document, head, zones, marked, name),
    ]
    return _filled(document, head, zones, marked, found, title)


def _filled(
    document: Document,
    head: Head,
    zones: Zones,
    marked: list[Marked],
    found: list[Candidate],
    title: Candidate | None,
) -> Document:
    """Return the document with the winners in its article and their lines out of its blocks."""
    name = title.value if title else None
    winners = {field: best(found, field) for field in ("section", "source", "authors", "editors")}
    value = {field: one.value if one else "" for field, one in winners.items()}
    trimmed = trim(document.blocks, zones, name)
    names = site_names(document, head)

    def is_home(item: str) -> bool:
        return key(item) in names or links_home(document.tree, item, document.page.url)

    article = dataclasses.replace(
        document.article,
        title=name,
        subtitles=join_broken([*_marked_decks(marked), *trimmed.subtitles]),
        source=value["source"] or None,
        authors=names_of(value["authors"]),
        editors=names_of(value["editors"]),
        section=section_items(value["section"], name, is_home),
        keywords=keywords(head),
        language=language_of(block.text for block in trimmed.blocks),
    )
    candidates = mark_winners(found, (title, *winners.values()))
    return dataclasses.replace(
        document,
        article=article,
        blocks=trimmed.blocks,
        candidates=(*document.candidates, *candidates),
    )


def _survey(document: Document) -> Survey:
    """Return the elements that are named for a field, with what the CMS notes in comments."""
    if document.tree is None:
        return Survey()
    survey = take_survey(document.tree, document.region)
    survey.marks[:0] = [
        Marked(field, " ".join(value.split()), "family", f"marker of {document.family}")
        for field, value in document.markers.items()
    ]
    return survey


def _marked_decks(marked: Iterable[Marked]) -> list[str]:
    return [mark.value for field in ("kicker", "deck") for mark in marked if mark.field == field]
