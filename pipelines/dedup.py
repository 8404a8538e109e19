"""Whether two articles are the same text: which keys bring them together, and what decides."""

from __future__ import annotations

import dataclasses
import struct
from collections.abc import Sequence

from archive.records import Extraction, Neighbour, Verdict
from pipelines.document import Document
from pipelines.fingerprint import PERMUTATIONS, shingles

ROWS = 4
"""Signature values a band: with 32 bands of four, a pair of Jaccard 0.5 meets in a band with a
probability of 0.87, one of 0.03 with 0.00003."""
SAME_JACCARD = 0.5
SAME_CONTAINMENT = 0.6
"""Different articles of one week stay below 0.075, copies cut to a third at 1.0."""


def dedup(document: Document) -> Document:
    """Stage: give the fingerprint the band keys under which the archive looks for its like."""
    if document.fingerprint is None or not document.fingerprint.signature:
        return document
    near = dataclasses.replace(
        document.fingerprint, bands=band_keys(document.fingerprint.signature)
    )
    return dataclasses.replace(document, fingerprint=near)


def band_keys(signature: bytes) -> tuple[int, ...]:
    """Return one signed 64-bit key a band of ``ROWS`` values."""
    values = struct.unpack(f"<{PERMUTATIONS}I", signature)
    return tuple(
        _key(start // ROWS, values[start : start + ROWS]) for start in range(0, PERMUTATIONS, ROWS)
    )


def judge(extraction: Extraction, neighbours: Sequence[Neighbour]) -> Verdict:
    """Return which neighbour's cluster the article joins, after an exact comparison."""
    own = shingles(extraction.article.body)
    best = Verdict()
    for neighbour in neighbours:
        similarity = same_text(own, shingles(neighbour.body))
        if similarity > best.similarity:
            best = Verdict(cluster_with=neighbour.id, similarity=similarity)
    return best


def same_text(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how alike two shingle sets are, 0 to 1; 0 when they are different articles."""
    if not one or not other:
        return 0.0
    common = len(one & other)
    jaccard = common / (len(one) + len(other) - common)
    containment = common / min(len(one), len(other))
    same = jaccard >= SAME_JACCARD or containment >= SAME_CONTAINMENT
    return round(max(jaccard, containment), 4) if same else 0.0


def _key(band: int, values: tuple[int, ...]) -> int:
    """Mix a band's number and values into 64 bits (FNV-1a over 32-bit words)."""
    mixed = 0xCBF29CE484222325
    for word in (band, *values):
        mixed = ((mixed ^ word) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return mixed - (1 << 64) if mixed >= 1 << 63 else mixed
