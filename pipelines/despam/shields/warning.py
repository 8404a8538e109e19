"""Whether a paragraph speaks of crime, law or supervision, or stands beside one that does."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, HEADLINE, Line
from pipelines.despam.shields.spoken import tells_of_offers
from pipelines.despam.words.lexicon import lexicon


def is_warned_of(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a paragraph may quote an offer.

    It, or one beside it, speaks of a crime, or the headline announces that.
    """
    if any(line.where == HEADLINE and tells_of_offers(line.text) for line in lines):
        return True
    texts = [lines[i].text for i in (number - 1, number, number + 1) if _is_body(lines, i)]
    return any(word in text for text in map(folded_each, texts) for word in lexicon().guard)


def weak_guards(folded: str) -> int:
    """Count words of law and supervision; single characters of them stand in any word."""
    return sum(len(word) > 1 and word in folded for word in lexicon().weak_guard)


def _is_body(lines: Sequence[Line], number: int) -> bool:
    return 0 <= number < len(lines) and lines[number].where == BODY
