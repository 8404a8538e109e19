"""The stage: reads the date candidates that ``fields`` collected, weighs them, keeps one."""

from __future__ import annotations

from pipelines.document import Document


def dates(document: Document) -> Document:
    """Set ``published_at`` and ``published_from`` from the document's candidates and its address."""
    return document
