"""Full text on PostgreSQL: GIN over the bigrams of folded text, which the server makes itself.

The table keeps the folded text, compressed and beside the rows, and nothing else of size: the grams
stand in the index only, as the expression that it is made of. (An array of them in the table is 1.3
times the text.) They are hashed, so an answer is looked for in the folded text as well, by the
server: every answer is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    column,
    func,
    literal,
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
from archive.storable import storable

_CELLS = 524_287
"""Bigrams are hashed into so many cells: an article of 1,000 characters has one gram in a thousand
of them by chance, and the lists of rare grams share the price of a list."""

_MULTIPLIER = 65_599
"""Spreads the first character over the cells (the constant of the sdbm hash)."""

_ALONE = 2_000_000
"""Single characters have numbers above all cells."""

_NO_LETTERS = ((0, 47), (58, 64), (0x2000, 0x206F), (0x3001, 0x3002))
"""Ranges of code points that are part of no word: the punctuation that is frequent. Grams with
others are in the index and never asked for."""


def _outside(name: str) -> str:
    """Say in SQL that a code point may be part of a word."""
    return " AND ".join(f"{name} NOT BETWEEN {low} AND {high}" for low, high in _NO_LETTERS)


_FUNCTION = f"""
CREATE OR REPLACE FUNCTION govnews_grams(folded text) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
    SELECT array_agg({_ALONE} + one) || array_agg(((one::bigint * {_MULTIPLIER} + next)
            % {_CELLS})::integer) FILTER (WHERE {_outside("next")})
    FROM (
        SELECT ascii(one) AS one, ascii(next) AS next
        FROM unnest(string_to_array(folded, NULL), (string_to_array(folded, NULL))[2:])
            AS neighbours (one, next)
    ) AS codes
    WHERE {_outside("one")}
