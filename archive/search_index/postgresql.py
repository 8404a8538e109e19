"""Full text on PostgreSQL: GIN over the bigrams of folded text, each packed into one integer.

An array of integers is half the size of a ``tsvector`` of the same bigrams and needs no text
search configuration. It holds no positions: words of three characters and more are compared with
the text afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from zlib import crc32

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    column,
    select,
    table,
    text,
)

from archive.folding import grams, runs
from archive.models import ArticleRow
from archive.query import Term
from archive.search_index.condition import EVERYTHING, Condition
from archive.search_index.entry import Entry, Scope, streamed

_CREATE = (
    """
    CREATE TABLE search_entries (
        doc_id bigint PRIMARY KEY,
        article_id bigint NOT NULL UNIQUE,
        digest bigint NOT NULL,
        title_grams integer[] NOT NULL,
        grams integer[] NOT NULL
    )
    """,
    # Kept beside the table, uncompressed (sorted code points do not compress): the rows stay
    # small, and hits by the thousand are read from few pages.
    "ALTER TABLE search_entries ALTER COLUMN grams SET STORAGE EXTERNAL",
    "CREATE INDEX ix_search_entries_grams ON search_entries USING gin (grams)",
    "CREATE INDEX ix_search_entries_title_grams ON search_entries USING gin (title_grams)",
)
_INSERT = text(
    "INSERT INTO search_entries (doc_id, article_id, digest, title_grams, grams)"
    " VALUES (:doc_id, :article_id, :digest, :title_grams, :grams)"
)
_INSERT_ROWS = 200

_WALKED = 2000
"""Newest articles that are looked through before the index is asked. What stands in one article of
a hundred is found among them; what does not is rare enough for GIN to gather and sort."""

_MAX_GRAMS = 64
"""Grams of a word that are looked up; more would not narrow."""

_BEYOND = 0x10000
_PRIVATE_USE = 0xE000
_PRIVATE_CELLS = 6400

_TAG_SPACE = 0xD8000000
"""Where tags are kept: no character has a code from D800 to DFFF."""


class ArrayGrammar:
    """Conditions on the columns ``grams`` and ``title_grams``; they hold integers only."""

    def term(self, term: Term) -> Condition:
        """Say that the grams of a word are there; exact when there is but one."""
        parts = runs(term.text)
        codes = sorted({code for run in parts for code in _codes_of_word(run)})[:_MAX_GRAMS]
        if not codes:
            return EVERYTHING
        where = "title_grams" if term.in_title else "grams"
        exact = parts == [term.text] and len(term.text) <= 2 and ord(max(term.text)) < _BEYOND
        return Condition(f"{where} @> '{_array(codes)}'", exact)

    def all_of(self, expressions: Sequence[str]) -> str:
        """Join by AND."""
        return " AND ".join(f"({expression})" for expression in expressions)

    def any_of(self, expressions: Sequence[str]) -> str:
        """Join by OR."""
        return " OR ".join(f"({expression})" for expression in expressions)

    def without(self, expression: str, excluded: Sequence[str]) -> str:
        """Leave out."""
        return f"({expression}) AND NOT ({self.any_of(excluded)})"


class PostgresIndex:
    """The index on PostgreSQL."""

    grammar = ArrayGrammar()

    def create(self, connection: Connection) -> None:
        """Make the empty tables."""
        for statement in _CREATE:
            connection.execute(text(statement))

    def drop(self, connection: Connection) -> None:
        """Remove the tables, if they are there."""
        connection.execute(text("DROP TABLE IF EXISTS search_entries"))

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

    def finish(self, connection: Connection) -> None:
        """Move what waits into the index proper, and let the planner know the table."""
        connection.execute(text("SELECT gin_clean_pending_list('ix_search_entries_grams')"))
        connection.execute(text("SELECT gin_clean_pending_list('ix_search_entries_title_grams')"))
        connection.execute(text("ANALYZE search_entries"))

    def damages(self, connection: Connection) -> Iterator[str]:  # noqa: ARG002 - the protocol's
        """Say nothing: PostgreSQL keeps an index with its table by itself."""
        return iter(())

    def candidates(
        self, connection: Connection, condition: Condition, scope: Scope
    ) -> Iterator[tuple[int, int]]:
        """Look through the newest; ask the index only when those are not enough."""
        expression = _with_tags(condition.expression or "", scope.site_ids)
        edge = connection.execute(_edge(scope)).scalar()
        yield from streamed(connection, _walk(expression, scope))
        if edge is not None:
            yield from streamed(connection, _gather(expression, scope, edge))


_ENTRIES = table(
    "search_entries",
    column("doc_id", BigInteger),
    column("article_id", BigInteger),
    column("title_grams"),
    column("grams"),
)


def _in_range(scope: Scope) -> list[ColumnElement[bool]]:
    wanted = [_ENTRIES.c.doc_id >= scope.low]
    if scope.high is not None:
        wanted.append(_ENTRIES.c.doc_id < scope.high)
    return wanted


def _edge(scope: Scope) -> Select[int]:
    """Select the last number that the walk looks at; no row when it looks at all."""
    statement = select(_ENTRIES.c.doc_id).where(*_in_range(scope))
    return statement.order_by(_ENTRIES.c.doc_id.desc()).offset(_WALKED - 1).limit(1)


def _walk(expression: str, scope: Scope) -> Select[int, int]:
    """Select from the newest articles; the limit within keeps PostgreSQL from using the index."""
    newest = (
        select(_ENTRIES)
        .where(*_in_range(scope))
        .order_by(_ENTRIES.c.doc_id.desc())
        .limit(_WALKED)
        .subquery("newest")
    )
    statement = _hits(newest, scope).where(text(expression))
    return statement.order_by(newest.c.doc_id.desc())


def _gather(expression: str, scope: Scope, edge: int) -> Select[int, int]:
    """Select the rest; the sum in the order keeps PostgreSQL from walking by number."""
    older = select(_ENTRIES).where(*_in_range(scope), _ENTRIES.c.doc_id < edge).subquery("older")
    statement = _hits(older, scope).where(text(expression))
    return statement.order_by((older.c.doc_id + 0).desc())


def _hits(entries: Subquery, scope: Scope) -> Select[int, int]:
    statement = select(entries.c.doc_id, entries.c.article_id)
    if scope.conditions:
        statement = statement.join(ArticleRow, ArticleRow.id == entries.c.article_id)
        statement = statement.where(*scope.conditions)
    return statement


def _with_tags(expression: str, site_ids: Sequence[str]) -> str:
    if not site_ids:
        return expression
    return f"({expression}) AND grams && '{_array(sorted(map(_tag, site_ids)))}'"


def _row(entry: Entry) -> dict[str, object]:
    title = set(_codes(entry.title))
    body = set(_codes(entry.body))
    tags = {_tag(entry.site_id)} if entry.site_id else set()
    return {
        "doc_id": entry.doc_id,
        "article_id": entry.article_id,
        "digest": entry.digest,
        "title_grams": sorted(title),
        "grams": sorted(title | body | tags),
    }


def _codes(folded: str) -> Iterator[int]:
    """Give the codes of every bigram and every single character."""
    for run in runs(folded):
        yield from map(_code, chain(grams(run), run))


def _codes_of_word(run: str) -> Iterable[int]:
    """Give the codes that an article with this run must have."""
    return map(_code, list(grams(run))[:-1] or [run])


def _code(gram: str) -> int:
    """Pack one or two characters into 32 bits, signed."""
    second = _cell(gram[1]) if len(gram) == 2 else 0
    return _signed(_cell(gram[0]) << 16 | second)


def _cell(character: str) -> int:
    """Give a character's 16 bits.

    Characters beyond the basic plane share the cells of private use, which no character of a word
    has: they are confused with each other only, and words that have some are compared anyway.
    """
    code = ord(character)
    return code if code < _BEYOND else _PRIVATE_USE + code % _PRIVATE_CELLS


def _tag(site_id: str) -> int:
    """Give a site's code. Sites may share one: the row's own site is compared as well."""
    return _signed(_TAG_SPACE | crc32(site_id.encode()) & 0x07FFFFFF)


def _signed(code: int) -> int:
    return code - (1 << 32) if code >= 1 << 31 else code


def _array(codes: Iterable[int]) -> str:
    return "{" + ",".join(map(str, codes)) + "}"
