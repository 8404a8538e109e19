"""The exact comparison behind near-duplicate search."""

from __future__ import annotations

from collections.abc import Sequence

from archive.records import Extraction, Neighbour, Verdict
from pipelines.dedup.differences import differences
from pipelines.fingerprint import shingles

SAME_JACCARD = 0.4
"""A tenth of the characters changed leaves 0.39 to 0.6; other articles of the week have 0.03."""
SAME_CONTAINMENT = 0.55
"""Of the shorter text in the longer: copies cut to a third have 1.0, with 5 % of their characters
changed 0.75; different articles of one week have 0.075."""
MIN_CONTAINED = 30
"""Shingles; below that a flash of one sentence would join every article that quotes it."""


def judge(extraction: Extraction, neighbours: Sequence[Neighbour]) -> Verdict:
    """Return which neighbour the article is the same text as: the likest, if one is."""
    body = extraction.article.body
    own = shingles(body)
    best = Verdict()
    for neighbour in neighbours:
        similarity = overlap(own, shingles(neighbour.body))
        if similarity > best.similarity and not differences(body, neighbour.body).other_news:
            best = Verdict(cluster_with=neighbour.id, similarity=similarity)
    return best


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how alike two shingle sets are, 0 to 1; 0 when they are different articles.

    The figure is the share of the shorter text that stands in the other one.
    """
    if not one or not other:
        return 0.0
    common = len(one & other)
    shorter = min(len(one), len(other))
    containment = common / shorter
    jaccard = common / (len(one) + len(other) - common)
    contained = shorter >= MIN_CONTAINED and containment >= SAME_CONTAINMENT
    return round(containment, 4) if contained or jaccard >= SAME_JACCARD else 0.0
