"""Paragraphs and sentences that are advertisements by how they speak, whatever they sell.

``pipelines.despam.advertising`` knows wares; this knows how an offer of spam is made. What the
characters of a text come to (``paragraph_model``) is worked out for all sentences of a page at
once; of those that come to enough, which are few, the other signs are looked at too
(``paragraph_signs``). How much is asked then depends on what else the page tells: that it was
hacked, that something was cut out of the same sentences, that the text is about crime, or that the
paragraph speaks of what the page speaks of. A paragraph goes as a whole, or sentences of it do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, groupby

import numpy as np

from pipelines.despam.advertising import told_words
from pipelines.despam.alphabet import is_han
from pipelines.despam.cutting import Cut
from pipelines.despam.deciding import REMOVED_FROM, SUSPECTED_FROM, probability_of
from pipelines.despam.folding import FOLDED_POINTS, folded_each
from pipelines.despam.lexicon import lexicon
from pipelines.despam.lines import BODY, HEADLINE, Line, Verdict, is_guarded
from pipelines.despam.paragraph_model import Scores, paragraph_model
from pipelines.despam.paragraph_signs import (
    OFFICIAL,
    han_cost,
    paragraph_signs,
    share_of_han,
    without_quotations,
)
from pipelines.despam.warning import is_warned_of

RULE = "offer"
ASKED = 4.0
"""Odds in nats that a paragraph needs. Of paragraphs of good faith of kinds that were held out seven
of 4,600 had more (lists of an enforcement, which are barred besides, and a job), of advertisements
of trades that were held out three of four."""
ASKED_OF_SENTENCES = 5.0
"""The same of sentences within a paragraph: there are many more of them."""
PART_GONE, PAGE_HACKED = -3.0, -1.5
"""What is asked less where spam was cut out of the very text, or stands elsewhere on the page."""
WARNED, RELATED, DOUBTED = 4.0, 2.0, 2.0
"""What is asked more beside a word of crime; of a text that says what the page says; for each word
of those who tell of an offer."""
MOST_DOUBTED, MOST_GUARDED = 2, 1
"""Words of who tells of an offer that count, and words of crime that an offer may have itself."""
GATE = 0.0
"""What characters must come to before other signs are looked at."""
PROSE = -1.5
"""What characters of a sentence come to that does not go along with the paragraph's others."""
LEAST = 1.0
"""Odds below which a text is not looked at further: no page asks less."""
SHORTEST = 14
"""Characters below which a text says too little."""
MOST_QUOTED, LEAST_HAN = 0.3, 0.35
"""Share from which a text is a quotation, and below which it is not Chinese."""
GARBLED_NATS = 9.2
"""Mean cost of a Han character from which a text was read in a wrong encoding: of composed
advertisements the dearest has 9.0."""
SAID_AGAIN, RELATED_FROM = 3, 4
"""So many different sequences of so many Han characters that the rest of the page has too relate a
text to it."""
MOSTLY, ASKED_OF_MOST = 0.5, 6.0
"""Share of the body from which a page is full of offers, and odds that each then needs: a notice of
jobs or of a feast is an offer throughout."""

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’）」』)]*|[^。！？!?\n]+")
_ENDS = np.zeros(FOLDED_POINTS, dtype=bool)
"""Whether a folded code point ends a sentence or a line."""
_ENDS[[ord(end) for end in "。!?\n"]] = True
_LABELLED = re.compile(r"[^,，。；;]{1,8}[:：]")

Range = tuple[int, int]


def sentences_of(text: str) -> list[Range]:
    """Return the sentences of a text as ranges."""
    return [match.span() for match in _SENTENCE.finditer(text)]


def without_adverts(
    lines: Sequence[Line], verdicts: Sequence[Verdict], *, hacked: bool
) -> list[Verdict]:
    """Return the verdicts with advertisements cut out of the body.

    ``hacked``: whether spam was found outside the article.
    """
    numbers = [number for number, line in enumerate(lines) if line.where == BODY]
    told = _told([lines[number].text for number in numbers])
    if not told:
        return list(verdicts)
    page = _Page(lines, verdicts, {numbers[n]: ranges for n, ranges in told.items()}, hacked)
    found = list(verdicts)
    for number, cuts in page.offers().items():
        found[number] = _with_offers(found[number], cuts)
    return found


def odds_of(text: str) -> float:
    """Return the odds, in nats, that a text is an advertisement of spam by how it speaks."""
    model, bare = paragraph_model(), without_quotations(text)
    words = float(Scores(bare).of([0], [len(bare)])[0])
    signs = paragraph_signs(text)
    return model.bias + model.words * words + sum(
        model.signs.get(name, 0.0) * value for name, value in signs.items()
    )


