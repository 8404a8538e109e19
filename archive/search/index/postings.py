"""Postings as bytes: pages of keys, each with the ordinals of the documents that have it.

A page is, little-endian: its first key (8 bytes), the number of its keys n (4), n keys less the
first one (4 each), n ends of their ordinals in the rest (4 each), and the ordinals. Ordinals of a
key rise; each is written as its distance to the one before, less one, in 7 bits a byte, the most
significant first, with the eighth bit set on all bytes but the last.
"""

from __future__ import annotations

import heapq
import struct
from collections.abc import Iterable, Iterator
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from archive.search.index.keys import ORDINAL_BITS, ORDINALS, Numbers, unlike

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]

PAGE_BYTES = 16_000
"""Of ordinals in a page: what one key's lookup reads. Smaller pages leave more of a database's own
pages empty."""

_HEAD = struct.Struct("<QI")
"""A page's first key, and the number of its keys."""
_KEY_BYTES = 4
"""Of a key, as its distance from the first, and of where its ordinals end."""
_KIND = np.uint64(32)
"""Bits of a key below its kind."""
_GROUP = 7
"""Bits of a number in one byte; all its bytes but the last have ``_MORE`` set."""
_MORE = 128

_MERGED_PAGES = 32
"""Pages that are unpacked together when blocks are merged, eight at a time: some 20 MB of memory,
and quicker than more, which a processor's caches do not hold. With 256 the writer of a crawl took
220 MB more at its peak."""


class Page(NamedTuple):
    """A page and its first key."""

    first_key: int
    data: bytes


def packed(postings: Numbers) -> Iterator[Page]:
    """Write sorted unlike postings as pages; a key's postings are all in one page."""
    if not len(postings):
        return
    keys = postings >> np.uint64(ORDINAL_BITS)
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    data, ends = encoded(_gaps((postings & ORDINALS).astype(np.int64), starts))
    own, own_ends = keys[starts], ends[np.append(starts[1:], len(keys)) - 1]
    for first, last in _cuts(own, own_ends):
        begin = int(own_ends[first - 1]) if first else 0
        yield _page(own[first:last], own_ends[first:last] - begin, data[begin : own_ends[last - 1]])


def unpacked(data: bytes) -> Numbers:
    """Read all postings of a page.

    Raises:
        ValueError: It is no page.

    """
    keys, ends, rest = _parts(data)
    gaps, value_ends = decoded(rest)
    counts = np.diff(np.searchsorted(value_ends, ends, side="right"), prepend=0)
    starts = np.cumsum(counts) - counts
    reached = np.cumsum(gaps + 1)
    before = reached[starts] - gaps[starts] - 1
    ordinals = reached - 1 - np.repeat(before, counts)
    above = np.repeat(keys, counts) << np.uint64(ORDINAL_BITS)
    every: Numbers = above | ordinals.astype(np.uint64)
    return every


def ordinals_of(data: bytes, key: int) -> Places:
    """Return the documents that have a key, by a page in which it would be; rising."""
    first, count = _HEAD.unpack_from(data)
    keys = np.frombuffer(data, "<u4", count, _HEAD.size)
    wanted = key - first
    at = int(np.searchsorted(keys, wanted)) if 0 <= wanted < 1 << 32 else count
    if at == count or keys[at] != wanted:
        return np.empty(0, np.int64)
    ends = np.frombuffer(data, "<u4", count, _HEAD.size + _KEY_BYTES * count)
    begin, end = int(ends[at - 1]) if at else 0, int(ends[at])
    rest = np.frombuffer(data, np.uint8, offset=_HEAD.size + 2 * _KEY_BYTES * count)
    gaps, _ = decoded(rest[begin:end])
    return np.cumsum(gaps + 1) - 1


def first_key(data: bytes) -> int:
    """Return the first key of a page."""
    key: int = _HEAD.unpack_from(data)[0]
    return key


