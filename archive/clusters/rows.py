"""The rows of clusters and their members, read and written within one transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Text,
    bindparam,
    delete,
    insert,
    select,
    text,
    update,
)

from archive.clusters.originals import Member, original
from archive.clusters.signatures import read_fingerprint
from archive.clusters.sketches import Edition
from archive.database.among import as_parameter, given_numbers
from archive.database.mapping import iso, read_articles
from archive.database.prepared import Prepared
from archive.models import ArticleRow, ClusterRow
from archive.records import Extraction, Neighbour

MAX_CONTENDERS = 200
"""Members looked at for being the original, of those published on the first day."""


_OF_ARTICLE = ArticleRow.id == bindparam("of_article")
_OF_CLUSTER = ClusterRow.id == bindparam("of_cluster")
_OPEN = Prepared(insert(ClusterRow).returning(ClusterRow.id))
_FOUND = Prepared(update(ClusterRow).where(_OF_CLUSTER))
_DROP = Prepared(delete(ClusterRow).where(_OF_CLUSTER))
_PLACE = Prepared(update(ArticleRow).where(_OF_ARTICLE))
_CLUSTER_OF = Prepared(select(ArticleRow.cluster_id).where(_OF_ARTICLE))
_HEAD_OF = Prepared(select(ClusterRow.original_id).where(_OF_CLUSTER))


def open_cluster(connection: Connection, now: datetime) -> int:
    """Open a cluster; ``found_cluster`` follows once its article has an id."""
    opened: int = _OPEN.scalar(connection, {"opened_at": now})
    return opened


def found_cluster(connection: Connection, cluster: int, article_id: int) -> None:
    """Name the original of a cluster."""
    _FOUND.run(connection, {"of_cluster": cluster, "original_id": article_id})


def set_original(connection: Connection, cluster: int, article_id: int) -> None:
    """Make an article the original of a cluster, and a member of it."""
    found_cluster(connection, cluster, article_id)
    original = {"cluster_id": cluster, "duplicate_of": None, "similarity": None}
    _PLACE.run(connection, {"of_article": article_id} | original)


def set_reprint(
    connection: Connection, article_id: int, cluster: int, head: int, similarity: float
) -> None:
    """Make an article a reprint of a cluster's original."""
    reprint = {"cluster_id": cluster, "duplicate_of": head, "similarity": similarity}
    _PLACE.run(connection, {"of_article": article_id} | reprint)


def drop_cluster(connection: Connection, cluster: int) -> None:
    """Take away a cluster that its last member has left."""
    _DROP.run(connection, {"of_cluster": cluster})


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
    cluster: int = _CLUSTER_OF.scalar(connection, {"of_article": article_id})
    return cluster


def head_of(connection: Connection, cluster: int) -> int:
    """Return the id of a cluster's original."""
    head: int | None = _HEAD_OF.scalar(connection, {"of_cluster": cluster})
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


_TWIN = Prepared(
    select(ArticleRow.id, ArticleRow.cluster_id, ArticleRow.similarity, ArticleRow.title)
    .where(ArticleRow.content_hash == bindparam("hash"), ArticleRow.id != bindparam("of_article"))
    .order_by(
        ArticleRow.title.is_not_distinct_from(bindparam("headline", type_=Text)).desc(),
        ArticleRow.id,
    )
    .limit(1)
)


def twin_of(connection: Connection, article_id: int, extraction: Extraction) -> Twin | None:
    """Return an article with the same body, one with the same headline where there is one."""
    content_hash, title = extraction.fingerprint.content_hash, extraction.article.title
    if not content_hash or not extraction.article.body:
        return None
    wanted = {"of_article": article_id, "hash": content_hash, "headline": title}
    row = _TWIN.run(connection, wanted).fetchone()
    if row is None:
        return None
    twin, cluster, similarity, headline = row
    return Twin(
        id=twin,
        cluster=cluster,
        similarity=1.0 if similarity is None else similarity,
        same_title=headline == title,
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


_OF_NEIGHBOURS = (
    *("id", "url", "site_id", "title", "body", "published_at", "source", "first_seen_at"),
    *("cluster_id", "content_hash"),
)
_INSTANT = ArticleRow.__table__.c.first_seen_at.type


def as_neighbours(connection: Connection, ids: Sequence[int]) -> list[Neighbour]:
    """Return archived articles as the judge takes them, in order of their ids."""
    chosen = _chosen(connection.dialect.name, _OF_NEIGHBOURS)
    rows = chosen.run(connection, {"ids": as_parameter(connection, ids)}).fetchall()
    dialect = connection.dialect
    instant = _INSTANT.dialect_impl(dialect).result_processor(dialect, None)
    return [_neighbour(row, instant) for row in rows]


def _neighbour(row: Sequence[Any], instant: Callable[[Any], Any] | None) -> Neighbour:
    """Make a neighbour of a row; ``instant`` reads what the driver gives of an instant."""
    article_id, url, site, title, body, published_at, source, seen, cluster, content_hash = row
    return Neighbour(
        id=article_id,
        url=url,
        site=site,
        title=title,
        body=body,
        published_at=published_at,
        source=source,
        first_seen_at=iso(instant(seen) if instant else seen),
        cluster=cluster,
        content_hash=content_hash,
    )


@cache
def _chosen(dialect: str, columns: Sequence[str]) -> Prepared:
    """Return the statement that reads some columns of the articles with given ids, in order."""
    sql = (
        f"SELECT {', '.join(f'articles.{column}' for column in columns)}"  # noqa: S608  our columns
        f" FROM {given_numbers(dialect, 'ids')} JOIN articles ON articles.id = wanted.value"
        " ORDER BY articles.id"
    )
    return Prepared(text(sql))


def originals_of(connection: Connection, ids: Sequence[int]) -> list[Edition]:
    """Return the originals of the clusters that archived articles are in, in order of their ids."""
    bound = {"ids": as_parameter(connection, ids)}
    found = _originals(connection.dialect.name).run(connection, bound).fetchall()
    return sorted(set(map(Edition._make, found)))


@cache
def _originals(dialect: str) -> Prepared:
    sql = (
        "SELECT coalesce(originals.id, members.id), coalesce(originals.version, members.version),"  # noqa: S608  nothing is given
        f" coalesce(originals.revision, members.revision) FROM {given_numbers(dialect, 'ids')}"
        " JOIN articles AS members ON members.id = wanted.value"
        " LEFT JOIN articles AS originals ON originals.id = members.duplicate_of"
    )
    return Prepared(text(sql))


def bodies(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return the bodies of articles, by id."""
    chosen = _chosen(connection.dialect.name, ("id", "body"))
    return dict(chosen.run(connection, {"ids": as_parameter(connection, ids)}).fetchall())


def as_extraction(connection: Connection, article_id: int) -> Extraction:
    """Return an archived article as the stages would give it, for the judge."""
    article = read_articles(connection, [article_id])[article_id]
    fingerprint = read_fingerprint(connection, article_id, article.content_hash)
    return Extraction(article=dataclasses.replace(article, id=None), fingerprint=fingerprint)
