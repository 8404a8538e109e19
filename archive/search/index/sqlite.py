"""Full text on SQLite: FTS5 over the bigrams of folded text.

An article goes in as its unlike grams with spaces between (``archive.folding.grams``), those of the
title once more behind a mark. FTS5 is told to keep neither the text (``content=''``) nor positions
(``detail=none``): on articles of 1,000 characters that makes the index 0.5 to 0.8 times the text,
with positions it was twice the text. Words of three characters and more are compared with the text
afterwards.

SQLite before 3.43 cannot delete from such a table without the old text, so an entry is forgotten by
taking its article from it; ``rebuild`` takes out what is left behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    column,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DatabaseError

from archive.folding import fold, grams, is_word_character, runs
from archive.models import ArticleRow
from archive.search.index.condition import EVERYTHING, Condition, compiled
from archive.search.index.entry import ENTRIES, FETCH_ROWS, Entry, Scope, streamed
from archive.search.query import Node, Term

_CREATE = (
    """
    CREATE TABLE search_entries (
        doc_id INTEGER PRIMARY KEY, article_id INTEGER UNIQUE, digest INTEGER NOT NULL
    )
    """,
    # The tokenizer must only split at spaces; "ascii" splits at ASCII punctuation too, of which
    # grams have none. Sizes of columns are for bm25, which is not used.
    """
    CREATE VIRTUAL TABLE search_text USING fts5 (
        grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii'
    )
    """,
)
_INSERT_ENTRY = text(
    "INSERT INTO search_entries (doc_id, article_id, digest) VALUES (:doc_id, :article_id, :digest)"
)
_INSERT_TEXT = text("INSERT INTO search_text (rowid, grams) VALUES (:doc_id, :grams)")
_FORGET = text("UPDATE search_entries SET article_id = NULL WHERE article_id = :article_id")

_TEXT = table("search_text", column("rowid", Integer))

_TITLE_MARK = "«"
_TAG_MARK = "§"
"""Neither is part of any word, and to the tokenizer both are part of tokens."""

_MAX_GRAMS = 64
"""Grams of a word that are looked up; more would not narrow."""

_INSERT_ROWS = 200


_INDEXED = (
    select(ENTRIES.c.doc_id, ArticleRow.title, ArticleRow.body)
    .join_from(ENTRIES, ArticleRow, ArticleRow.id == ENTRIES.c.article_id)
    .execution_options(yield_per=FETCH_ROWS)
)
_FOUND = text("SELECT 1 FROM search_text WHERE search_text MATCH :tokens AND rowid = :doc_id")


class FtsGrammar:
    """FTS5's query language (https://www.sqlite.org/fts5.html#full_text_query_syntax)."""

    excludes = True

    def term(self, term: Term) -> Condition:
        """Say that the grams of a word are there; exact when there is but one."""
        parts = runs(term.text)
        if not parts:
            return EVERYTHING
        mark = _TITLE_MARK if term.in_title else ""
        wanted = dict.fromkeys(token for run in parts for token in _tokens_of_word(run, mark))
        expression = " AND ".join(list(wanted)[:_MAX_GRAMS])
        exact = parts == [term.text] and len(term.text) <= len("二字")
        return Condition(expression, exact, costly=any(len(run) == 1 for run in parts))

    def all_of(self, expressions: Sequence[str]) -> str:
        """Join by AND."""
        return " AND ".join(f"({expression})" for expression in expressions)

    def any_of(self, expressions: Sequence[str]) -> str:
        """Join by OR."""
        return " OR ".join(f"({expression})" for expression in expressions)

    def without(self, expression: str, excluded: Sequence[str]) -> str:
        """Leave out; FTS5's NOT takes two sides."""
        return f"({expression}) NOT ({self.any_of(excluded)})"


_GRAMMAR = FtsGrammar()


