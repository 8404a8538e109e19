"""What every kind of index takes in and is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, column, select, table

from archive.folding import fold
from archive.models import ArticleRow
from archive.search.index.condition import Condition
from archive.search.query import Node

# The parts of the two tables that are the same on every database.
ENTRIES = table(
    "search_entries",
    column("doc_id", BigInteger),
    column("article_id", BigInteger),
    column("digest", BigInteger),
)

FETCH_ROWS = 500
"""Rows that are asked of the database at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is indexed of an article, as its row has it."""

    article_id: int
    site_id: str | None
    published_at: str | None
    title: str | None
    body: str

    @property
    def digest(self) -> int:
        """Signed 64 bits over all of it: an index entry with another digest is stale."""
        parts = (self.site_id, self.published_at, self.title, self.body)
        text = "\0".join(part or "" for part in parts)
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big", signed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article on its way into an index."""

    doc_id: int
    article_id: int
    digest: int
    site_id: str | None
    title: str
    """Folded."""
    body: str
    """Folded."""

    @classmethod
    def of(cls, source: Source, doc_id: int) -> Entry:
        """Fold what the row has."""
        return cls(
            doc_id=doc_id,
            article_id=source.article_id,
            digest=source.digest,
            site_id=source.site_id,
            title=fold(source.title or ""),
            body=fold(source.body),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which articles are looked at."""

    low: int = 0
    """Lowest number."""
    high: int | None = None
    """The number that is too high; None: no bound."""
    site_ids: tuple[str, ...] = ()
    """Empty: all."""
    conditions: tuple[ColumnElement[bool], ...] = ()
    """On rows of ``articles``, but for those on the site."""

    @property
    def on_articles(self) -> tuple[ColumnElement[bool], ...]:
        """Conditions on rows of ``articles``, the site among them."""
        if not self.site_ids:
            return self.conditions
        return (*self.conditions, ArticleRow.site_id.in_(self.site_ids))


class Index(Protocol):
    """The index of one kind of database."""

    def create(self, connection: Connection) -> None:
        """Make the empty tables."""

    def drop(self, connection: Connection) -> None:
        """Remove the tables, if they are there."""

    def add(self, connection: Connection, entry: Entry) -> bool:
        """Add an article under a number that was never used; False when it is used by now."""

    def forget(self, connection: Connection, article_id: int) -> None:
        """Let an article's entry answer nothing from now on."""

    def fill(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Make all anew of these articles."""

    def condition(self, node: Node | None) -> Condition:
        """Translate a query."""

    def damages(self, connection: Connection) -> Iterator[str]:
        """Say what is wrong within the index itself; nothing when it is sound."""

    def candidates(
        self, connection: Connection, condition: Condition, scope: Scope
    ) -> Iterator[tuple[int, int]]:
        """Give (number, article id) of what meets a condition that has an expression.

        Newest first, fetched as they are taken.
        """


def streamed(
    connection: Connection, statement: Select[int, int], parameters: dict[str, object] | None = None
) -> Iterator[tuple[int, int]]:
    """Give the rows of two numbers of a statement, fetched as they are taken."""
    options = {"stream_results": True, "yield_per": FETCH_ROWS}
    with connection.execute(statement, parameters or {}, execution_options=options) as rows:
        yield from map(tuple, rows)


def everything(connection: Connection, scope: Scope) -> Iterator[tuple[int, int]]:
    """Give (number, article id) of all articles of a scope, newest first."""
    entries = ENTRIES.c
    wanted = [entries.article_id.is_not(None), entries.doc_id >= scope.low, *scope.on_articles]
    if scope.high is not None:
        wanted.append(entries.doc_id < scope.high)
    statement = select(entries.doc_id, entries.article_id).where(*wanted)
    if scope.on_articles:
        statement = statement.join_from(ENTRIES, ArticleRow, ArticleRow.id == entries.article_id)
    return streamed(connection, statement.order_by(entries.doc_id.desc()))