def may_be_offer(text: str) -> bool:
    """Tell whether the characters of a text come to enough to look at its other signs; quick."""
    return _is_long(text) and float(Scores(text).of([0], [len(text)])[0]) > GATE


def is_strange_offer(text: str, said: str) -> bool:
    """Tell whether a text is an offer that says nothing of what the page says."""
    if not may_be_offer(text) or _is_barred(text) or _shared(text, folded_each(said)):
        return False
    return odds_of(text) >= ASKED


def _told(texts: Sequence[str]) -> Mapping[int, list[Range]]:
    """Return, by line, the sentences whose characters come to enough; quick, for a page at once."""
    if not texts:
        return {}
    scores = Scores("\n".join((*texts, "")))
    firsts = np.fromiter(accumulate((len(line) + 1 for line in texts), initial=0), dtype=np.intp)
    stops = _ENDS[scores.points].nonzero()[0]
    starts = np.concatenate((firsts[:-1], [0], stops[:-1] + 1))
    ends = np.concatenate((firsts[1:] - 1, stops))
    told = (ends - starts >= SHORTEST) & (scores.of(starts, ends) > GATE)
    if not told.any():
        return {}
    numbers = set((np.searchsorted(firsts, starts[told], side="right") - 1).tolist())
    found = {number: _told_of(texts[number]) for number in sorted(numbers)}
    return {number: ranges for number, ranges in found.items() if ranges}


def _told_of(text: str) -> list[Range]:
    """Return the sentences of a line whose characters come to enough."""
    ranges = sentences_of(text)
    if len(text) < SHORTEST or not ranges:
        return []
    starts, ends = zip(*ranges, strict=True)
    told = (Scores(text).of(starts, ends) > GATE).tolist()
    return [one for one, is_told in zip(ranges, told, strict=True) if is_told]


def _with_offers(verdict: Verdict, cuts: Sequence[Cut]) -> Verdict:
    """Return a verdict with offers cut; those that are not sure enough are suspected."""
    sure = [c for c in cuts if c.confidence >= REMOVED_FROM]
    found = verdict.with_whole(sure)
    doubted = [c for c in cuts if c.confidence < REMOVED_FROM]
    apart = [c for c in found.suspected if all(_are_apart(c, d) for d in doubted)]
    free = [d for d in doubted if all(_are_apart(c, d) for c in found.cuts)]
    return Verdict(found.cuts, tuple(sorted([*apart, *free], key=lambda c: c.start)))


def _are_apart(one: Cut, other: Cut) -> bool:
    return one.end <= other.start or one.start >= other.end


