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
from archive.search.index.condition import EVERYTHING, Condition, compiled
from archive.search.index.entry import Entry, Scope, streamed
from archive.search.index.postgresql_tables import (
    DROPS,
    LOOKUPS,
    SEPARATOR,
    TABLES,
    TITLE,
    codes_of,
)
from archive.search.query import Node, Term

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

# A bitmap of all hits must fit, else the server makes the grams of whole pages again. And the high
# price of making them, which keeps the planner from it, would have every statement compiled.
_SETTINGS = text("SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)")

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
        connection.execute(_SETTINGS)
        for size in _CHUNKS:
            low = _edge(connection, scope, size)
            hits = 0
            chunk = scope if low is None else replace(scope, low=low)
            for row in _checked(connection, question.text, _fenced(chunk)):
                hits += 1
                yield row
            if low is None:
                return
            scope = replace(scope, high=low)
            if hits < size * _MANY:
                break
        rest = _open(scope) if question.lookup is None else _fenced(scope, question.lookup)
        yield from _checked(connection, question.text, rest)


def _edge(connection: Connection, scope: Scope, count: int) -> int | None:
    """Return the number so many articles down; None when there are not so many."""
    statement = select(_ENTRIES.c.doc_id).where(*_between(scope))
    statement = statement.order_by(_ENTRIES.c.doc_id.desc()).offset(count - 1).limit(1)
    return connection.execute(statement).scalar()


def _checked(
    connection: Connection, answers: ColumnElement[bool], statement: Select[int, int]
) -> Iterator[tuple[int, int]]:
    """Let through the rows of a statement that answer by their text, as they are taken."""
    rows = streamed(connection, statement)
    size, most = _CHECKED
    while some := list(islice(rows, size)):
        numbers = literal([doc_id for doc_id, _ in some], ARRAY(BigInteger))
        wanted = select(_ENTRIES.c.doc_id).where(_ENTRIES.c.doc_id == any_(numbers), answers)
        answering = set(connection.scalars(wanted))
        yield from (row for row in some if row[0] in answering)
        size = min(size * 2, most)


def _fenced(scope: Scope, *lookups: ColumnElement[bool]) -> Select[int, int]:
    """Select by the index first, and what the rows of ``articles`` must be after that.

    The fence is for the planner: from articles to entries it would make grams row by row.
    """
    inside = _in_scope(scope).where(*lookups).cte("inside").prefix_with("MATERIALIZED")
    statement = select(inside.c.doc_id, inside.c.article_id)
    if scope.conditions:
        same = ArticleRow.id == inside.c.article_id
        statement = statement.join_from(inside, ArticleRow, same).where(*scope.conditions)
    return statement.order_by(inside.c.doc_id.desc())


def _open(scope: Scope) -> Select[int, int]:
    """Select all of a scope by falling number, read as it is taken."""
    statement = _in_scope(scope)
    if scope.conditions:
        same = ArticleRow.id == _ENTRIES.c.article_id
        statement = statement.join_from(_ENTRIES, ArticleRow, same).where(*scope.conditions)
    return statement.order_by(_ENTRIES.c.doc_id.desc())


def _in_scope(scope: Scope) -> Select[int, int]:
    statement = select(_ENTRIES.c.doc_id, _ENTRIES.c.article_id).where(*_between(scope))
    if scope.site_ids:
        statement = statement.where(_ENTRIES.c.site_id.in_(scope.site_ids))
    return statement


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
