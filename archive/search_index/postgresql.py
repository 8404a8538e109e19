"""Full text on PostgreSQL: GIN over the bigrams of folded text, which the server makes itself.

The table keeps the folded text, compressed and beside the rows, and nothing else of size: the grams
stand in the index only, as the expression that it is made of. (An array of them in the table is 1.3
times the text.) They are hashed, so an answer is looked for in the folded text as well, by the
server: every answer is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    any_,
    column,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from archive.folding import runs
from archive.models import ArticleRow
from archive.query import Node, Term
from archive.search_index.condition import EVERYTHING, Condition, compiled
from archive.search_index.entry import Entry, Scope, streamed
from archive.search_index.postgresql_tables import (
    DROPS,
    LOOKUPS,
    SEPARATOR,
    TABLES,
    TITLE,
    codes_of,
)
from archive.storable import storable

_ENTRIES = table(
    "search_entries",
    column("doc_id", BigInteger),
    column("article_id", BigInteger),
    column("site_id", Text),
    column("folded", Text),
)
_INSERT = text(
    "INSERT INTO search_entries (doc_id, article_id, digest, site_id, folded)"
    " VALUES (:doc_id, :article_id, :digest, :site_id, :folded)"
)
_INSERT_IF_FREE = text(f"{_INSERT.text} ON CONFLICT (doc_id) DO NOTHING")
_INSERT_ROWS = 200

_CHUNKS = (300, 1_200, 4_800)
"""Newest articles that are looked through before the index is asked, and further ones as long as
many of them answer."""

_MANY = 0.05
"""Share of a chunk. What is less frequent GIN gathers and sorts in less time than that takes."""

_CHECKED = (25, 400)
"""Hits of the index whose texts are looked at together: at first, and at most."""

_WORK_MEMORY = "64MB"
"""So that a bitmap of all hits fits; else the server makes the grams of whole pages again."""

_BUILD_MEMORY = "256MB"
"""GIN gathers so much before it writes; the server's 64 MB are for small tables."""

_MAX_GRAMS = 64
"""Grams of a word that are looked up; more would not narrow."""


