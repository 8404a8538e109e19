"""Which pages a block has, so that a page that is lost is told from a word that is nowhere.

A block's directory is the first keys of its pages, in a row of ``search_documents`` behind those of
its documents. It is read only where a page has no such key as is asked for. Blocks that were made
before there were directories get theirs when the next block is made; until then they are trusted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, insert, select

from archive.database.among import among
from archive.errors import DamagedIndexError
from archive.search.index.keys import KEY_BITS, Numbers
from archive.search.index.postings import first_key
from archive.search.index.tables import BLOCKS, CHUNK_BITS, DOCUMENTS, PAGES

_LAST_CHUNK = (1 << CHUNK_BITS) - 1


def write_directory(connection: Connection, block_id: int, first_keys: Sequence[int]) -> None:
    """Keep the first keys of a block's pages."""
    row = {"place": _place(block_id), "data": np.array(first_keys, "<u8").tobytes()}
    connection.execute(insert(DOCUMENTS), row)


def complete_directories(connection: Connection) -> None:
    """Give the blocks that have no directory one, of the pages that are there."""
    numbers = set(connection.scalars(select(BLOCKS.c.id)))
    places = among(connection, DOCUMENTS.c.place, map(_place, numbers))
    known = {
        place >> CHUNK_BITS for place in connection.scalars(select(DOCUMENTS.c.place).where(places))
    }
    for number in numbers - known:
        first, end = number << KEY_BITS, (number + 1) << KEY_BITS
        pages = select(PAGES.c.place).where(PAGES.c.place >= first, PAGES.c.place < end)
        found = sorted(connection.scalars(pages))
        write_directory(connection, number, [place - first for place in found])


def directories(connection: Connection, block_ids: Collection[int]) -> dict[int, Numbers]:
    """Read the directories of blocks, by block; those that have none are missing."""
    places = [_place(block_id) for block_id in block_ids]
    statement = select(*DOCUMENTS.c).where(among(connection, DOCUMENTS.c.place, places))
    rows = connection.execute(statement).all()
    return {place >> CHUNK_BITS: np.frombuffer(data, "<u8") for place, data in rows}


def require_pages(directory: Numbers, pages: Mapping[int, bytes], absent: Collection[int]) -> None:
    """Make sure that these keys were looked for in the pages in which they would be.

    Raises:
        DamagedIndexError: A page is not there.

    """
    places = np.searchsorted(directory, np.array(absent, np.uint64), side="right") - 1
    for key, place in zip(absent, places.tolist(), strict=True):
        page = pages.get(key)
        if (None if page is None else first_key(page)) != (
            None if place < 0 else int(directory[place])
        ):
            raise DamagedIndexError


def _place(block_id: int) -> int:
    return (block_id << CHUNK_BITS) + _LAST_CHUNK