class _Page:
    """The lines of a page, and which of their sentences may be offers."""

    def __init__(
        self,
        lines: Sequence[Line],
        verdicts: Sequence[Verdict],
        told: Mapping[int, Sequence[Range]],
        hacked: bool,
    ) -> None:
        self._lines, self._verdicts, self._told = lines, verdicts, told
        self._hacked = hacked or any(verdict.cuts for verdict in verdicts)

    def offers(self) -> Mapping[int, list[Cut]]:
        """Return by line what is an offer, or may be one; nothing of most pages of many offers."""
        if self._is_nothing_else():
            return {number: [_whole(self._lines[number].text)] for number in self._body()}
        found = {number: list(self._of_line(number)) for number in self._told}
        size = sum(len(line.text) for line in self._lines if line.where == BODY)
        taken = [c for cuts in found.values() for c in cuts if c.confidence >= REMOVED_FROM]
        if sum(c.end - c.start for c in taken) <= MOSTLY * size:
            return found
        if min(c.confidence for c in taken) >= probability_of(ASKED_OF_MOST):
            return found
        return {number: [_doubted(c) for c in cuts] for number, cuts in found.items()}

    def _body(self) -> list[int]:
        return [number for number, line in enumerate(self._lines) if line.where == BODY]

    def _is_nothing_else(self) -> bool:
        """Tell whether the page is one offer: each of its paragraphs by itself, and all together."""
        texts = [self._lines[number].text for number in self._body()]
        if 2 * len(self._told) < len(texts) or any(map(_is_barred, filter(_is_long, texts))):
            return False
        if not all(odds_of(text) >= LEAST for text in filter(_is_long, texts)):
            return False
        return odds_of("".join(texts)) >= ASKED_OF_MOST

    def _of_line(self, number: int) -> Iterator[Cut]:
        """Give the whole line if it is an offer, else the sentences of it that are."""
        text = self._lines[number].text
        ranges = sentences_of(text)
        starts, ends = zip(*ranges, strict=True)
        speaks = Scores(text).of(starts, ends) > PROSE
        if all(
            told or end - start < SHORTEST
            for told, (start, end) in zip(speaks.tolist(), ranges, strict=True)
        ):
            whole = self._judged(number, (0, len(text)), ASKED)
            if whole is not None:
                yield whole
                return
        told = [one in self._told[number] for one in ranges]
        for is_told, group in groupby(zip(ranges, told, strict=True), key=lambda pair: pair[1]):
            row = [one for one, _ in group]
            if is_told and len(row) < len(ranges):
                part = self._judged(number, (row[0][0], row[-1][1]), ASKED_OF_SENTENCES)
                if part is not None:
                    yield part

    def _judged(self, number: int, where: Range, asked: float) -> Cut | None:
        """Return the cut of a text that is an offer or is suspected; None for others."""
        start, end = where
        text = self._lines[number].text[start:end]
        if _is_barred(text):
            return None
        odds = odds_of(text)
        if odds < LEAST or self._is_told_of(number, text):
            return None
        surplus = odds - asked - self._asked_more(number, where)
        if surplus >= 0:
            return Cut(start, end, RULE, max(REMOVED_FROM, probability_of(odds)))
        confidence = min(probability_of(surplus), REMOVED_FROM - 0.01)
        return Cut(start, end, RULE, confidence) if confidence >= SUSPECTED_FROM else None

    def _asked_more(self, number: int, where: Range) -> float:
        """Return what else the page asks of a text, in nats."""
        start, end = where
        text = self._lines[number].text[start:end]
        more = DOUBTED * min(MOST_DOUBTED, sum(word in text for word in told_words("doubted")))
        if any(c.start < end and c.end > start for c in self._verdicts[number].cuts):
            more += PART_GONE
        elif self._hacked:
            more += PAGE_HACKED
        if is_warned_of(self._lines, number) or self._is_about_crime:
            more += WARNED
        if self._is_related(text):
            more += RELATED
        return more

    def _is_told_of(self, number: int, text: str) -> bool:
        """Tell whether a text of crime says this as an example: it is labelled, or introduced."""
        if not (is_warned_of(self._lines, number) or self._is_about_crime):
            return False
        before = self._lines[number - 1].text if number else ""
        return _LABELLED.match(text) is not None or before.endswith((":", "：")) or self._is_one_of

    @cached_property
    def _is_one_of(self) -> bool:
        """Tell whether several paragraphs may be offers: who warns of them gives many examples."""
        return len(self._told) > 1

    @cached_property
    def _is_about_crime(self) -> bool:
        return is_guarded(line.text for line in self._lines)

    @cached_property
    def _rest(self) -> str:
        """Return what the page says in paragraphs without offers, and its headline."""
        rest = (
            line.text
            for number, line in enumerate(self._lines)
            if line.where == HEADLINE or (line.where == BODY and number not in self._told)
        )
        return folded_each("\n".join(rest))

    def _is_related(self, text: str) -> bool:
        """Tell whether a text says several things that the rest of the page says."""
        return _shared(text, self._rest) >= RELATED_FROM


def _shared(text: str, folded: str) -> int:
    """Return how many sequences of Han characters a text has that another, folded one, has too."""
    own = folded_each(text)
    pieces = {own[at : at + SAID_AGAIN] for at in range(len(own) - SAID_AGAIN + 1)}
    return sum(all(map(is_han, piece)) and piece in folded for piece in pieces)


def _is_long(text: str) -> bool:
    return len(text) >= SHORTEST


def _whole(text: str) -> Cut:
    return Cut(0, len(text), RULE, probability_of(ASKED_OF_MOST))


def _doubted(found: Cut) -> Cut:
    """Return a cut as one that is suspected."""
    return Cut(found.start, found.end, found.rule, min(found.confidence, REMOVED_FROM - 0.01))


def _is_barred(text: str) -> bool:
    """Tell whether a text is no offer whatever it promises: it quotes, or a public body speaks."""
    folded = folded_each(text)
    if len(text) < SHORTEST or share_of_han(text) < LEAST_HAN or OFFICIAL.search(folded):
        return True
    if len(without_quotations(folded)) < (1 - MOST_QUOTED) * len(folded):
        return True
    if sum(word in folded for word in lexicon().guard) > MOST_GUARDED:
        return True
    return han_cost(folded) > GARBLED_NATS
