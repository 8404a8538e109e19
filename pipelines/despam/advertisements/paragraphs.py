"""Paragraphs, and sentences within them, that are advertisements by how they speak.

``advertising`` knows wares; ``speaking`` knows how an offer of spam is made. How
much is asked here depends on what else the page tells: that it was hacked, that something was cut
out of the same sentences, that the text is about crime, or that the paragraph speaks of what the
page speaks of. A paragraph goes as a whole, or sentences of it do.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, islice

from pipelines.despam.advertisements.advertising import signs_of, told_words
from pipelines.despam.advertisements.apart import set_apart
from pipelines.despam.advertisements.kinship import OF_OTHER_MARKS, STRANGE, Rest
from pipelines.despam.advertisements.speaking import (
    ASKED,
    ROUNDING_NATS,
    SHORTEST,
    Range,
    Sentences,
    is_barred,
    is_long,
    may_be_offer,
    most_odds_of,
    names_wares,
    odds_of,
    sentences_of,
)
from pipelines.despam.cutting import Cut
from pipelines.despam.lines import BODY, HEADLINE, Line, Verdict, is_guarded
from pipelines.despam.runs.deciding import REMOVED_FROM, SUSPECTED_FROM, probability_of
from pipelines.despam.shields.examples import is_introduced
from pipelines.despam.shields.spoken import tells_of_offers
from pipelines.despam.shields.warning import is_warned_of

RULE = "offer"
ASKED_OF_SENTENCES = 5.0
"""Odds in nats that sentences within a paragraph need: there are many more of them."""
PART_GONE, PAGE_HACKED = -3.0, -1.5
"""What is asked less where spam was cut out of the very text, or stands elsewhere on the page."""
SURELY_HACKED, SURELY = -3.0, 0.8
"""The same where that is a field's own, and from which confidence it is sure."""
WARNED, DOUBTED = 4.0, 2.0
"""What is asked more beside a word of crime, and for each word of those who tell of an offer."""
MOST_DOUBTED = 2
"""How many such words count."""
OF_NOTHING = 7.5
"""What is asked more of a text that names no ware of spam and promises nothing that only spam does:
public bodies invite to their accounts in the same words (添加法律援助微信，24小时在线).
Of fifteen such invitations of county offices, banks and cooperatives the dearest has odds of 8.6,
of twenty-five advertisements of a red team twenty name a ware."""
BRIEF, BRIEF_BELOW = 2.0, 24
"""What is asked more of a text of fewer characters: 家电下乡，货到付款，免费送货上门。 is none."""
LEAST = 1.0
"""Odds below which a text is not looked at further: no page asks less."""
SUSPECTED_NATS = math.log(SUSPECTED_FROM / (1 - SUSPECTED_FROM)) - ROUNDING_NATS
"""What odds must exceed those that are asked by, for a text to be suspected; it is below 0."""
PROSE = -1.5
"""What characters of a sentence come to that does not go along with the paragraph's others."""
MOST_OFFERS = 20
"""Lines that may hold offers up to which the rest of the page is worked out for each."""
MOST_JUDGED = 1_000
"""Lines that may hold offers of which each is judged: a page of more is a list of goods."""
LEAST_REST = 5
"""Letters that may be left of an offer whatever they say: 、, 。, 咨询."""
MOSTLY, ASKED_OF_MOST = 0.5, 6.0
"""Share of the body from which a page is full of offers, and odds that each then needs: a notice of
jobs or of a feast is an offer throughout."""


def without_offers(
    lines: Sequence[Line], verdicts: Sequence[Verdict], *, hacked: bool
) -> list[Verdict]:
    """Return the verdicts with advertisements cut out of the body.

    ``hacked``: whether spam was found outside the article.
    """
    sentences = Sentences([line.text for line in lines])
    telling = sentences.telling().items()
    told = {number: ranges for number, ranges in telling if lines[number].where == BODY}
    found = list(verdicts)
    if told:
        page = _Page(lines, verdicts, sentences, told, hacked)
        for number, cuts in page.offers().items():
            found[number] = _with_offers(found[number], cuts)
    return found


