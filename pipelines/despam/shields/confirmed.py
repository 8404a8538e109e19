"""What of a headline the text says again: that is no injection, and stays."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.despam.cutting import Cut
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.prose import mean_cost
from pipelines.despam.lines import BODY, HEADLINE, Line, Verdict
from pipelines.despam.page.proof import SOLD_WITH, words_in
from pipelines.despam.words.telling import MEANING

PAIR = 2
"""Characters of a piece by which the text says a part of its headline again."""
MOSTLY = 0.6
"""Share of a part's pieces from which the text says it."""
PARTLY = 0.3
"""The same of a part that a separator sets off, and that holds no word that spam has."""
LEAST_AT_BORDER = 4
"""Han characters at an end of a cut that the text says: fewer stand there by chance."""
LEAST_PART = 4
HEADLINE_NATS = 6.0
"""Mean cost of a character below which a part between two that are spam is the headline."""
_PART = re.compile(r"[^\s_|｜—–-]+")


def with_confirmed(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with nothing cut out of the headline that the text says again."""
    if not any(v.cuts for line, v in zip(lines, verdicts, strict=True) if line.where == HEADLINE):
        return list(verdicts)
    said = folded_each("\n".join(kept_of(lines, verdicts)))
    return [
        _narrowed(folded_each(line.text), verdict, said) if line.where == HEADLINE else verdict
        for line, verdict in zip(lines, verdicts, strict=True)
    ]


def kept_of(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Give the pieces of the body that stay under no suspicion."""
    for line, verdict in zip(lines, verdicts, strict=True):
        if line.where == BODY:
            at = 0
            for c in verdict.cuts:
                yield line.text[at : c.start]
                at = c.end
            yield line.text[at:]


def _narrowed(text: str, verdict: Verdict, said: str) -> Verdict:
    cuts = [piece for c in verdict.cuts for piece in unsaid(text, c, said)]
    return dataclasses.replace(verdict, cuts=tuple(cuts))


def unsaid(text: str, cut: Cut, said: str) -> Iterator[Cut]:
    """Give what of a cut the text does not say: of parts between separators, and of its ends."""
    parts = [match.span() for match in _PART.finditer(text, cut.start, cut.end)]
    strange = [not _is_said(text[slice(*span)], said, len(parts)) for span in parts]
    if all(strange):
        strange = [not _is_headline(text, parts, number) for number in range(len(parts))]
    for first, last in _groups(strange, [_is_long(text[slice(*span)]) for span in parts]):
        start = parts[first - 1][1] if first else _start_unsaid(text, cut, said)
        end = parts[last][1] if first else _end_unsaid(text, cut, said, parts[last + 1 :])
        if end > start:
            yield dataclasses.replace(cut, start=start, end=end)


def _is_headline(text: str, parts: Sequence[tuple[int, int]], number: int) -> bool:
    """Tell whether a part between two others reads as government prose and offers nothing."""
    part = text[slice(*parts[number])]
    if not 0 < number < len(parts) - 1 or not _is_long(part):
        return False
    offers = any(word.core >= MEANING or word.kind in SOLD_WITH for _, word in words_in(part))
    return not offers and mean_cost(part) < HEADLINE_NATS


def _groups(strange: Sequence[bool], long: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of strange parts in a row; what is said briefly parts none."""
    places = [at for at, is_strange in enumerate(strange) if is_strange]
    parted = [any(long[a + 1 : b]) for a, b in pairwise(places)]
    firsts = [b for b, is_parted in zip(places[1:], parted, strict=True) if is_parted]
    lasts = [a for a, is_parted in zip(places[:-1], parted, strict=True) if is_parted]
    if places:
        yield from zip([places[0], *firsts], [*lasts, places[-1]], strict=True)


def _is_long(part: str) -> bool:
    return sum(map(is_han, part)) > LEAST_PART


def _start_unsaid(text: str, cut: Cut, said: str) -> int:
    return cut.start + _said_at_end(text[cut.start : cut.end], said, from_end=False)


def _end_unsaid(text: str, cut: Cut, said: str, behind: Sequence[tuple[int, int]]) -> int:
    """Return where a cut ends: before the part that the text says, or the words at its end."""
    if behind:
        return behind[0][0]
    return cut.end - _said_at_end(text[cut.start : cut.end], said, from_end=True)


def _is_said(part: str, said: str, parts: int) -> bool:
    """Tell whether a text says most of a part of its headline.

    Of one among several (``parts``) that names nothing like spam less is asked.
    """
    pieces = [part[at : at + PAIR] for at in range(len(part) - PAIR + 1)]
    pieces = [piece for piece in pieces if all(map(is_han, piece))]
    if len(pieces) < LEAST_PART:
        return bool(part) and part in said
    is_plain = parts > 1 and not any(word.core >= MEANING for _, word in words_in(part))
    return sum(piece in said for piece in pieces) >= (PARTLY if is_plain else MOSTLY) * len(pieces)


def _said_at_end(part: str, said: str, *, from_end: bool) -> int:
    """Return how many Han characters at one end of a part the text says as they stand."""
    size = 0
    while size < len(part):
        piece = part[-size - 1 :] if from_end else part[: size + 1]
        if not is_han(piece[0 if from_end else -1]) or piece not in said:
            break
        size += 1
    return size if size >= LEAST_AT_BORDER else 0
