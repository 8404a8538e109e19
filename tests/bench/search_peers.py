"""What search is measured beside: LIKE, and each database's own index of trigrams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Connection, select, text

from archive.models import ArticleRow

INDEXED = 100_000
"""Articles in the trigram indexes, those with the highest ids: a million would take an hour."""

_PAGE = 20

_FTS = (
    "CREATE VIRTUAL TABLE temp.peer USING fts5 (body, content = '', tokenize = 'trigram')",
    (
        "INSERT INTO temp.peer (rowid, body)"
        " SELECT id, body FROM articles ORDER BY id DESC LIMIT {count}"
    ),
)
_FTS_SIZE = "SELECT sum(length(block)) FROM temp.peer_data"
_FTS_ASK = "SELECT rowid FROM temp.peer WHERE peer MATCH :word ORDER BY rowid DESC LIMIT 20"
_GIN = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE TEMP TABLE peer AS SELECT id, body FROM articles ORDER BY id DESC LIMIT {count}",
    "CREATE INDEX peer_body ON peer USING gin (body gin_trgm_ops)",
    "ANALYZE peer",
)
_GIN_SIZE = "SELECT pg_relation_size('peer_body')"
_GIN_ASK = "SELECT id FROM peer WHERE body LIKE :word ORDER BY id DESC LIMIT 20"
_TEXT = "SELECT sum({bytes}) FROM (SELECT body FROM articles ORDER BY id DESC LIMIT {count}) AS t"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another way of asking."""

    name: str
    ask: Callable[[str], object]
    figures: dict[str, object] = field(default_factory=dict)


def like(connection: Connection) -> Peer:
    """Ask the table itself, newest first."""
    newest = select(ArticleRow.id).order_by(ArticleRow.published_day.desc())

    def ask(word: str) -> list[int]:
        rows = connection.scalars(newest.where(ArticleRow.body.contains(word)).limit(_PAGE))
        return list(islice(rows, _PAGE))

    return Peer("like", ask)


def trigrams(connection: Connection) -> Iterator[Peer]:
    """Make the database's trigram index of some of the articles, in a temporary table."""
    postgresql = connection.dialect.name == "postgresql"
    for statement in _GIN if postgresql else _FTS:
        connection.execute(text(statement.format(count=INDEXED)))
    size = connection.execute(text(_GIN_SIZE if postgresql else _FTS_SIZE)).scalar_one()
    octets = "octet_length(body)" if postgresql else "length(CAST(body AS BLOB))"
    written = connection.execute(text(_TEXT.format(bytes=octets, count=INDEXED))).scalar_one()
    pattern, statement = ("%{}%", _GIN_ASK) if postgresql else ('"{}"', _FTS_ASK)

    def ask(word: str) -> list[int]:
        return list(connection.scalars(text(statement), {"word": pattern.format(word)}))

    share: dict[str, object] = {"articles": INDEXED, "index_share": round(float(size / written), 2)}
    yield Peer("trigram", ask, share)
