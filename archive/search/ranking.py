"""How well an article answers a query: the same figure on every database.

Hits in the body count as in BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework",
2009, section 3.4): the first more than the second, and more in a short text than in a long one. The
weight of a term's rarity is left out, as each database would reckon it otherwise. A word in the
headline counts more than any number of hits in the body.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.folding import Written
from archive.search.query import Term

_IN_HEADLINE = 1.0
"""What hits in the body come near to, however many."""

_SATURATION = 1.2
"""k1 of BM25; the usual value."""

_LENGTH_SHARE = 0.75
"""b of BM25; the usual value."""

_USUAL_CHARACTERS = 1000
"""Length of a usual article of government news."""


def score(terms: Sequence[Term], title: Written, body: Written) -> float:
    """Score an article by the terms that are asked for."""
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(body) / _USUAL_CHARACTERS
    return sum(_score(term, title, body, length) for term in terms)


def _score(term: Term, title: Written, body: Written, length: float) -> float:
    headline = _IN_HEADLINE if term.text in title else 0.0
    if term.in_title:
        return headline
    hits = body.count(term.text)
    return headline + hits / (hits + _SATURATION * length)
