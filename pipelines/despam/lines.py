"""Judge all lines of a page together: what repeats, what the article is about, what goes."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.despam.cutting import FILLED, Cut, behind_separator, filled, tidied
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.reading import read
from pipelines.despam.language.traditional import is_traditional, simplified
from pipelines.despam.page.proof import may_prove_spam
from pipelines.despam.page.within import CONFIDENCE, is_put_within
from pipelines.despam.runs.agreement import agreed
from pipelines.despam.runs.alone import is_hidden_spam
from pipelines.despam.runs.company import but_of_many, in_company
from pipelines.despam.runs.deciding import REMOVED_FROM, SUSPECTED_FROM
from pipelines.despam.runs.finding import Run, runs_of_lines
from pipelines.despam.runs.service import is_needed
from pipelines.despam.runs.strangers import with_strangers
from pipelines.despam.runs.tightening import tightened
from pipelines.despam.shields.examples import examples
from pipelines.despam.words.lexicon import lexicon
from pipelines.document import Span

KEYWORDS = "keywords"
HEADLINE = "title"
BODY = "body"
SAID_AGAIN = 3
"""Han characters, of no word of the vocabulary, by which a text says its headline again."""
PLACE = 2
"""Characters to each side by which places are told apart."""
REPEATS_ELSEWHERE = 3
"""As how many repetitions on the page it counts that a phrase was spam on the site's other pages:
someone has judged it before."""
OF_NAMES, AMONG_NAMES = frozenset({"source", "authors", "editors"}), 0.2
"""Fields that hold no sentence which could be cut, and the confidence that will do there."""
GUARDED_FROM = 3
"""Different words of crime and warning that make an article one about crime."""
_TELLING = frozenset({BODY, HEADLINE})
"""Fields whose spam tells of the body's; of the others what names spam by itself does."""
_OF_SENTENCES = "。，、；：！？,;"
"""Marks that a row of names and offers does not have."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one field."""

    where: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What goes out of a line, and what stays under suspicion, each in order."""

    cuts: tuple[Cut, ...] = ()
    suspected: tuple[Cut, ...] = ()

    def with_whole(self, whole: Sequence[Cut]) -> Verdict:
        """Return the verdict with further cuts, instead of what stands within or across them."""
        if not whole:
            return self
        ordered = sorted([*_apart(self.cuts, whole), *whole], key=lambda c: c.start)
        return Verdict(tuple(ordered), tuple(_apart(self.suspected, whole)))


def _apart(cuts: Iterable[Cut], whole: Sequence[Cut]) -> Iterator[Cut]:
    return (c for c in cuts if all(c.end <= w.start or c.start >= w.end for w in whole))


def judge(lines: Sequence[Line], page_url: str, known: Sequence[str] = ()) -> list[Verdict]:
    """Return the verdict on each line.

    ``known`` holds phrases that were spam on other pages of the site: they weigh as repetitions,
    and tell where the same phrase begins and ends here.
    """
    if not lines:
        return []
    runs = _runs(lines, page_url)
    hides = any(span.hidden for line in lines for span in line.spans)
    if not any(runs) and not hides:
        return [Verdict()] * len(lines)
    if any(runs) and is_traditional([line.text for line in lines if line.where == BODY]):
        lines = [dataclasses.replace(line, text=simplified(line.text)) for line in lines]
        runs = _runs(lines, page_url)
    runs = tightened(runs)
    elsewhere = [read(phrase) for phrase in known]
    runs = agreed(runs, [line.text for line in lines], elsewhere)
    site_wide = {reading.text.strip() for reading in elsewhere}
    informed = _informed(lines, runs, site_wide)
    if not hides and not any(run.confidence >= SUSPECTED_FROM for mine in informed for run in mine):
        return [Verdict()] * len(lines)
    told_of = examples([line.text for line in lines], informed)
    kept = _headlines(lines, informed) | but_of_many(told_of, informed)
    sure = {
        run.key
        for mine in informed
        for run in mine
        if run.confidence >= REMOVED_FROM and run not in kept
    }
    verdicts = [
        _verdict(line, mine, page_url, sure, kept)
        for line, mine in zip(lines, informed, strict=True)
    ]
    return _with_bare_names(lines, verdicts)


def _runs(lines: Sequence[Line], page_url: str) -> list[list[Run]]:
    prose = [line.where in _TELLING for line in lines]
    return runs_of_lines([(line.text, line.spans) for line in lines], page_url, prose)


def _informed(
    lines: Sequence[Line], runs: Sequence[Sequence[Run]], site_wide: Collection[str]
) -> list[list[Run]]:
    """Return the runs of each line with what the rest of the page tells of them.

    What the article is about only speaks against runs: it is asked where one would be told.
    """
    places = _places(lines, runs)
    informed = [
        [run.knowing(repeats=_repeats(line, run, places, site_wide)) for run in mine]
        for line, mine in zip(lines, runs, strict=True)
    ]
    telling = [line.where in _TELLING for line in lines]
    informed = with_strangers([line.text for line in lines], informed, telling)
    told = any(run.confidence >= SUSPECTED_FROM for mine in informed for run in mine)
    if not told:
        return informed
    if is_guarded(line.text for line in lines):
        return [[run.knowing(guarded=True) for run in mine] for mine in informed]
    bodies = [line.where == BODY for line in lines]
    return in_company(informed, bodies, telling)


Place = tuple[str, str]
"""What stands right before and right behind a run."""


def _places(lines: Sequence[Line], runs: Sequence[Sequence[Run]]) -> Mapping[str, set[Place]]:
    """Return the different places where each phrase stands, but for the headline.

    A headline's words stand in the text too, and a sentence may be said twice: neither is strange.
    """
    found: dict[str, set[Place]] = defaultdict(set)
    for line, mine in zip(lines, runs, strict=True):
        for run in mine:
            if line.where != HEADLINE:
                found[run.key].add(_place(line, run))
    return found


def _place(line: Line, run: Run) -> Place:
    before, after = line.text[: run.start], line.text[run.end :]
    return before[-PLACE:], after[:PLACE]


def _repeats(
    line: Line, run: Run, places: Mapping[str, set[Place]], site_wide: Collection[str]
) -> int:
    """Return at how many other places a phrase stands; a text may say its whole headline again."""
    others = 0
    if line.where != HEADLINE or run.end - run.start < FILLED * len(line.text):
        others = len(places.get(run.key, set()) - {_place(line, run)})
    return others + REPEATS_ELSEWHERE * (run.key in site_wide)


def _plain_text(lines: Sequence[Line], runs: Sequence[Sequence[Run]]) -> str:
    """Return the body without what is suspected."""
    pieces: list[str] = []
    for line, mine in zip(lines, runs, strict=True):
        if line.where == BODY:
            at = 0
            for run in mine:
                if run.confidence >= SUSPECTED_FROM:
                    pieces.append(line.text[at : run.start])
                    at = run.end
            pieces.append(line.text[at:])
    return "\n".join(pieces)


def _headlines(lines: Sequence[Line], runs: Sequence[Sequence[Run]]) -> set[Run]:
    """Return the runs that are the article's own headline."""
    plain = _plain_text(lines, runs)
    return {
        run
        for line, mine in zip(lines, runs, strict=True)
        for run in mine
        if _is_headline(line, run, plain)
    }