class SqliteIndex:
    """The index on SQLite."""

    def create(self, connection: Connection) -> None:
        """Make the empty tables."""
        for statement in _CREATE:
            connection.exec_driver_sql(statement)

    def drop(self, connection: Connection) -> None:
        """Remove the tables, if they are there."""
        for name in ("search_entries", "search_text"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")

    def add(self, connection: Connection, entry: Entry) -> bool:
        """Add an article; there is one writer at a time, so its number is free."""
        _insert(connection, [_row(entry)])
        return True

    def _insert_all(self, connection: Connection, entries: Iterable[Entry]) -> None:
        rows: list[dict[str, object]] = []
        for entry in entries:
            rows.append(_row(entry))
            if len(rows) == _INSERT_ROWS:
                _insert(connection, rows)
                rows = []
        if rows:
            _insert(connection, rows)

    def forget(self, connection: Connection, article_id: int) -> None:
        """Take the article from its entry; the number stays used."""
        connection.execute(_FORGET, {"article_id": article_id})

    def fill(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Make all anew, in one segment."""
        self.drop(connection)
        self.create(connection)
        self._insert_all(connection, entries)
        connection.exec_driver_sql("INSERT INTO search_text (search_text) VALUES ('optimize')")

    def damages(self, connection: Connection) -> Iterator[str]:
        """Look every article up by some of its grams; FTS5's own check would need to write."""
        lost = 0
        try:
            for doc_id, title, body in connection.execute(_INDEXED):
                lost += not _has(connection, doc_id, fold(title or ""), fold(body))
        except DatabaseError as error:
            yield f"the full-text index is damaged ({error.orig})"
            return
        if lost:
            yield f"{lost} articles are not found by their own words"

    def condition(self, node: Node | None) -> Condition:
        """Translate a query."""
        return compiled(node, _GRAMMAR)

    def candidates(
        self, connection: Connection, condition: Condition, scope: Scope
    ) -> Iterator[tuple[int, int]]:
        """Let FTS5 walk its hits from the newest number down."""
        expression = condition.expression or ""
        if scope.site_ids:
            tags = _GRAMMAR.any_of([_quoted(_tag(site)) for site in scope.site_ids])
            expression = _GRAMMAR.all_of([expression, tags])
        return streamed(connection, _statement(scope), {"expression": expression})


def _statement(scope: Scope) -> Select[int, int]:
    """Let FTS5 lead and the others follow.

    SQLite looks nothing up by a column behind a plus sign
    (https://www.sqlite.org/optoverview.html), so no other order of the tables is open to it.
    """
    hits = _TEXT.join(ENTRIES, ENTRIES.c.doc_id == literal_column("+search_text.rowid"))
    wanted = [ENTRIES.c.article_id.is_not(None), *scope.on_articles]
    if scope.low:
        wanted.append(_TEXT.c.rowid >= scope.low)
    if scope.high is not None:
        wanted.append(_TEXT.c.rowid < scope.high)
    if scope.on_articles:
        article_id: ColumnElement[int] = literal_column("+search_entries.article_id")
        hits = hits.join(ArticleRow, ArticleRow.id == article_id)
    statement = select(ENTRIES.c.doc_id, ENTRIES.c.article_id).select_from(hits)
    match = text("search_text MATCH :expression")
    return statement.where(match, *wanted).order_by(_TEXT.c.rowid.desc())


def _has(connection: Connection, doc_id: int, title: str, body: str) -> bool:
    """Whether the first, middle and last gram lead to the article."""
    tokens = [*_grams(body), *_grams(title)]
    if not tokens:
        return True
    chosen = {tokens[0], tokens[len(tokens) // 2], tokens[-1]}
    wanted = {"tokens": " AND ".join(map(_quoted, chosen)), "doc_id": doc_id}
    return connection.execute(_FOUND, wanted).first() is not None


def _row(entry: Entry) -> dict[str, object]:
    title = list(_grams(entry.title))
    tokens = dict.fromkeys([*title, *_grams(entry.body), *(_TITLE_MARK + gram for gram in title)])
    if entry.site_id:
        tokens[_tag(entry.site_id)] = None
    return {
        "doc_id": entry.doc_id,
        "article_id": entry.article_id,
        "digest": entry.digest,
        "grams": " ".join(tokens),
    }


def _insert(connection: Connection, rows: list[dict[str, object]]) -> None:
    connection.execute(_INSERT_ENTRY, rows)
    connection.execute(_INSERT_TEXT, rows)


def _grams(folded: str) -> Iterator[str]:
    for run in runs(folded):
        yield from grams(run)


def _tokens_of_word(run: str, mark: str) -> Iterator[str]:
    """Give what an article with this run of characters must have; a lone one begins some gram."""
    if len(run) == 1:
        yield f"{_quoted(mark + run)} *"
        return
    for gram in grams(run):
        if len(gram) == 2:
            yield _quoted(mark + gram)


def _tag(site_id: str) -> str:
    """Make one token of a site's id: the tokenizer would split it at its hyphens.

    Ids that differ in such characters only share a token; the row's own site is compared as well.
    """
    return _TAG_MARK + "".join(c if is_word_character(c) else "·" for c in site_id)


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
