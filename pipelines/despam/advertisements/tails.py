"""The rest of a sentence that an offer began: 真钱斗地主,|赢了马上提现.

What was put in was a sentence of its own, and only its name was found. Its other clauses go along
where they promise something, and say nothing of what the page says.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from pipelines.despam.advertisements.advertising import signs_of, told_words
from pipelines.despam.cutting import Cut
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, Line, Verdict
from pipelines.despam.words.lexicon import lexicon

LONGEST_TAIL = 24
"""Characters of such a rest: a longer one may be the sentence into which a name was put."""
PAIR = 2
_COMMAS = ",，"
_STOPS = "。！？!?\n"
_REST = re.compile(r"[,，]?([^。！？!?\n]*)[。！？!?]*")


def with_tails(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with the rest of a sentence cut that an offer began, in the body."""
    found = list(verdicts)
    for number, verdict in enumerate(verdicts):
        if verdict.cuts and lines[number].where == BODY:
            tails = [_tail(lines, number, c) for c in verdict.cuts]
            wider = [c for c, old in zip(tails, verdict.cuts, strict=True) if c != old]
            found[number] = verdict.with_whole(wider)
    return found


def _tail(lines: Sequence[Line], number: int, cut: Cut) -> Cut:
    """Return a cut with the rest of the sentence that it begins, or as it was."""
    text = lines[number].text
    before = text[: cut.start].rstrip()
    is_first = not before or before[-1] in _STOPS + "”"
    if not is_first or not _ends_clause(text, cut):
        return cut
    rest = _REST.match(text, cut.end)
    if rest is None or not rest.group(1).strip() or len(rest.group()) > LONGEST_TAIL:
        return cut
    if not _promises(rest.group(1)) or _is_said(rest.group(1), lines, number, cut, rest.end()):
        return cut
    return dataclasses.replace(cut, end=rest.end())


def _ends_clause(text: str, cut: Cut) -> bool:
    return text[cut.end - 1] in _COMMAS or text[cut.end : cut.end + 1] in tuple(_COMMAS)


def _promises(rest: str) -> bool:
    folded = folded_each(rest)
    told = (*lexicon().guard, *told_words("reported"), *told_words("doubted"))
    return bool(signs_of(rest).lures) and not any(word in folded for word in told)


def _is_said(rest: str, lines: Sequence[Line], number: int, cut: Cut, end: int) -> bool:
    """Tell whether the page says two neighbouring Han characters of a rest elsewhere."""
    own = lines[number].text
    others = [line.text for n, line in enumerate(lines) if n != number]
    said = folded_each("\n".join((own[: cut.start], own[end:], *others)))
    folded = folded_each(rest)
    pairs = (folded[at : at + PAIR] for at in range(len(folded) - PAIR + 1))
    return any(pair in said for pair in pairs if all(map(is_han, pair)))
