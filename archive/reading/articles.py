"""Readers of the archive: one article, some, all of them; the versions an article had."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, func, select

from archive.database.engine import connect
from archive.database.mapping import article_from, iso, read_articles
from archive.database.schema import require_current
from archive.database.storable import MAX_ID, storable
from archive.ledger.records import COPY_OF, PART_OF
from archive.models import ArticleRow, PageRow, VersionRow
from archive.records import Article

_BATCH = 500
"""Articles that are read together, with what belongs to them."""
_PAGE_AT = select(PageRow.article_id, PageRow.state, PageRow.reason).where(
    PageRow.url == bindparam("address")
)


@dataclass(frozen=True, slots=True)
class Version:
    """One of the states that a site gave an article."""

    number: int
    fetched_at: str


def opened(url: str | None = None) -> Engine:
    """Open an archive that is there, for reading only.

    Raises:
        ArchiveUnreachableError: There is none at the address, or it does not answer.
        SchemaError: Its tables are not those of this program.

    """
    engine = connect(url, read_only=True)
    try:
        require_current(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(url: str | None = None) -> Iterator[Connection]:
    """Open an archive for one question: what is read within is one state of it."""
    engine = opened(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def articles_by_id(connection: Connection, article_ids: Iterable[int]) -> Iterator[Article]:
    """Give these articles in the order of the ids; ids of none are passed over."""
    wanted = list(article_ids)
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        found = read_articles(connection, some)
        yield from (found[article_id] for article_id in some if article_id in found)


def all_articles(
    connection: Connection, conditions: Sequence[ColumnElement[bool]] = (), *, after_id: int = 0
) -> Iterator[Article]:
    """Give every article that meets the conditions, by rising id, a batch in memory at a time."""
    while ids := _next_ids(connection, conditions, after_id):
        yield from articles_by_id(connection, ids)
        after_id = ids[-1]


def article_at(connection: Connection, where: int | str) -> Article | None:
    """Return the article of that id or address; an address it had once, or has as well, will do."""
    article_id = where if isinstance(where, int) else _id_of_address(connection, where)
    if article_id is None or not 0 < article_id <= MAX_ID:
        return None
    return next(articles_by_id(connection, [article_id]), None)


def version_of(connection: Connection, article: Article, number: int) -> Article | None:
    """Return an article as it was in that version, by our latest reading of it; None: no such."""
    statement = (
        select(VersionRow.record)
        .where(VersionRow.article_id == article.id, VersionRow.number == number)
        .order_by(VersionRow.revision.desc())
        .limit(1)
    )
    record = connection.scalar(statement)
    if record is None:
        return None
    known = {name: getattr(article, name) for name in _OF_THE_ARCHIVE}
    return dataclasses.replace(article_from(record), **known, version=number)


def version_numbers(connection: Connection, article_id: int) -> list[int]:
    """Return the numbers of the versions there are, rising."""
    statement = select(VersionRow.number).where(VersionRow.article_id == article_id).distinct()
    return sorted(connection.scalars(statement))


def versions_of(connection: Connection, article_id: int) -> list[Version]:
    """Return an article's versions, the first first, each as it was first read."""
    statement = (
        select(VersionRow.number, VersionRow.fetched_at)
        .where(VersionRow.article_id == article_id)
        .order_by(VersionRow.number, VersionRow.revision.desc())
    )
    first_readings: dict[int, datetime] = dict(connection.execute(statement).all())
    return [Version(number, iso(fetched_at)) for number, fetched_at in first_readings.items()]


def newest_recorded(connection: Connection, article_ids: Sequence[int]) -> dict[int, str]:
    """Return when the newest version of each article was first archived, by article id."""
    statement = (
        select(ArticleRow.id, func.min(VersionRow.recorded_at))
        .join(VersionRow, VersionRow.article_id == ArticleRow.id)
        .where(ArticleRow.id.in_(article_ids), VersionRow.number == ArticleRow.version)
        .group_by(ArticleRow.id)
    )
    return {article_id: iso(moment) for article_id, moment in connection.execute(statement)}


def gone_since(connection: Connection, article_id: int) -> str | None:
    """Return since when the address no longer answers with the article; None: it does."""
    moment = connection.scalar(select(ArticleRow.gone_at).where(ArticleRow.id == article_id))
    return iso(moment) if moment else None


_OF_THE_ARCHIVE = (
    *("id", "cluster", "duplicate_of", "similarity", "first_seen_at", "last_seen_at", "status"),
)
"""What is true of the article, whichever version is looked at."""


def _next_ids(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], after_id: int
) -> list[int]:
    statement = select(ArticleRow.id).where(ArticleRow.id > after_id, *conditions)
    return list(connection.scalars(statement.order_by(ArticleRow.id).limit(_BATCH)))


def _id_of_address(connection: Connection, url: str) -> int | None:
    found = _id_there(connection, url)
    original = _original_of(connection, url) if found is None else None
    return found if original is None else _id_there(connection, original)


def _id_there(connection: Connection, url: str) -> int | None:
    address = storable(url)
    own = connection.scalar(select(ArticleRow.id).where(ArticleRow.url == address))
    if own is not None:
        return own
    holder: int | None = connection.scalar(_PAGE_AT, {"address": address})
    return holder


def is_copy(connection: Connection, url: str) -> bool:
    """Tell whether the ledger has an address as that of a copy: its site shows more than one."""
    return _original_of(connection, url) is not None


def _original_of(connection: Connection, url: str) -> str | None:
    """Return the address under which the archive has the article of a copy; None: no copy.

    A copy of several pages is one with each of them.
    """
    told = _told_of(connection, url)
    if told.startswith(PART_OF):
        told = _told_of(connection, told.removeprefix(PART_OF))
    return told.removeprefix(COPY_OF) if told.startswith(COPY_OF) else None


def _told_of(connection: Connection, url: str) -> str:
    """Return what the ledger says of a page, where it says that the page is another's."""
    page = connection.execute(_PAGE_AT, {"address": storable(url)}).one_or_none()
    reason: str = (page.reason or "") if page is not None else ""
    is_copy = page is not None and page.state == "excluded" and reason.startswith(COPY_OF)
    return reason if is_copy or reason.startswith(PART_OF) else ""
