"""What differs between two texts that are alike: the facts of another day, or a copyist's changes.

Daily bulletins, tenders, appointments and notices (公示) fill one template with other dates,
numbers and names: in corresponding places stand different facts of the same kind. A reprint cuts,
adds, garbles single characters and rewrites whole sentences, but what it keeps of a sentence keeps
its facts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from pipelines.fingerprint import sentences

_HANZI_DIGITS = "〇零一二三四五六七八九十百千万亿两"
_UNITS = "年月日号时分名人元吨亩例件户次米级期届"
_TOKEN = re.compile(rf"\d+[年月日号时]?|[{_HANZI_DIGITS}]+[{_UNITS}]|.", re.DOTALL)
"""A number with the unit of a date, a number in hanzi with any usual unit, or one character."""
_DATE_UNITS = frozenset("年月日号时")
_STARTS_NUMBER = frozenset("0123456789" + _HANZI_DIGITS)

ALIKE = 0.5
"""Similarity at which two sentences are the same sentence with changes, not one for another."""
WINDOW = 6
"""How far a changed sentence may have moved among its changed neighbours."""
SLOT_LENGTHS = range(2, 31)
"""Characters of a name, a place, an office, a project; a single changed one is a misprint."""
SLOT_RATIO = 3
"""Two fillings of one slot are of about one length; a splice over a word is much longer."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Counted over the sentences that two texts have in common, changed or not."""

    compared: int = 0
    """Characters of those sentences."""
    numbers: int = 0
    """Numbers in them."""
    changed_numbers: int = 0
    """Numbers that another number stands for; dates are among them."""
    changed_dates: int = 0
    slots: int = 0
    """Distinct names, places … that stand for one another."""
    misprints: int = 0
    """Single characters that stand for one another."""

    @property
    def other_news(self) -> bool:
        """Whether the two report different facts in the same words.

        The bounds were set on the author half of ``make bench-dedup`` and are scored on the other.
        """
        facts = self.changed_numbers + self.slots
        if facts <= self.misprints / 3:  # garbling makes slots by chance, one in twenty
            return False
        dense = facts * 100 >= FACTS_PER_100 * self.compared
        telling = self.changed_numbers >= max(1, CHANGED_SHARE * self.numbers)
        return dense or (telling and self.changed_dates + self.changed_numbers > 1)


FACTS_PER_100 = 0.7
"""Changed facts in a hundred characters: templates have one and more, edited reprints 0.3."""
CHANGED_SHARE = 0.25
"""Share of the numbers that changed: a correction changes one of many."""


def differences(one: str, other: str) -> Differences:
    """Compare two bodies sentence by sentence."""
    swaps: Counter[tuple[str, str]] = Counter()
    compared = numbers = 0
    for mine, theirs in _corresponding(sentences(one), sentences(other)):
        compared += len(mine)
        numbers += sum(map(_is_number, _TOKEN.findall(mine)))
        if mine != theirs:
            swaps.update(_swaps(mine, theirs))
    changed = [pair for pair in swaps.elements() if _is_other_number(*pair)]
    return Differences(
        compared=compared,
        numbers=numbers,
        changed_numbers=len(changed),
        changed_dates=sum(pair[0][-1:] in _DATE_UNITS for pair in changed),
        slots=sum(_is_slot(mine, theirs, count) for (mine, theirs), count in swaps.items()),
        misprints=sum(
            count for (mine, theirs), count in swaps.items() if len(mine) == len(theirs) == 1
        ),
    )


def _corresponding(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of sentences in the same place that are equal or alike."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(one[start:end], other[other_start:other_end], strict=True)
        elif kind == "replace":
            yield from _alike(one[start:end], other[other_start:other_end])


def _alike(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    """Pair changed sentences in order, each with the likest of those ahead."""
    at = 0
    for sentence in one:
        ahead = other[at : at + WINDOW]
        scores = [Levenshtein.normalized_similarity(sentence, rival) for rival in ahead]
        if scores and max(scores) >= ALIKE:
            best = scores.index(max(scores))
            yield sentence, ahead[best]
            at += best + 1


def _swaps(mine: str, theirs: str) -> Iterator[tuple[str, str]]:
    """Yield what stands for what: numbers whole, neighbouring characters together."""
    ours, others = _TOKEN.findall(mine), _TOKEN.findall(theirs)
    for start, end, other_start, other_end in _changed_runs(ours, others):
        yield from _split_at_numbers(ours[start:end], others[other_start:other_end])


def _changed_runs(ours: list[str], others: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the changed stretches; those with one kept token between them are one (张小明)."""
    runs: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(ours, others):
        if op.tag == "equal":
            continue
        run = (op.src_start, op.src_end, op.dest_start, op.dest_end)
        if runs and op.src_start - runs[-1][1] <= 1 and op.dest_start - runs[-1][3] <= 1:
            run = (runs[-1][0], op.src_end, runs[-1][2], op.dest_end)
            runs.pop()
        runs.append(run)
    return runs


def _split_at_numbers(ours: list[str], others: list[str]) -> Iterator[tuple[str, str]]:
    """Pair the numbers of a stretch in order, and the words between them."""
    for numeric in (True, False):
        yield from zip(_runs_of(ours, numeric), _runs_of(others, numeric), strict=False)


def _runs_of(tokens: list[str], numeric: bool) -> list[str]:  # noqa: FBT001 - one of two halves
    """Return each number by itself, or each run of other characters as one string."""
    if numeric:
        return [token for token in tokens if _is_number(token)]
    grouped = groupby(tokens, key=_is_number)
    return ["".join(run) for is_number, run in grouped if not is_number]


def _is_number(token: str) -> bool:
    return token[:1] in _STARTS_NUMBER and (len(token) > 1 or token.isdigit())


def _is_other_number(mine: str, theirs: str) -> bool:
    if not (_is_number(mine) and _is_number(theirs)):
        return False
    return mine.rstrip(_UNITS) != theirs.rstrip(_UNITS)


def _is_slot(mine: str, theirs: str, count: int) -> bool:
    """Tell two fillings of one slot: names of about one length, or one character changed twice."""
    if _is_number(mine) and _is_number(theirs):
        return False
    shorter, longer = sorted((len(mine), len(theirs)))
    if longer == 1:
        return count > 1
    return longer in SLOT_LENGTHS and longer <= SLOT_RATIO * shorter