def _with_offers(verdict: Verdict, cuts: Sequence[Cut]) -> Verdict:
    """Return a verdict with offers cut; those that are not sure enough are suspected."""
    found = verdict.with_whole([c for c in cuts if c.confidence >= REMOVED_FROM])
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
        sentences: Sentences,
        told: Mapping[int, Sequence[Range]],
        hacked: bool,  # noqa: FBT001 (a private class, made in one place)
    ) -> None:
        self._lines, self._verdicts, self._sentences, self._told = lines, verdicts, sentences, told
        self._hacked = hacked or any(verdict.cuts for verdict in verdicts)
        self._of_page = PAGE_HACKED if self._hacked else 0.0
        if any(c.confidence >= SURELY for verdict in verdicts for c in verdict.cuts):
            self._of_page = SURELY_HACKED
        self._body = [number for number, line in enumerate(lines) if line.where == BODY]

    def offers(self) -> Mapping[int, list[Cut]]:
        """Return by line what is an offer, or may be one; of a page full of them all only may."""
        if self._is_nothing_else():
            sure = probability_of(ASKED_OF_MOST)
            return {n: [Cut(0, len(self._lines[n].text), RULE, sure)] for n in self._body}
        found = {n: self._set_apart(n) for n in islice(self._told, MOST_JUDGED)}
        size = sum(len(self._lines[number].text) for number in self._body)
        taken = [c for cuts in found.values() for c in cuts if c.confidence >= REMOVED_FROM]
        if sum(c.end - c.start for c in taken) <= MOSTLY * size:
            return found
        if min(c.confidence for c in taken) >= probability_of(ASKED_OF_MOST):
            return found
        return {number: [_doubted(c) for c in cuts] for number, cuts in found.items()}

    def _is_nothing_else(self) -> bool:
        """Tell whether the page is one offer: each paragraph by itself, and all together."""
        texts = [self._lines[number].text for number in self._body]
        long = [text for text in texts if is_long(text)]
        if 2 * len(self._told) < len(texts) or self._is_announced or any(map(is_barred, long)):
            return False
        if not all(odds_of(text) >= LEAST for text in long):
            return False
        joined = "".join(texts)
        return odds_of(joined) >= ASKED_OF_MOST + OF_NOTHING * (not names_wares(joined))

    def _set_apart(self, number: int) -> list[Cut]:
        """Return the offers of a line, those no wider than what the page sets apart as one."""
        line = self._lines[number]
        return [
            dataclasses.replace(found, start=start, end=end)
            for found in self._of_line(number)
            for start, end in set_apart(line, [(found.start, found.end)], _offers_by_itself)
        ]

    def _of_line(self, number: int) -> Iterator[Cut]:
        """Give the whole line if it is an offer, else the sentences of it that are."""
        text = self._lines[number].text
        ranges = sentences_of(text)
        whole = None
        if not any(map(_is_prose, self._sentences.scores(number, ranges), ranges)):
            whole = self._judged(number, (0, len(text)), ASKED)
        if whole is not None:
            yield whole
            return
        telling = set(self._told[number])
        told = [one in telling for one in ranges]
        for is_told, group in groupby(zip(ranges, told, strict=True), key=lambda pair: pair[1]):
            row = _outlined(text, [one for one, _ in group])
            if is_told and row and len(row) < len(ranges):
                yield from self._of_row(number, row)

    def _of_row(self, number: int, row: Sequence[Range]) -> Iterator[Cut]:
        """Give a row of sentences if it is an offer, else those of them that are."""
        part = self._judged(number, (row[0][0], row[-1][1]), ASKED_OF_SENTENCES)
        if len(row) > 1 and part is not None and part.confidence >= REMOVED_FROM:
            row = _tightened(self._lines[number].text, row)
            part = self._judged(number, (row[0][0], row[-1][1]), ASKED_OF_SENTENCES) or part
        if len(row) > 1 and (part is None or part.confidence < REMOVED_FROM):
            judged = [self._judged(number, one, ASKED_OF_SENTENCES) for one in row]
            sure = [c for c in judged if c is not None and c.confidence >= REMOVED_FROM]
            yield from sure
            part = None if sure else part
        if part is not None:
            yield part

    def _judged(self, number: int, where: Range, asked: float) -> Cut | None:
        """Return the cut of a text that is an offer or is suspected; None for others."""
        start, end = where
        text = self._lines[number].text[start:end]
        gone = [c for c in self._verdicts[number].cuts if c.start < end and c.end > start]
        more = PART_GONE if gone else self._of_page
        score = self._sentences.score(number, where)
        if _is_out_of_reach(text, asked + more, score):
            return None
        if (odds := odds_of(text)) < LEAST or odds - asked - more < _least_surplus(text):
            return None
        if is_barred(text) or self._is_told_of(number, text):
            return None
        if gone and not _speaks_without(text, start, gone, asked + PAGE_HACKED):
            return None
        surplus = odds - asked - more - self._asked_more(number, where)
        if surplus >= 0:
            return Cut(start, end, RULE, max(REMOVED_FROM, probability_of(odds)))
        confidence = min(probability_of(surplus), REMOVED_FROM - 0.01)
        return Cut(start, end, RULE, confidence) if confidence >= SUSPECTED_FROM else None

    def _asked_more(self, number: int, where: Range) -> float:
        """Return what else the page asks of a piece of a line, in nats."""
        text = self._lines[number].text[slice(*where)]
        doubts = sum(word in text for word in told_words("doubted"))
        of_size = BRIEF * (len(text) < BRIEF_BELOW)
        of_wares = OF_NOTHING * (not names_wares(text))
        of_words = DOUBTED * min(MOST_DOUBTED, doubts) + WARNED * self._is_warned_of(number)
        return of_words + self._beside(number, where).asks_more(text) + of_size + of_wares

    def _is_told_of(self, number: int, text: str) -> bool:
        """Tell whether a text of crime gives this as an example, or as one of several.

        Below a headline that announces so each is one, unless spam stands elsewhere on the page.
        """
        if not self._is_warned_of(number):
            return False
        if self._is_announced and not self._hacked:
            return True
        before = self._lines[number - 1].text if number else ""
        return len(self._told) > 1 or is_introduced(text, before)

    def _is_warned_of(self, number: int) -> bool:
        return is_warned_of(self._lines, number) or self._is_about_crime

    @cached_property
    def _is_announced(self) -> bool:
        return any(tells_of_offers(line.text) for line in self._lines if line.where == HEADLINE)

    @cached_property
    def _is_about_crime(self) -> bool:
        return is_guarded(line.text for line in self._lines)

    def _beside(self, number: int, where: Range) -> Rest:
        """Return what the page says beside a piece of a line, without what may be an offer.

        A page of many offers is not read again for each of them.
        """
        own = _without(self._lines[number].text, [where, *self._told[number]])
        is_beside = len(own.strip()) < len(self._prose[number].strip())
        if not is_beside or len(self._told) > MOST_OFFERS:
            return self._rest
        headlines = [line.text for line in self._lines if line.where == HEADLINE]
        return Rest(headlines, [own if n == number else self._prose[n] for n in self._body])

    @cached_property
    def _rest(self) -> Rest:
        headlines = [line.text for line in self._lines if line.where == HEADLINE]
        return Rest(headlines, list(self._prose.values()))

    @cached_property
    def _prose(self) -> Mapping[int, str]:
        """Return the lines of the body without the sentences that may be offers."""
        return {n: _without(self._lines[n].text, self._told.get(n, ())) for n in self._body}


