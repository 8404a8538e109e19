"""Buckets of characters and pairs, for linear models that numpy looks up for a whole text at once.

Each character and each pair has a bucket, and each bucket a weight (Weinberger et al., Feature
hashing for large scale multitask learning, 2009), so that a model has the same size whatever was
learnt. All digits count as one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.language.alphabet import Points

BITS = 16
"""Binary logarithm of the number of buckets."""
SHIFT = np.uint32(32 - BITS)
"""By how much a hash is shifted to be a bucket."""
_FIRST, _SECOND = np.uint32(2654435761), np.uint32(2246822519)
"""Odd numbers that scatter what they multiply (Knuth, The Art of Computer Programming, 6.4)."""
APART = np.uint32(3)
"""Sets the hashes of pairs with a character between apart from those of neighbours."""
_ZERO, _DIGITS = np.uint32(ord("0")), np.uint32(10)

Buckets = NDArray[np.uint32]


def hashes(points: Points) -> tuple[Buckets, Buckets, Buckets]:
    """Return the hash of each character, and what it adds to a pair's as the first and second."""
    plain = points.astype(np.uint32)
    plain[plain - _ZERO < _DIGITS] = _ZERO
    own = plain * _FIRST
    return own * _SECOND, (own ^ (own >> np.uint32(15))) * _SECOND * _FIRST, own * _FIRST


def buckets(points: Points) -> tuple[Buckets, Buckets, Buckets]:
    """Return the bucket of each character, of each pair, and of each pair with one between."""
    single, first, second = hashes(points)
    return single >> SHIFT, _paired(first, second, 1), _paired(first * APART, second, 2)


def _paired(first: Buckets, second: Buckets, apart: int) -> Buckets:
    return (first[:-apart] + second[apart:]) >> SHIFT
