"""The exact comparison behind near-duplicate search."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from archive.records import Extraction, Neighbour, Verdict
from pipelines.dedup.differences import differences, headline_differences
from pipelines.fingerprint import fold, shingles

SAME_JACCARD = 0.4
"""A tenth of the characters changed leaves 0.39 to 0.6; other articles of the week have 0.03."""
SAME_CONTAINMENT = 0.55
"""Of the shorter text in the longer: copies cut to a third have 1.0, with 5 % of their characters
changed 0.75; different articles of one week have 0.075."""
MIN_CONTAINED = 30
"""Shingles; below that a flash of one sentence would join every article that quotes it."""
MIN_SHARE = 0.1
"""Of the longer text: what is less of it is quoted in it, not a copy cut short."""
MOST_OF_DIGEST = 0.6
"""Of a page that holds several notices under their headlines, the share of one at most."""
TELLING_TITLE = 6
"""Characters of a headline that stands in no text by chance."""
BARE = 50
"""Characters of a body that, without a number, says nothing of its own (现予公示，详见附件)."""
NOTICE = 200
"""Characters of a body that may stand word for word under headlines of one form (某公司的公示)."""

_remembered = lru_cache(maxsize=256)(shingles)
"""A newcomer is judged several times over, and originals of large clusters by every newcomer: four
in five are met again. 256 sets take 20 MB."""


def judge(extraction: Extraction, neighbours: Sequence[Neighbour]) -> Verdict:
    """Return which neighbour the article is the same text as: the likest, if one is."""
    body, title = extraction.article.body, extraction.article.title or ""
    own = _remembered(body)
    best = Verdict()
    for neighbour in neighbours:
        theirs = _remembered(neighbour.body)
        similarity = overlap(own, theirs)
        if similarity <= best.similarity or _is_part(title, own, neighbour, theirs, body):
            continue
        if not _is_other_news(title, body, neighbour):
            best = Verdict(cluster_with=neighbour.id, similarity=similarity)
    return best


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how alike two shingle sets are, 0 to 1; 0 when they are different articles.

    The figure is the share of the shorter text that stands in the other one.
    """
    if not one or not other:
        return 0.0
    common = len(one & other)
    shorter, longer = sorted((len(one), len(other)))
    containment = common / shorter
    jaccard = common / (len(one) + len(other) - common)
    contained = (
        shorter >= max(MIN_CONTAINED, MIN_SHARE * longer) and containment >= SAME_CONTAINMENT
    )
    return round(containment, 4) if contained or jaccard >= SAME_JACCARD else 0.0


def _is_other_news(title: str, body: str, neighbour: Neighbour) -> bool:
    """Tell other facts in the bodies; headlines decide where the bodies leave it open."""
    of_bodies = differences(body, neighbour.body)
    if of_bodies.other_news:
        return True
    if of_bodies.compared <= BARE and not of_bodies.numbers:
        return not _is_same_headline(title, neighbour.title or "")
    of_titles = headline_differences(title, neighbour.title or "")
    if of_titles.swapped & of_bodies.swapped:
        return True
    if not of_bodies.swaps and of_bodies.compared <= NOTICE:
        return of_titles.facts > 0
    facts = of_titles.changed_numbers + of_titles.names
    return facts > 0 and of_bodies.facts > 0 and not of_bodies.garbled


def _is_same_headline(one: str, other: str) -> bool:
    """Tell one headline with more or less around it from another one, or from none."""
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    if shorter in longer:
        return bool(shorter)
    found = headline_differences(one, other)
    return found.compared > 0 and not found.swaps


def _is_part(
    title: str, own: frozenset[str], neighbour: Neighbour, theirs: frozenset[str], body: str
) -> bool:
    """Tell a notice from the page that holds it among others, under its headline."""
    their_title = neighbour.title or ""
    if len(own) < len(theirs):
        part, whole, around = title, their_title, neighbour.body
    else:
        part, whole, around = their_title, title, body
    shorter, longer = sorted((len(own), len(theirs)))
    headline = fold(part)
    if shorter > MOST_OF_DIGEST * longer or len(headline) < TELLING_TITLE:
        return False
    return headline in fold(around) and headline not in fold(whole)
