"""Keys under which the archive looks for articles that may be the same text.

Three kinds, in one list. MinHash bands meet when much of two texts is alike. A copy cut to a third
has a Jaccard similarity of 0.24, and bands that meet there meet between strangers too; but every
sentence that is left in it stands in the whole article. So sentences are keys as well: all of a
short text, of a long one those whose hash falls into a fixed share, the same choice in each copy.
And the headline is one, for short texts of which little is left.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import not_
from zlib import crc32

import numpy as np

from archive.records import changed
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
_HAN_BYTES = 3
"""Bytes that a Han character takes in UTF-8."""
_HAN_ALONE = re.compile("[\u0800-\uffff]+")
"""Text of characters that each take so many."""
_LEAD_MASK, _FOLLOWS = 0xC0, 0x80
"""By its two upper bits a byte of UTF-8 begins a character, or follows."""


def dedup(document: Document) -> Document:
    """Stage: give the fingerprint the keys under which the archive looks for its like."""
    if document.fingerprint is None or not document.fingerprint.signature:
        return document
    keys = (
        *band_keys(document.fingerprint.signature),
        *sentence_keys(document.sentences),
        *title_keys(document.article.title),
    )
    near = changed(
        document.fingerprint,
        scheme=f"{document.fingerprint.scheme},r={ROWS},g={GRAM},s={ALL_SENTENCES}|1/{SAMPLED}>={SENTENCE_CHARACTERS},t",
        bands=tuple(dict.fromkeys(keys)),
    )
    return changed(document, fingerprint=near)


def band_keys(signature: bytes) -> tuple[int, ...]:
    """Return one signed 64-bit key a band of ``ROWS`` values."""
    values = struct.unpack(f"<{PERMUTATIONS}I", signature)
    return tuple(
        _hash(struct.pack(f"<{ROWS + 1}I", start, *values[start : start + ROWS]))
        for start in range(0, PERMUTATIONS, ROWS)
    )


def sentence_keys(sentences: Iterable[str]) -> tuple[int, ...]:
    """Return signed 64-bit keys of the sampled sentences, ascending, at most ``MAX_SENTENCES``."""
    telling = [text for text in sentences if len(text) >= SENTENCE_CHARACTERS]
    hashes = {_hash(gram) for gram in _chosen_grams(telling)}
    if len(hashes) > ALL_SENTENCES:
        hashes = {key for key in hashes if key % SAMPLED == 0}
    return tuple(sorted(hashes)[:MAX_SENTENCES])


def title_keys(title: str | None) -> tuple[int, ...]:
    """Return the one key of a headline; none of one that is too short to be telling."""
    words = fold(title or "")
    return (_hash(f"title {words}".encode()),) if len(words) >= SENTENCE_CHARACTERS else ()


def _chosen_grams(sentences: Sequence[str]) -> Iterator[bytes]:
    """Yield the part of each sentence with the smallest hash: a changed sentence may keep it."""
    of_han = [bool(_HAN_ALONE.fullmatch(sentence)) for sentence in sentences]
    for group in (compress(sentences, of_han), compress(sentences, map(not_, of_han))):
        together = list(group)
        grams, start = _grams("".join(together)), 0
        for sentence in together:
            yield min(grams[start : start + len(sentence) - GRAM + 1], key=crc32)
            start += len(sentence)


def _grams(text: str) -> list[bytes]:
    """Return all parts of ``GRAM`` characters, encoded."""
    data = text.encode()
    if not _HAN_ALONE.fullmatch(text):
        leads = np.frombuffer(data, np.uint8) & _LEAD_MASK != _FOLLOWS
        starts = [*leads.nonzero()[0].tolist(), len(data)]
        return [data[start:end] for start, end in zip(starts, starts[GRAM:], strict=False)]
    # Each is a view of the same bytes, and numpy makes objects of all in a tenth of the time.
    views: np.ndarray[tuple[int], np.dtype[np.bytes_]] = np.ndarray(
        (len(text) - GRAM + 1,), f"S{_HAN_BYTES * GRAM}", data, strides=(_HAN_BYTES,)
    )
    return views.tolist()


def _hash(data: bytes) -> int:
    digest = hashlib.blake2b(data, digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
