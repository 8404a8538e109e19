"""The rows of clusters and their members, read and written within one transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from archive.clusters.candidates import read_fingerprint
from archive.clusters.originals import Member, original
from archive.database.among import among
from archive.database.mapping import iso, read_articles
from archive.models import ArticleRow, ClusterRow
from archive.records import Extraction, Neighbour

MAX_CONTENDERS = 200
"""Members looked at for being the original, of those published on the first day."""


def open_cluster(connection: Connection, now: datetime) -> int:
    """Open a cluster; ``found_cluster`` follows once its article has an id."""
    row = insert(ClusterRow).values(opened_at=now).returning(ClusterRow.id)
    opened: int = connection.execute(row).scalar_one()
    return opened


def found_cluster(connection: Connection, cluster: int, article_id: int) -> None:
    """Name the original of a cluster."""
    connection.execute(
        update(ClusterRow).where(ClusterRow.id == cluster).values(original_id=article_id)
    )


def set_original(connection: Connection, cluster: int, article_id: int) -> None:
    """Make an article the original of a cluster, and a member of it."""
    found_cluster(connection, cluster, article_id)
    connection.execute(
        update(ArticleRow)
        .where(ArticleRow.id == article_id)
        .values(cluster_id=cluster, duplicate_of=None, similarity=None)
    )


def set_reprint(
    connection: Connection, article_id: int, cluster: int, head: int, similarity: float
) -> None:
    """Make an article a reprint of a cluster's original."""
    connection.execute(
        update(ArticleRow)
        .where(ArticleRow.id == article_id)
        .values(cluster_id=cluster, duplicate_of=head, similarity=similarity)
    )


def drop_cluster(connection: Connection, cluster: int) -> None:
    """Take away a cluster that its last member has left."""
    connection.execute(delete(ClusterRow).where(ClusterRow.id == cluster))


def merge_clusters(connection: Connection, other: int, *, into: int) -> None:
    """Move all members; their similarity is unknown until each is judged anew."""
    connection.execute(
        update(ArticleRow)
        .where(ArticleRow.cluster_id == other)
        .values(cluster_id=into, duplicate_of=head_of(connection, into), similarity=None)
    )
    drop_cluster(connection, other)


def cluster_of(connection: Connection, article_id: int) -> int:
    """Return the cluster that an article is in."""
    query = select(ArticleRow.cluster_id).where(ArticleRow.id == article_id)
    return connection.execute(query).scalar_one()


def head_of(connection: Connection, cluster: int) -> int:
    """Return the id of a cluster's original."""
    query = select(ClusterRow.original_id).where(ClusterRow.id == cluster)
    head = connection.execute(query).scalar_one()
    assert head is not None  # noqa: S101  set in the transaction that opened the cluster
    return head


def is_alone(connection: Connection, cluster: int) -> bool:
    """Whether a cluster has just one member."""
    members = select(ArticleRow.id).where(ArticleRow.cluster_id == cluster).limit(2)
    return len(connection.execute(members).all()) == 1


def unjudged(connection: Connection, cluster: int, head: int) -> Sequence[int]:
    """Return the members that were not yet judged against this original."""
    query = (
        select(ArticleRow.id)
        .where(ArticleRow.cluster_id == cluster, ArticleRow.id != head)
        .where(ArticleRow.duplicate_of.is_distinct_from(head) | ArticleRow.similarity.is_(None))
        .order_by(ArticleRow.id)
    )
    return connection.execute(query).scalars().all()


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """An article with the very same body."""

    id: int
    cluster: int
    similarity: float
    """To the original of its cluster; 1.0 when it is that."""
    same_title: bool


def twin_of(connection: Connection, article_id: int, extraction: Extraction) -> Twin | None:
    """Return an article with the same body, one with the same headline where there is one."""
    content_hash, title = extraction.fingerprint.content_hash, extraction.article.title
    if not content_hash or not extraction.article.body:
        return None
    same_title = ArticleRow.title.is_not_distinct_from(title)
    query = (
        select(ArticleRow.id, ArticleRow.cluster_id, ArticleRow.similarity, ArticleRow.title)
        .where(ArticleRow.content_hash == content_hash, ArticleRow.id != article_id)
        .order_by(same_title.desc(), ArticleRow.id)
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Twin(
        id=row.id,
        cluster=row.cluster_id,
        similarity=1.0 if row.similarity is None else row.similarity,
        same_title=row.title == title,
    )


def earliest(connection: Connection, cluster: int, own_words: Collection[str]) -> int:
    """Return who is the original, looking only at the first day that any member was published."""
    in_cluster = ArticleRow.cluster_id == cluster
    columns = (
        *(ArticleRow.id, ArticleRow.published_at, ArticleRow.published_day, ArticleRow.source),
        *(ArticleRow.site_name, ArticleRow.first_seen_at),
    )
    first_day = (
        select(ArticleRow.published_day)
        .where(in_cluster, ArticleRow.published_day.is_not(None))
        .order_by(ArticleRow.published_day)
        .limit(1)
    )
    day = connection.execute(first_day).scalar()
    contenders = (
        select(*columns)
        .where(in_cluster, ArticleRow.published_day.is_not_distinct_from(day))
        .order_by(ArticleRow.id)
        .limit(MAX_CONTENDERS)
    )
    sources = select(ArticleRow.source).where(in_cluster, ArticleRow.source.is_not(None))
    return original(
        [Member(**row._asdict()) for row in connection.execute(contenders)],
        {source for source in connection.execute(sources.distinct()).scalars() if source},
        own_words,
    )


def as_neighbours(connection: Connection, ids: Iterable[int]) -> list[Neighbour]:
    """Return archived articles as the judge takes them, in order of their ids."""
    return _neighbours(connection, among(connection, ArticleRow.id, ids))


def originals_of(connection: Connection, ids: Collection[int]) -> list[Neighbour]:
    """Return the originals of the clusters that archived articles are in, in order of their ids."""
    originals = (
        select(ClusterRow.original_id)
        .join(ArticleRow, ArticleRow.cluster_id == ClusterRow.id)
        .where(among(connection, ArticleRow.id, ids), ClusterRow.original_id.is_not(None))
    )
    return _neighbours(connection, ArticleRow.id.in_(originals))


def _neighbours(connection: Connection, chosen: ColumnElement[bool]) -> list[Neighbour]:
    return [
        Neighbour(**{**row._mapping, "first_seen_at": iso(row.first_seen_at)})
        for row in connection.execute(_NEIGHBOURS.where(chosen))
    ]


_NEIGHBOURS = select(
    *(ArticleRow.id, ArticleRow.url, ArticleRow.site_id.label("site"), ArticleRow.title),
    *(ArticleRow.body, ArticleRow.published_at, ArticleRow.source, ArticleRow.first_seen_at),
    *(ArticleRow.cluster_id.label("cluster"), ArticleRow.content_hash),
).order_by(ArticleRow.id)
"""A judge is shown forty articles for each that comes: lists and records are not decoded for it."""


def as_extraction(connection: Connection, article_id: int) -> Extraction:
    """Return an archived article as the stages would give it, for the judge."""
    article = read_articles(connection, [article_id])[article_id]
    fingerprint = read_fingerprint(connection, article_id, article.content_hash)
    return Extraction(article=dataclasses.replace(article, id=None), fingerprint=fingerprint)
