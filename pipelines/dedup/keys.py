"""Keys under which the archive looks for articles that may be the same text.

Three kinds, in one list. MinHash bands meet when much of two texts is alike. A copy cut to a third
has a Jaccard similarity of 0.24, and bands that meet there meet between strangers too; but every
sentence that is left in it stands in the whole article. So sentences are keys as well: all of a
short text, of a long one those whose hash falls into a fixed share, the same choice in each copy.
And the headline is one, for short texts of which little is left.
"""

from __future__ import annotations

import dataclasses
import hashlib
import struct
from collections.abc import Iterable
from zlib import crc32

from pipelines.document import Document
from pipelines.fingerprint import PERMUTATIONS, fold

ROWS = 4
"""Signature values a band. With 16 bands of four, a pair of Jaccard 0.6 shares a band with a
probability of 0.89, one of 0.39 (a tenth of the characters changed) with 0.31, one of 0.03 (other
articles of the same week) with 0.00001."""
GRAM = 10
"""Characters that stand for their sentence. With one in twenty characters garbled, a sentence of 25
stays whole with a probability of 0.28 and keeps its gram with 0.43; eight or fewer stand in
unrelated articles (新冠肺炎疫情防控)."""
SENTENCE_CHARACTERS = 12
"""Word characters that make a sentence telling; shorter ones stand in unrelated articles."""
ALL_SENTENCES = 24
"""Telling sentences of a text that are all keys; of longer texts one in ``SAMPLED`` is."""
SAMPLED = 2
"""A copy cut out of a long text shares no key with it by chance 0.0002, if it keeps twelve."""
MAX_SENTENCES = 64
"""Keys of a very long communiqué: the smallest hashes, again the same choice in every copy."""
_HAN_BYTES, _LAST_OF_THREE_BYTES = 3, "\uffff"
"""Bytes that a Han character takes in UTF-8, and the last character that takes no more."""


def dedup(document: Document) -> Document:
    """Stage: give the fingerprint the keys under which the archive looks for its like."""
    if document.fingerprint is None or not document.fingerprint.signature:
        return document
    keys = (
        *band_keys(document.fingerprint.signature),
        *sentence_keys(document.sentences),
        *title_keys(document.article.title),
    )
    near = dataclasses.replace(
        document.fingerprint,
        scheme=f"{document.fingerprint.scheme},r={ROWS},g={GRAM},s={ALL_SENTENCES}|1/{SAMPLED}>={SENTENCE_CHARACTERS},t",
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
    hashes = {_hash(_chosen_gram(text)) for text in telling}
    if len(hashes) > ALL_SENTENCES:
        hashes = {key for key in hashes if key % SAMPLED == 0}
    return tuple(sorted(hashes)[:MAX_SENTENCES])


def title_keys(title: str | None) -> tuple[int, ...]:
    """Return the one key of a headline; none of one that is too short to be telling."""
    words = fold(title or "")
    return (_hash(f"title {words}".encode()),) if len(words) >= SENTENCE_CHARACTERS else ()


def _chosen_gram(sentence: str) -> bytes:
    """Return the part of a sentence with the smallest hash: a changed sentence may keep it."""
    return min(_grams(sentence), key=crc32)


def _grams(sentence: str) -> list[bytes]:
    """Return the parts of ``GRAM`` characters, encoded; at once where all take as many bytes."""
    last = len(sentence) - GRAM
    data = sentence.encode()
    if len(data) == _HAN_BYTES * len(sentence) and max(sentence) <= _LAST_OF_THREE_BYTES:
        size = _HAN_BYTES * GRAM
        return [data[at : at + size] for at in range(0, _HAN_BYTES * last + 1, _HAN_BYTES)]
    return [sentence[at : at + GRAM].encode() for at in range(last + 1)]


def _hash(data: bytes) -> int:
    digest = hashlib.blake2b(data, digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
