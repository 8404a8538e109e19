"""Archived text on its way to a page: paragraphs of runs, each run of one kind.

A template writes each run between the tags of its kind and escapes what is in it. No text ever
counts as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from archive.reading.differences import Piece
from archive.reading.show import with_spam
from archive.records import Article
from archive.search.snippets import Mark, marks

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped (section 2.2)."""

_RIGHT_TO_LEFT = {"ar", "ug", "kk-Arab", "ky-Arab"}


class Run(NamedTuple):
    """Characters of one kind: ``text``, ``hit``, ``spam``, ``added`` or ``removed``."""

    kind: str
    text: str


Paragraph = list[Run]


def body_paragraphs(article: Article, words: Sequence[str], *, spam: bool) -> list[Paragraph]:
    """Return the body with hits marked and, if wanted, what was taken out of it in its place."""
    return _paragraphs(field_runs(article.body, article, "body", words, spam=spam))


def field_runs(
    text: str, article: Article, where: str, words: Sequence[str], *, spam: bool
) -> Iterator[Run]:
    """Give a cleaned field with hits marked and, if wanted, its spam."""
    pieces = with_spam(text, article.removed, where) if spam else [("text", text)]
    for kind, piece in pieces:
        if kind == "spam":
            yield Run("spam", piece)
        else:
            yield from marked(piece, marks(piece, words))


def marked(text: str, hits: Iterable[Mark]) -> Iterator[Run]:
    """Give a text with its hits as runs of their own."""
    at = 0
    for hit in hits:
        yield Run("text", text[at : hit.start])
        yield Run("hit", text[hit.start : hit.end])
        at = hit.end
    yield Run("text", text[at:])


def difference_paragraphs(pieces: Iterable[Piece]) -> list[Paragraph]:
    """Return a difference of two texts by paragraphs."""
    kinds = {"same": "text"}
    return _paragraphs(Run(kinds.get(piece.kind, piece.kind), piece.text) for piece in pieces)


def changed_only(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """Return the stretches of paragraphs that differ, each with a neighbour on either side."""
    differs = [any(run.kind != "text" for run in paragraph) for paragraph in paragraphs]
    near = [any(differs[max(0, at - 1) : at + 2]) for at in range(len(paragraphs))]
    groups = groupby(zip(near, paragraphs, strict=True), key=lambda pair: pair[0])
    return [[paragraph for _, paragraph in group] for shown, group in groups if shown]


def web_address(url: str | None) -> str | None:
    """Return an address that may be put behind a link: http(s) alone, never ``javascript:``."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def xml_text(text: str) -> str:
    """Replace what no XML document can hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def direction(language: str | None) -> str:
    """Return the writing direction of a language, for the ``dir`` attribute."""
    return "rtl" if language in _RIGHT_TO_LEFT else "auto"


def _paragraphs(runs: Iterable[Run]) -> list[Paragraph]:
    paragraphs: list[Paragraph] = [[]]
    for kind, text in runs:
        first, *others = text.split("\n")
        paragraphs[-1].append(Run(kind, first))
        paragraphs.extend([Run(kind, line)] for line in others)
    filled = ([run for run in paragraph if run.text] for paragraph in paragraphs)
    return [paragraph for paragraph in filled if paragraph]
