"""What is wrong with the index, in one line a kind."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, inspect, select

from archive.models import ArticleRow
from archive.search.index.proof import damages
from archive.search.index.records import Source
from archive.search.index.scheme import scheme, scheme_of
from archive.search.index.sources import sources
from archive.search.index.tables import ENTRIES, METADATA
from archive.wording import counted

_CURE = "run `govnews db reindex`"
_READ_ROWS = 500
"""Rows that are held at a time."""
_SHOWN_IDS = 5
"""Articles that one line names; it counts the others."""

_GARBAGE_SHARE = 0.3
_GARBAGE_LEAST = 1_000
"""Forgotten entries, and their share, above which a rebuild is worth its time."""


def problems(connection: Connection) -> Iterator[str]:
    """Compare the index with the articles; give one line a kind of problem, nothing when sound."""
    if set(METADATA.tables) - set(inspect(connection).get_table_names()):
        yield f"the full-text index is missing; {_CURE}"
        return
    for problem in (
        *_scheme_problems(connection),
        *_entry_problems(connection),
        *_garbage(connection),
        *damages(connection),
    ):
        yield f"{problem}; {_CURE}"


def _scheme_problems(connection: Connection) -> Iterator[str]:
    name = scheme_of(connection)
    if name != scheme():
        yield f"the full-text index was made under other rules ({name}, now {scheme()})"


def _entry_problems(connection: Connection) -> Iterator[str]:
    """Find articles without entry, entries without article, and entries of another text."""
    missing, stale = [], []
    joined = (
        sources()
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
    yield from _told(missing, "is not in", "are not in")
    yield from _told(stale, "has another text in", "have another text in")
    orphans = select(ENTRIES.c.article_id).where(
        ENTRIES.c.article_id.is_not(None), ENTRIES.c.article_id.not_in(select(ArticleRow.id))
    )
    yield from _told(list(connection.scalars(orphans)), "is only in", "are only in")


def _told(article_ids: list[int], one: str, several: str) -> Iterator[str]:
    if article_ids:
        shown = ", ".join(map(str, sorted(article_ids)[:_SHOWN_IDS]))
        more = ", …" if len(article_ids) > _SHOWN_IDS else ""
        what = counted(len(article_ids), f"article {one}", f"articles {several}")
        yield f"{what} the full-text index (id {shown}{more})"


def _garbage(connection: Connection) -> Iterator[str]:
    counted = select(func.count(), func.count(ENTRIES.c.article_id)).select_from(ENTRIES)
    entries, living = connection.execute(counted).one()
    dead = entries - living
    if dead > max(_GARBAGE_LEAST, entries * _GARBAGE_SHARE):
        yield f"{dead} of {entries} entries of the full-text index are dead"
