"""Suspected runs of several clauses, each of which offers: the commas are the run's own.

A run that crosses the marks of a sentence is barred, since it would take part of the sentence
along. That does not hold where each clause of it says by itself that it is spam.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from pipelines.despam.cutting import Cut
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, Line, Verdict, is_guarded
from pipelines.despam.page.proof import words_in
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.despam.shields.warning import is_warned_of
from pipelines.despam.words.lexicon import lexicon

LEAST_CLAUSES = 3
"""Of a run: one that crosses fewer marks may take a part of its sentence along."""
LEAST_CORE = 1.2
"""``core`` that the words of each clause come to."""
_CLAUSE = re.compile(r"[^,，、;；!！?？。\s]+")


def with_rows(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with suspected rows of offers cut out of the body."""
    found = list(verdicts)
    for number, verdict in enumerate(verdicts):
        text = lines[number].text
        rows = [c for c in verdict.suspected if _is_row(text[c.start : c.end])]
        if not rows or lines[number].where != BODY or is_warned_of(lines, number):
            continue
        if not is_guarded(line.text for line in lines):
            found[number] = verdict.with_whole([_sure(c) for c in rows])
    return found


def _is_row(text: str) -> bool:
    clauses = _CLAUSE.findall(folded_each(text))
    if any(word in text for word in lexicon().guard):
        return False
    return len(clauses) >= LEAST_CLAUSES and all(map(_offers, clauses))


def _offers(clause: str) -> bool:
    return sum(word.core for _, word in words_in(clause)) >= LEAST_CORE


def _sure(found: Cut) -> Cut:
    return dataclasses.replace(found, confidence=REMOVED_FROM)
