"""Between the record of an article and its rows."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from archive.database.among import among
from archive.database.storable import is_storable_json, storable_json
from archive.models import ArticleRow, AttachmentRow, RemovalRow
from archive.records import (
    Article,
    Attachment,
    Caption,
    Removal,
    Restoration,
    WarcPointer,
    plain,
)

_AS_THEY_ARE = (
    *("url", "site_name", "region", "title", "published_at", "published_from", "source", "body"),
    *("language", "encoding", "hacked", "content_hash"),
)
_LISTS = ("subtitles", "authors", "editors", "section", "keywords", "images", "pages")
_ARCHIVE_ONLY = (
    *("id", "cluster", "duplicate_of", "similarity", "first_seen_at", "last_seen_at"),
    *("status", "version"),
)

AnyRow = Row[*tuple[Any, ...]]
Json = dict[str, Any]
"""A record of the interface, as ``json.dumps`` takes it."""


# --- record to rows -------------------------------------------------------------------------------


def cleaned(article: Article) -> Article:
    """Return the article with every text in it fit for the database (see ``storable``)."""
    record = article.to_stored()
    return article if is_storable_json(record) else article_from(storable_json(record))


def record_of(article: Article) -> dict[str, Any]:
    """Return what a version keeps: the record as extracted, without what only the archive knows."""
    record = article.to_stored()
    return {name: value for name, value in record.items() if name not in _ARCHIVE_ONLY}


def content_columns(article: Article) -> dict[str, Any]:
    """Return the columns of ``articles`` that come from the page."""
    return {
        **{name: getattr(article, name) for name in _AS_THEY_ARE},
        **{name: list(getattr(article, name)) for name in _LISTS},
        "captions": plain(article.captions),
        "restored": plain(article.restored),
        "site_id": article.site,
        "published_day": day_of(article.published_at),
        **warc_columns(article.warc),
    }


def warc_columns(pointer: WarcPointer | None) -> dict[str, Any]:
    """Return the three columns of a pointer."""
    return {
        "warc_file": pointer.file if pointer else None,
        "warc_offset": pointer.offset if pointer else None,
        "warc_length": pointer.length if pointer else None,
    }


def removal_columns(removals: Sequence[Removal]) -> list[dict[str, Any]]:
    """Return the columns of removals that come from the records."""
    return [
        {"ordinal": ordinal, **dataclasses.asdict(removal)}
        for ordinal, removal in enumerate(removals)
    ]


def day_of(published_at: str | None) -> date | None:
    """Return the day of a date as the interface writes it."""
    return date.fromisoformat(published_at[:10]) if published_at else None


# --- rows to record -------------------------------------------------------------------------------


def read_articles(connection: Connection, ids: Collection[int]) -> dict[int, Article]:
    """Return the newest version of these articles, by id; ids that do not exist are missing."""
    rows = connection.execute(
        select(*ArticleRow.__table__.c).where(among(connection, ArticleRow.id, ids))
    ).all()
    removals = _removals(connection, ids)
    attachments = _attachments(connection, ids)
    return {row.id: _article(row, removals[row.id], attachments[row.id]) for row in rows}


def article_from(record: Mapping[str, Any]) -> Article:
    """Read a record as ``Article.to_dict`` gives it, or as a version keeps it."""
    values = dict(record)
    for name in _LISTS:
        values[name] = tuple(values[name])
    values["captions"] = tuple(Caption(**one) for one in values["captions"])
    values["attachments"] = tuple(Attachment(**one) for one in values["attachments"])
    values["removed"] = tuple(Removal(**one) for one in values["removed"])
    values["restored"] = tuple(_restoration(one) for one in values["restored"])
    values["warc"] = WarcPointer(**values["warc"]) if values["warc"] else None
    return Article(**values)


def iso(instant: datetime) -> str:
    """Write an instant as the interface does: UTC, to the second."""
    return instant.astimezone(UTC).isoformat(timespec="seconds")


def pointer_of(row: AnyRow) -> WarcPointer | None:
    """Return the pointer that a row's three columns hold."""
    if row.warc_file is None:
        return None
    return WarcPointer(file=row.warc_file, offset=row.warc_offset, length=row.warc_length)


_COLUMNS = tuple(ArticleRow.__table__.c.keys())
_SAME = (*_AS_THEY_ARE, "id", "duplicate_of", "similarity", "version", "status")


def _article(
    row: AnyRow, removed: tuple[Removal, ...], attachments: tuple[Attachment, ...]
) -> Article:
    """Make the record; exports make a million of them, so columns are taken all at once."""
    column = dict(zip(_COLUMNS, row, strict=True))
    values: dict[str, Any] = {name: column[name] for name in _SAME}
    values |= {name: tuple(column[name]) for name in _LISTS}
    return Article(
        **values,
        first_seen_at=iso(column["first_seen_at"]),
        last_seen_at=iso(column["last_seen_at"]),
        fetched_at=iso(column["fetched_at"]),
        site=column["site_id"],
        captions=tuple(Caption(**one) for one in column["captions"]),
        restored=tuple(_restoration(one) for one in column["restored"]),
        attachments=attachments,
        removed=removed,
        cluster=column["cluster_id"],
        warc=pointer_of(row),
    )


def _restoration(one: Mapping[str, Any]) -> Restoration:
    return Restoration(at=one["at"], text=one["text"], origin=one["from"])


def _removals(connection: Connection, ids: Collection[int]) -> dict[int, tuple[Removal, ...]]:
    query = (
        select(*RemovalRow.__table__.c)
        .where(among(connection, RemovalRow.article_id, ids), RemovalRow.suspected.is_(False))
        .where(RemovalRow.last_seen_at.is_(None))
        .order_by(RemovalRow.article_id, RemovalRow.ordinal)
    )
    found: defaultdict[int, tuple[Removal, ...]] = defaultdict(tuple)
    names = [field.name for field in dataclasses.fields(Removal)]
    for row in connection.execute(query):
        values = {name: row._mapping[name] for name in names}
        found[row.article_id] += (Removal(**values),)
    return found


def _attachments(connection: Connection, ids: Collection[int]) -> dict[int, tuple[Attachment, ...]]:
    query = (
        select(*AttachmentRow.__table__.c)
        .where(among(connection, AttachmentRow.article_id, ids))
        .order_by(AttachmentRow.article_id, AttachmentRow.ordinal)
    )
    found: defaultdict[int, tuple[Attachment, ...]] = defaultdict(tuple)
    for row in connection.execute(query):
        found[row.article_id] += (
            Attachment(url=row.url, name=row.name, media_type=row.media_type),
        )
    return found
