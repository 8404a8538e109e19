"""Find the spam in one line, with its exact borders in the page's own text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pipelines.despam.borders.search import LONGEST_WORD, REACH, sharpened, widen_odds, window
from pipelines.despam.borders.snapping import snapped
from pipelines.despam.language.reading import Reading, read
from pipelines.despam.page.hosts import is_foreign
from pipelines.despam.runs.deciding import LEAST_CORE, confidence
from pipelines.despam.runs.evidence import Surroundings, signs
from pipelines.despam.runs.islands import Island, between, islands
from pipelines.despam.runs.phrasing import phrases_of
from pipelines.despam.runs.suspicion import Part, suspects, suspects_of
from pipelines.document import Span

LEAST_GAIN = 4.0
"""Nats below which the exact borders of a run are not looked for: one phrase in 30 has less, and
so have most runs of clean text."""
LEAST_LONE_GAIN = 9.5
"""The same where one word stands alone that names other things too."""
LEAST_REST = 5
"""Characters of a rough run beside an exact one that may be another phrase."""
NEAR = REACH + LONGEST_WORD
"""Characters by which borders may move out of the part that is read closely."""
TELLING = 1.0
"""``core`` of a word that hardly does."""
LEAST_PHRASED = 1.5
"""Nats of a piece from which it may be a phrase whatever its words are: of 100,000 characters of
news five places have as many, and 93 of 100 phrases of hacked pages that were not learned from."""


@dataclass(frozen=True)
class Run:
    """A run of a line that may be spam."""

    start: int
    end: int
    """Code points in the line, end exclusive."""
    reading: Reading
    island: Island
    around: Surroundings

    @property
    def key(self) -> str:
        """The folded text, by which repetitions are known."""
        return self.reading.text[self.island.start : self.island.end].strip()

    @cached_property
    def confidence(self) -> float:
        """Probability that the run is spam."""
        return confidence(signs(self.reading, self.island, self.around))

    @property
    def rule(self) -> str:
        """The kind of evidence that weighs most, as told in ``removed``."""
        if self.around.hidden:
            return f"hidden:{self.around.hidden}"
        if self.around.link and self.around.foreign:
            return "link"
        kinds = sorted(self.island.words, key=lambda word: -word.core)
        if kinds and kinds[0].core >= 1:
            return f"phrase:{kinds[0].kind}"
        return "repetition" if self.around.repeats else "island"

    def knowing(
        self,
        *,
        repeats: int | None = None,
        guarded: bool | None = None,
        hacked: bool | None = None,
    ) -> Run:
        """Return the run with what the rest of the page tells of it; None: as known already."""
        around = self.around
        repeats = around.repeats if repeats is None else repeats
        guarded = around.guarded if guarded is None else guarded
        hacked = around.hacked if hacked is None else hacked
        if (repeats, guarded, hacked) == (around.repeats, around.guarded, around.hacked):
            return self
        around = dataclasses.replace(around, repeats=repeats, guarded=guarded, hacked=hacked)
        return dataclasses.replace(self, around=around)


def runs_of_lines(
    lines: Sequence[tuple[str, Sequence[Span]]], page_url: str, prose: Sequence[bool]
) -> list[list[Run]]:
    """Return the runs of each line that may be spam; a line is its text and its spans.

    Runs in sight whose words have no meaning are not looked for: they stay, whatever their odds.
    But for lines that are ``prose``: there what reads like a phrase needs no word of meaning.
    """
    parts = suspects_of([text for text, _ in lines])
    texts = [text if is_prose else "" for (text, _), is_prose in zip(lines, prose, strict=True)]
    phrased = phrases_of(texts, LEAST_PHRASED)
    return [
        _runs_in(text, mine, spans, page_url, pieces, meaning=True)
        for (text, spans), mine, pieces in zip(lines, parts, phrased, strict=True)
    ]


def runs_of(text: str, spans: Sequence[Span], page_url: str) -> list[Run]:
    """Return the runs of one line that may be spam."""
    return _runs_in(text, suspects(text), spans, page_url)


def _runs_in(
    text: str,
    parts: Sequence[Part],
    spans: Sequence[Span],
    page_url: str,
    phrased: Sequence[Part] = (),
    *,
    meaning: bool = False,
) -> list[Run]:
    """Return the runs of a line, in order, none overlapping another.

    Looked for in its suspicious parts, and then in pieces that read like phrases.
    """
    leaving = [span for span in spans if _leaves(span, page_url)]
    if not parts and not leaving and not phrased:
        return []
    reading = read(text)
    folded = reading.folded
    found = [run for span in leaving for run in _linked(reading, span)]
    links = [(folded.inside(span.start), folded.inside(span.end)) for span in spans if span.link]
    for rough in chain(
        _rough_in(reading, parts, meaning=meaning), _unknown(reading, phrased, found)
    ):
        for exact in _exact(reading, rough, links):
            run = _run(reading, exact, spans, page_url)
            if all(run.end <= other.start or run.start >= other.end for other in found):
                found.append(run)
    return sorted(found, key=lambda run: run.start)


def _rough_in(reading: Reading, parts: Sequence[Part], *, meaning: bool) -> Iterator[Island]:
    """Give what spam explains better in the suspicious parts of a line, borders still rough."""
    for part in parts:
        first, last = map(reading.folded.inside, part)
        if meaning and not _has_meaning(reading, first - NEAR, last + NEAR):
            continue
        for rough in islands(reading, first, last):
            if rough.gain < _least_gain(reading, rough):
                continue
            if meaning and not _has_meaning(reading, *window(reading, rough.start, rough.end)):
                continue
            yield rough


def _unknown(reading: Reading, phrased: Sequence[Part], found: Sequence[Run]) -> Iterator[Island]:
    """Give the pieces that read like phrases where no run is found, as ``found`` grows."""
    for start, end in phrased:
        first, last = map(reading.folded.inside, (start, end))
        if first < last and all(run.end <= start or run.start >= end for run in found):
            yield between(reading, first, last)


def _exact(reading: Reading, rough: Island, links: Sequence[tuple[int, int]]) -> Iterator[Island]:
    """Give the runs with exact borders in a rough one: phrases may stand in a row."""
    if len(reading.text.strip()) - (rough.end - rough.start) <= LEAST_REST:
        yield rough  # a line of nothing but phrases
        return
    pieces = [(rough.start, rough.end)]
    given: list[Island] = []
    while pieces:
        start, end = pieces.pop()
        near = sharpened(reading, start, end)
        if near is None and not links and reading.folded.origin is None:
            continue  # nothing else tells of spam
        exact = snapped(reading, near or between(reading, start, end), links)
        if near is not None:
            widen_odds(reading, (near.start, near.end), (exact.start, exact.end))
        if any(exact.start < other.end and exact.end > other.start for other in given):
            exact = between(reading, start, end)
        given.append(exact)
        yield exact
        rest = (start, min(end, exact.start)), (max(start, exact.end), end)
        pieces += [(a, b) for a, b in rest if LEAST_REST <= b - a < end - start]


def _has_meaning(reading: Reading, lo: int, hi: int) -> bool:
    """Tell whether words that a run needs to be taken out begin between two positions.

    Without them its borders are of no consequence: nothing of it would go, whatever its odds.
    """
    found = {
        word.text: word.core
        for at, words in reading.places.items()
        if lo <= at < hi
        for word in words
    }
    return sum(found.values()) >= LEAST_CORE


def _least_gain(reading: Reading, rough: Island) -> float:
    """Return what a rough run must gain; none asks more of letters that were set apart."""
    if _is_disguised(reading, rough):
        return 0.0
    return LEAST_LONE_GAIN if _is_lone(rough) else LEAST_GAIN


def _is_disguised(reading: Reading, rough: Island) -> bool:
    folded = reading.folded
    return folded.origin is not None and all(
        map(folded.is_disguised, range(rough.start, rough.end))
    )


def _is_lone(island: Island) -> bool:
    """Tell whether a run holds one word, and one that names other things too."""
    return len(island.words) == 1 and island.words[0].core < TELLING


def _leaves(span: Span, page_url: str) -> bool:
    """Tell whether a span in sight is a link to another site."""
    return span.hidden is None and span.link is not None and is_foreign(span.link, page_url)


def _linked(reading: Reading, span: Span) -> Iterable[Run]:
    """Give the whole text of a link to another site, when it stands inside a sentence."""
    folded = reading.folded
    start, end = folded.inside(span.start), folded.inside(span.end)
    if end > start:
        island = between(reading, start, end)
        around = Surroundings(link=span.link, foreign=True)
        yield Run(span.start, span.end, reading, island, around)


def _run(reading: Reading, island: Island, spans: Iterable[Span], page_url: str) -> Run:
    start, end = reading.folded.start(island.start), reading.folded.end(island.end)
    around = Surroundings()
    for span in spans:
        if span.hidden is None and span.link and span.start < end and span.end > start:
            around = Surroundings(link=span.link, foreign=is_foreign(span.link, page_url))
    return Run(start, end, reading, island, around)