def _without(text: str, ranges: Sequence[Range]) -> str:
    """Return a text without some pieces, which may overlap."""
    at, kept = 0, []
    for start, end in sorted(ranges):
        kept.append(text[at:start])
        at = max(at, end)
    return "\n".join((*kept, text[at:]))


def _is_out_of_reach(text: str, asked: float, score: float) -> bool:
    """Tell whether a text can be no offer, by what is quick to tell of it; nearly all can be none.

    ``score``: what its characters come to. Beside ``asked`` a page asks what ``_asked_more`` says:
    of a text without wares ``OF_NOTHING``, and nothing else that is below 0 but ``STRANGE`` and
    ``OF_OTHER_MARKS``.
    """
    offered = signs_of(text)
    most = most_odds_of(text, offered, score)
    least = asked + STRANGE + OF_OTHER_MARKS + SUSPECTED_NATS
    if most < max(LEAST, least):
        return True
    return most < least + OF_NOTHING and not names_wares(text, offered)


def _least_surplus(text: str) -> float:
    """Return by how many nats odds must exceed what a text is asked for, for it to be suspected.

    Quick: without what only the rest of the page tells, which is no less than is said here.
    """
    doubts = sum(word in text for word in told_words("doubted"))
    of_words = DOUBTED * min(MOST_DOUBTED, doubts) + BRIEF * (len(text) < BRIEF_BELOW)
    of_wares = OF_NOTHING * (not names_wares(text))
    return of_words + of_wares + STRANGE + OF_OTHER_MARKS + SUSPECTED_NATS


