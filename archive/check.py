"""Whether the archive holds together, from the database file to the raw pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Select, and_, func, or_, select, union
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import aliased

from archive.database.schema import require_current
from archive.errors import RawStoreError, SchemaError
from archive.models import (
    ArticleRow,
    BandRow,
    ClusterRow,
    PageRow,
    SignatureRow,
    VersionRow,
)
from archive.raw.store import read_record
from archive.records import WarcPointer
from archive.search import index as search_index

FindingKind = Literal["database", "schema", "article", "cluster", "signature", "index", "warc"]
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not hold together."""

    kind: FindingKind
    subject: str
    """What it is about: an article, a cluster, a WARC record; empty for the whole."""
    message: str


def check(engine: Engine, warc_folder: Path, *, told: Told | None = None) -> list[Finding]:
    """Look at everything and return what is wrong; an empty list is a clean archive.

    Every raw record that anything points to is read and its digests are reckoned again, so this
    takes as long as reading the WARC folder. ``told`` is called with 1 after each record.
    """
    try:
        require_current(engine)
    except SchemaError as error:
        return [Finding(kind="schema", subject="", message=str(error))]
    try:
        with engine.connect() as connection:
            return [*_check_tables(connection), *_check_raw(connection, warc_folder, told)]
    except DatabaseError as error:
        reason = " ".join(str(error.orig).split())
        return [Finding(kind="database", subject="", message=reason)]


def raw_records(connection: Connection) -> int:
    """Return how many raw records a check will read."""
    pointers = _pointers().subquery()
    return connection.execute(select(func.count()).select_from(pointers)).scalar_one()


def _check_tables(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name == "sqlite":
        yield from _check_sqlite(connection)
    yield from _check_articles(connection)
    yield from _check_clusters(connection)
    yield from _check_signatures(connection)
    for problem in search_index.problems(connection):
        yield Finding(kind="index", subject="", message=problem)


def _check_sqlite(connection: Connection) -> Iterator[Finding]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding(kind="database", subject="", message=line)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        message = f"points to a row of {parent} that is not there"
        yield Finding(kind="database", subject=f"{table} {row}", message=message)


def _check_articles(connection: Connection) -> Iterator[Finding]:
    newest = and_(
        VersionRow.article_id == ArticleRow.id,
        VersionRow.number == ArticleRow.version,
        VersionRow.revision == ArticleRow.revision,
    )
    differs = or_(
        VersionRow.id.is_(None),
        VersionRow.body != ArticleRow.body,
        VersionRow.title.is_distinct_from(ArticleRow.title),
    )
    without = select(ArticleRow.id).outerjoin(VersionRow, newest).where(differs)
    yield from _told(connection, without, "article", "is not what its newest version says")
    unmarked = select(ArticleRow.id).where(
        (ArticleRow.status == "gone") != ArticleRow.gone_at.is_not(None)
    )
    yield from _told(connection, unmarked, "article", "is gone without a date, or the reverse")


def _check_clusters(connection: Connection) -> Iterator[Finding]:
    head = aliased(ArticleRow)
    member = aliased(ArticleRow)
    headless = (
        select(ClusterRow.id)
        .outerjoin(head, and_(head.id == ClusterRow.original_id, head.cluster_id == ClusterRow.id))
        .where(or_(head.id.is_(None), head.duplicate_of.is_not(None)))
    )
    yield from _told(connection, headless, "cluster", "has no original among its articles")
    astray = (
        select(member.id)
        .join(ClusterRow, ClusterRow.id == member.cluster_id)
        .where(
            member.id != ClusterRow.original_id,
            or_(
                member.duplicate_of.is_distinct_from(ClusterRow.original_id),
                member.similarity.is_(None),
            ),
        )
    )
    yield from _told(connection, astray, "article", "is no reprint of its cluster's original")


def _check_signatures(connection: Connection) -> Iterator[Finding]:
    length = func.length(SignatureRow.bands)
    said = connection.execute(select(func.coalesce(func.sum(length), 0))).scalar_one() // 8
    there = connection.execute(select(func.count()).select_from(BandRow)).scalar_one()
    if said != there:
        message = f"signatures name {said} bands, the table holds {there}"
        yield Finding(kind="signature", subject="", message=message)


def _check_raw(connection: Connection, folder: Path, told: Told | None) -> Iterator[Finding]:
    pointers = connection.execution_options(yield_per=1000).execute(_pointers())
    for file, offset, length in pointers:
        try:
            read_record(folder, WarcPointer(file=file, offset=offset, length=length))
        except RawStoreError as error:
            yield Finding(kind="warc", subject=f"{file}:{offset}", message=str(error))
        if told is not None:
            told(1)


def _pointers() -> Any:  # noqa: ANN401  SQLAlchemy's compound select
    """Select every raw record that anything points to, once, in the order of the files."""
    owners = (VersionRow, PageRow, ArticleRow)
    each = (
        select(owner.warc_file, owner.warc_offset, owner.warc_length).where(
            owner.warc_file.is_not(None)
        )
        for owner in owners
    )
    return union(*each).order_by("warc_file", "warc_offset")


def _told(
    connection: Connection, ids: Select[int], kind: FindingKind, message: str
) -> Iterator[Finding]:
    for found in connection.execute(ids).scalars():
        yield Finding(kind=kind, subject=f"{kind} {found}", message=message)