def merged(sources: Iterable[tuple[Iterable[Page], Places]]) -> Iterator[Page]:
    """Put blocks together, page by page.

    Each source brings its pages, rising, and for each of its ordinals the new one, rising as well;
    -1: the document is left out.
    """
    buffer: list[Numbers] = []
    for page, ordinals, following in _in_order(sources):
        buffer.append(_renumbered(unpacked(page.data), ordinals))
        if following is None or len(buffer) >= _MERGED_PAGES:
            together = np.sort(np.concatenate(buffer))
            whole = len(together)
            if following is not None:
                whole = int(np.searchsorted(together, np.uint64(following << ORDINAL_BITS)))
            yield from packed(unlike(together[:whole]))
            buffer = [together[whole:]]


def encoded(values: Places) -> tuple[Bytes, Places]:
    """Write numbers from 0 on; return the bytes, and where in them each number ends."""
    widths = np.ones(len(values), np.int64)
    bound = 1 << _GROUP
    while len(values) and bound <= values.max():
        widths += values >= bound
        bound <<= _GROUP
    ends = np.cumsum(widths)
    data = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    data[ends - 1] = values % _MORE
    for group in range(1, int(widths.max(initial=1))):
        wide = widths > group
        data[ends[wide] - 1 - group] = (values[wide] >> _GROUP * group) % _MORE + _MORE
    return data, ends


def decoded(data: Bytes) -> tuple[Places, Places]:
    """Read what ``encoded`` wrote; return the numbers, and where each ended."""
    lasts = np.flatnonzero(data < _MORE)
    values = data[lasts].astype(np.int64)
    if len(lasts) == len(data):
        return values, lasts + 1
    widths = np.diff(lasts, prepend=-1)
    for group in range(1, int(widths.max(initial=1))):
        wide = np.flatnonzero(widths > group)
        values[wide] |= (data[lasts[wide] - group].astype(np.int64) - _MORE) << _GROUP * group
    return values, lasts + 1


def _gaps(ordinals: Places, starts: Places) -> Places:
    gaps = np.diff(ordinals, prepend=0) - 1
    gaps[starts] = ordinals[starts]
    return gaps


def _cuts(keys: Numbers, ends: Places) -> Iterator[tuple[int, int]]:
    """Cut keys into pages: of one kind each, and of a size."""
    begins = np.concatenate(([0], ends[:-1]))
    parts = begins // PAGE_BYTES
    kinds = keys >> _KIND
    borders = np.flatnonzero((parts[1:] != parts[:-1]) | (kinds[1:] != kinds[:-1])) + 1
    edges = [0, *borders.tolist(), len(keys)]
    yield from pairwise(edges)


def _page(keys: Numbers, ends: Places, ordinals: Bytes) -> Page:
    first = int(keys[0])
    head = _HEAD.pack(first, len(keys))
    numbers = np.concatenate((keys - keys[0], ends.astype(np.uint64))).astype("<u4")
    return Page(first, head + numbers.tobytes() + ordinals.tobytes())


def _parts(data: bytes) -> tuple[Numbers, Places, Bytes]:
    if len(data) < _HEAD.size:
        raise ValueError("a page of the index is cut off")
    first, count = _HEAD.unpack_from(data)
    numbers = np.frombuffer(data, "<u4", 2 * count, _HEAD.size)
    rest = np.frombuffer(data, np.uint8, offset=_HEAD.size + 2 * _KEY_BYTES * count)
    return (
        numbers[:count].astype(np.uint64) + np.uint64(first),
        numbers[count:].astype(np.int64),
        rest,
    )


def _renumbered(postings: Numbers, ordinals: Places) -> Numbers:
    new = ordinals[(postings & ORDINALS).astype(np.int64)]
    kept = new >= 0
    keys: Numbers = (postings & ~ORDINALS)[kept]
    return keys | new[kept].astype(np.uint64)


def _in_order(
    sources: Iterable[tuple[Iterable[Page], Places]],
) -> Iterator[tuple[Page, Places, int | None]]:
    """Give pages of all sources by their first keys, each with the first key of the next."""
    pages = heapq.merge(
        *(zip(pages, repeat(ordinals), strict=False) for pages, ordinals in sources),
        key=lambda one: one[0].first_key,
    )
    held: tuple[Page, Places] | None = None
    for following in pages:
        if held is not None:
            yield (*held, following[0].first_key)
        held = following
    if held is not None:
        yield (*held, None)