def _outlined(text: str, row: Sequence[Range]) -> Sequence[Range]:
    """Return sentences in a row without short ones at either end that offer nothing themselves."""
    found = list(row)
    while found and not _offers(text[slice(*found[0])]):
        found.pop(0)
    while found and not _offers(text[slice(*found[-1])]):
        found.pop()
    return found


def _tightened(text: str, row: Sequence[Range]) -> Sequence[Range]:
    """Return sentences in a row without those at either end without which they offer as surely."""
    while len(row) > 1:
        odds = odds_of(text[row[0][0] : row[-1][1]])
        shorter = [
            (inner, outer)
            for inner, outer in ((row[1:], row[0]), (row[:-1], row[-1]))
            if is_long(text[slice(*outer)])
        ]
        better = [i for i, _ in shorter if odds_of(text[i[0][0] : i[-1][1]]) >= odds]
        if not better:
            break
        row = better[0]
    return row


def _offers(sentence: str) -> bool:
    return is_long(sentence) or signs_of(sentence).tells_alone


def _is_prose(score: float, where: Range) -> bool:
    """Tell whether a sentence does not go along with others that are an offer."""
    return score <= PROSE and where[1] - where[0] >= SHORTEST


def _speaks_without(text: str, start: int, gone: Sequence[Cut], asked: float) -> bool:
    """Tell whether a text that begins at an offset offers without what is cut out of it, too.

    ``asked``: odds in nats that the rest needs. A sentence into which spam was put has fewer,
    though it enumerates or speaks in proverbs as offers do: 雪一程，风一程，灾区雪夜千帐灯。
    """
    kept = [True] * len(text)
    for c in gone:
        for at in range(max(c.start, start), min(c.end, start + len(text))):
            kept[at - start] = False
    rest = "".join(sign for sign, stays in zip(text, kept, strict=True) if stays)
    if sum(map(str.isalnum, rest)) < LEAST_REST:
        return True
    return may_be_offer(rest) and odds_of(rest) >= asked


def _offers_by_itself(text: str) -> bool:
    return may_be_offer(text) and odds_of(text) >= ASKED


def _doubted(found: Cut) -> Cut:
    """Return a cut as one that is suspected."""
    return dataclasses.replace(found, confidence=min(found.confidence, REMOVED_FROM - 0.01))
