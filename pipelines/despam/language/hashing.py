"""Buckets of characters and pairs, for linear models that numpy looks up for a whole text at once.

Each character and each pair has a bucket, and each bucket a weight (Weinberger et al., Feature
hashing for large scale multitask learning, 2009), so that a model has the same size whatever was
learnt. All digits count as one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.folding import FOLDED_POINTS, folded_points

BITS = 16
"""Binary logarithm of the number of buckets."""
_SHIFT = np.uint32(32 - BITS)
_FIRST, _SECOND = np.uint32(2654435761), np.uint32(2246822519)
"""Odd numbers that scatter what they multiply (Knuth, The Art of Computer Programming, 6.4)."""
_APART = np.uint32(3)
"""Sets the hashes of pairs with a character between apart from those of neighbours."""
_ZERO, _DIGITS = np.uint32(ord("0")), np.uint32(10)

Buckets = NDArray[np.uint32]


class Grams(NamedTuple):
    """The buckets of a text."""

    characters: Buckets
    pairs: Buckets
    """Of each character but the first with the one before it."""
    parted: Buckets
    """Of each character but the first two with the last but one before it."""


@lru_cache(maxsize=4)
def grams_of(text: str) -> Grams:
    """Return the buckets of a text, folded.

    The last text's are kept at hand: more than one model looks at a page's lines.
    """
    rows = _rows().take(folded_points(text), axis=0)
    first, second = rows[:, 1], rows[:, 2]
    pairs = (first[:-1] + second[1:]) >> _SHIFT
    return Grams(rows[:, 0], pairs, (rows[:-2, 3] + second[2:]) >> _SHIFT)


@cache
def _rows() -> Buckets:
    """Return for each folded code point its bucket and its hashes, side by side in memory.

    What a text needs of them then is read at once, and none of it is worked out for each text. The
    hashes are what it adds to that of a pair as the first, as the second, and as the first of a
    pair that is parted.
    """
    plain = np.arange(FOLDED_POINTS, dtype=np.uint32)
    plain[plain - _ZERO < _DIGITS] = _ZERO
    own = plain * _FIRST
    first = (own ^ (own >> np.uint32(15))) * _SECOND * _FIRST
    return np.stack(((own * _SECOND) >> _SHIFT, first, own * _FIRST, first * _APART), axis=1)
