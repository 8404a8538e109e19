"""Searches that somebody saved."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base, BigNumber, Instant, Record, Words


class WatchRow(Base):
    """A search that gives only what is new each time it is run."""

    __tablename__ = "watches"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    query: Mapped[Words]
    filters: Mapped[Record]
    """Those of ``govnews search`` that were given; days as in the interface."""
    added_at: Mapped[Instant]
    run_at: Mapped[Instant | None]
    """When it was last run."""
    seen_version: Mapped[BigNumber]
    """Rows of ``versions`` up to this id have been looked at."""
