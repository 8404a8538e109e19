"""What the site's own catalogue entry points at: it beats every other reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.records import Candidate
from pipelines.document import Document, Element
from pipelines.elements import text_of
from pipelines.fields.bars import read_bar
from pipelines.fields.outlets import clean_source
from pipelines.names import split
from pipelines.selectors import compile_selector

_ALWAYS = 1000.0
_KINDS = {"authors": "author", "editors": "editor"}
"""Kinds of labels (``bars.Entry``) by field."""
_COLON = re.compile("[:：]")
_FIELDS = ("title", "source", "authors", "editors", "section", "published_at")


def selected(document: Document) -> list[Candidate]:
    """Return what the site's selectors give, field by field; an empty match says nothing."""
    return [one for one in _selected(document) if one.value]


def _selected(document: Document) -> Iterator[Candidate]:
    tree = document.tree if document.stated is None else document.stated
    if document.site is None or tree is None:
        return
    for field in _FIELDS:
        selector = getattr(document.site.selectors, field)
        if not selector:
            continue
        value = _value(field, _texts(tree, selector))
        yield Candidate(
            field=field, value=value, kind="selector", weight=_ALWAYS, why=f"selector {selector}"
        )


def _texts(tree: Element, selector: str) -> list[str]:
    """Return the texts that a selector finds, white space folded, empty ones left out."""
    found = compile_selector(selector)(tree)
    matches = found if isinstance(found, list) else [found]
    raw = [_text(match) for match in matches]
    return [text for text in (" ".join(text.split()) for text in raw) if text]


def _text(match: object) -> str:
    """Return the text of what an XPath found: an element's, a string itself."""
    if isinstance(match, Element):
        return text_of(match)
    return match if isinstance(match, str) else ""


def _value(field: str, texts: list[str]) -> str:
    if field in _KINDS:
        return "、".join(name for text in texts for name in _names(text, _KINDS[field]))
    if field == "section":
        return " > ".join(texts)
    if field == "source":
        return _source(texts[0]) if texts else ""
    return texts[0] if texts else ""


def _names(text: str, kind: str) -> Iterator[str]:
    """Yield the names in a text that may be the whole bar, or a label and its value."""
    bar = read_bar(text)
    labelled = [entry.value for entry in bar.entries if entry.kind == kind]
    unlabelled = [] if bar.is_bar else [_COLON.split(text)[-1]]
    for value in labelled or unlabelled:
        yield from split(value)


def _source(text: str) -> str:
    """Return the source that a text, maybe the whole bar, names; empty where it names none."""
    bar = read_bar(text)
    labelled = [entry.value for entry in bar.entries if entry.kind == "source"]
    if labelled or bar.is_bar:
        return clean_source(labelled[0] if labelled else bar.after_date or bar.before_date)
    return clean_source(text)
