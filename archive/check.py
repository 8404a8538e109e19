"""Whether the archive holds together, from the database file to the raw pages."""

from __future__ import annotations

from collections import Counter
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
from archive.wording import counted

FindingKind = Literal["database", "schema", "article", "cluster", "signature", "index", "warc"]
Told = Callable[[int, int], None]
"""How many raw records were read, and of how many."""

_SHOWN = 5
"""Subjects of one problem that are named."""

_RESTORE = "written past the program: restore a backup of the database (docs/STORAGE.md)"
_CURES: dict[FindingKind, str] = {
    **dict.fromkeys(("article", "cluster", "signature"), _RESTORE),
    "database": "restore a backup of the database (docs/STORAGE.md)",
    "warc": "restore the file from a backup; its articles can be read without it",
}
"""The others say it themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not hold together."""

    kind: FindingKind
    subject: str
    """What it is about: articles, clusters, a WARC record; empty for the whole."""
    message: str
    """What is wrong, and the cure."""


def check(engine: Engine, warc_folder: Path, *, told: Told | None = None) -> list[Finding]:
    """Look at everything and return what is wrong, each problem once; none: a clean archive.

    Every raw record that anything points to is read and its digests are reckoned again, so this
    takes as long as reading the WARC folder. ``told`` is called after each record.
    """
    try:
        require_current(engine)
    except SchemaError as error:
        return [Finding(kind="schema", subject="", message=str(error))]
    try:
        with engine.connect() as connection:
            return [*_check_tables(connection), *_check_raw(connection, warc_folder, told)]
    except DatabaseError as error:
        return [_finding("database", "", " ".join(str(error.orig).split()))]


def _finding(kind: FindingKind, subject: str, what: str) -> Finding:
    return Finding(kind=kind, subject=subject, message=f"{what}; {_CURES[kind]}")


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
            yield _finding("database", "", line)
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    for (table, parent), count in Counter((row[0], row[2]) for row in rows).items():
        told = counted(count, "row points", "rows point")
        yield _finding("database", table, f"{told} to rows of {parent} that are not there")


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
        yield _finding("signature", "", message)


def _check_raw(connection: Connection, folder: Path, told: Told | None) -> Iterator[Finding]:
    """Read every record; of those of one file that cannot be read, tell the first, and how many."""
    total = _raw_records(connection) if told else 0
    pointers = connection.execution_options(yield_per=1000).execute(_pointers())
    failed: dict[str, list[tuple[int, str]]] = {}
    for done, (file, offset, length) in enumerate(pointers, 1):
        try:
            read_record(folder, WarcPointer(file=file, offset=offset, length=length))
        except RawStoreError as error:
            failed.setdefault(file, []).append((offset, str(error)))
        if told is not None:
            told(done, total)
    for file, records in failed.items():
        offset, message = records[0]
        more = counted(len(records) - 1, "further record", "further records")
        others = f" ({more} of the file as well)" if len(records) > 1 else ""
        yield _finding("warc", f"{file}:{offset}", message + others)


def _raw_records(connection: Connection) -> int:
    pointers = _pointers().subquery()
    return connection.execute(select(func.count()).select_from(pointers)).scalar_one()


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
    found = list(connection.execute(ids).scalars())
    if found:
        shown = ", ".join(map(str, found[:_SHOWN]))
        more = f" … ({len(found)})" if len(found) > _SHOWN else ""
        yield _finding(kind, f"{kind} {shown}{more}", message)
