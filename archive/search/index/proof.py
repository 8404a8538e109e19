"""Whether the index holds what the articles hold, to the last key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from sqlalchemy import Connection, select

from archive.errors import DamagedIndexError
from archive.search.index.blocks import Block, Documents, all_documents_of, blocks, pages_of, whole
from archive.search.index.keys import ORDINAL_BITS, ORDINALS, Numbers, postings
from archive.search.index.postings import Places, unpacked
from archive.search.index.records import Document
from archive.search.index.sources import documents_of_articles
from archive.search.index.tables import ENTRIES, PENDING
from archive.wording import counted

_TOGETHER = 256
"""Articles whose keys are made together."""

_SPREAD = np.uint64(0x9E37_79B9_7F4A_7C15)
_HALF = np.uint64(32)


def damages(connection: Connection) -> Iterator[str]:
    """Make the keys of every article again and compare them with those in the blocks."""
    living = dict(
        connection.execute(
            select(ENTRIES.c.doc_id, ENTRIES.c.article_id).where(ENTRIES.c.article_id.is_not(None))
        ).all()
    )
    waiting = connection.scalars(select(PENDING.c.doc_id)).all()
    homeless = living.keys() - set(waiting)
    other = 0
    for block in blocks(connection):
        try:
            with whole():
                documents = all_documents_of(connection, block)
                held = _held(connection, block)
        except DamagedIndexError:
            yield f"block {block.id} of the full-text index is damaged"
            continue
        homeless -= set(documents.doc_ids.tolist())
        other += _unlike(connection, documents, living, held)
    if homeless or other:
        lost = len(homeless) + other
        articles = counted(lost, "article is not found by its", "articles are not found by their")
        yield f"{articles} own words in the full-text index"


def _held(connection: Connection, block: Block) -> Numbers:
    """Sum up the keys that a block holds for each document."""
    sums = np.zeros(block.documents, np.uint64)
    for page in pages_of(connection, block):
        sums += _sums(unpacked(page.data), block.documents)
    return sums


def _unlike(
    connection: Connection, documents: Documents, living: dict[int, int], held: Numbers
) -> int:
    """Count the living documents whose article has other keys than the block holds."""
    count = 0
    doc_ids = documents.doc_ids.tolist()
    for at in range(0, len(doc_ids), _TOGETHER):
        numbered = {
            living[doc_id]: place
            for place, doc_id in enumerate(doc_ids[at : at + _TOGETHER], at)
            if doc_id in living
        }
        read = documents_of_articles(connection, numbered)
        count += _differing(list(read.values()), held[[numbered[number] for number in read]])
    return count


def _differing(read: Sequence[Document], held: Numbers) -> int:
    return int((_sums(postings(read), len(read)) != held).sum()) if read else 0


def _sums(found: Numbers, documents: int) -> Numbers:
    """Sum up, for each document, numbers that are made of its keys: a sum that has no order.

    By halves, so that the sums are exact in floating point, which is all that ``bincount`` does.
    """
    mixed = (found >> np.uint64(ORDINAL_BITS)) * _SPREAD
    owners: Places = (found & ORDINALS).astype(np.int64)
    low, high = (
        np.bincount(owners, half.astype(np.float64), documents).astype(np.uint64)
        for half in (mixed & np.uint64(0xFFFF_FFFF), mixed >> _HALF)
    )
    if len(low) > documents:
        raise ValueError("a page names a document that is not there")
    return low + (high << _HALF)
