"""What all tables share: the naming of constraints and the vocabulary of column types."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name that a later migration can drop it by, the same on each database."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant. Kept in UTC: ``timestamptz`` on PostgreSQL, sortable text on SQLite.

    Raises:
        ValueError: A naive datetime was given; nobody could say later which zone it meant.

    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  the signature is SQLAlchemy's
        """Turn what the program holds into what the database keeps."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime cannot be stored: {value!r}; give it a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  the signature is SQLAlchemy's
        """Turn what the database gives (naive on SQLite) into an aware instant."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite makes a 64-bit rowid only of a column that is declared INTEGER.
BIG_ID = BigInteger().with_variant(Integer(), "sqlite")
JSON_TYPE = JSON().with_variant(JSONB(), "postgresql")

Id = Annotated[int, mapped_column(BIG_ID, primary_key=True)]
ArticleRef = Annotated[int, mapped_column(BIG_ID, ForeignKey("articles.id"))]
PageRef = Annotated[int, mapped_column(BIG_ID, ForeignKey("pages.id"))]
ClusterRef = Annotated[int, mapped_column(BIG_ID, ForeignKey("clusters.id"))]
RunRef = Annotated[int, mapped_column(BIG_ID, ForeignKey("runs.id"))]
SiteRef = Annotated[str, mapped_column(Text, ForeignKey("sites.id"))]
"""The catalogue's id."""

Words = Annotated[str, mapped_column(Text)]
Url = Annotated[str, mapped_column(Text)]
"""Normalised, absolute; at most ``MAX_URL_CHARACTERS``, so that every index takes it."""
Instant = Annotated[datetime, mapped_column(UtcDateTime)]
Day = Annotated[date, mapped_column(Date)]
"""The day of a date that may be a day alone; what date filters and orders go by."""
DateText = Annotated[str, mapped_column(Text)]
"""ISO 8601 as in the interface: a day alone, or a time with its offset."""
Bytes = Annotated[bytes, mapped_column(LargeBinary)]
BigNumber = Annotated[int, mapped_column(BigInteger)]
Names = Annotated[list[str], mapped_column(JSON_TYPE)]
"""A JSON array of strings."""
Records = Annotated[list[dict[str, Any]], mapped_column(JSON_TYPE)]
"""A JSON array of objects, as in the interface."""
Record = Annotated[dict[str, Any], mapped_column(JSON_TYPE)]


class Base(DeclarativeBase):
    """Root of the tables."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
