"""Blocks: the postings of many documents, written once, read page by page, put together in time.

New documents wait in ``search_pending``. Sixty-four of them make a block; eight blocks of a level
are put together into one of the next (a log-structured merge tree, O'Neil et al., 1996), so that a
question meets few blocks and a document is written four times at most. All of it happens in the
transaction that adds the document.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    BigInteger,
    Connection,
    column,
    delete,
    func,
    insert,
    select,
    true,
    values,
)

from archive.database.among import among
from archive.errors import DamagedIndexError
from archive.search.index.directory import complete_directories, write_directory
from archive.search.index.keys import KEY_BITS
from archive.search.index.postings import Page, Places, merged
from archive.search.index.tables import BLOCKS, CHUNK_BITS, DOCUMENTS, ENTRIES, PAGES

PENDING_DOCUMENTS = 64
"""Documents that wait: each question reads their texts."""

FAN_OUT = 8
"""Blocks of one level that are put together to one of the next."""
TOP_LEVEL = 3
"""The highest level, whose blocks are put together with no others."""
TOP_DOCUMENTS = PENDING_DOCUMENTS * FAN_OUT**TOP_LEVEL
"""Documents of a full block of the highest level: 32,768."""

_DEAD_SHARE = 0.25
"""Share of forgotten documents above which a block of the highest level is written anew."""

CHUNK = 120
"""Documents of a row of ``search_documents``: 2 KB, which PostgreSQL keeps in the row itself."""
_CHUNKS = (1 << CHUNK_BITS) - 1

_ROWS = 64
"""Pages that are read or written by one statement."""


Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """A row of ``search_blocks``."""

    id: int
    level: int
    documents: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Documents:
    """Numbers and articles of documents, by rising number; arrays of the same length."""

    doc_ids: Places
    article_ids: Places

    def __len__(self) -> int:
        return len(self.doc_ids)

    def at(self, places: Places | Mask) -> Documents:
        """Return some of them."""
        return Documents(self.doc_ids[places], self.article_ids[places])

    @classmethod
    def joined(cls, parts: Sequence[Documents]) -> Documents:
        """Put lists one behind the other."""
        empty = np.empty(0, np.int64)
        return cls(
            np.concatenate([empty, *(part.doc_ids for part in parts)]),
            np.concatenate([empty, *(part.article_ids for part in parts)]),
        )


Content = tuple[Documents, Iterable[Page]]
"""What is in a block: its documents, and its pages by rising first key."""


def blocks(connection: Connection) -> list[Block]:
    """Return all blocks, those with the newest documents first."""
    statement = select(*BLOCKS.c).order_by(BLOCKS.c.high.desc(), BLOCKS.c.id)
    return [Block(*row) for row in connection.execute(statement)]


def store(connection: Connection, level: int, content: Content) -> None:
    """Write a block."""
    documents, pages = content
    number = (connection.execute(select(func.max(BLOCKS.c.id))).scalar() or 0) + 1
    low, high = documents.doc_ids[[0, -1]].tolist()
    row = {"id": number, "level": level, "documents": len(documents), "low": low, "high": high}
    connection.execute(insert(BLOCKS), row)
    _write_chunks(connection, number, documents)
    rows: list[dict[str, object]] = []
    first_keys: list[int] = []
    for page in pages:
        first_keys.append(page.first_key)
        rows.append({"place": (number << KEY_BITS) + page.first_key, "data": page.data})
        if len(rows) == _ROWS:
            connection.execute(insert(PAGES), rows)
            rows = []
    if rows:
        connection.execute(insert(PAGES), rows)
    write_directory(connection, number, first_keys)


def tidy(connection: Connection) -> None:
    """Put blocks together where there are enough of a level, and leave out what is forgotten."""
    complete_directories(connection)
    there = blocks(connection)
    for level in range(TOP_LEVEL):
        alike = [block for block in there if block.level == level]
        if len(alike) < FAN_OUT:
            return
        _put_together(connection, alike, level + 1)
        there = blocks(connection)
    for block in there:
        if block.level == TOP_LEVEL and _dead(connection, block) > block.documents * _DEAD_SHARE:
            _put_together(connection, [block], TOP_LEVEL)


def put_together(contents: Sequence[Content], forgotten: Places) -> Content:
    """Merge the contents of blocks, without the documents that are forgotten."""
    every = Documents.joined([documents for documents, _ in contents])
    order = np.argsort(every.doc_ids)
    order = order[~np.isin(every.doc_ids[order], forgotten)]
    new = np.full(len(every), -1, np.int64)
    new[order] = np.arange(len(order))
    ends = np.cumsum([len(documents) for documents, _ in contents])
    sources = zip((pages for _, pages in contents), np.split(new, ends[:-1]), strict=True)
    return every.at(order), merged(sources)


def forgotten(connection: Connection, low: int, high: int) -> Places:
    """Return the forgotten numbers in a range, both ends included."""
    statement = select(ENTRIES.c.doc_id).where(
        ENTRIES.c.article_id.is_(None), ENTRIES.c.doc_id.between(low, high)
    )
    return np.array(connection.scalars(statement).all(), np.int64)


@contextmanager
def whole() -> Iterator[None]:
    """Read what blocks must hold: a row that is missing, or too short, is a damage.

    Raises:
        DamagedIndexError: It is not there.

    """
    try:
        yield
    except (LookupError, ValueError, struct.error) as error:
        raise DamagedIndexError from error


def documents_at(connection: Connection, wanted: Sequence[tuple[Block, Places]]) -> list[Documents]:
    """Read the documents of these ordinals of blocks; a list for each block.

    Raises:
        DamagedIndexError: Some of them are not there.

    """
    chunks = [_places(block, np.unique(ordinals // CHUNK)) for block, ordinals in wanted]
    places = [place for own in chunks for place in own]
    statement = select(*DOCUMENTS.c).where(among(connection, DOCUMENTS.c.place, places))
    read: dict[int, bytes] = {row.place: row.data for row in connection.execute(statement).all()}
    with whole():
        return [
            _listed(b"".join(read[place] for place in own)).at(_offsets(own, ordinals))
            for (_, ordinals), own in zip(wanted, chunks, strict=True)
        ]


def all_documents_of(connection: Connection, block: Block) -> Documents:
    """Read the whole list of a block's documents."""
    return documents_at(connection, [(block, np.arange(block.documents))])[0]


