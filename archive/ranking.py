"""How well an article answers a query: the same figure on every database.

BM25F (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3.6) without
the weight of a term's rarity, which only an index could know and each index reckons otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.query import Term

_TITLE_WEIGHT = 8.0
"""One hit in the headline counts as that many in the body."""

_SATURATION = 1.2
"""k1 of BM25; the usual value."""

_LENGTH_SHARE = 0.75
"""b of BM25; the usual value."""

_USUAL_CHARACTERS = 1000
"""Length of a usual article of government news."""


def score(terms: Sequence[Term], title: str, body: str) -> float:
    """Score an article by the terms that are asked for; ``title`` and ``body`` are folded."""
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(body) / _USUAL_CHARACTERS
    total = 0.0
    for term in terms:
        in_body = 0 if term.in_title else body.count(term.text)
        weight = _TITLE_WEIGHT * title.count(term.text) + in_body / length
        total += weight / (weight + _SATURATION)
    return total
