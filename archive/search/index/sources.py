"""What is indexed of articles, read from their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, Select, select

from archive.database.among import among
from archive.models import ArticleRow
from archive.search.index.records import Document, Source
from archive.search.index.slots import first_slot

_READ_ROWS = 500
"""Articles whose texts are held at a time."""


def sources() -> Select[int, str | None, str | None, str | None, str]:
    """Select the columns of ``Source``, in its order."""
    return select(
        ArticleRow.id.label("article_id"),
        ArticleRow.site_id,
        ArticleRow.published_at,
        ArticleRow.title,
        ArticleRow.body,
    )


def source_of(connection: Connection, article_id: int) -> Source | None:
    """Read one article; None when there is no such row."""
    row = connection.execute(sources().where(ArticleRow.id == article_id)).first()
    return None if row is None else Source(**row._mapping)


def all_sources(connection: Connection) -> Iterator[tuple[int, Source]]:
    """Give every article under a new number, oldest first."""
    numbered = _numbered(connection)
    for start in range(0, len(numbered), _READ_ROWS):
        some = numbered[start : start + _READ_ROWS]
        read = _read(connection, [article_id for article_id, _ in some])
        yield from ((number, read[article_id]) for article_id, number in some)


def documents_of_articles(
    connection: Connection, article_ids: Collection[int]
) -> dict[int, Document]:
    """Read articles as they are indexed, by id; ids of none are missing."""
    return {number: Document.of(one) for number, one in _read(connection, article_ids).items()}


def _read(connection: Connection, article_ids: Collection[int]) -> dict[int, Source]:
    rows = connection.execute(sources().where(among(connection, ArticleRow.id, article_ids)))
    return {row.article_id: Source(**row._mapping) for row in rows}


def _numbered(connection: Connection) -> list[tuple[int, int]]:
    """Pair every article id with a number, in the order of numbers."""
    dates = connection.execute(select(ArticleRow.id, ArticleRow.published_at))
    wanted = sorted((first_slot(published_at), article_id) for article_id, published_at in dates)
    numbered: list[tuple[int, int]] = []
    last = 0
    for first, article_id in wanted:
        last = max(first, last + 1)
        numbered.append((article_id, last))
    return numbered
