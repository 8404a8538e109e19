"""The tables of the index, the same on every database.

``search_entries`` has a row for each article that is found. Its document, under the same number, is
in ``search_pending`` until enough have come together for a block, and then in one block: a row of
``search_blocks``, whose postings are rows of ``search_pages`` and whose list of documents is in
``search_documents``. Blocks are never changed, only put together. When an article is changed or
deleted, the entry of its document in a block stays, without the article: it is forgotten.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

_BIG = BigInteger().with_variant(Integer(), "sqlite")

METADATA = MetaData()


def _number(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, _BIG, primary_key=primary_key, autoincrement=False, nullable=False)


ENTRIES = Table(
    "search_entries",
    METADATA,
    _number("doc_id", primary_key=True),
    Column("article_id", _BIG, unique=True),
    _number("digest"),
)
"""``article_id`` is NULL for what is forgotten."""
Index(
    "ix_search_entries_forgotten",
    ENTRIES.c.doc_id,
    sqlite_where=ENTRIES.c.article_id.is_(None),
    postgresql_where=ENTRIES.c.article_id.is_(None),
)
PENDING = Table(
    "search_pending", METADATA, _number("doc_id", primary_key=True), _number("article_id")
)
BLOCKS = Table(
    "search_blocks",
    METADATA,
    _number("id", primary_key=True),
    _number("level"),
    _number("documents"),
    _number("low"),
    _number("high"),
)
"""``documents`` is how many; ``low`` and ``high`` their least and greatest number."""
PAGES = Table(
    "search_pages",
    METADATA,
    _number("place", primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""``place`` is the block's id above the page's first key (34 bits)."""
DOCUMENTS = Table(
    "search_documents",
    METADATA,
    _number("place", primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""``place`` is the block's id above the number of the chunk (``CHUNK_BITS``); the last number is
that of the block's directory."""
SCHEME = Table("search_scheme", METADATA, Column("name", Text, nullable=False))

CHUNK_BITS = 16
"""Of a chunk's number below its block's id in ``DOCUMENTS.place``."""

OF_BLOCKS = (PENDING, BLOCKS, PAGES, DOCUMENTS)


def create(connection: Connection) -> None:
    """Make those tables that are not there, empty."""
    METADATA.create_all(connection)
    if connection.dialect.name == "postgresql":
        # The server would try to compress what cannot be compressed further.
        connection.execute(text("ALTER TABLE search_pages ALTER data SET STORAGE EXTERNAL"))


def drop(connection: Connection) -> None:
    """Remove the tables, as far as they are there."""
    METADATA.drop_all(connection)


def clear(connection: Connection) -> None:
    """Take everything out of them but the name of the scheme.

    By deleting: who reads meanwhile sees what was there, and does not wait.
    """
    for table in (ENTRIES, *OF_BLOCKS):
        connection.execute(table.delete())
