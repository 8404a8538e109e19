"""Keys under which the archive looks for articles that may be the same text.

Two kinds, in one list. MinHash bands meet when much of two texts is alike. A copy cut to a third
has a Jaccard similarity of 0.24, and bands that meet there meet between strangers too; but every
sentence that is left in it stands in the whole article. So some sentences are keys as well: those
whose hash falls into a fixed share, which is the same choice in every copy.
"""

from __future__ import annotations

import dataclasses
import hashlib
import struct
from collections.abc import Iterable

from pipelines.document import Document
from pipelines.fingerprint import PERMUTATIONS

ROWS = 4
"""Signature values a band. With 32 bands of four, a pair of Jaccard 0.5 shares a band with a
probability of 0.87, one of 0.39 (a tenth of the characters changed) with 0.53, one of 0.03 (other
articles of the same week) with 0.00003."""
SENTENCE_CHARACTERS = 12
"""Word characters that make a sentence telling; shorter ones stand in unrelated articles."""
SAMPLED = 2
"""One in so many telling sentences is a key. A copy that keeps twelve shares none with 0.0002."""
MAX_SENTENCES = 64
"""Keys of a very long communiqué: the smallest hashes, again the same choice in every copy."""


def dedup(document: Document) -> Document:
    """Stage: give the fingerprint the keys under which the archive looks for its like."""
    if document.fingerprint is None or not document.fingerprint.signature:
        return document
    keys = (*band_keys(document.fingerprint.signature), *sentence_keys(document.sentences))
    near = dataclasses.replace(
        document.fingerprint,
        scheme=f"{document.fingerprint.scheme},r={ROWS},s=1/{SAMPLED}>={SENTENCE_CHARACTERS}",
        bands=tuple(dict.fromkeys(keys)),
    )
    return dataclasses.replace(document, fingerprint=near)


def band_keys(signature: bytes) -> tuple[int, ...]:
    """Return one signed 64-bit key a band of ``ROWS`` values."""
    values = struct.unpack(f"<{PERMUTATIONS}I", signature)
    return tuple(
        _hash(struct.pack(f"<{ROWS + 1}I", start, *values[start : start + ROWS]))
        for start in range(0, PERMUTATIONS, ROWS)
    )


def sentence_keys(sentences: Iterable[str]) -> tuple[int, ...]:
    """Return signed 64-bit keys of the sampled sentences, ascending, at most ``MAX_SENTENCES``."""
    telling = (text for text in sentences if len(text) >= SENTENCE_CHARACTERS)
    hashes = {_hash(text.encode()) for text in telling}
    return tuple(sorted(key for key in hashes if key % SAMPLED == 0)[:MAX_SENTENCES])


def _hash(data: bytes) -> int:
    digest = hashlib.blake2b(data, digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
