"""Judge texts that stand for themselves: what no reader sees, and the words of links."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.despam.evidence import Surroundings, may_go_unseen
from pipelines.despam.hosts import is_foreign
from pipelines.despam.islands import between
from pipelines.despam.proof import NAMES_OFFERS, naming, proves_spam
from pipelines.despam.reading import read
from pipelines.despam.runs import Run, runs_of
from pipelines.despam.suspicion import suspects, suspects_of
from pipelines.document import Span

PROVEN = 0.99
"""Confidence in hidden words that name nothing but spam."""


def may_be_hidden_spam(texts: Sequence[str]) -> list[bool]:
    """Tell of each text whether it can be spam when it is hidden and leads to no other site.

    Quick, for all of a page at once: other lines around one never make it less suspect.
    """
    named, suspected = naming(texts, NAMES_OFFERS), suspects_of(texts)
    return [name or bool(parts) for name, parts in zip(named, suspected, strict=True)]


def is_hidden_spam(text: str, span: Span, page_url: str) -> float:
    """Return the confidence that a text which no reader sees is spam; 0 where it may not go.

    Menus and boxes to log in are hidden too, and their words stand in a row: each is judged alone.
    """
    foreign = span.link is not None and is_foreign(span.link, page_url)
    if proves_spam(text, hidden=True, foreign=foreign):
        return PROVEN
    around = Surroundings(link=span.link, foreign=foreign, hidden=span.hidden)
    pieces = (piece for piece in dict.fromkeys(text.split()) if foreign or suspects(piece))
    return max((_whole(piece, around) for piece in pieces), default=0.0)


def of_link(text: str, link: str, page_url: str) -> float:
    """Return the confidence that the words of a link are spam."""
    return _whole(text, Surroundings(link=link, foreign=is_foreign(link, page_url)))


def _whole(text: str, around: Surroundings) -> float:
    """Return the confidence that a text that stands for itself is spam, in part or as a whole."""
    reading = read(text)
    if not reading.text.strip():
        return 0.0
    pieces = [run.island for run in runs_of(text, (), "")]
    pieces.append(between(reading, 0, len(reading.text)))
    telling = (piece for piece in pieces if not around.hidden or may_go_unseen(piece, around))
    return max((Run(0, len(text), reading, p, around).confidence for p in telling), default=0.0)
