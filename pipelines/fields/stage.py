"""The stage: collects candidates of every field, lets the best win, trims the blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

from archive.records import Candidate, changed
from pipelines.document import Document, Element
from pipelines.elements import text_of
from pipelines.extract.weights import names_headline
from pipelines.fields.credited import find_credited
from pipelines.fields.editors import editor_candidates
from pipelines.fields.folding import key
from pipelines.fields.head import Head, read_head
from pipelines.fields.home import links_home
from pipelines.fields.keywords import keywords
from pipelines.fields.marked import Marked
from pipelines.fields.paths import names_site
from pipelines.fields.people import author_candidates, names_of
from pipelines.fields.people_listed import people_listed, without_listed
from pipelines.fields.section import section_candidates, section_items
from pipelines.fields.selected import selected
from pipelines.fields.sentences import credit_apart
from pipelines.fields.site_name import site_names
from pipelines.fields.source import source_candidates
from pipelines.fields.subtitles import (
    decks_beside,
    decks_in_header,
    decks_named,
    join_broken,
    kicker_above,
    without_links,
)
from pipelines.fields.survey import Survey, take_survey, until_below
from pipelines.fields.title import headline_of, title_candidates
from pipelines.fields.trim import trim
from pipelines.fields.weighing import best, mark_winners
from pipelines.fields.when import date_candidates
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Zones, find_zones
from pipelines.language import language_of
from pipelines.plain_text import arrange

_WEIGHED = ("title", "section", "source", "authors", "editors")
_LAST_PARAGRAPHS = 3
"""Blocks at the end of a text among which an editor's credit may stand behind a sentence."""
_FILLED_BY_MACHINES = ("meta-other", "marked", "baidu")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What was collected of a page before any field is read."""

    head: Head
    zones: Zones
    survey: Survey


def fields(document: Document) -> Document:
    """Set title, subtitles, source, authors, editors, section, keywords and language.

    Headline, deck, byline and editor lines leave ``blocks``; the candidates for the date are left
    in ``candidates`` for the ``dates`` stage.
    """
    if document.kind == "text":
        document = arrange(document)
    document = _credits_apart(document)
    evidence = _Evidence(
        head=read_head(document.elements),
        zones=find_zones(document),
        survey=_survey(document),
    )
    titled = _titled(document, evidence)
    headline = headline_of(titled)
    title = headline.value if headline else None
    listed = people_listed(document.blocks, evidence.zones, title)
    if listed:
        evidence = replace(evidence, zones=without_listed(evidence.zones, listed))
    return _filled(document, evidence, [*titled, *_candidates(document, evidence, title)])


def _credits_apart(document: Document) -> Document:
    """Return the document with an editors' credit behind its text in a block of its own."""
    blocks = document.blocks
    last = [*chain.from_iterable(map(credit_apart, blocks[-_LAST_PARAGRAPHS:]))]
    if len(last) == len(blocks[-_LAST_PARAGRAPHS:]):
        return document
    return changed(document, blocks=(*blocks[:-_LAST_PARAGRAPHS], *last))


def _titled(document: Document, evidence: _Evidence) -> list[Candidate]:
    """Return what the site's selectors select, and the readings of the headline."""
    titles = title_candidates(document, evidence.survey, evidence.head, evidence.zones)
    return [*selected(document), *titles]


def _candidates(document: Document, evidence: _Evidence, title: str | None) -> list[Candidate]:
    """Return the readings of the fields that depend on the headline, ``title``."""
    head, zones, survey = evidence.head, evidence.zones, evidence.survey
    credited = find_credited(document, zones, title)
    return [
        *section_candidates(document, survey, head, zones, title),
        *source_candidates(head, zones, survey.marks, title, document.elements.get("script", ())),
        *author_candidates(head, zones, survey.marks, credited, title),
        *editor_candidates(zones, survey.marks, credited),
        *date_candidates(document, head, zones, survey.marks, title),
    ]


