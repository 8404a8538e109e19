"""The index as it is written: an article at a time, or all of it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

import numpy as np
from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from archive.database.prepared import Prepared
from archive.search.index import tables
from archive.search.index.blocks import (
    FAN_OUT,
    PENDING_DOCUMENTS,
    TOP_DOCUMENTS,
    TOP_LEVEL,
    Content,
    Documents,
    put_together,
    store,
    tidy,
)
from archive.search.index.keys import postings
from archive.search.index.postings import packed
from archive.search.index.records import Document, Source
from archive.search.index.scheme import write_scheme
from archive.search.index.slots import free_slot
from archive.search.index.sources import all_sources, documents_of_articles, source_of
from archive.search.index.tables import ENTRIES, PENDING

_LOCK = Prepared(text("SELECT pg_advisory_xact_lock(:key)"))
_KEY = 0x676F766E_0003
"""Advisory lock of PostgreSQL that whoever changes the index holds ("govn", 3)."""

_NOTHING = np.empty(0, np.uint64)
_TOGETHER = 256
"""Articles whose keys are made together: about 10 MB of memory."""

_DIGEST = select(ENTRIES.c.digest).where(ENTRIES.c.article_id == bindparam("of_article"))
_INSERT_ENTRY = Prepared(insert(ENTRIES))
_INSERT_PENDING = Prepared(insert(PENDING))
_WAITING = Prepared(select(func.count()).select_from(PENDING))

Item = TypeVar("Item")
Numbered = tuple[int, Source]
"""An article and the number it gets."""


def put(connection: Connection, article_id: int) -> None:
    """Index an article as its row stands now; what was indexed of it before is forgotten.

    Call it in the transaction that wrote the row, after the row was flushed. Nothing is done when
    title, body, date and site are as they were. The article may be new or known; a row that is
    not there is forgotten. On PostgreSQL another writer waits for the end of the transaction.
    """
    _alone(connection)
    source = source_of(connection, article_id)
    if source is None:
        _forget(connection, article_id)
        return
    indexed = connection.execute(_DIGEST, {"of_article": article_id}).scalar()
    if indexed == source.digest:
        return
    if indexed is not None:
        _forget(connection, article_id)
    _insert(connection, source)


def add(connection: Connection, source: Source) -> None:
    """Index an article of which nothing was indexed yet, as its row was just written."""
    _alone(connection)
    _insert(connection, source)


def _insert(connection: Connection, source: Source) -> None:
    doc_id = free_slot(connection, source.published_at)
    _INSERT_ENTRY.run(connection, _entry(doc_id, source))
    _INSERT_PENDING.run(connection, {"doc_id": doc_id, "article_id": source.article_id})
    if _WAITING.scalar(connection, {}) >= PENDING_DOCUMENTS:
        _block_of_pending(connection)
        tidy(connection)


def delete_article(connection: Connection, article_id: int) -> None:
    """Let an article be found no more."""
    _alone(connection)
    _forget(connection, article_id)


def rebuild(connection: Connection, told: Callable[[int], None] | None = None) -> int:
    """Make the whole index again from the articles; return how many.

    ``told`` is called with 1 after each article, for a progress bar. One transaction: readers see
    the old index until it is committed.
    """
    _alone(connection)
    tables.create(connection)
    write_scheme(connection)
    tables.clear(connection)
    some_thousands = _batches(all_sources(connection), TOP_DOCUMENTS // FAN_OUT)
    contents = (_indexed(connection, numbered, told) for numbered in some_thousands)
    count = 0
    for together in _batches(contents, FAN_OUT):
        content = put_together(together, np.empty(0, np.int64))
        store(connection, TOP_LEVEL, content)
        count += len(content[0])
    return count


def _indexed(
    connection: Connection, numbered: Sequence[Numbered], told: Callable[[int], None] | None
) -> Content:
    """Write the entries of articles and make the content of their block."""
    connection.execute(insert(ENTRIES), [_entry(doc_id, source) for doc_id, source in numbered])
    return _content(
        [(doc_id, source.article_id) for doc_id, source in numbered],
        _folded((source for _, source in numbered), told),
    )


def _folded(sources: Iterable[Source], told: Callable[[int], None] | None) -> Iterator[Document]:
    for source in sources:
        yield Document.of(source)
        if told:
            told(1)


def _block_of_pending(connection: Connection) -> None:
    """Make a block of what waits."""
    rows = connection.execute(select(*PENDING.c).order_by(PENDING.c.doc_id)).all()
    read = documents_of_articles(connection, [article_id for _, article_id in rows])
    numbers = [(doc_id, article_id) for doc_id, article_id in rows if article_id in read]
    content = _content(numbers, (read[article_id] for _, article_id in numbers))
    if numbers:
        store(connection, 0, content)
    connection.execute(delete(PENDING))


def _content(numbers: Sequence[tuple[int, int]], documents: Iterable[Document]) -> Content:
    """Make the content of a block: (number, article id) by rising number, and what is in them."""
    found = [
        postings(some) + np.uint64(at * _TOGETHER)
        for at, some in enumerate(_batches(documents, _TOGETHER))
    ]
    table = np.array(numbers, np.int64).reshape(-1, 2)
    every = found[0] if len(found) == 1 else np.sort(np.concatenate([_NOTHING, *found]))
    return Documents(table[:, 0], table[:, 1]), list(packed(every))


def _forget(connection: Connection, article_id: int) -> None:
    """Delete the entry, or take the article from it when its document is in a block already."""
    own = ENTRIES.c.article_id == article_id
    waiting = connection.execute(delete(PENDING).where(PENDING.c.article_id == article_id))
    forget = delete(ENTRIES) if waiting.rowcount else update(ENTRIES).values(article_id=None)
    connection.execute(forget.where(own))


def _alone(connection: Connection) -> None:
    """Wait until nobody else changes the index; on SQLite there is one writer anyway."""
    if connection.dialect.name == "postgresql":
        _LOCK.run(connection, {"key": _KEY})


def _entry(doc_id: int, source: Source) -> dict[str, int]:
    return {"doc_id": doc_id, "article_id": source.article_id, "digest": source.digest}


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
