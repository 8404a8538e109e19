"""Judge all lines of a page together: what repeats, what the article is about, what goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.despam.agreement import agreed
from pipelines.despam.alone import is_hidden_spam
from pipelines.despam.cutting import Cut, filled, tidied
from pipelines.despam.evidence import REMOVED_FROM, SUSPECTED_FROM
from pipelines.despam.lexicon import lexicon
from pipelines.despam.proof import may_prove_spam
from pipelines.despam.reading import read
from pipelines.despam.runs import Run, runs_of_lines
from pipelines.document import Span

KEYWORDS = "keywords"
REPEATS_ELSEWHERE = 3
"""As how many repetitions on the page it counts that a phrase was spam on the site's other pages:
someone has judged it before."""
GUARDED_FROM = 3
"""Different words of crime and warning that make an article one about crime."""


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


def judge(lines: Sequence[Line], page_url: str, known: Sequence[str] = ()) -> list[Verdict]:
    """Return the verdict on each line.

    ``known`` holds phrases that were spam on other pages of the site: they weigh as repetitions,
    and tell where the same phrase begins and ends here.
    """
    if not lines:
        return []
    texts = [(line.text, line.spans) for line in lines]
    runs = runs_of_lines(texts, page_url)
    if not any(runs) and not any(span.hidden for line in lines for span in line.spans):
        return [Verdict()] * len(lines)
    elsewhere = [read(phrase) for phrase in known]
    runs = agreed(runs, [line.text for line in lines], elsewhere)
    site_wide = {reading.text.strip() for reading in elsewhere}
    counts = Counter(run.key for mine in runs for run in mine)
    guarded = any(runs) and is_guarded(line.text for line in lines)
    counts.update({phrase: REPEATS_ELSEWHERE for phrase in site_wide if phrase in counts})
    informed = [
        [run.knowing(repeats=counts[run.key] - 1, guarded=guarded) for run in mine] for mine in runs
    ]
    sure = {run.key for mine in informed for run in mine if run.confidence >= REMOVED_FROM}
    verdicts = [
        _verdict(line, mine, page_url, sure) for line, mine in zip(lines, informed, strict=True)
    ]
    return _with_bare_names(lines, verdicts)


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


def _verdict(line: Line, runs: Iterable[Run], page_url: str, sure: set[str]) -> Verdict:
    cuts = [*_hidden_cuts(line, page_url)]
    suspected: list[Cut] = []
    for run in runs:
        confidence = run.confidence
        if run.key in sure and confidence >= SUSPECTED_FROM:
            confidence = max(confidence, REMOVED_FROM)  # surely spam elsewhere on the page
        start, end = tidied(line.text, run.start, run.end)
        found = Cut(start, end, run.rule, confidence, run.around.link)
        if any(start < other.end and end > other.start for other in cuts):
            continue
        if confidence >= REMOVED_FROM:
            cuts.append(found)
        elif confidence >= SUSPECTED_FROM:
            suspected.append(found)
    return Verdict(filled(line.text, _in_order(cuts)), _in_order(suspected))


def _hidden_cuts(line: Line, page_url: str) -> Iterable[Cut]:
    """Give the hidden pieces of a line that hold spam."""
    for span in line.spans:
        if span.hidden is None:
            continue
        found = is_hidden_spam(line.text[span.start : span.end], span, page_url)
        if found >= REMOVED_FROM:
            yield Cut(span.start, span.end, f"hidden:{span.hidden}", found, span.link)


def _in_order(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Return cuts in order, those that touch each other's ground left out."""
    ordered: list[Cut] = []
    for found in sorted(cuts, key=lambda c: (c.start, -c.end)):
        if not ordered or found.start >= ordered[-1].end:
            ordered.append(found)
    return tuple(ordered)
