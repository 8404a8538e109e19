"""Writing an article and what belongs to it, inside a transaction of the writer's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from archive.clusters.candidates import forget_signature, write_signature
from archive.clusters.rows import found_cluster, open_cluster
from archive.database.mapping import (
    AnyRow,
    content_columns,
    record_of,
    warc_columns,
)
from archive.database.storable import insert_for
from archive.folding import same_writing
from archive.models import ArticleRow, AttachmentRow, ChangeRow, SiteRow, VersionRow
from archive.records import Article, Extraction
from archive.search import index as search_index
from archive.writing.removal_rows import Owner, retire, write_removals

_TOLD = ("subtitles", "published_at", "source", "authors", "editors", "section", "hacked")
"""Fields that are written anew when the page says them otherwise though title and body stand.

Not pictures, keywords or spam: addresses with session ids and rotating link farms would make a new
reading of every fetch.
"""


_NOT_OF_RULES = {"url", "site", "site_name", "region", "fetched_at", "warc"}
"""Fields of a record that a new reading of the same page does not decide."""


def find(connection: Connection, url: str) -> AnyRow | None:
    """Return the row of the article at an address."""
    query = select(*ArticleRow.__table__.c).where(ArticleRow.url == url)
    return connection.execute(query).one_or_none()


def get(connection: Connection, article_id: int) -> AnyRow | None:
    """Return the row of an article."""
    query = select(*ArticleRow.__table__.c).where(ArticleRow.id == article_id)
    return connection.execute(query).one_or_none()


def insert_article(connection: Connection, extraction: Extraction, now: datetime) -> int:
    """Write a new article, version 1, alone in its cluster."""
    article = extraction.article
    _know_site(connection, article, now)
    cluster = open_cluster(connection, now)
    row = {
        **content_columns(article),
        "cluster_id": cluster,
        "first_seen_at": now,
        "last_seen_at": now,
        "fetched_at": fetched_at(article, now),
        "status": "live",
        "version": 1,
        "revision": 1,
    }
    article_id: int = connection.execute(
        insert(ArticleRow).returning(ArticleRow.id), row
    ).scalar_one()
    found_cluster(connection, cluster, article_id)
    _insert_version(connection, article_id, article, (1, 1), now)
    _write_belongings(connection, article_id, extraction, now)
    return article_id


def replace_content(
    connection: Connection,
    old: AnyRow,
    extraction: Extraction,
    numbers: tuple[int, int],
    now: datetime,
    *,
    by_site: bool,
) -> None:
    """Write another version (or another reading of the same) over the newest one.

    Args:
        connection: In the writer's transaction.
        old: The article's row.
        extraction: What the page says now.
        numbers: Version and revision that it gets.
        now: Time of writing.
        by_site: The site has changed the page; otherwise our rules read it differently.

    """
    article = extraction.article
    _know_site(connection, article, now)
    number, revision = numbers
    values = {
        **content_columns(article),
        "fetched_at": fetched_at(article, now),
        "version": number,
        "revision": revision,
    }
    # The address is how the article was found (and it may have moved since the page was fetched). A
    # reader that did not know the site does not make the archive forget it.
    kept = {"site_id", "site_name", "region"}
    del values["url"]
    values = {name: value for name, value in values.items() if value or name not in kept}
    change = update(ArticleRow).where(ArticleRow.id == old.id).values(values)
    connection.execute(change)
    _insert_version(connection, old.id, article, numbers, now)
    forget_signature(connection, old.id)
    if by_site:
        retire(connection, ("article_id", old.id), article.removed, old.last_seen_at)
    connection.execute(delete(AttachmentRow).where(AttachmentRow.article_id == old.id))
    _write_belongings(connection, old.id, extraction, now)


def _write_belongings(
    connection: Connection, article_id: int, extraction: Extraction, now: datetime
) -> None:
    """Write signature, spam, attachments and index entry of the newest version."""
    write_signature(connection, article_id, extraction.fingerprint)
    owner: Owner = ("article_id", article_id)
    write_removals(connection, owner, extraction.article.removed, extraction.suspected, now=now)
    attachments = [
        {"article_id": article_id, "ordinal": ordinal, "url": one.url, "name": one.name}
        | {"media_type": one.media_type}
        for ordinal, one in enumerate(extraction.article.attachments)
    ]
    if attachments:
        connection.execute(insert(AttachmentRow), attachments)
    search_index.put(connection, article_id)


def write_change(
    connection: Connection, article: AnyRow, kind: str, at: datetime, **details: int | str | None
) -> None:
    """Write what a site did to an article; ``details`` are further columns of ``changes``."""
    row: dict[str, Any] = {
        "article_id": article.id,
        "url": article.url,
        "site_id": article.site_id,
        "kind": kind,
        "at": at,
        "title": article.title,
    }
    connection.execute(insert(ChangeRow), row | details)


def touch(connection: Connection, article_id: int, **values: Any) -> None:  # noqa: ANN401  columns
    """Write single columns of an article."""
    connection.execute(update(ArticleRow).where(ArticleRow.id == article_id).values(values))


def is_edited(old: AnyRow, extraction: Extraction) -> bool:
    """Whether title or body are other than archived; width and white space do not count.

    A title that is unknown on either side was not changed by the site: our reading was.
    """
    if old.content_hash != extraction.fingerprint.content_hash:
        return True
    title = extraction.article.title
    return bool(old.title and title and same_writing(old.title) != same_writing(title))


def is_told_otherwise(old: AnyRow, article: Article) -> bool:
    """Whether fields other than title and body differ, or a title has been found."""
    plain = article.to_dict()
    return bool(article.title and not old.title) or any(
        getattr(old, name) != plain[name] for name in _TOLD
    )


def is_read_otherwise(connection: Connection, old: AnyRow, extraction: Extraction) -> bool:
    """Whether anything that rules decide differs from the newest reading."""
    newest = select(VersionRow.record).where(
        VersionRow.article_id == old.id,
        VersionRow.number == old.version,
        VersionRow.revision == old.revision,
    )
    before: dict[str, Any] = connection.execute(newest).scalar_one()
    now = record_of(extraction.article)
    return any(now[name] != before.get(name) for name in now if name not in _NOT_OF_RULES)


def fetched_at(article: Article, now: datetime) -> datetime:
    """Return when the page was fetched; a page from a disk that does not say: now."""
    if article.fetched_at is None:
        return now
    instant = datetime.fromisoformat(article.fetched_at)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _insert_version(
    connection: Connection,
    article_id: int,
    article: Article,
    numbers: tuple[int, int],
    now: datetime,
) -> None:
    row = {
        "article_id": article_id,
        "number": numbers[0],
        "revision": numbers[1],
        "title": article.title,
        "body": article.body,
        "content_hash": article.content_hash,
        "fetched_at": fetched_at(article, now),
        "recorded_at": now,
        "record": record_of(article),
        **warc_columns(article.warc),
    }
    connection.execute(insert(VersionRow), row)


def _know_site(connection: Connection, article: Article, now: datetime) -> None:
    """Give a site that no crawl has registered (an import's) its row."""
    if article.site is None:
        return
    row: dict[str, Any] = {
        "id": article.site,
        "name": article.site_name or article.site,
        "region": article.region,
        "start_urls": [],
        "registered_at": now,
    }
    connection.execute(insert_for(connection, SiteRow).on_conflict_do_nothing(), row)