def pages_of(connection: Connection, block: Block) -> Iterator[Page]:
    """Read all pages of a block, by rising first key."""
    first, end = block.id << KEY_BITS, (block.id + 1) << KEY_BITS
    places = connection.scalars(
        select(PAGES.c.place).where(PAGES.c.place >= first, PAGES.c.place < end)
    ).all()
    ordered = sorted(places)
    for at in range(0, len(ordered), _ROWS):
        some = select(*PAGES.c).where(among(connection, PAGES.c.place, ordered[at : at + _ROWS]))
        for place, data in connection.execute(some.order_by(PAGES.c.place)).all():
            yield Page(place - first, data)


def pages_with(
    connection: Connection, some: Sequence[Block], keys: Sequence[int]
) -> dict[tuple[int, int], bytes]:
    """Return the pages in which keys would be, by block and key; some may be missing.

    That is, for each block, the last page that begins at or before the key.
    """
    wanted = values(column("key", BigInteger), name="wanted").data([(key,) for key in keys])
    key = wanted.cte("wanted").c.key
    start = BLOCKS.c.id * (1 << KEY_BITS)
    page = (
        select(PAGES.c.data)
        .where(PAGES.c.place.between(start, start + key))
        .order_by(PAGES.c.place.desc())
        .limit(1)
        .correlate(BLOCKS, key.table)
        .scalar_subquery()
    )
    ours = among(connection, BLOCKS.c.id, [block.id for block in some])
    statement = select(BLOCKS.c.id, key, page).join_from(BLOCKS, key.table, true()).where(ours)
    rows = connection.execute(statement).all()
    return {(block, key): data for block, key, data in rows if data is not None}


def _put_together(connection: Connection, some: Sequence[Block], level: int) -> None:
    """Replace blocks by one."""
    contents = [(all_documents_of(connection, b), pages_of(connection, b)) for b in some]
    dead = forgotten(connection, min(b.low for b in some), max(b.high for b in some))
    gone = dead[np.isin(dead, Documents.joined([documents for documents, _ in contents]).doc_ids)]
    with whole():
        content = put_together(contents, gone)
        if len(content[0]):
            store(connection, level, content)
    for block in some:
        _remove(connection, block)
    for at in range(0, len(gone), CHUNK):
        numbers = gone[at : at + CHUNK].tolist()
        connection.execute(delete(ENTRIES).where(among(connection, ENTRIES.c.doc_id, numbers)))


def _remove(connection: Connection, block: Block) -> None:
    for table, bits in ((PAGES, KEY_BITS), (DOCUMENTS, CHUNK_BITS)):
        first, end = block.id << bits, (block.id + 1) << bits
        connection.execute(delete(table).where(table.c.place >= first, table.c.place < end))
    connection.execute(delete(BLOCKS).where(BLOCKS.c.id == block.id))


def _dead(connection: Connection, block: Block) -> int:
    dead = forgotten(connection, block.low, block.high)
    if not len(dead):
        return 0
    return int(np.isin(all_documents_of(connection, block).doc_ids, dead).sum())


# --- lists of documents ---------------------------------------------------------------------------


def _write_chunks(connection: Connection, number: int, documents: Documents) -> None:
    rows = [
        {
            "place": (number << CHUNK_BITS) + at // CHUNK,
            "data": _chunk_bytes(documents.at(np.arange(at, min(at + CHUNK, len(documents))))),
        }
        for at in range(0, len(documents), CHUNK)
    ]
    connection.execute(insert(DOCUMENTS), rows)


def _places(block: Block, chunks: Places) -> list[int]:
    return [(block.id << CHUNK_BITS) + chunk for chunk in chunks.tolist()]


def _offsets(places: list[int], ordinals: Places) -> Places:
    """Say where the documents of ordinals are in these chunks, put one behind the other."""
    chunks = np.array(places, np.int64) & _CHUNKS
    return np.searchsorted(chunks, ordinals // CHUNK) * CHUNK + ordinals % CHUNK


def _chunk_bytes(documents: Documents) -> bytes:
    """Write number and article of each document, in 8 bytes each, little-endian."""
    pairs = np.stack((documents.doc_ids, documents.article_ids), axis=1)
    return pairs.astype("<i8").tobytes()


def _listed(data: bytes) -> Documents:
    pairs = np.frombuffer(data, "<i8").reshape(-1, 2)
    return Documents(pairs[:, 0], pairs[:, 1])
