"""What near-duplicate search looks up: signatures and their LSH bands."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import BIG_ID, Base, Bytes, Words


class SchemeRow(Base):
    """The parameters of a signature, named once; signatures of unlike schemes never meet."""

    __tablename__ = "schemes"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[Words]


class SignatureRow(Base):
    """The signature of an article's newest version."""

    __tablename__ = "signatures"

    article_id: Mapped[int] = mapped_column(BIG_ID, ForeignKey("articles.id"), primary_key=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"))
    signature: Mapped[Bytes]
    """MinHash values, little-endian unsigned 32 bit."""
    bands: Mapped[Bytes]
    """The keys of this article's rows in ``bands``, little-endian signed 64 bit, so that they are
    found again without an index by article that would double the table."""


class BandRow(Base):
    """One LSH band of one article. Two articles that share a row's (scheme, key) are candidates.

    The primary key is the lookup: on SQLite the table is that one B-tree and nothing else.
    """

    __tablename__ = "bands"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  SQLAlchemy's own declaration

    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"), primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article_id: Mapped[int] = mapped_column(
        BIG_ID, ForeignKey("articles.id"), primary_key=True, autoincrement=False
    )