def _filled(document: Document, evidence: _Evidence, found: list[Candidate]) -> Document:
    """Return the document with the winners in its article and their lines out of its blocks."""
    winners = {field: best(found, field) for field in _WEIGHED}
    winners["title"] = headline_of(found)
    value = {field: one.value if one else "" for field, one in winners.items()}
    title = value["title"] or None
    editors = names_of(value["editors"])
    winners["authors"] = _author(found, editors)
    authors = names_of(winners["authors"].value) if winners["authors"] else ()
    trimmed = trim(document.blocks, evidence.zones, title, authors, document.page.url)
    article = changed(
        document.article,
        title=title,
        subtitles=join_broken(
            [
                *document.article.subtitles,
                *without_links(
                    _decks(document, evidence, title),
                    document.elements.get("a", ()),
                    document.page.url,
                ),
                *trimmed.subtitles,
            ]
        ),
        source=value["source"] or None,
        authors=authors,
        editors=editors,
        section=section_items(value["section"], title, _home_test(document, evidence.head))
        or document.article.section,
        keywords=keywords(evidence.head),
        language=language_of([block.text for block in trimmed.blocks] or [title or ""]),
    )
    return changed(
        document,
        article=article,
        blocks=trimmed.blocks,
        candidates=(*document.candidates, *mark_winners(found, winners.values())),
    )


def _author(found: list[Candidate], editors: tuple[str, ...]) -> Candidate | None:
    """Return the best reading of the authors, one that names others than the editors first.

    Some sites fill ``author_baidu``, ``meta author`` and the element that they call author with
    the editor: such a one alone says nothing.
    """
    readings = [one for one in found if one.field == "authors"]
    others = [one for one in readings if not set(names_of(one.value)) <= set(editors)]
    told = [one for one in readings if one.kind not in _FILLED_BY_MACHINES]
    return best(others, "authors") or best(told, "authors")


def _home_test(document: Document, head: Head) -> Callable[[str], bool]:
    """Return what tells whether a breadcrumb's first item is the site itself."""

    def is_home(item: str) -> bool:
        own = key(item)
        names = site_names(document, head) - {key(head.metas.get("columnname", ""))}
        in_title = item.endswith(word_list("site_endings")) and own in key(head.title)
        if own in names or in_title or names_site(item):
            return True
        return links_home(document.elements.get("a", ()), item, document.page.url)

    return is_home


def _in_order(zones: Zones, decks: set[str], found: list[str]) -> list[str]:
    """Return the deck lines as they stand on the page; those of ``found`` first that do not."""
    if decks == {*found}:
        return found
    order = {line.text: index for index, line in enumerate(zones.above)}
    return sorted([*found, *(decks - {*found})], key=lambda text: order.get(text, -1))


def _survey(document: Document) -> Survey:
    """Return the elements that are named for a field, with what the CMS notes in comments."""
    if document.tree is None or document.region is None:
        return Survey()
    survey = take_survey(until_below(document.named, document.region))
    if document.stated is not None:
        survey.crumbs += _crumbs_around(document.tree)
    survey.marks[:0] = [
        Marked(field, " ".join(value.split()), "family", f"marker of {document.family}")
        for field, value in document.markers.items()
    ]
    return survey


def _crumbs_around(tree: Element) -> list[Element]:
    """Return the breadcrumbs of a page around an article from a script.

    What else such a page names for a field is of other articles, or what scripts fill: {{source}}.
    """
    around = take_survey(tree.iter("*")).crumbs
    return [crumb for crumb in around if "{{" not in text_of(crumb)]


def _decks(document: Document, evidence: _Evidence, title: str | None) -> list[str]:
    """Return the deck lines that stand outside the blocks: noted by the CMS, or in the header."""
    marks = evidence.survey.marks
    noted = [
        mark.value
        for field in ("kicker", "deck")
        for mark in marks
        if mark.field == field and mark.kind == "family"
    ]
    if noted:
        return noted
    beside = decks_beside(evidence.survey, title)
    inside = {key(block.text) for block in document.blocks} if beside else set()
    outside = [text for text in beside if key(text) not in inside]
    found = outside or list(decks_in_header(evidence.zones, title))
    named = decks_named(marks, evidence.zones, title)
    called = (element for element, names, _ in document.named if names_headline(names))
    above = kicker_above(
        evidence.survey,
        called,
        document.broken,
        evidence.zones,
        title,
        head_title=evidence.head.title,
    )
    return _in_order(evidence.zones, {*found, *named, *above}, found)
