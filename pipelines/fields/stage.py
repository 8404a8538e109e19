"""The stage: collects candidates of every field, lets the best win, trims the blocks."""

from __future__ import annotations

from pipelines.document import Document


def fields(document: Document) -> Document:
    """Set title, subtitles, source, authors, editors, section, keywords and language.

    Headline, deck, byline and editor lines leave ``blocks``; the candidates for the date are left
    in ``candidates`` for the ``dates`` stage.
    """
    return document
