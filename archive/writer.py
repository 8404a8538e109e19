"""The one writer: an article and all that belongs to it is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Engine

from archive.ledger import Outcome
from archive.records import Extraction, Judge, Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of an article that was handed in."""

    article_id: int
    outcome: Literal["new", "changed", "unchanged"]


class Writer:
    """Stores articles, and what sites did to them later.

    Args:
        engine: An archive whose schema is current.
        judge: Decides on near-duplicates.
        sync: Called before each commit that points to a raw record; ``RawStore.sync``, so that
            no article points to a record that a power cut took.

    """

    def __init__(
        self, engine: Engine, judge: Judge, *, sync: Callable[[], object] | None = None
    ) -> None:
        self._engine = engine
        self._judge = judge
        self._sync = sync

    def store(
        self,
        extraction: Extraction,
        *,
        now: datetime,
        run_id: int | None = None,
        fetch: Outcome | None = None,
    ) -> Stored:
        """Store an article with its version, signature, spam, attachments, index and ledger row.

        ``fetch`` is the ledger's outcome of the page it was read from, written in the same
        transaction; without it the ledger's row of ``article.url`` says fetched.
        """
        raise NotImplementedError

    def reject(
        self,
        rejection: Rejection,
        *,
        now: datetime,
        run_id: int | None = None,
        fetch: Outcome | None = None,
    ) -> None:
        """Write into the ledger that the page holds no article, and why, and its injected spam."""
        raise NotImplementedError

    def gone(
        self, url: str, http_status: int | None, *, now: datetime, run_id: int | None = None
    ) -> bool:
        """Say that the article is no longer at its address; it stays in the archive for ever.

        Returns whether that is news (False: no such article, or gone already).
        """
        raise NotImplementedError

    def moved(
        self,
        url: str,
        new_url: str,
        *,
        now: datetime,
        http_status: int = 301,
        run_id: int | None = None,
    ) -> bool:
        """Say that the article has another address from now on; ``url`` still finds it."""
        raise NotImplementedError

    def returned(self, url: str, *, now: datetime, run_id: int | None = None) -> bool:
        """Say that a gone article is there again, unchanged (a 304); ``store`` sees it by itself."""
        raise NotImplementedError
