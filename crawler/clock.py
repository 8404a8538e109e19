"""The one place where a crawl reads the clock."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment, UTC."""
    return datetime.now(UTC)
