"""Judge texts that stand for themselves: what no reader sees, and the words of links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipelines.despam.language.reading import read
from pipelines.despam.language.remembered import Remembered
from pipelines.despam.page.hosts import is_foreign
from pipelines.despam.page.offered import is_offer
from pipelines.despam.page.unseen import proves_unseen
from pipelines.despam.runs.deciding import may_go_unseen
from pipelines.despam.runs.evidence import Surroundings
from pipelines.despam.runs.finding import Run, runs_of
from pipelines.despam.runs.islands import between
from pipelines.despam.runs.suspicion import suspects_of
from pipelines.document import Span

PROVEN = 0.99
"""Confidence in hidden words that name nothing but spam."""

LONGEST_REMEMBERED, MOST_REMEMBERED = 60, 4096
"""Characters and number of hidden texts whose confidence is kept at hand, less than 2 MB: the menus
and boxes to log in of a site stand on each of its pages."""
_ANY = "//"
"""Stands for every link: where it leads is known when a text is judged."""

Pieces = Mapping[str, bool]
"""The words in a row of a text, and of each whether it is suspect."""


def pieces_of(texts: Sequence[str]) -> list[Pieces]:
    """Return the words in a row of each text; quick, for all hidden lines of a page at once."""
    rows = [list(dict.fromkeys(text.split())) for text in texts]
    told = iter(_are_suspect([piece for row in rows for piece in row]))
    return [{piece: next(told) for piece in row} for row in rows]


def _suspect_of(pieces: Sequence[str]) -> list[bool]:
    """Tell of each piece whether a part of it is to be read closely."""
    return [bool(parts) for parts in suspects_of(pieces, apart=True)]


_are_suspect = Remembered(_suspect_of)


def is_hidden_spam(text: str, span: Span, page_url: str, pieces: Pieces | None = None) -> float:
    """Return the confidence that a text which no reader sees is spam; 0 where it may not go.

    Menus and boxes to log in are hidden too, and their words stand in a row: each is judged alone.
    ``pieces``: those words, where ``pieces_of`` was asked for them already.
    """
    foreign = span.link is not None and is_foreign(span.link, page_url)
    own = span.link is not None and not foreign
    if proves_unseen(text, foreign=foreign, own=own) or is_offer(text):
        return PROVEN
    around = Surroundings(link=span.link and _ANY, foreign=foreign, hidden=span.hidden)
    pieces = pieces_of([text])[0] if pieces is None else pieces
    judged = (_piece(one, around) for one, suspect in pieces.items() if foreign or suspect)
    return max(judged, default=0.0)


def of_link(text: str, link: str, page_url: str) -> float:
    """Return the confidence that the words of a link are spam."""
    return _whole(text, Surroundings(link=link, foreign=is_foreign(link, page_url)))


def _piece(text: str, around: Surroundings) -> float:
    judge = _remembered if len(text) <= LONGEST_REMEMBERED else _whole
    return judge(text, around)


def _whole(text: str, around: Surroundings) -> float:
    """Return the confidence that a text that stands for itself is spam, in part or as a whole."""
    reading = read(text)
    if not reading.text.strip():
        return 0.0
    found = [run.island for run in runs_of(text, (), "")]
    found.append(between(reading, 0, len(reading.text)))
    telling = (one for one in found if not around.hidden or may_go_unseen(one, around))
    return max((Run(0, len(text), reading, o, around).confidence for o in telling), default=0.0)


_remembered = lru_cache(maxsize=MOST_REMEMBERED)(_whole)
