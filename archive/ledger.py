"""The ledger: every URL ever discovered, written before it is fetched, with what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Engine

from archive.records import WarcPointer

PageKind = Literal["list", "article", "other"]
PageState = Literal["discovered", "fetched", "failed", "excluded", "gone"]

MAX_URL_CHARACTERS = 2000
"""PostgreSQL indexes at most 2,704 bytes of a value (a third of an 8 kB page, less headers)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A catalogue site as the archive remembers it (``seeds.catalogue.Site`` has all of these)."""

    id: str
    name: str
    region: str | None = None
    region_code: str | None = None
    level: str | None = None
    start_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A URL just discovered, normalised."""

    url: str
    site: str
    kind: PageKind = "other"
    depth: int = 0
    discovered_on: str | None = None
    listed_title: str | None = None
    listed_date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one URL. A field that is None leaves what the ledger has, but for ``reason``,
    ``http_status`` and ``due_at``, which are always written (``due_at`` None: never again).
    """

    url: str
    state: PageState
    site: str | None = None
    """Needed only for a URL that the ledger has not met (a redirect's target)."""
    kind: PageKind | None = None
    reason: str | None = None
    http_status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    due_at: datetime | None = None
    interval_seconds: int | None = None
    article_id: int | None = None
    warc: WarcPointer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One row of the ledger."""

    id: int
    url: str
    site: str | None
    kind: PageKind
    state: PageState
    reason: str | None
    http_status: int | None
    attempts: int
    depth: int
    discovered_at: datetime
    discovered_on: str | None
    listed_title: str | None
    listed_date: str | None
    fetched_at: datetime | None
    changed_at: datetime | None
    due_at: datetime | None
    interval_seconds: int | None
    etag: str | None
    last_modified: str | None
    digest: str | None
    article_id: int | None
    last_run_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Where every URL of some sites stands after a run; each is counted once, so that
    ``discovered`` = ``archived`` + the sums of the four others.
    """

    discovered: int
    archived: int
    not_an_article: Mapping[str, int]
    """By reason; list pages under ``list page``."""
    excluded: Mapping[str, int]
    """By the rule that left them out."""
    failed: Mapping[str, int]
    """By why."""
    not_yet_due: Mapping[str, int]
    """``due later``: fetched by an earlier run; ``left over``: due, but this run ended first."""


class Ledger:
    """The one door to the table ``pages``. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def register(self, sites: Iterable[Site], *, now: datetime) -> None:
        """Write the sites of the catalogue, or their new names; to be called before ``discover``."""
        raise NotImplementedError

    def discover(
        self, links: Iterable[Link], *, run_id: int | None = None, now: datetime
    ) -> frozenset[str]:
        """Write links that the ledger has not met, due now; return their URLs.

        A link known already gets the title and date listed beside it, where it had none.
        URLs longer than ``MAX_URL_CHARACTERS`` are cut there and written as excluded.
        """
        raise NotImplementedError

    def known(self, urls: Collection[str]) -> dict[str, Page]:
        """Return the rows of those URLs that the ledger has."""
        raise NotImplementedError

    def due(
        self, sites: Collection[str], *, now: datetime, kinds: Sequence[PageKind] = ()
    ) -> Iterator[Page]:
        """Yield what may be fetched now, list pages first, then in order of discovery.

        Read in slices: no transaction stays open while the caller fetches, and rows that become
        due or done meanwhile are seen as they are when their slice is read.
        """
        raise NotImplementedError

    def record(
        self, outcomes: Iterable[Outcome], *, run_id: int | None = None, now: datetime
    ) -> None:
        """Write what became of URLs, all in one transaction.

        An article candidate must not be recorded as fetched before it is stored: give its
        ``Outcome`` to ``Writer.store`` or ``Writer.reject``, which write it with the article.
        """
        raise NotImplementedError

    def account(self, sites: Collection[str], *, run_id: int) -> Account:
        """Say where every URL of these sites stands after this run."""
        raise NotImplementedError
