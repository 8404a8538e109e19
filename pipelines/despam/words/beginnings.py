"""Where words of the vocabulary may begin in a text: at few places, found for all of it at once."""

from __future__ import annotations

from functools import cache

import numpy as np

from pipelines.despam.language.alphabet import LEAST_LOOKED_UP, code_points
from pipelines.despam.language.folding import FOLDED_POINTS
from pipelines.despam.words.lexicon import lexicon
from pipelines.despam.words.spotting import Spotter


def beginnings(folded: str) -> list[int]:
    """Return the positions of a folded text at which ``Lexicon.at`` may find a word, in order.

    It finds none at all others: no word begins with the two characters there.
    """
    known, last = lexicon().beginnings, len(folded) - 1
    if last < LEAST_LOOKED_UP:
        return [at for at in range(last + 1) if _is_known(folded, at)]
    points = np.minimum(code_points(folded), FOLDED_POINTS - 1)
    found: list[int] = _spotter().beginnings(points).nonzero()[0].tolist()
    return [*found, last] if folded[last] in known else found


def _is_known(folded: str, at: int) -> bool:
    known = lexicon().beginnings
    return folded[at : at + 2] in known or folded[at] in known


@cache
def _spotter() -> Spotter:
    """Return what finds all words; what they weigh is not asked."""
    return Spotter(dict.fromkeys(lexicon().words, 1.0))
