"""How much two texts have in common: the share of their shingles, and what makes them alike."""

from __future__ import annotations

from collections.abc import Set

SAME_JACCARD = 0.4
"""A tenth of the characters changed leaves 0.39 to 0.6; other articles of the week have 0.03."""
SAME_CONTAINMENT = 0.55
"""Of the shorter text in the longer: copies cut to a third have 1.0, with 5 % of their characters
changed 0.75; different articles of one week have 0.075. Whoever has ``SAME_JACCARD`` in common has
more than this: 2 · 0.4 / 1.4 of the shorter one."""
MIN_CONTAINED = 30
"""Shingles; below that a flash of one sentence would join every article that quotes it."""
MIN_SHARE = 0.1
"""Of the longer text: what is less of it is quoted in it, not a copy cut short."""


def overlap(one: Set[str], other: Set[str]) -> float:
    """Return how alike two shingle sets are, 0 to 1; 0 when they are different articles.

    The figure is the share of the shorter text that stands in the other one.
    """
    if not one or not other:
        return 0.0
    common = len(one & other)
    shorter, longer = sorted((len(one), len(other)))
    containment = common / shorter
    contained = (
        shorter >= max(MIN_CONTAINED, MIN_SHARE * longer) and containment >= SAME_CONTAINMENT
    )
    return round(containment, 4) if contained or jaccard(one, other) >= SAME_JACCARD else 0.0


def jaccard(one: Set[str], other: Set[str]) -> float:
    """Return the share of two texts' shingles that both have."""
    common = len(one & other)
    return common / (len(one) + len(other) - common)