$$
"""  # noqa: S608 - made of the constants above
_TABLES = (
    """
    CREATE TABLE search_entries (
        doc_id bigint PRIMARY KEY,
        article_id bigint NOT NULL UNIQUE,
        digest bigint NOT NULL,
        site_id text,
        title text NOT NULL,
        folded text NOT NULL
    )
    """,
    # Rows stay small, and hits by the thousand are read from few pages: what is longer than a
    # headline goes beside the table.
    "ALTER TABLE search_entries SET (toast_tuple_target = 256)",
    _FUNCTION,
)
_LOOKUPS = (
    "CREATE INDEX ix_search_entries_site_id ON search_entries (site_id)",
    "CREATE INDEX ix_search_entries_title ON search_entries USING gin (govnews_grams(title))",
    "CREATE INDEX ix_search_entries_folded ON search_entries USING gin (govnews_grams(folded))",
    # Statistics of an expression cost a call a row, and no plan depends on them.
    "ALTER INDEX ix_search_entries_title ALTER COLUMN 1 SET STATISTICS 0",
    "ALTER INDEX ix_search_entries_folded ALTER COLUMN 1 SET STATISTICS 0",
)
_DROPS = ("DROP TABLE IF EXISTS search_entries", "DROP FUNCTION IF EXISTS govnews_grams(text)")

_ENTRIES = table(
    "search_entries",
    column("doc_id", BigInteger),
    column("article_id", BigInteger),
    column("site_id", Text),
    column("title", Text),
    column("folded", Text),
)
_INSERT = text(
    "INSERT INTO search_entries (doc_id, article_id, digest, site_id, title, folded)"
    " VALUES (:doc_id, :article_id, :digest, :site_id, :title, :folded)"
)
_INSERT_ROWS = 200

_SEPARATOR = "\x1f"
"""Between title and body; folding makes a space of it, so no word has it."""

_STEPS = (1_000, 20_000, 400_000)
"""Articles of the steps that an answer goes down by, from the newest: the first is looked through
without the index, in the others hits of the index are compared with their texts, which is what
takes time. A page of answers to a frequent word is full after the first step."""

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
        where = _ENTRIES.c.title if term.in_title else _ENTRIES.c.folded
        return Condition(func.strpos(where, term.text) > 0, exact=True)

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
        codes = sorted({code for run in runs(term.text) for code in _codes(run)})[:_MAX_GRAMS]
        if not codes:
            return EVERYTHING
        where = _ENTRIES.c.title if term.in_title else _ENTRIES.c.folded
        made = func.govnews_grams(where, type_=ARRAY(Integer))
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
        for statement in (*_TABLES, *_LOOKUPS):
            connection.execute(text(statement))

    def drop(self, connection: Connection) -> None:
        """Remove the tables, if they are there."""
        for statement in _DROPS:
            connection.execute(text(statement))

    def fill(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Make all anew; GIN is made quicker of all rows at once."""
        self.drop(connection)
        for statement in _TABLES:
            connection.execute(text(statement))
        self.insert(connection, entries)
        connection.execute(text(f"SET LOCAL maintenance_work_mem = '{_BUILD_MEMORY}'"))
        for statement in (*_LOOKUPS, "ANALYZE search_entries"):
            connection.execute(text(statement))

    def insert(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Add articles under numbers that were never used."""
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
        """Look through the newest, then ask the index, step by step into the past."""
        question: _Question = condition.expression
        connection.execute(text(f"SET LOCAL work_mem = '{_WORK_MEMORY}'"))
        high = scope.high
        for step, count in enumerate((*_STEPS, None)):
            low = None if count is None else _edge(connection, scope.low, high, count)
            lookup = question.lookup if step else None
            bottom = scope.low if low is None else low
            yield from streamed(connection, _answers(question.text, lookup, scope, bottom, high))
            if low is None:
                return
            high = low


def _edge(connection: Connection, low: int, high: int | None, count: int) -> int | None:
    """Return the number so many articles down; None when there are not so many."""
    statement = select(_ENTRIES.c.doc_id).where(*_between(low, high))
    statement = statement.order_by(_ENTRIES.c.doc_id.desc()).offset(count - 1).limit(1)
    return connection.execute(statement).scalar()


def _answers(
    answers: ColumnElement[bool],
    lookup: ColumnElement[bool] | None,
    scope: Scope,
    low: int,
    high: int | None,
) -> Select[int, int]:
    statement = select(_ENTRIES.c.doc_id, _ENTRIES.c.article_id)
    statement = statement.where(*_between(low, high), answers)
    if scope.site_ids:
        statement = statement.where(_ENTRIES.c.site_id.in_(map(storable, scope.site_ids)))
    if scope.conditions:
        statement = statement.join_from(
            _ENTRIES, ArticleRow, ArticleRow.id == _ENTRIES.c.article_id
        ).where(*scope.conditions)
    if lookup is None:
        return statement.order_by(_ENTRIES.c.doc_id.desc())
    # The sum keeps the server from going down by number and making the grams of every row.
    return statement.where(lookup).order_by((_ENTRIES.c.doc_id + 0).desc())


def _between(low: int, high: int | None) -> list[ColumnElement[bool]]:
    wanted = [_ENTRIES.c.doc_id >= low]
    if high is not None:
        wanted.append(_ENTRIES.c.doc_id < high)
    return wanted


def _row(entry: Entry) -> dict[str, object]:
    return {
        "doc_id": entry.doc_id,
        "article_id": entry.article_id,
        "digest": entry.digest,
        "site_id": entry.site_id,
        "title": entry.title,
        "folded": entry.title + _SEPARATOR + entry.body,
    }


def _codes(run: str) -> Iterator[int]:
    """Give what ``govnews_grams`` has for every text with this run of characters."""
    if len(run) == 1:
        yield _ALONE + ord(run)
    for one, following in pairwise(run):
        yield (ord(one) * _MULTIPLIER + ord(following)) % _CELLS
