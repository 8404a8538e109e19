"""Contexts in which what looks like spam is the page's own text, and stays (under suspicion).

A genuine sentence that is cut is worse than a phrase that stays. So what was found is asked at last
whether it is an item of an official list (``listed``) or a step of a procedure (``steps``), quoted
or reported (``told``), what the page is about (``subjects``), one of several partners' links
(``partners``), of a licensed trade (``licensed``), or a part of the headline that the text says
again (``confirmed``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipelines.despam.cutting import Cut
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, HEADLINE, Line, Verdict
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.despam.shields.confirmed import kept_of, with_confirmed
from pipelines.despam.shields.licensed import is_licensed_page, offers_nothing
from pipelines.despam.shields.listed import body_of, headline_of, is_listed
from pipelines.despam.shields.partners import is_partner
from pipelines.despam.shields.spoken import is_firm, is_spoken_of, is_topic
from pipelines.despam.shields.steps import is_of_steps
from pipelines.despam.shields.subjects import Subjects
from pipelines.despam.shields.told import is_of_report, is_told, said_by, splits_quotation, warns

MANY = 2
"""Places of the body that need a text as little from which it is nowhere the page's own."""
SHIELDED = frozenset({BODY, HEADLINE})
"""Fields whose context tells."""


def shielded(lines: Sequence[Line], verdicts: Sequence[Verdict], page_url: str) -> list[Verdict]:
    """Return the verdicts with nothing cut that its context shows to be the page's own."""
    if not any(_may_be_own(line, c) for line, v in _pairs(lines, verdicts) for c in v.cuts):
        return list(verdicts)
    page = Page(lines, verdicts, page_url)
    own = [[c for c in v.cuts if page.is_own(n, c)] for n, v in enumerate(verdicts)]
    strange = Counter(
        line.text[c.start : c.end]
        for (line, verdict), mine in zip(_pairs(lines, verdicts), own, strict=True)
        for c in verdict.cuts
        if c not in mine and line.where == BODY
    )
    kept = [
        _without(verdict, [c for c in mine if strange[line.text[c.start : c.end]] < MANY])
        for (line, verdict), mine in zip(_pairs(lines, verdicts), own, strict=True)
    ]
    return with_confirmed(lines, kept)


class Page:
    """A page's lines, and what they say together."""

    def __init__(self, lines: Sequence[Line], verdicts: Sequence[Verdict], page_url: str) -> None:
        self._lines = lines
        self._url = page_url
        texts = [line.text for line in lines if line.where in SHIELDED]
        self._said = said_by(texts)
        self._headline = headline_of(lines)
        self._warns = warns(self._said)
        self._topic = "\n".join(_headlines_left(lines, verdicts))
        self._left = said_by(list(kept_of(lines, verdicts)))
        self._subjects = Subjects(lines)
        self._body = body_of(lines)
        self._is_licensed = is_licensed_page(list(self._body.values()))

    def is_own(self, number: int, cut: Cut) -> bool:
        """Tell whether a cut of a line is the page's own text by its context."""
        line = self._lines[number]
        if not _may_be_own(line, cut):
            return False
        if cut.rule == "link":
            return is_partner(self._lines, number, cut, self._url)
        return (
            (self._warns and is_told(line.text, cut))
            or splits_quotation(line.text, cut)
            or is_of_steps(line.text, cut)
            or is_spoken_of(line.text, cut, warns=self._warns)
            or (line.where == BODY and is_topic(line.text, cut, self._topic))
            or is_firm(line.text, cut, self._left)
            or is_of_report(line.text, cut, self._said)
            or is_listed(self._body, number, cut, self._headline)
            or (self._is_licensed and offers_nothing(line.text, cut))
            or self._subjects.hold(number, cut)
        )


def _pairs(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[tuple[Line, Verdict]]:
    return list(zip(lines, verdicts, strict=True))


def _headlines_left(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[str]:
    """Return the headlines out of which nothing was cut, folded."""
    pairs = _pairs(lines, verdicts)
    return [folded_each(line.text) for line, v in pairs if line.where == HEADLINE and not v.cuts]


def _may_be_own(line: Line, cut: Cut) -> bool:
    return line.where in SHIELDED and not cut.rule.startswith("hidden")


def _without(verdict: Verdict, own: Sequence[Cut]) -> Verdict:
    """Return the verdict with some of its cuts under suspicion only."""
    if not own:
        return verdict
    doubted = [c.doubted(REMOVED_FROM) for c in own]
    suspected = sorted([*verdict.suspected, *doubted], key=lambda c: c.start)
    return Verdict(tuple(c for c in verdict.cuts if c not in own), tuple(suspected))
