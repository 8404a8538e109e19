"""The full-text index over title and body, kept in the archive's own database.

The writer calls ``put`` in the transaction that stores or changes an article: after a crash the
index holds just what the tables hold. It is read by ``archive.search.answers``. All of it can be
made again from the articles (``rebuild``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version

from sqlalchemy import Connection, Select, func, inspect, select, text

from archive.models import ArticleRow
from archive.search.index.condition import Condition
from archive.search.index.entry import ENTRIES, Entry, Index, Scope, Source, everything
from archive.search.index.postgresql import PostgresIndex
from archive.search.index.slots import day_slots, first_slot, free_slot
from archive.search.index.sqlite import SqliteIndex

__all__ = [
    "Condition",
    "Scope",
    "create",
    "day_slots",
    "delete",
    "everything",
    "index_of",
    "problems",
    "put",
    "rebuild",
]

_CURE = "run `govnews db reindex`"

_LAYOUT = 3
"""Raise it when entries made by older code would answer differently."""

_READ_ROWS = 500
_SHOWN_IDS = 5

_GARBAGE_SHARE = 0.3
_GARBAGE_LEAST = 1_000
"""Forgotten entries, and their share, above which a rebuild is worth its time."""


def index_of(connection: Connection) -> Index:
    """Return the index of this kind of database."""
    return PostgresIndex() if connection.dialect.name == "postgresql" else SqliteIndex()


def create(connection: Connection) -> None:
    """Make the empty index; for the migration that brings it."""
    index_of(connection).create(connection)
    connection.execute(text("CREATE TABLE search_scheme (name text NOT NULL)"))
    _write_scheme(connection)


def put(connection: Connection, article_id: int) -> None:
    """Index an article as its row stands now; what was indexed of it before is forgotten.

    Call it in the transaction that wrote the row, after the row was flushed. Nothing is done when
    title, body, date and site are as they were. The article may be new or known; a row that is
    not there is forgotten.
    """
    source = _source(connection, article_id)
    if source is None:
        delete(connection, article_id)
        return
    indexed = connection.execute(
        select(ENTRIES.c.digest).where(ENTRIES.c.article_id == article_id)
    ).scalar()
    if indexed == source.digest:
        return
    index = index_of(connection)
    if indexed is not None:
        index.forget(connection, article_id)
    while not index.add(connection, Entry.of(source, free_slot(connection, source.published_at))):
        pass  # Another writer took the number, and has committed: the next one is looked for.


def delete(connection: Connection, article_id: int) -> None:
    """Let an article be found no more."""
    index_of(connection).forget(connection, article_id)


def rebuild(connection: Connection, told: Callable[[int], None] | None = None) -> int:
    """Make the whole index again from the articles; return how many.

    ``told`` is called with 1 after each article, for a progress bar. One transaction: readers see
    the old index until it is committed.
    """
    _write_scheme(connection)
    count = 0

    def entries() -> Iterator[Entry]:
        nonlocal count
        for entry in _entries(connection):
            yield entry
            count += 1
            if told:
                told(1)

    index_of(connection).fill(connection, entries())
    return count


def problems(connection: Connection) -> Iterator[str]:
    """Compare the index with the articles; give one line a kind of problem, nothing when sound."""
    if not inspect(connection).has_table("search_entries"):
        yield f"the full-text index is missing; {_CURE}"
        return
    yield from _scheme_problems(connection)
    yield from _entry_problems(connection)
    yield from _garbage(connection)
    for damage in index_of(connection).damages(connection):
        yield f"{damage}; {_CURE}"


@cache
def _scheme() -> str:
    """Name what decides how text is folded: entries of another scheme may miss words."""
    return f"{_LAYOUT} unicode={unicodedata.unidata_version} opencc={version('opencc')}"


def _write_scheme(connection: Connection) -> None:
    connection.execute(text("DELETE FROM search_scheme"))
    connection.execute(text("INSERT INTO search_scheme (name) VALUES (:name)"), {"name": _scheme()})


def _source(connection: Connection, article_id: int) -> Source | None:
    row = connection.execute(_sources().where(ArticleRow.id == article_id)).first()
    return None if row is None else Source(**row._mapping)


def _sources() -> Select[int, str | None, str | None, str | None, str]:
    return select(
        ArticleRow.id.label("article_id"),
        ArticleRow.site_id,
        ArticleRow.published_at,
        ArticleRow.title,
        ArticleRow.body,
    )


def _entries(connection: Connection) -> Iterator[Entry]:
    """Give every article under a new number, oldest first: indexes like rising numbers best."""
    numbered = _numbered(connection)
    for start in range(0, len(numbered), _READ_ROWS):
        some = dict(numbered[start : start + _READ_ROWS])
        rows = connection.execute(_sources().where(ArticleRow.id.in_(some)))
        sources = [Source(**row._mapping) for row in rows]
        yield from (Entry.of(s, some[s.article_id]) for s in sorted(sources, key=_by(some)))


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


def _by(numbers: dict[int, int]) -> Callable[[Source], int]:
    return lambda source: numbers[source.article_id]


def _scheme_problems(connection: Connection) -> Iterator[str]:
    name = connection.execute(text("SELECT name FROM search_scheme")).scalar()
    if name != _scheme():
        yield f"the full-text index was made under other rules ({name}, now {_scheme()}); {_CURE}"


def _entry_problems(connection: Connection) -> Iterator[str]:
    """Find articles without entry, entries without article, and entries of another text."""
    missing, stale = [], []
    joined = (
        _sources()
        .add_columns(ENTRIES.c.digest)
        .outerjoin_from(ArticleRow, ENTRIES, ENTRIES.c.article_id == ArticleRow.id)
    )
    options = {"stream_results": True, "yield_per": _READ_ROWS}
    for *values, digest in connection.execute(joined, execution_options=options):
        source = Source(**dict(zip(Source.__dataclass_fields__, values, strict=True)))
        if digest is None:
            missing.append(source.article_id)
        elif digest != source.digest:
            stale.append(source.article_id)
    yield from _told(missing, "are not in the full-text index")
    yield from _told(stale, "have another text in the full-text index")
    orphans = select(ENTRIES.c.article_id).where(
        ENTRIES.c.article_id.is_not(None), ENTRIES.c.article_id.not_in(select(ArticleRow.id))
    )
    yield from _told(list(connection.scalars(orphans)), "are in the full-text index only")


def _told(article_ids: list[int], what: str) -> Iterator[str]:
    if article_ids:
        shown = ", ".join(map(str, sorted(article_ids)[:_SHOWN_IDS]))
        more = ", …" if len(article_ids) > _SHOWN_IDS else ""
        yield f"{len(article_ids)} articles {what} (id {shown}{more}); {_CURE}"


def _garbage(connection: Connection) -> Iterator[str]:
    counted = select(func.count(), func.count(ENTRIES.c.article_id)).select_from(ENTRIES)
    entries, living = connection.execute(counted).one()
    dead = entries - living
    if dead > max(_GARBAGE_LEAST, entries * _GARBAGE_SHARE):
        yield f"{dead} of {entries} entries of the full-text index are dead; {_CURE}"
