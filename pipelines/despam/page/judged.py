"""Lines that belong to no field, judged as those of the article are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress

from archive.records import ELSEWHERE, Removal
from pipelines.despam.lines import Line, judge
from pipelines.despam.page.proof import may_prove_spam, naming, proves_spam
from pipelines.document import Document

SURE = 0.8
"""Confidence from which the words for search engines are spam whatever they say: a headline is
prose, and its ``<title>`` repeats it."""
FOR_ENGINES = frozenset({"metadata", "script"})


def in_lines(lines: Sequence[str], document: Document, rule: str) -> Iterator[Removal]:
    """Give the spam in lines that belong to no field."""
    if rule not in FOR_ENGINES:
        lines = may_prove(lines)
    if not lines:
        return
    judged = [Line(ELSEWHERE, line) for line in lines]
    verdicts = judge(judged, document.page.url, document.page.known_spam)
    for line, verdict in zip(judged, verdicts, strict=True):
        for c in verdict.cuts:
            text = line.text[c.start : c.end]
            if proves_spam(text) or (rule in FOR_ENGINES and c.confidence >= SURE):
                yield Removal(
                    rule=rule, text=text, at=0, where=ELSEWHERE, confidence=round(c.confidence, 3)
                )


def may_prove(lines: Sequence[str]) -> list[str]:
    """Return the lines that can be spam by what they say: on most pages none."""
    return [line for line in compress(lines, naming(lines)) if may_prove_spam(line)]