def _is_headline(line: Line, run: Run, plain: str) -> bool:
    """Tell whether a run is a headline of which the text says words again that are not spam's.

    News says its headline again; one that was put in its place says nothing of the text.
    """
    if line.where != HEADLINE or run.end - run.start < FILLED * len(line.text):
        return False
    own = run.key
    for word in run.island.words:
        own = own.replace(word.text, "\n")
    return any(piece in plain for piece in _pieces(own))


def _pieces(text: str) -> Iterator[str]:
    """Give all pieces of so many Han characters as tell that a headline is said again."""
    found = (text[at : at + SAID_AGAIN] for at in range(len(text) - SAID_AGAIN + 1))
    return (piece for piece in found if all(map(is_han, piece)))


def _with_bare_names(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Cut keywords that name nothing but spam, where the same field holds a phrase of it."""
    if not any(v.cuts for line, v in zip(lines, verdicts, strict=True) if line.where == KEYWORDS):
        return list(verdicts)
    return [
        Verdict((Cut(0, len(line.text), "phrase", REMOVED_FROM),))
        if line.where == KEYWORDS and not verdict.cuts and may_prove_spam(line.text)
        else verdict
        for line, verdict in zip(lines, verdicts, strict=True)
    ]


def is_guarded(texts: Iterable[str]) -> bool:
    """Tell whether a text is about crime or warns of it."""
    text = "\n".join(texts)
    return sum(word in text for word in lexicon().guard) >= GUARDED_FROM


def _verdict(
    line: Line, runs: Iterable[Run], page_url: str, sure: set[str], kept: set[Run]
) -> Verdict:
    cuts = [*_hidden_cuts(line, page_url)]
    suspected: list[Cut] = []
    for run in runs:
        confidence = run.confidence
        if line.where in OF_NAMES and confidence >= AMONG_NAMES:
            confidence = max(confidence, REMOVED_FROM)
        if run.key in sure and confidence >= SUSPECTED_FROM:
            confidence = max(confidence, REMOVED_FROM)  # surely spam elsewhere on the page
        if run in kept or is_needed(line.text, run):
            confidence = min(confidence, REMOVED_FROM - 0.01)
        start, end = tidied(line.text, *_unseen_too(line, _start(line, run), run.end))
        found = Cut(start, end, run.rule, confidence, run.around.link)
        if any(start < other.end and end > other.start for other in cuts):
            continue
        if confidence >= REMOVED_FROM:
            cuts.append(found)
        elif confidence >= SUSPECTED_FROM:
            suspected.append(found)
    if cuts and _is_list(line.text):
        cuts, suspected = [*cuts, *suspected], []
    return Verdict(filled(line.text, _in_order(cuts)), _in_order(suspected))


def _is_list(text: str) -> bool:
    """Tell whether a line is a row of names and offers: what is suspected beside spam is spam."""
    return len(text.split()) > 1 and not any(mark in text for mark in _OF_SENTENCES)


def _start(line: Line, run: Run) -> int:
    """Return where what is to be cut begins: words of a headline before a separator stay."""
    if line.where != HEADLINE or not run.start:
        return run.start
    start = behind_separator(line.text, run.start, run.end)
    return run.start if may_prove_spam(line.text[run.start : start]) else start


def _unseen_too(line: Line, start: int, end: int) -> tuple[int, int]:
    """Return the borders of a run that is most of a hidden piece up to those of the piece."""
    for span in line.spans:
        own = min(end, span.end) - max(start, span.start)
        if span.hidden and own * 2 > span.end - span.start:
            start, end = min(start, span.start), max(end, span.end)
    return start, end


def _hidden_cuts(line: Line, page_url: str) -> Iterable[Cut]:
    """Give the hidden pieces of a line that hold spam."""
    for span in line.spans:
        if span.hidden is None:
            continue
        piece = line.text[span.start : span.end]
        found = is_hidden_spam(piece, span, page_url)
        if is_put_within(line.text, span):
            found = max(found, CONFIDENCE)
        if found >= REMOVED_FROM:
            yield Cut(span.start, span.end, f"hidden:{span.hidden}", found, span.link)


def _in_order(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Return cuts in order, those that touch each other's ground left out."""
    ordered: list[Cut] = []
    for found in sorted(cuts, key=lambda c: (c.start, -c.end)):
        if not ordered or found.start >= ordered[-1].end:
            ordered.append(found)
    return tuple(ordered)
