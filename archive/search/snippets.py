"""The passage of an article that answers a query, with the hits marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.folding import fold, folded_offsets
from archive.search.query import Node, positive_terms

WIDTH = 80
"""Characters of a passage; about two lines of a terminal in Chinese."""

_LEAD = 20
"""Characters before the first hit."""

_ELLIPSIS = "…"

_MAX_HITS = 1000
"""Hits of a term that are looked at: enough to choose a passage from."""


class Mark(NamedTuple):
    """A hit: offsets in characters, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of the text as it was written, on one line."""

    text: str
    marks: tuple[Mark, ...] = ()
    """Hits in ``text``, in order, never overlapping."""


def marks(text: str, words: Iterable[str]) -> list[Mark]:
    """Find folded words in a text as it was written; hits that overlap are one."""
    folded = fold(text)
    found = sorted(hit for word in words for hit in _hits(folded, word))
    if not found:
        return []
    offsets = [*folded_offsets(text), len(text)]
    return _merged(Mark(offsets[start], offsets[end - 1] + 1) for start, end in found)


def snippet(body: str, query: Node | None, *, width: int = WIDTH) -> Snippet:
    """Cut out the passage with the most hits; the beginning when there are none."""
    words = {term.text for term in positive_terms(query) if not term.in_title}
    found = marks(body, words)
    start = _best_start(found, width)
    end = min(len(body), start + width)
    start = max(0, min(start, end - width))
    inside = [mark for mark in found if start <= mark.start and mark.end <= end]
    head = _ELLIPSIS if start else ""
    tail = _ELLIPSIS if end < len(body) else ""
    shift = len(head) - start
    return Snippet(
        head + body[start:end].replace("\n", " ") + tail,
        tuple(Mark(mark.start + shift, mark.end + shift) for mark in inside),
    )


def _hits(folded: str, word: str) -> Iterable[Mark]:
    at = folded.find(word)
    for _ in range(_MAX_HITS):
        if at < 0:
            return
        yield Mark(at, at + len(word))
        at = folded.find(word, at + len(word))


def _merged(found: Iterable[Mark]) -> list[Mark]:
    merged: list[Mark] = []
    for mark in found:
        if merged and mark.start <= merged[-1].end:
            merged[-1] = Mark(merged[-1].start, max(merged[-1].end, mark.end))
        else:
            merged.append(mark)
    return merged


def _best_start(found: Sequence[Mark], width: int) -> int:
    """Begin a little before the hit that has the most characters of hits after it in the width."""
    best, most = 0, 0
    for first in found:
        start = max(0, first.start - _LEAD)
        covered = sum(
            mark.end - mark.start
            for mark in found
            if start <= mark.start and mark.end <= start + width
        )
        if covered > most:
            best, most = start, covered
    return best
