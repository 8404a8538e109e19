"""Articles and what belongs to them: versions, clusters, removed spam, attachments."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import (
    BIG_ID,
    ArticleRef,
    Base,
    BigNumber,
    ClusterRef,
    DateText,
    Day,
    Id,
    Instant,
    Names,
    PageRef,
    Record,
    Records,
    SiteRef,
    Url,
    Words,
)


class ClusterRow(Base):
    """Articles that are the same text. Every article is in one, most are alone in theirs.

    Each member was judged alike to the original, never only to another member, so that a chain
    of small differences cannot put unlike articles together.
    """

    __tablename__ = "clusters"

    id: Mapped[Id]
    # The two tables point at each other; NULL only inside the transaction that opens a cluster.
    original_id: Mapped[int | None] = mapped_column(
        BIG_ID, ForeignKey("articles.id", use_alter=True)
    )
    opened_at: Mapped[Instant]


class ArticleRow(Base):
    """One article at one address: its newest version, field by field (interface, section 4)."""

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("url"),
        Index(None, "site_id", "published_day"),
        Index(None, "published_day"),
        Index(None, "content_hash"),
        Index(None, "cluster_id", "published_day"),
        Index(None, "source"),
        Index(None, "first_seen_at"),
        Index(None, "region"),
        # Statistics count those that are few by these; SQLite knows truth values as numbers alone.
        *(
            Index(
                f"ix_articles_{name}",
                "id",
                sqlite_where=text(on_sqlite),
                postgresql_where=text(where),
            )
            for name, where, on_sqlite in (
                ("reprints", "duplicate_of IS NOT NULL", "duplicate_of IS NOT NULL"),
                ("hacked", "hacked", "hacked = 1"),
                ("gone", "status = 'gone'", "status = 'gone'"),
            )
        ),
    )

    id: Mapped[Id]
    url: Mapped[Url]
    site_id: Mapped[SiteRef | None]
    site_name: Mapped[Words | None]
    region: Mapped[Words | None]
    title: Mapped[Words | None]
    subtitles: Mapped[Names]
    published_at: Mapped[DateText | None]
    published_day: Mapped[Day | None]
    published_from: Mapped[Words | None]
    source: Mapped[Words | None]
    authors: Mapped[Names]
    editors: Mapped[Names]
    section: Mapped[Names]
    keywords: Mapped[Names]
    body: Mapped[Words]
    captions: Mapped[Records]
    images: Mapped[Names]
    pages: Mapped[Names]
    language: Mapped[Words | None]
    encoding: Mapped[Words | None]
    hacked: Mapped[bool]
    restored: Mapped[Records]
    content_hash: Mapped[Words | None]
    """SHA-256 of the normalised body, hexadecimal."""
    cluster_id: Mapped[ClusterRef]
    duplicate_of: Mapped[ArticleRef | None]
    similarity: Mapped[float | None]
    """To the cluster's original, 0 to 1; NULL on the original."""
    first_seen_at: Mapped[Instant]
    last_seen_at: Mapped[Instant]
    fetched_at: Mapped[Instant]
    status: Mapped[Words]
    """``live``, ``changed`` or ``gone``."""
    gone_at: Mapped[Instant | None]
    """Since when the address no longer answers with the article; NULL unless ``gone``."""
    version: Mapped[int]
    """The site's versions, from 1."""
    revision: Mapped[int]
    """Readings of this version by changed rules, from 1."""
    warc_file: Mapped[Words | None]
    """Relative to the WARC folder."""
    warc_offset: Mapped[BigNumber | None]
    warc_length: Mapped[BigNumber | None]


class VersionRow(Base):
    """What an article was, once for each change of title or body and each new reading of it.

    ``number`` counts what the site changed, ``revision`` what our rules read differently in the
    same version. Rows are never changed. An import of earlier captures adds versions after later
    ones: ``fetched_at`` says when pages said so, and ``articles.version`` which is the newest.
    """

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("article_id", "number", "revision"),)

    id: Mapped[Id]
    article_id: Mapped[ArticleRef]
    number: Mapped[int]
    revision: Mapped[int]
    title: Mapped[Words | None]
    body: Mapped[Words]
    content_hash: Mapped[Words | None]
    fetched_at: Mapped[Instant]
    recorded_at: Mapped[Instant]
    warc_file: Mapped[Words | None]
    warc_offset: Mapped[BigNumber | None]
    warc_length: Mapped[BigNumber | None]
    record: Mapped[Record]
    """The whole record as extracted, as in the interface."""


class RemovalRow(Base):
    """Injected spam.

    Taken out of an article's newest version, only suspected in it, or seen on a page that holds
    no article: just one of ``article_id`` and ``page_id`` is set. What a site has taken out again
    itself stays as it was, with ``last_seen_at``.
    """

    __tablename__ = "removals"
    __table_args__ = (Index(None, "article_id"), Index(None, "page_id"))

    id: Mapped[Id]
    article_id: Mapped[ArticleRef | None]
    page_id: Mapped[PageRef | None]
    ordinal: Mapped[int]
    """Order in the record, from 0: removals that share an offset are put back in this order."""
    rule: Mapped[Words]
    text: Mapped[Words]
    at: Mapped[int]
    where: Mapped[Words]
    link: Mapped[Words | None]
    confidence: Mapped[float]
    suspected: Mapped[bool]
    """Left in the text: perhaps spam."""
    seen_at: Mapped[Instant]
    """When the text was first seen in that field."""
    last_seen_at: Mapped[Instant | None]
    """NULL while it stands there: then it was seen whenever the page was."""


class AttachmentRow(Base):
    """A file that an article's newest version links to."""

    __tablename__ = "attachments"
    __table_args__ = (Index(None, "article_id"),)

    id: Mapped[Id]
    article_id: Mapped[ArticleRef]
    ordinal: Mapped[int]
    url: Mapped[Words]
    name: Mapped[Words | None]
    media_type: Mapped[Words | None]
