"""Find the spam in one line, with its exact borders in the page's own text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from pipelines.despam.borders.search import (
    foresee,
    odds,
    sharpened,
    widen_odds,
    windows_of,
)
from pipelines.despam.borders.snapping import snapped
from pipelines.despam.language.elsewhere import Elsewhere
from pipelines.despam.language.joined import Joined, Plain
from pipelines.despam.language.reading import Reading, read
from pipelines.despam.page.hosts import is_foreign
from pipelines.despam.runs.deciding import confidence
from pipelines.despam.runs.evidence import Surroundings, signs
from pipelines.despam.runs.islands import Island, between
from pipelines.despam.runs.phrasing import PhrasedLines
from pipelines.despam.runs.rough import Looked, rough_in
from pipelines.despam.runs.suspicion import Part, suspects, suspects_in
from pipelines.document import Span

LEAST_REST = 5
"""Characters of a rough run beside an exact one that may be another phrase."""
LEAST_SAID = -4.0
"""Nats that a piece of a suspicious part must have: of 1,105 phrases that were found in sight and
not learned from, seven have less, and two parts of clean text of five."""
LEAST_PHRASED = 2.5
"""Nats of a piece from which it may be a phrase whatever its words are: of 100,000 characters of
news two places have as many, and 96 of 100 phrases of hacked pages that were not learned from."""
MOST_RUNS = 1_000
"""Runs of a page that are looked at: a page of more is a list, of addresses or of goods. A megabyte
of web addresses took forty seconds without."""
AT_ONCE = 32
"""Windows that are looked through at once: some 200 KB of numbers."""
LEAST_UNKNOWN, LEAST_BESIDE = 3.0, 8.0
"""Nats of its borders that such a piece must have to be looked at further, and one with words of
the vocabulary, which make no island of it: 再拿好莱坞（图片-新闻-网页）巨星开涮 has 6.7."""


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
        strange: bool | None = None,
    ) -> Run:
        """Return the run with what the rest of the page tells of it; None: as known already."""
        around = self.around
        repeats = around.repeats if repeats is None else repeats
        guarded = around.guarded if guarded is None else guarded
        hacked = around.hacked if hacked is None else hacked
        strange = around.strange if strange is None else strange
        known = dataclasses.replace(
            around, repeats=repeats, guarded=guarded, hacked=hacked, strange=strange
        )
        return self if known == around else dataclasses.replace(self, around=known)


def runs_of_lines(
    lines: Sequence[tuple[str, Sequence[Span]]], page_url: str, prose: Sequence[bool]
) -> list[list[Run]]:
    """Return the runs of each line that may be spam; a line is its text and its spans.

    Runs in sight whose words have no meaning are not looked for: they stay, whatever their odds.
    But for lines that are ``prose``: there what reads like a phrase needs no word of meaning.
    """
    texts = [text for text, _ in lines]
    if not texts:
        return []
    joined = Joined(texts)
    parts = suspects_in(joined)
    phrased = PhrasedLines(texts) if any(prose) else None
    pieces = phrased.likeliest(LEAST_PHRASED) if phrased else [[] for _ in lines]
    numbers, asked, others = [], [], []
    for number, (text, spans) in enumerate(lines):
        if not prose[number]:
            pieces[number] = []
        if parts[number] or pieces[number] or spans:
            silent = _silent(phrased, number, parts[number])
            looked = Looked(parts[number], silent, pieces[number], meaning=True)
            numbers.append(number)
            asked.append((text, spans, page_url, looked, joined.line(number)))
        else:
            others.append(text)
    elsewhere = Elsewhere(others)
    found: list[list[Run]] = [[] for _ in lines]
    left = MOST_RUNS
    for number, line in zip(
        numbers, _foreseen(_Read(*one).beside(elsewhere) for one in asked), strict=True
    ):
        found[number] = line.runs(left)
        left -= len(found[number])
        if left <= 0:
            break
    return found


def _silent(phrased: PhrasedLines | None, number: int, parts: Iterable[Part]) -> list[Part]:
    """Return the suspicious parts of a line that read like nothing of the kind."""
    if phrased is None:
        return []
    return [part for part in parts if phrased.most(number, part) < LEAST_SAID]


def runs_of(text: str, spans: Sequence[Span], page_url: str) -> list[Run]:
    """Return the runs of one line that may be spam."""
    return _Read(text, spans, page_url, Looked(suspects(text))).runs(MOST_RUNS)


class _Read:
    """A line in which runs are looked for."""

    def __init__(
        self,
        text: str,
        spans: Sequence[Span],
        page_url: str,
        looked: Looked,
        plain: Plain | None = None,
    ) -> None:
        self._spans, self._page_url = spans, page_url
        self._leaving = [span for span in spans if _leaves(span, page_url)]
        self._reading: Reading | None = None
        if not looked.parts and not self._leaving and not looked.phrased:
            return
        self._reading = reading = read(text, plain)
        every = rough_in(reading, looked)
        self._first = [*islice(every, AT_ONCE)]
        self._rough = chain(self._first, every)
        self._phrased = _phrased(reading, looked.phrased)

    def beside(self, elsewhere: Elsewhere) -> _Read:
        """Return the line, as one of a page that says something elsewhere."""
        if self._reading is not None:
            self._reading.elsewhere = elsewhere
        return self

    def windows(self) -> Iterator[tuple[Reading, Part]]:
        """Give where borders will be looked for, or weighed, first."""
        reading = self._reading
        if reading is None:
            return
        inside = reading.folded.inside
        pieces = [(one.start, one.end) for one in self._first]
        pieces += [
            (first, last)
            for _, (first, last) in self._phrased[:AT_ONCE]
            if all(last <= start or first >= end for start, end in pieces)
        ]
        pieces += [(inside(span.start), inside(span.end)) for span in self._leaving[:AT_ONCE]]
        for piece in pieces:
            for near in windows_of(reading, *piece):
                yield reading, near

    def runs(self, most: int) -> list[Run]:
        """Return the runs of the line, in order, none overlapping another, at most so many."""
        reading, spans = self._reading, self._spans
        if reading is None:
            return []
        inside = reading.folded.inside
        found = [run for span in self._leaving for run in _linked(reading, span)]
        links = [(inside(span.start), inside(span.end)) for span in spans if span.link]
        exact = chain.from_iterable(_exact(reading, rough, links) for rough in self._rough)
        for island in chain(exact, _unknown(reading, self._phrased, found, links)):
            run = _run(reading, island, spans, self._page_url)
            if all(run.end <= other.start or run.start >= other.end for other in found):
                found.append(run)
            if len(found) >= most:
                break
        return sorted(found, key=lambda run: run.start)


def _foreseen(lines: Iterable[_Read]) -> Iterator[_Read]:
    """Give the lines, what is likely in their windows worked out for many at once."""
    waiting: list[_Read] = []
    windows: list[tuple[Reading, Part]] = []
    for line in lines:
        waiting.append(line)
        windows += line.windows()
        if len(windows) >= AT_ONCE:
            foresee(windows)
            yield from waiting
            waiting, windows = [], []
    foresee(windows)
    yield from waiting


def _phrased(reading: Reading, pieces: Iterable[Part]) -> list[tuple[Part, Part]]:
    """Return pieces that read like phrases, each in the page's text and in the folded one.

    A line that is hardly longer than the piece is looked at as a whole.
    """
    size, found = len(reading.text), []
    for piece in pieces:
        first, last = map(reading.folded.inside, piece)
        if size - (last - first) <= LEAST_REST:
            first, last = 0, size
        if first < last:
            found.append((piece, (first, last)))
    return found


def _unknown(
    reading: Reading,
    phrased: Iterable[tuple[Part, Part]],
    found: Sequence[Run],
    links: Sequence[tuple[int, int]],
) -> Iterator[Island]:
    """Give what is put in at pieces that read like phrases, where no run is found.

    ``found`` grows meanwhile.
    """
    for (start, end), piece in phrased:
        if all(run.end <= start or run.start >= end for run in found):
            for exact in _exact(reading, between(reading, *piece), links):
                asked = LEAST_BESIDE if exact.words else LEAST_UNKNOWN
                if odds(reading, exact.start, exact.end) >= asked:
                    yield exact


def _exact(reading: Reading, rough: Island, links: Sequence[tuple[int, int]]) -> Iterator[Island]:
    """Give the runs with exact borders in a rough one: phrases may stand in a row."""
    if _is_all(reading, rough.start, rough.end):
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


def _is_all(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a line is hardly longer than a piece of it."""
    return len(reading.text.strip()) - (end - start) <= LEAST_REST


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
