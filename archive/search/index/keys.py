"""What the index knows of a text: the keys under which an article is found.

Keys are made of UTF-16 code units of the folded text, whatever they stand for, so that words,
punctuation and spaces are found alike. A key is 34 bits: the kind above a code of 32 bits.

- ``WHOLE``: each character, and each two neighbours, of title or body; exact.
- ``TITLE``: the same of the title alone.
- ``TRIGRAM``: three neighbours of title or body, hashed into cells: what has the cells of a longer
  word nearly always has the word, which is then looked for in the text.
- ``SITE``: the hash of the site's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from archive.search.index.records import Document
from archive.search.query import Term

Numbers = NDArray[np.uint64]

KEY_BITS = 34
"""Of a key: two for its kind (``WHOLE`` and those behind it) above the 32 of what is looked for."""
ORDINAL_BITS = 16
"""A posting is one number: the key above the ordinal of the document in its block."""
ORDINALS = np.uint64((1 << ORDINAL_BITS) - 1)

WHOLE, TITLE, TRIGRAM, SITE = range(4)

TRIGRAM_CELLS = 1 << 18
"""An article of 1,000 characters has one of them in 400 by chance: with the two pairs of a word of
three characters, or the other cells of a longer one, hardly any article is read in vain. More
cells, with fewer articles each, would make the index larger."""

_MAX_TRIGRAMS = 4
"""Trigrams of a word that are looked up, spread over it; more would not narrow."""

_KIND = 32
"""Bits of a key below its kind."""
_UNIT = 16
"""Bits of a UTF-16 code unit."""
_SPREAD = (0x9E37_79B1, 0x85EB_CA77, 0xC2B2_AE3D)
"""Odd numbers of good spread (those of xxHash, https://github.com/Cyan4973/xxHash)."""
_BORDER = "\0"
"""Between two texts. No folded text has it: ``archive.folding`` makes another character of it."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """The keys of a word: an article with the word has them all."""

    keys: tuple[int, ...]
    exact: bool
    """An article with the keys has the word."""


def lookup(term: Term) -> Lookup:
    """Choose the keys of a word or phrase."""
    units = _units(term.text)
    kind = TITLE if term.in_title else WHOLE
    if len(units) == 1:
        return Lookup((_characters(units, kind)[0].item(),), exact=True)
    pairs = _pairs(units, kind).tolist()
    if len(units) == 2:
        return Lookup((pairs[0],), exact=True)
    trigrams = _spread_out(_trigrams(units).tolist())
    wanted = [*trigrams, *pairs] if term.in_title or len(trigrams) == 1 else trigrams
    return Lookup(tuple(dict.fromkeys(wanted)), exact=False)


def site_key(site_id: str) -> int:
    """Return the key that the articles of a site have."""
    digest = blake2b(site_id.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return SITE << _KIND | int.from_bytes(digest, "big")


def postings(documents: Sequence[Document]) -> Numbers:
    """Return the unlike postings of documents, sorted; ordinals count the documents from 0."""
    titles, title_owners = _joined(document.title for document in documents)
    bodies, body_owners = _joined(document.body for document in documents)
    sites = [
        (site_key(document.site_id) << ORDINAL_BITS) | ordinal
        for ordinal, document in enumerate(documents)
        if document.site_id is not None
    ]
    every = (
        *_posted(titles, title_owners, WHOLE),
        *_posted(titles, title_owners, TITLE),
        *_posted(bodies, body_owners, WHOLE),
        _of_three(titles, title_owners),
        _of_three(bodies, body_owners),
        np.array(sites, np.uint64),
    )
    return unlike(np.sort(np.concatenate(every)))


def unlike(ordered: Numbers) -> Numbers:
    """Drop what is there twice; ``numpy.unique`` would sort again, and by another, slower way."""
    if not len(ordered):
        return ordered
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def _units(text: str) -> Numbers:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2").astype(np.uint64)


def _joined(texts: Iterable[str]) -> tuple[Numbers, Numbers]:
    """Put texts one behind the other, and say to which each unit belongs."""
    encoded = [(text + _BORDER).encode("utf-16-le", "surrogatepass") for text in texts]
    sizes = np.array([len(one) // 2 for one in encoded], np.int64)
    owners = np.repeat(np.arange(len(encoded), dtype=np.uint64), sizes)
    return np.frombuffer(b"".join(encoded), "<u2").astype(np.uint64), owners


def _posted(units: Numbers, owners: Numbers, kind: int) -> tuple[Numbers, Numbers]:
    there = units != 0
    together = there[:-1] & there[1:]
    alone = _characters(units, kind) << np.uint64(ORDINAL_BITS) | owners
    pairs = _pairs(units, kind) << np.uint64(ORDINAL_BITS) | owners[: len(together)]
    return alone[there], pairs[together]


def _of_three(units: Numbers, owners: Numbers) -> Numbers:
    there = units != 0
    together = there[:-2] & there[1:-1] & there[2:]
    keys = _trigrams(units)[together]
    owned: Numbers = (keys << np.uint64(ORDINAL_BITS)) | owners[: len(together)][together]
    return owned


def _characters(units: Numbers, kind: int) -> Numbers:
    characters: Numbers = units << np.uint64(_UNIT)
    return characters | np.uint64(kind << _KIND)


def _pairs(units: Numbers, kind: int) -> Numbers:
    pairs: Numbers = (units[:-1] << np.uint64(_UNIT)) | units[1:]
    return pairs | np.uint64(kind << _KIND)


def _trigrams(units: Numbers) -> Numbers:
    first, second, third = (np.uint64(factor) for factor in _SPREAD)
    mixed = (units[:-2] * first) ^ (units[1:-1] * second) ^ (units[2:] * third)
    cells: Numbers = (mixed >> np.uint64(13)) & np.uint64(TRIGRAM_CELLS - 1)
    return cells | np.uint64(TRIGRAM << _KIND)


def _spread_out(trigrams: list[int]) -> list[int]:
    if len(trigrams) <= _MAX_TRIGRAMS:
        return trigrams
    last = len(trigrams) - 1
    return [trigrams[at * last // (_MAX_TRIGRAMS - 1)] for at in range(_MAX_TRIGRAMS)]
