"""Full text on SQLite: FTS5 over the bigrams of folded text.

The text goes in as its grams with spaces between (``archive.folding.grams``), so the positions of
FTS5 count characters, and a word is the phrase of its bigrams: exact, with nothing to compare
afterwards. The table keeps no text (``content=''``). SQLite before 3.43 cannot delete from such a
table without the old text, so an entry is forgotten by taking its article from it; ``rebuild``
takes out what is left behind.
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

from archive.folding import grams, runs
from archive.models import ArticleRow
from archive.query import Term
from archive.search_index.condition import EVERYTHING, Condition
from archive.search_index.entry import ENTRIES, Entry, Scope, streamed

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
        title, body, tags, content = '', columnsize = 0, tokenize = 'ascii'
    )
    """,
)
_INSERT_ENTRY = text(
    "INSERT INTO search_entries (doc_id, article_id, digest) VALUES (:doc_id, :article_id, :digest)"
)
_INSERT_TEXT = text(
    "INSERT INTO search_text (rowid, title, body, tags) VALUES (:doc_id, :title, :body, :tags)"
)
_FORGET = text("UPDATE search_entries SET article_id = NULL WHERE article_id = :article_id")

_TEXT = table("search_text", column("rowid", Integer))

_MAX_PHRASE = 64
"""Grams of a word that are looked up as one phrase; a longer word is compared with the text."""

_INSERT_ROWS = 200


class FtsGrammar:
    """FTS5's query language (https://www.sqlite.org/fts5.html#full_text_query_syntax)."""

    def term(self, term: Term) -> Condition:
        """Say that a word stands in the title or body: a phrase for each of its runs."""
        parts = runs(term.text)
        if not parts:
            return EVERYTHING
        phrases = [_phrase(run) for run in parts]
        columns = "title" if term.in_title else "{title body}"
        expression = self.all_of([f"{columns} : {phrase}" for phrase in phrases])
        exact = parts == [term.text] and len(term.text) <= _MAX_PHRASE
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


class SqliteIndex:
    """The index on SQLite."""

    grammar = FtsGrammar()

    def create(self, connection: Connection) -> None:
        """Make the empty tables."""
        for statement in _CREATE:
            connection.exec_driver_sql(statement)

    def drop(self, connection: Connection) -> None:
        """Remove the tables, if they are there."""
        for name in ("search_entries", "search_text"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")

    def insert(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Add articles under numbers that were never used."""
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

    def finish(self, connection: Connection) -> None:
        """Merge the index into one segment."""
        connection.exec_driver_sql("INSERT INTO search_text (search_text) VALUES ('optimize')")

    def damages(self, connection: Connection) -> Iterator[str]:
        """Let FTS5 prove its own structure."""
        try:
            connection.exec_driver_sql(
                "INSERT INTO search_text (search_text, rank) VALUES ('integrity-check', 0)"
            )
        except DatabaseError as error:
            yield f"the full-text index is damaged ({error.orig})"

    def candidates(
        self, connection: Connection, condition: Condition, scope: Scope
    ) -> Iterator[tuple[int, int]]:
        """Let FTS5 walk its hits from the newest number down."""
        expression = condition.expression or ""
        if scope.site_ids:
            tags = self.grammar.any_of([f"tags : {_quoted(_tag(site))}" for site in scope.site_ids])
            expression = self.grammar.all_of([expression, tags])
        return streamed(connection, _statement(scope), {"expression": expression})


def _statement(scope: Scope) -> Select[int, int]:
    """Let FTS5 lead and the others follow.

    SQLite looks nothing up by a column behind a plus sign
    (https://www.sqlite.org/optoverview.html), so no other order of the tables is open to it.
    """
    hits = _TEXT.join(ENTRIES, ENTRIES.c.doc_id == literal_column("+search_text.rowid"))
    wanted = [ENTRIES.c.article_id.is_not(None), *scope.conditions]
    if scope.low:
        wanted.append(_TEXT.c.rowid >= scope.low)
    if scope.high is not None:
        wanted.append(_TEXT.c.rowid < scope.high)
    if scope.conditions:
        article_id: ColumnElement[int] = literal_column("+search_entries.article_id")
        hits = hits.join(ArticleRow, ArticleRow.id == article_id)
    statement = select(ENTRIES.c.doc_id, ENTRIES.c.article_id).select_from(hits)
    match = text("search_text MATCH :expression")
    return statement.where(match, *wanted).order_by(_TEXT.c.rowid.desc())


def _row(entry: Entry) -> dict[str, object]:
    return {
        "doc_id": entry.doc_id,
        "article_id": entry.article_id,
        "digest": entry.digest,
        "title": _tokens(entry.title),
        "body": _tokens(entry.body),
        "tags": _tag(entry.site_id) if entry.site_id else "",
    }


def _insert(connection: Connection, rows: list[dict[str, object]]) -> None:
    connection.execute(_INSERT_ENTRY, rows)
    connection.execute(_INSERT_TEXT, rows)


def _tokens(folded: str) -> str:
    return " ".join(gram for run in runs(folded) for gram in grams(run))


def _tag(site_id: str) -> str:
    """One token of a site's id, unlike any gram: the tokenizer would split at its hyphens."""
    return "§" + site_id.replace("-", "·")


def _phrase(run: str) -> str:
    """Write the phrase that finds a run of characters wherever it stands, in longer runs too."""
    if len(run) == 1:
        return f"{_quoted(run)} *"
    return _quoted(" ".join(list(grams(run))[:-1][:_MAX_PHRASE]))


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
