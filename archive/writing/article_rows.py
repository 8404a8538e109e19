"""Writing an article and what belongs to it, inside a transaction of the writer's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from archive.clusters.rows import found_cluster, open_cluster
from archive.clusters.signatures import forget_signature, write_signature
from archive.clusters.sketches import Edition
from archive.database.mapping import AnyRow, content_columns, record_of, warc_columns
from archive.database.prepared import Prepared
from archive.database.storable import insert_if_new, storable, storable_or_none
from archive.ledger.records import Site
from archive.models import ArticleRow, AttachmentRow, ChangeRow, SiteRow, VersionRow
from archive.records import Article, Attachment, Extraction
from archive.search import index as search_index
from archive.writing.parameters import differs_by_more_parameters
from archive.writing.removal_rows import Owner, add_removals, retire, write_removals

_FIND = Prepared(select(ArticleRow.id).where(ArticleRow.url == bindparam("address")))
_GET = select(*ArticleRow.__table__.c).where(ArticleRow.id == bindparam("of_article"))
_FIND_COPY = Prepared(
    select(ArticleRow.id, ArticleRow.url, ArticleRow.status)
    .where(
        ArticleRow.content_hash == bindparam("hash"),
        ArticleRow.site_id == bindparam("site"),
        ArticleRow.title == bindparam("headline"),
        ArticleRow.published_at == bindparam("day"),
    )
    .order_by(ArticleRow.status == "gone", ArticleRow.id)
    .limit(50)
)
_ATTACHED = select(AttachmentRow.url).where(AttachmentRow.article_id == bindparam("of_article"))
_SHORTEST_COPY = 50
"""Characters; of shorter bodies ("details in the attachment") the attachment is the article, and
only what is besides asked for by the same parameters and others more is a copy."""
_IS_KNOWN = Prepared(select(SiteRow.id).where(SiteRow.id == bindparam("site")))
_INSERT = Prepared(insert(ArticleRow).returning(ArticleRow.id))
_CHANGE = Prepared(update(ArticleRow).where(ArticleRow.id == bindparam("of_article")))
_INSERT_VERSION = Prepared(insert(VersionRow))
_INSERT_ATTACHMENTS = insert(AttachmentRow)
_DELETE_ATTACHMENTS = delete(AttachmentRow).where(
    AttachmentRow.article_id == bindparam("of_article")
)
_INSERT_CHANGE = insert(ChangeRow)

_KEPT = {"site_id", "site_name", "region"}
"""A reader that did not know the site does not make the archive forget it."""


class Copy(NamedTuple):
    """An article of the archive, as another address of its site shows it."""

    id: int
    url: str
    status: str


def find(connection: Connection, url: str) -> AnyRow | None:
    """Return the row of the article at an address."""
    article_id = _FIND.scalar(connection, {"address": url})
    return None if article_id is None else get(connection, article_id)


def get(connection: Connection, article_id: int) -> AnyRow | None:
    """Return the row of an article."""
    return connection.execute(_GET, {"of_article": article_id}).one_or_none()


def find_copy(connection: Connection, article: Article) -> Copy | None:
    """Return the article that the archive has already from another address of its site.

    One that is still there, if there is any; else one that is gone from that address.

    Columns share articles, and so do print and mobile versions: with title, day and text.
    """
    is_short = len(article.body) < _SHORTEST_COPY
    if not article.published_at or (is_short and "?" not in article.url):
        return None
    same = {
        "hash": article.content_hash,
        "site": article.site,
        "headline": article.title,
        "day": article.published_at,
    }
    found = (Copy(*row) for row in _FIND_COPY.run(connection, same).fetchall())
    copies = (one for one in found if not is_short or _is_asked_with_more(connection, one, article))
    return next(copies, None)


def _is_asked_with_more(connection: Connection, copy: Copy, article: Article) -> bool:
    """Tell whether addresses differ by parameters that only one of them has (``&cat=2``).

    And their articles have the same files.
    """
    if not differs_by_more_parameters(copy.url, article.url):
        return False
    attached = connection.execute(_ATTACHED, {"of_article": copy.id}).scalars()
    return set(attached) == {storable(one.url) for one in article.attachments}


def insert_article(connection: Connection, extraction: Extraction, now: datetime) -> Edition:
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
    edition = Edition(_INSERT.scalar(connection, row), 1, 1)
    found_cluster(connection, cluster, edition.article_id)
    insert_version(connection, edition, article, now)
    write_signature(connection, edition.article_id, extraction.fingerprint)
    owner: Owner = ("article_id", edition.article_id)
    add_removals(connection, owner, article.removed, extraction.suspected, now=now)
    _insert_attachments(connection, edition.article_id, article.attachments)
    search_index.add(connection, search_index.Source.of(edition.article_id, article))
    return edition


def replace_content(
    connection: Connection, edition: Edition, extraction: Extraction, now: datetime
) -> None:
    """Write an edition of an article over the one before it."""
    article_id, article = edition.article_id, extraction.article
    _know_site(connection, article, now)
    _CHANGE.run(connection, {"of_article": article_id, **_changed(edition, article, now)})
    insert_version(connection, edition, article, now)
    forget_signature(connection, article_id)
    write_signature(connection, article_id, extraction.fingerprint)
    owner: Owner = ("article_id", article_id)
    write_removals(connection, owner, article.removed, extraction.suspected, now=now)
    connection.execute(_DELETE_ATTACHMENTS, {"of_article": article_id})
    _insert_attachments(connection, article_id, article.attachments)
    search_index.put(connection, article_id)


def insert_version(
    connection: Connection, edition: Edition, article: Article, now: datetime
) -> None:
    """Write an edition of an article beside those there are."""
    row = {
        "article_id": edition.article_id,
        "number": edition.version,
        "revision": edition.revision,
        "title": article.title,
        "body": article.body,
        "content_hash": article.content_hash,
        "fetched_at": fetched_at(article, now),
        "recorded_at": now,
        "record": record_of(article),
        **warc_columns(article.warc),
    }
    _INSERT_VERSION.run(connection, row)


def retire_removals(connection: Connection, old: AnyRow, article: Article) -> None:
    """Let spam be of the past that a site has taken out; do it before the content is replaced."""
    retire(connection, ("article_id", old.id), article.removed, old.last_seen_at)


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
    connection.execute(_INSERT_CHANGE, row | details)


def take_back_gone(connection: Connection, article: AnyRow, run_id: int | None) -> None:
    """Take back what this very run said of an article: that it is gone; nobody has read it yet."""
    if run_id is not None:
        said = (ChangeRow.article_id == article.id, ChangeRow.run_id == run_id)
        connection.execute(delete(ChangeRow).where(*said, ChangeRow.kind == "gone"))


def lead_edits_to(connection: Connection, edition: Edition, *, before: int) -> None:
    """Let the edit that led to version ``before`` lead to one that has been found between."""
    led = update(ChangeRow).where(
        ChangeRow.article_id == edition.article_id,
        ChangeRow.kind == "edited",
        ChangeRow.to_version == before,
    )
    connection.execute(led.values(to_version=edition.version))


def return_if_gone(
    connection: Connection, article: AnyRow, now: datetime, run_id: int | None
) -> bool:
    """Let an article that was gone be there again; return whether it was gone."""
    if article.status != "gone":
        return False
    status = "changed" if article.version > 1 else "live"
    touch(connection, article.id, status=status, gone_at=None)
    write_change(connection, article, "returned", now, run_id=run_id)
    return True


def touch(connection: Connection, article_id: int, **values: Any) -> None:  # noqa: ANN401  columns
    """Write single columns of an article."""
    _CHANGE.run(connection, {"of_article": article_id, **values})


def fetched_at(article: Article, now: datetime) -> datetime:
    """Return when the page was fetched; a page from a disk that does not say: now."""
    if article.fetched_at is None:
        return now
    instant = datetime.fromisoformat(article.fetched_at)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _changed(edition: Edition, article: Article, now: datetime) -> dict[str, Any]:
    values = {
        **content_columns(article),
        "fetched_at": fetched_at(article, now),
        "version": edition.version,
        "revision": edition.revision,
    }
    # The address is how the article was found, and it may have moved since the page was fetched.
    del values["url"]
    return {name: value for name, value in values.items() if value or name not in _KEPT}


def _insert_attachments(
    connection: Connection, article_id: int, attachments: Sequence[Attachment]
) -> None:
    rows = [
        {"article_id": article_id, "ordinal": ordinal, "url": one.url, "name": one.name}
        | {"media_type": one.media_type}
        for ordinal, one in enumerate(attachments)
    ]
    if rows:
        connection.execute(_INSERT_ATTACHMENTS, rows)


def _know_site(connection: Connection, article: Article, now: datetime) -> None:
    if article.site is None or _IS_KNOWN.scalar(connection, {"site": article.site}) is not None:
        return
    name = article.site_name or article.site
    know_site(connection, Site(id=article.site, name=name, region=article.region), now)


def know_site(connection: Connection, site: Site, now: datetime) -> None:
    """Give a site that no crawl has registered (an import's) its row."""
    row: dict[str, Any] = {
        "id": site.id,
        "name": storable(site.name),
        "region": storable_or_none(site.region),
        "start_urls": [],
        "registered_at": now,
    }
    insert_if_new(connection, SiteRow).run(connection, row)
