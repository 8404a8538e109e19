"""What a crawl knows and did: sites, the ledger of URLs, runs, and what sites changed."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import (
    BIG_ID,
    ArticleRef,
    Base,
    BigNumber,
    Id,
    Instant,
    Names,
    Record,
    RunRef,
    SiteRef,
    Url,
    Words,
)


class SiteRow(Base):
    """A site of the catalogue that the archive has met."""

    __tablename__ = "sites"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    """The catalogue's id."""
    name: Mapped[Words]
    region: Mapped[Words | None]
    region_code: Mapped[Words | None]
    level: Mapped[Words | None]
    start_urls: Mapped[Names]
    registered_at: Mapped[Instant]


class RunRow(Base):
    """One crawl, import or new reading."""

    __tablename__ = "runs"
    __table_args__ = (Index(None, "started_at"),)

    id: Mapped[Id]
    kind: Mapped[Words]
    """``crawl``, ``import``, ``reextract``."""
    arguments: Mapped[Record]
    shard: Mapped[Words | None]
    """``I/N`` as given."""
    status: Mapped[Words]
    """``running``, ``finished``, ``failed``, ``interrupted``; of a process that died it says
    ``running`` until the next run begins (``monitoring.run_records`` tells the two apart)."""
    started_at: Mapped[Instant]
    finished_at: Mapped[Instant | None]
    host: Mapped[Words]
    pid: Mapped[int]
    report: Mapped[Record]
    """Counts and reasons; ``account`` in it is the sum over the ledger (``Account.to_dict``)."""
    keeps_urls: Mapped[bool] = mapped_column(server_default=false())
    """Whether ``run_pages`` has all that it made of URLs; not of runs of long ago."""


class SiteRunRow(Base):
    """What one run did on one site; the health of a site is read from these."""

    __tablename__ = "site_runs"

    run_id: Mapped[int] = mapped_column(BIG_ID, ForeignKey("runs.id"), primary_key=True)
    site_id: Mapped[str] = mapped_column(Text, ForeignKey("sites.id"), primary_key=True)
    health: Mapped[Words]
    """``ok``, ``silent``, ``failing``, ``blocked``, ``hacked``, ``new``."""
    report: Mapped[Record]


IS_A_COPY = text("substr(reason, 1, 20) = 'copy of an article: '")
"""How a query says that it wants copies alone (``ledger.records.COPY_OF``), word for word as their
index does: else no planner sees that it may use it."""


class PageRow(Base):
    """The ledger: every URL ever discovered, written before it is fetched."""

    __tablename__ = "pages"
    __table_args__ = (
        UniqueConstraint("url"),
        Index(None, "site_id", "kind", "due_at"),
        Index(None, "state", "site_id"),
        Index(None, "last_run_id"),
        Index(None, "article_id"),
        Index(None, "discovered_run_id"),
        # Reasons of other pages may be longer than an index takes.
        Index("ix_pages_copies", "reason", sqlite_where=IS_A_COPY, postgresql_where=IS_A_COPY),
    )

    id: Mapped[Id]
    url: Mapped[Url]
    site_id: Mapped[SiteRef | None]
    kind: Mapped[Words]
    """``list``, ``article``, ``other``."""
    state: Mapped[Words]
    """``discovered``, ``fetched``, ``failed``, ``excluded``, ``gone``."""
    reason: Mapped[Words | None]
    """Why it failed, was excluded, is gone, or holds no article; counted by its words before the
    first colon and space (``blocked:ruishu`` is one word)."""
    http_status: Mapped[int | None]
    attempts: Mapped[int]
    """Failures in a row since the last success."""
    depth: Mapped[int]
    """Links from a start URL, where it was first met."""
    discovered_at: Mapped[Instant]
    discovered_on: Mapped[Words | None]
    """URL of the page whose link led here first."""
    discovered_run_id: Mapped[RunRef | None]
    listed_title: Mapped[Words | None]
    listed_date: Mapped[Words | None]
    """As written beside the link."""
    fetched_at: Mapped[Instant | None]
    changed_at: Mapped[Instant | None]
    """When a fetch last gave other bytes (``digest``) than the one before."""
    due_at: Mapped[Instant | None]
    """When it may be fetched next; NULL: never again."""
    interval_seconds: Mapped[BigNumber | None]
    """How long after a look the next one is due; of a list that is read in every run 0. Of a gone
    article it is so where a list shows it; ``due_at`` is later, when one that none shows is."""
    etag: Mapped[Words | None]
    last_modified: Mapped[Words | None]
    digest: Mapped[Words | None]
    """Of the payload of the last fetch."""
    warc_file: Mapped[Words | None]
    warc_offset: Mapped[BigNumber | None]
    warc_length: Mapped[BigNumber | None]
    article_id: Mapped[ArticleRef | None]
    """The article whose page (or one of whose pages) this is."""
    listed: Mapped[Words | None]
    """Of the first page of a list in the order of days: the ``id`` of the articles' pages that
    stood on it when it was last read, in page order, apart by spaces."""
    listed_at: Mapped[Instant | None]
    """When the page was last read and listed anything; NULL: never, or it is no list."""
    last_run_id: Mapped[RunRef | None]
    """The run that last fetched, failed at, excluded or gave up this URL."""


class RunPageRow(Base):
    """What one run made of one URL: the ledger's row as it was when the run left it.

    Of the latest runs only (``ledger.run_pages``).
    """

    __tablename__ = "run_pages"

    run_id: Mapped[int] = mapped_column(BIG_ID, ForeignKey("runs.id"), primary_key=True)
    page_id: Mapped[int] = mapped_column(BIG_ID, ForeignKey("pages.id"), primary_key=True)
    kind: Mapped[Words]
    state: Mapped[Words]
    reason: Mapped[Words | None]
    http_status: Mapped[int | None]
    attempts: Mapped[int]


class ChangeRow(Base):
    """What a site did to an article after it was archived (interface, section 6)."""

    __tablename__ = "changes"
    __table_args__ = (Index(None, "article_id"), Index(None, "at"))

    id: Mapped[Id]
    article_id: Mapped[ArticleRef]
    url: Mapped[Url]
    site_id: Mapped[SiteRef | None]
    kind: Mapped[Words]
    """``edited``, ``gone``, ``moved``, ``returned``."""
    at: Mapped[Instant]
    title: Mapped[Words | None]
    from_version: Mapped[int | None]
    to_version: Mapped[int | None]
    new_url: Mapped[Words | None]
    http_status: Mapped[int | None]
    run_id: Mapped[RunRef | None]
