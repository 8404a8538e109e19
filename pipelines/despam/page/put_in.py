"""Half sentences that one of two views of the text lacks: told as suspected, and never taken out.

Whoever puts something into a text seldom does so in its second view, for narrow screens; but that
may also be of another day.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from pipelines.despam.cutting import Cut
from pipelines.despam.lines import BODY, Line, Verdict

SUSPICION = 0.3
"""Confidence with which they are told: nothing of their words is asked."""


def with_put_in(
    lines: Sequence[Line], verdicts: Sequence[Verdict], pieces: Sequence[str]
) -> list[Verdict]:
    """Return the verdicts with the pieces suspected where nothing else was found."""
    if not pieces:
        return list(verdicts)
    return [
        _suspecting(verdict, _found(line.text, pieces)) if line.where == BODY else verdict
        for line, verdict in zip(lines, verdicts, strict=True)
    ]


def _found(text: str, pieces: Sequence[str]) -> Iterator[Cut]:
    for piece in pieces:
        if (start := text.find(piece)) >= 0:
            yield Cut(start, start + len(piece), "view", SUSPICION)


def _suspecting(verdict: Verdict, found: Iterator[Cut]) -> Verdict:
    told = [*verdict.cuts, *verdict.suspected]
    new = [c for c in found if all(c.end <= o.start or c.start >= o.end for o in told)]
    if not new:
        return verdict
    suspected = sorted([*verdict.suspected, *new], key=lambda c: c.start)
    return dataclasses.replace(verdict, suspected=tuple(suspected))
