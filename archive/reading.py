"""From rows back to records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from archive.models import ArticleRow, AttachmentRow, PageRow, RemovalRow
from archive.records import (
    Article,
    ArticleStatus,
    Attachment,
    Caption,
    PublishedFrom,
    Removal,
    Restoration,
    WarcPointer,
)

_BATCH = 500
"""Articles that are read together, with what belongs to them."""


def articles_by_id(connection: Connection, article_ids: Iterable[int]) -> list[Article]:
    """Return these articles in the order of the ids; ids of none are passed over."""
    wanted = list(article_ids)
    found: dict[int, Article] = {}
    for start in range(0, len(wanted), _BATCH):
        for article in _read(connection, ArticleRow.id.in_(wanted[start : start + _BATCH])):
            found[cast(int, article.id)] = article
    return [found[article_id] for article_id in wanted if article_id in found]


def all_articles(
    connection: Connection, conditions: Sequence[ColumnElement[bool]] = (), *, after_id: int = 0
) -> Iterator[Article]:
    """Give every article that meets the conditions, by rising id, a batch in memory at a time."""
    while True:
        ids = _next_ids(connection, conditions, after_id)
        if not ids:
            return
        yield from _read(connection, ArticleRow.id.in_(ids))
        after_id = ids[-1]


def article_at(connection: Connection, where: int | str) -> Article | None:
    """Return the article of that id or address; an address it had once, or has as well, will do."""
    article_id = where if isinstance(where, int) else _id_of_address(connection, where)
    if article_id is None:
        return None
    return next(iter(articles_by_id(connection, [article_id])), None)


def instant(moment: datetime | None) -> str | None:
    """Write a moment as the interface does: ISO 8601, UTC, whole seconds."""
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None


def warc_pointer(row: RowMapping) -> WarcPointer | None:
    """Read the three columns that say where the raw record lies."""
    if row["warc_file"] is None:
        return None
    return WarcPointer(file=row["warc_file"], offset=row["warc_offset"], length=row["warc_length"])


def _next_ids(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], after_id: int
) -> list[int]:
    statement = select(ArticleRow.id).where(ArticleRow.id > after_id, *conditions)
    return list(connection.scalars(statement.order_by(ArticleRow.id).limit(_BATCH)))


def _id_of_address(connection: Connection, url: str) -> int | None:
    own = connection.scalar(select(ArticleRow.id).where(ArticleRow.url == url))
    if own is not None:
        return own
    return connection.scalar(select(PageRow.article_id).where(PageRow.url == url))


def _read(connection: Connection, condition: ColumnElement[bool]) -> Iterator[Article]:
    statement = select(ArticleRow.__table__).where(condition).order_by(ArticleRow.id)
    rows = connection.execute(statement).mappings().all()
    ids = [row["id"] for row in rows]
    removals = _removals(connection, ids)
    attachments = _attachments(connection, ids)
    for row in rows:
        yield _article(row, removals.get(row["id"], []), attachments.get(row["id"], []))


def _removals(connection: Connection, ids: Sequence[int]) -> Mapping[int, list[Removal]]:
    statement = (
        select(RemovalRow.__table__)
        .where(RemovalRow.article_id.in_(ids), RemovalRow.suspected.is_(False))
        .order_by(RemovalRow.article_id, RemovalRow.ordinal)
    )
    names = ("rule", "text", "at", "where", "link", "confidence")
    found: dict[int, list[Removal]] = defaultdict(list)
    for row in connection.execute(statement).mappings():
        found[row["article_id"]].append(Removal(**{name: row[name] for name in names}))
    return found


def _attachments(connection: Connection, ids: Sequence[int]) -> Mapping[int, list[Attachment]]:
    statement = (
        select(AttachmentRow.__table__)
        .where(AttachmentRow.article_id.in_(ids))
        .order_by(AttachmentRow.article_id, AttachmentRow.ordinal)
    )
    found: dict[int, list[Attachment]] = defaultdict(list)
    for row in connection.execute(statement).mappings():
        attachment = Attachment(url=row["url"], name=row["name"], media_type=row["media_type"])
        found[row["article_id"]].append(attachment)
    return found


_AS_THEY_ARE = (
    *("id", "url", "site_name", "region", "title", "published_at", "source", "body", "language"),
    *("encoding", "hacked", "content_hash", "duplicate_of", "similarity", "version"),
)
_LISTS = ("subtitles", "authors", "editors", "section", "keywords", "images", "pages")
_INSTANTS = ("first_seen_at", "last_seen_at", "fetched_at")


def _article(
    row: RowMapping, removed: Sequence[Removal], attachments: Sequence[Attachment]
) -> Article:
    values: dict[str, Any] = {name: row[name] for name in _AS_THEY_ARE}
    values |= {name: tuple(row[name]) for name in _LISTS}
    values |= {name: instant(row[name]) for name in _INSTANTS}
    return Article(
        **values,
        site=row["site_id"],
        cluster=row["cluster_id"],
        status=cast(ArticleStatus, row["status"]),
        published_from=cast(PublishedFrom | None, row["published_from"]),
        captions=tuple(Caption(**caption) for caption in row["captions"]),
        restored=tuple(_restoration(item) for item in row["restored"]),
        removed=tuple(removed),
        attachments=tuple(attachments),
        warc=warc_pointer(row),
    )


def _restoration(item: Mapping[str, Any]) -> Restoration:
    return Restoration(at=item["at"], text=item["text"], origin=item["from"])
