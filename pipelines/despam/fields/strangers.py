"""What stands in a headline and is said nowhere in its text, and what of the headline stays.

News says its headline again. So a suspected run of which the text says nothing, in a headline that
the text says again but for it, was put in; and what the text says again of a cut run was not.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from pipelines.despam.cutting import Cut
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import SAID_AGAIN, Verdict
from pipelines.despam.page.proof import NAMES_OFFERS, NAMES_SPAM, words_in
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.despam.runs.evidence import CALLS
from pipelines.despam.shields.confirmed import unsaid
from pipelines.despam.words.lexicon import lexicon
from pipelines.despam.words.telling import MEANING

CONFIDENCE = 0.6
SAID = 2
"""Han characters by which the text says a word of a run again."""
SHORTEST = 6
"""Characters of a headline that stays."""
LONGEST_REST = 6
"""Characters behind a run, up to white space, that are of it: 一肖一码|100%中."""
_OPENING = tuple("“《‘")
_FIRST = re.compile(r"(\S{4,24})\s+(?=\S)")
_SEPARATOR = re.compile(r"[|｜_:：—-]+")


def with_strangers(text: str, verdict: Verdict, said: str) -> Verdict:
    """Return the verdict on a headline, with strangers to its text cut and only these.

    ``said``: what the text says.
    """
    if not verdict.cuts and not verdict.suspected:
        return verdict
    folded = folded_each(said)
    found = Verdict(tuple(_parted(text, c, folded) for c in verdict.cuts), verdict.suspected)
    parts = [part for c in found.suspected for part in unsaid(folded_each(text), c, folded)]
    strange = [c for c in parts if _is_stranger(text, c, folded)]
    whole = [_set_off(text, c) for c in strange]
    return found.with_whole([dataclasses.replace(c, confidence=CONFIDENCE) for c in whole])


def _is_stranger(text: str, found: Cut, said: str) -> bool:
    """Tell whether a run names spam, beside a separator or by itself, and the text does not."""
    run, rest = text[found.start : found.end], text[: found.start] + "\n" + text[found.end :]
    words = [word for _, word in words_in(folded_each(run))]
    strongest = max((word.core for word in words), default=0.0)
    if strongest < (NAMES_OFFERS if _is_parted(text, found) else NAMES_SPAM):
        return False
    if any(name in run for name in (*lexicon().official, *lexicon().institutions)):
        return False
    size = SAID if _is_set_off(text, found) else SAID_AGAIN
    if len(rest) <= SHORTEST or not any(piece in said for piece in _pieces(rest, size)):
        return False
    return not any(piece in said for piece in _pieces(run, SAID))


def _is_set_off(text: str, found: Cut) -> bool:
    """Tell whether white space parts a run that begins a headline, or little behind it, from it."""
    part = _FIRST.match(text)
    return part is not None and found.start == 0 and 0 <= part.end(1) - found.end <= LONGEST_REST


def _set_off(text: str, found: Cut) -> Cut:
    """Return a cut up to the white space that parts it from its headline."""
    part = _FIRST.match(text)
    if part is None or not _is_set_off(text, found):
        return found
    return dataclasses.replace(found, end=part.end())


def _is_parted(text: str, found: Cut) -> bool:
    """Tell whether a run is an end of the headline, and a separator parts it from the rest."""
    first = _SEPARATOR.search(text[found.start : found.end + 1])
    if found.start == 0:
        return first is not None and found.start + first.end() >= found.end
    end = len(text[: found.end]) - len(text[found.start : found.end].lstrip())
    return (
        found.end == len(text)
        and (_SEPARATOR.match(text, found.start - 1) or _SEPARATOR.match(text, end)) is not None
    )


def _parted(text: str, found: Cut, said: str) -> Cut:
    """Return a cut at the beginning without what stands behind its separator and is said again."""
    separators = list(_SEPARATOR.finditer(text, found.start + 1, found.end))
    if found.start or not separators:
        return found
    end = separators[-1].end()
    tail = text[end : found.end]
    parted = dataclasses.replace(found, end=end, confidence=max(found.confidence, REMOVED_FROM))
    if found.confidence >= REMOVED_FROM and _is_begun(text, end, found.end):
        return parted
    words = [word for _, word in words_in(folded_each(text[: separators[-1].start()]))]
    names = any(word.core >= NAMES_OFFERS for word in words)
    if names and any(piece in said for piece in _pieces(tail, SAID_AGAIN)):
        return parted
    return found


def _is_begun(text: str, start: int, end: int) -> bool:
    """Tell whether a cut took along the first words of a part that goes on: _|县医院|卒中中心."""
    tail = text[start:end]
    goes_on = is_han(text[end : end + 1] or " ") or text[end : end + 1] in _OPENING
    if not tail or not goes_on or not all(map(is_han, tail)):
        return False
    return not any(word.core >= MEANING or word.kind in CALLS for _, word in words_in(tail))


def _pieces(text: str, size: int) -> Iterator[str]:
    """Give all sequences of so many Han characters."""
    folded = folded_each(text)
    found = (folded[at : at + size] for at in range(len(folded) - size + 1))
    return (piece for piece in found if all(map(is_han, piece)))