class TextGrammar:
    """What holds of the folded text itself, whatever an index knows."""

    excludes = True

    def term(self, term: Term) -> Condition:
        """Say that the word stands there."""
        return Condition(func.strpos(_where(term), term.text) > 0, exact=True)

    def all_of(self, expressions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
        """Join by AND."""
        return and_(*expressions)

    def any_of(self, expressions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
        """Join by OR."""
        return or_(*expressions)

    def without(
        self, expression: ColumnElement[bool], excluded: Sequence[ColumnElement[bool]]
    ) -> ColumnElement[bool]:
        """Leave out."""
        return and_(expression, not_(or_(*excluded)))


class GramGrammar(TextGrammar):
    """What GIN can look up; it has no list of the articles without a gram."""

    excludes = False

    def term(self, term: Term) -> Condition:
        """Say that the grams of a word are there."""
        codes = sorted({code for run in runs(term.text) for code in codes_of(run)})[:_MAX_GRAMS]
        if not codes:
            return EVERYTHING
        made = func.govnews_grams(_where(term), type_=ARRAY(Integer))
        return Condition(made.contains(literal(codes, ARRAY(Integer))), exact=False)


@dataclass(frozen=True, slots=True)
class _Question:
    """A query in both grammars."""

    text: ColumnElement[bool]
    lookup: ColumnElement[bool] | None


class PostgresIndex:
    """The index on PostgreSQL."""

    def create(self, connection: Connection) -> None:
        """Make the empty tables."""
        for statement in (*TABLES, *LOOKUPS):
            connection.execute(text(statement))

    def drop(self, connection: Connection) -> None:
        """Remove the tables, if they are there."""
        for statement in DROPS:
            connection.execute(text(statement))

    def fill(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Make all anew; GIN is made quicker of all rows at once."""
        self.drop(connection)
        for statement in TABLES:
            connection.execute(text(statement))
        self._insert_all(connection, entries)
        connection.execute(text(f"SET LOCAL maintenance_work_mem = '{_BUILD_MEMORY}'"))
        for statement in (*LOOKUPS, "ANALYZE search_entries"):
            connection.execute(text(statement))

    def add(self, connection: Connection, entry: Entry) -> bool:
        """Add an article; False when another writer took its number meanwhile."""
        return connection.execute(_INSERT_IF_FREE, _row(entry)).rowcount == 1

    def _insert_all(self, connection: Connection, entries: Iterable[Entry]) -> None:
        rows: list[dict[str, object]] = []
        for entry in entries:
            rows.append(_row(entry))
            if len(rows) == _INSERT_ROWS:
                connection.execute(_INSERT, rows)
                rows = []
        if rows:
            connection.execute(_INSERT, rows)

    def forget(self, connection: Connection, article_id: int) -> None:
        """Delete the article's entry."""
        connection.execute(
            text("DELETE FROM search_entries WHERE article_id = :id"), {"id": article_id}
        )

    def damages(self, connection: Connection) -> Iterator[str]:  # noqa: ARG002 - the protocol's
        """Say nothing: PostgreSQL keeps an index with its table by itself."""
        return iter(())

    def condition(self, node: Node | None) -> Condition:
        """Translate a query."""
        answers = compiled(node, TextGrammar())
        if answers.expression is None:
            return answers
        lookup = compiled(node, GramGrammar()).expression
        return Condition(_Question(answers.expression, lookup), answers.exact)

    def candidates(
        self, connection: Connection, condition: Condition, scope: Scope
    ) -> Iterator[tuple[int, int]]:
        """Look through the newest as long as many answer; then ask the index."""
        question: _Question = condition.expression
        for size in _CHUNKS:
            low = _edge(connection, scope, size)
            hits = 0
            chunk = scope if low is None else replace(scope, low=low)
            for row in streamed(connection, _newest(question.text, chunk)):
                hits += 1
                yield row
            if low is None:
                return
            scope = replace(scope, high=low)
            if hits < size * _MANY:
                break
        yield from _looked_up(connection, question, scope)


def _edge(connection: Connection, scope: Scope, count: int) -> int | None:
    """Return the number so many articles down; None when there are not so many."""
    statement = select(_ENTRIES.c.doc_id).where(*_between(scope))
    statement = statement.order_by(_ENTRIES.c.doc_id.desc()).offset(count - 1).limit(1)
    return connection.execute(statement).scalar()


def _newest(answers: ColumnElement[bool], scope: Scope) -> Select[int, int]:
    """Select what answers by its text, read by falling number."""
    return _in_scope(scope).where(answers).order_by(_ENTRIES.c.doc_id.desc())


def _looked_up(
    connection: Connection, question: _Question, scope: Scope
) -> Iterator[tuple[int, int]]:
    """Give what answers, by the index if it can say anything."""
    if question.lookup is None:
        yield from streamed(connection, _newest(question.text, scope))
        return
    connection.execute(text(f"SET LOCAL work_mem = '{_WORK_MEMORY}'"))
    # The sum keeps the server from going down by number and making the grams of every row.
    statement = _in_scope(scope).where(question.lookup).order_by((_ENTRIES.c.doc_id + 0).desc())
    rows = streamed(connection, statement)
    size, most = _CHECKED
    while some := list(islice(rows, size)):
        yield from _checked(connection, question.text, some)
        size = min(size * 2, most)


def _checked(
    connection: Connection, answers: ColumnElement[bool], rows: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Let through the rows that answer by their text."""
    numbers = literal([doc_id for doc_id, _ in rows], ARRAY(BigInteger))
    statement = select(_ENTRIES.c.doc_id).where(_ENTRIES.c.doc_id == any_(numbers), answers)
    answering = set(connection.scalars(statement))
    return (row for row in rows if row[0] in answering)


def _in_scope(scope: Scope) -> Select[int, int]:
    statement = select(_ENTRIES.c.doc_id, _ENTRIES.c.article_id).where(*_between(scope))
    if scope.site_ids:
        statement = statement.where(_ENTRIES.c.site_id.in_(map(storable, scope.site_ids)))
    if not scope.conditions:
        return statement
    same = ArticleRow.id == _ENTRIES.c.article_id
    return statement.join_from(_ENTRIES, ArticleRow, same).where(*scope.conditions)


def _between(scope: Scope) -> list[ColumnElement[bool]]:
    wanted = [_ENTRIES.c.doc_id >= scope.low]
    if scope.high is not None:
        wanted.append(_ENTRIES.c.doc_id < scope.high)
    return wanted


def _where(term: Term) -> ColumnElement[str]:
    """Say in which text a word is looked for."""
    return literal_column(TITLE, Text) if term.in_title else _ENTRIES.c.folded


def _row(entry: Entry) -> dict[str, object]:
    return {
        "doc_id": entry.doc_id,
        "article_id": entry.article_id,
        "digest": entry.digest,
        "site_id": entry.site_id,
        "folded": entry.title + SEPARATOR + entry.body,
    }
