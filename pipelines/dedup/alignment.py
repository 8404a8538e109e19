"""Sentences of two texts that stand for each other, and in them what stands for what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import process
from rapidfuzz.distance import LCSseq, Levenshtein

HANZI_DIGITS = "〇零一二三四五六七八九十百千万亿两"
UNITS = "年月日号时分名人元吨亩例件户次米级期届"
"""What makes a number of numerals in hanzi: 三件, but not the 三 of 三农."""
SCALES = "千万亿"
DATE_UNITS = frozenset("年月日号时")
_TOKEN = re.compile(rf"\d+[{SCALES}]*[年月日号时]?|[{HANZI_DIGITS}]+[{UNITS}]|.", re.DOTALL)
"""A number with the unit of a date, a number in hanzi with any usual unit, or one character."""
_NUMBER = re.compile(r"\d+")
_STARTS_NUMBER = frozenset("0123456789" + HANZI_DIGITS)

ALIKE = 0.5
"""Similarity at which two sentences are the same sentence with changes, not one for another."""
WITHIN = 0.6
"""Share of the shorter of two sentences that stands, in order, in the longer (本报讯 before it)."""
SAME_FRAME = 0.8
"""Similarity of two sentences of one form, each number in them taken for one character."""
WORDY = 12
"""Characters of a sentence that does not stand in another by chance."""
ALL_FACT = 6
"""Characters of a line that may be nothing but one fact: the name at the head of a letter."""
CONTEXT = 3
"""An office's last character and two of a name, of which the last one was changed."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Words or numbers of one sentence that stand where others stand in its counterpart."""

    mine: Sequence[str]
    theirs: Sequence[str]
    before: str
    """What both sentences have before them: ``CONTEXT`` tokens, fewer at the beginning."""
    after: str
    """What both have behind them, as many."""


def tokens(sentence: str) -> list[str]:
    """Split into numbers, whole and with their unit, and single characters."""
    return _TOKEN.findall(sentence)


def is_number(token: str) -> bool:
    """Tell a number among tokens."""
    return token[0] in _STARTS_NUMBER and (len(token) > 1 or token.isdigit())


def alike(one: str, other: str) -> bool:
    """Tell one sentence with changes from two."""
    return Levenshtein.normalized_similarity(one, other) >= ALIKE


def corresponding(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of sentences that are equal or alike, each sentence once at most."""
    one, other = sorted((one, other), key=lambda text: (len(text), text))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(one[start:end], other[other_start:other_end], strict=True)
        elif kind == "replace":
            yield from _alike(one[start:end], other[other_start:other_end])


def _alike(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    """Pair changed sentences with the likest of those that stand between the same neighbours."""
    left = list(other)
    unpaired = []
    for sentence in one:
        found = process.extractOne(
            sentence, left, scorer=Levenshtein.normalized_similarity, score_cutoff=ALIKE
        )
        if found is None:
            unpaired.append(sentence)
        else:
            left.remove(found[0])
            yield sentence, found[0]
    yield from _counterparts(unpaired, left)


def _counterparts(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    """Pair what is left: sentences with more around them than in them, lines of one fact."""
    for sentence in one:
        rival = next((rival for rival in other if _is_within(sentence, rival)), None)
        if rival is not None:
            other.remove(rival)
            yield sentence, rival


def _is_within(sentence: str, rival: str) -> bool:
    shorter, longer = sorted((len(sentence), len(rival)))
    if longer <= ALL_FACT or _is_same_frame(sentence, rival):
        return True
    return shorter >= WORDY and LCSseq.similarity(sentence, rival) >= WITHIN * shorter


def _is_same_frame(sentence: str, rival: str) -> bool:
    """Tell sentences of one form in which little but numbers stands (时间3月30日9:49至18:56)."""
    frames = _NUMBER.sub("0", sentence), _NUMBER.sub("0", rival)
    return Levenshtein.normalized_similarity(*frames) >= SAME_FRAME


def swaps(mine: str, theirs: str) -> Iterator[Swap]:
    """Yield what stands for what in two sentences."""
    ours, others = tokens(mine), tokens(theirs)
    for start, end, other_start, other_end in _changed_runs(ours, others):
        if start < end and other_start < other_end:
            yield Swap(
                ours[start:end],
                others[other_start:other_end],
                before="".join(ours[max(0, start - CONTEXT) : start]),
                after="".join(ours[end : end + CONTEXT]),
            )


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
